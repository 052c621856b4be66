// A Card as DOM: one small function for each kind of block; text is only ever set as text.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Block, Button, Buttons, Card, Feedback, Heading, Note, Quote} from '../../../src/chat/card.ts'
import {chartView} from './chart-view.ts'
import {element, icon} from './element.ts'
import {fileView} from './file-view.ts'
import {listView, paragraphView, spanViews} from './prose-view.ts'

/** What a press carries back to the server. */
export interface Pressed {
  readonly action: string
  readonly value: string
}

/** Called when a button of a card is pressed; the button itself tells what to disable. */
export type OnPress = (pressed: Pressed, button: HTMLButtonElement) => void

/** What a block needs to know of its card. */
interface Around {
  readonly first: boolean
  readonly language: Card['language']
  readonly onPress: OnPress
}

/**
 * Shows a card in a container. Blocks that are already there and have not changed stay as they are, so that a screen
 * reader hears only what is new, and the focus stays where it was.
 */
export function showCard(container: HTMLElement, card: Card, onPress: OnPress): void {
  const focused = focusedPress(container)
  const before = [...container.children]
  const firstHeading = card.blocks.findIndex(block => block.kind === 'heading')
  container.lang = card.language
  card.blocks.forEach((block, i) => {
    const was = before[i]
    const written = JSON.stringify(block)
    if (was !== undefined && shown.get(was) === written) return
    const view = blockView(block, {first: i === firstHeading, language: card.language, onPress})
    shown.set(view, written)
    if (was === undefined) container.append(view)
    else was.replaceWith(view)
  })
  for (const extra of before.slice(card.blocks.length)) extra.remove()
  if (focused !== undefined) refocus(container, focused)
}

/** The block that an element shows, as JSON. */
const shown = new WeakMap<Element, string>()

function blockView(block: Block, around: Around): HTMLElement {
  switch (block.kind) {
    case 'heading':
      return headingView(block, around)
    case 'paragraph':
      return paragraphView(block)
    case 'list':
      return listView(block)
    case 'note':
      return noteView(block)
    case 'quote':
      return quoteView(block)
    case 'buttons':
      return buttonsView(block, around)
    case 'feedback':
      return feedbackView(block, around)
    case 'file':
      return fileView(block, around.language)
    case 'chart':
      return chartView(block)
    default:
      return block satisfies never
  }
}

function headingView(block: Heading, around: Around): HTMLElement {
  return element(around.first ? 'h2' : 'h3', {class: 'heading', dir: 'auto'}, block.text)
}

function noteView(block: Note): HTMLElement {
  return element('p', {class: 'note', dir: 'auto'}, ...spanViews(block.spans))
}

function quoteView(block: Quote): HTMLElement {
  return element('blockquote', {class: 'quote', dir: 'auto'}, ...spanViews(block.spans))
}

function buttonsView(block: Buttons, around: Around): HTMLElement {
  const row = element('div', {class: 'row'}, ...block.buttons.map(button => buttonView(button, around)))
  if (block.label === undefined) return element('div', {class: 'buttons'}, row)
  const label = element('p', {class: 'buttons-label', dir: 'auto'}, block.label)
  return element('div', {class: 'buttons', role: 'group', 'aria-label': block.label}, label, row)
}

function buttonView(button: Button, around: Around): HTMLButtonElement {
  const view = pressable(button, around)
  view.className = button.style === 'primary' ? 'button primary' : 'button'
  view.dir = 'auto'
  view.append(button.label)
  return view
}

function feedbackView(block: Feedback, around: Around): HTMLElement {
  const asked = block.chosen === undefined ? 'Did this help?' : 'Thank you, noted.'
  const thumbs = (['up', 'down'] as const).map(way => thumbView(block, way, around))
  const label = element('p', {class: 'feedback-label'}, asked)
  return element('div', {class: 'feedback', role: 'group', 'aria-label': 'Rate this answer'}, label, ...thumbs)
}

function thumbView(block: Feedback, way: 'up' | 'down', around: Around): HTMLButtonElement {
  const label = way === 'up' ? 'Helpful' : 'Not helpful'
  const view = pressable({action: block.action, value: `${way}:${block.value}`}, around)
  view.className = 'thumb'
  view.setAttribute('aria-pressed', String(block.chosen === way))
  view.title = label
  view.append(icon(`thumb-${way}`), element('span', {class: 'sr-only'}, label))
  return view
}

function pressable(pressed: Pressed, around: Around): HTMLButtonElement {
  const view = element('button', {type: 'button'})
  view.dataset['press'] = JSON.stringify([pressed.action, pressed.value])
  view.addEventListener('click', () => {
    if (view.getAttribute('aria-disabled') !== 'true') around.onPress(pressed, view)
  })
  return view
}

function focusedPress(container: HTMLElement): string | undefined {
  const {activeElement} = document
  if (!(activeElement instanceof HTMLElement) || !container.contains(activeElement)) return undefined
  return activeElement.dataset['press']
}

function refocus(container: HTMLElement, press: string): void {
  if (container.contains(document.activeElement)) return
  const buttons = [...container.querySelectorAll<HTMLButtonElement>('button')]
  const same = buttons.find(button => button.dataset['press'] === press)
  ;(same ?? container.closest<HTMLElement>('article'))?.focus({preventScroll: true})
}
