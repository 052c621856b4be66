// Spans as runs of text for Adaptive Cards: plain text by nature, so that nothing that people wrote becomes markup.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {namesAnotherHost, webAddress} from '../../src/chat/address.ts'
import type {Span} from '../../src/chat/prose.ts'
import {limits} from './limits.ts'

/** A run of text (adaptivecards.io/explorer/TextRun.html). A run is never read as Markdown. */
export interface TextRun {
  readonly type: 'TextRun'
  readonly text: string
  readonly weight?: 'Bolder'
  readonly italic?: true
  readonly fontType?: 'Monospace'
  readonly size?: 'Small' | 'Large'
  readonly isSubtle?: true
  readonly selectAction?: {readonly type: 'Action.OpenUrl'; readonly title: string; readonly url: string}
}

/** How all runs of a text look. */
export type Look = Pick<TextRun, 'weight' | 'size' | 'isSubtle' | 'fontType' | 'italic'>

/** Nobody sees it: it parts what a client would read together. */
const gap = '\u200b'

/** Spans as lines of runs, none of them blank; a very long line is parted. */
export function toLines(spans: readonly Span[], look: Look = {}): TextRun[][] {
  const lines: TextRun[][] = [[]]
  for (const run of spans.flatMap(span => runsOf(span, look))) {
    for (const [i, text] of run.text.split('\n').entries()) {
      if (i > 0) lines.push([])
      for (const piece of piecesOf(text)) {
        if (lengthOf(lines.at(-1) ?? []) + piece.length > limits.text) lines.push([])
        lines.at(-1)?.push({...run, text: piece})
      }
    }
  }
  return lines.filter(line => line.some(({text}) => text.replaceAll(gap, '').trim() !== ''))
}

/** One line of plain text, for labels and titles. */
export function toPlain(value: string): string {
  return clean(value).replace(/\s+/gu, ' ').trim()
}

/**
 * The beginning of a text, with an ellipsis where it was cut.
 * @param max the most UTF-16 units of the result, 1 at least
 */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text
  const cut = text.slice(0, max - 1)
  return `${cut.replace(/[\ud800-\udbff]$/, '').trimEnd()}…`
}

/**
 * Text without what nobody sees: control characters, overrides of direction, halves of pairs. What Adaptive Cards would
 * compute, `{{DATE(…)}}`, is parted.
 */
export function clean(value: string): string {
  return strange.test(value) ? cleaned(value) : value
}

/** What {@link clean} may change; nearly all texts have nothing of it. */
const strange = /[\p{Cc}\p{Cs}\u200b\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\{\{/u

function cleaned(value: string): string {
  return value
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[^\P{Cc}\n]|[\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu, '')
    .replace(/\{(?=\{)/g, `{${gap}`)
}

function runsOf(span: Span, look: Look): TextRun[] {
  const text = clean(span.text)
  switch (span.kind) {
    case 'text':
      return [run(text, look)]
    case 'strong':
      return [{...run(text, look), weight: 'Bolder'}]
    case 'em':
      return [{...run(text, look), italic: true}]
    case 'code':
      return [{...run(text, look), fontType: 'Monospace'}]
    case 'link':
      return linkRuns(text, span.href, look)
    default:
      return span satisfies never
  }
}

/** A link that says another host than its own gets its own behind it. */
function linkRuns(label: string, href: string, look: Look): TextRun[] {
  const line = label.replace(/\s+/gu, ' ')
  const url = webAddress(href)
  if (!url) return [run(line, look)]
  const shown = line.trim() === '' ? url.host : line
  const host = namesAnotherHost(shown, url) ? [run(` (${url.host})`, look)] : []
  if (url.href.length > limits.linkAddress) return [run(`${shown} (${url.host})`, look)]
  return [
    {...run(shown, look), selectAction: {type: 'Action.OpenUrl', title: shorten(shown, 100), url: url.href}},
    ...host,
  ]
}

function run(text: string, look: Look): TextRun {
  return {type: 'TextRun', text, ...look}
}

function lengthOf(line: readonly TextRun[]): number {
  return line.reduce((sum, {text}) => sum + text.length, 0)
}

/** Cut so that no pair of halves is parted. */
function piecesOf(text: string): string[] {
  if (text.length <= limits.text) return text === '' ? [] : [text]
  const at = /[\ud800-\udbff]/.test(text.charAt(limits.text - 1)) ? limits.text - 1 : limits.text
  return [text.slice(0, at), ...piecesOf(text.slice(at))]
}
