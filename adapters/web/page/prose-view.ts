// Prose as DOM: paragraphs, lists and their spans, always as text and never as markup.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {List, Paragraph, Span} from '../../../src/chat/prose.ts'
import {element} from './element.ts'

/** A paragraph. */
export function paragraphView(block: Paragraph): HTMLElement {
  return element('p', {dir: 'auto'}, ...spanViews(block.spans))
}

/** A list. */
export function listView(block: List): HTMLElement {
  const items = block.items.map(item => element('li', {dir: 'auto'}, ...spanViews(item)))
  return element(block.ordered ? 'ol' : 'ul', {class: 'list'}, ...items)
}

/** A row of spans. */
export function spanViews(spans: readonly Span[]): (Node | string)[] {
  return spans.map(spanView)
}

function spanView(span: Span): Node | string {
  switch (span.kind) {
    case 'text':
      return span.text
    case 'strong':
    case 'em':
    case 'code':
      return element(span.kind, {}, span.text)
    case 'link':
      return linkView(span.text, span.href)
    default:
      return span satisfies never
  }
}

// Checked again here: a card that was built by hand must not bring a `javascript:` address into the page.
function linkView(label: string, href: string): Node | string {
  if (!/^https?:\/\//i.test(href)) return label
  const attributes = {class: 'link', href, target: '_blank', rel: 'noopener noreferrer'}
  return element('a', attributes, label, element('span', {class: 'sr-only'}, ' (opens in a new tab)'))
}
