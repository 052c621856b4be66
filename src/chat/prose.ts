// Formatted text as plain data: paragraphs and lists of spans.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** A run of text with one look. Nothing in `text` is ever markup: each platform escapes it for itself. */
export type Span =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'strong'; readonly text: string}
  | {readonly kind: 'em'; readonly text: string}
  | {readonly kind: 'code'; readonly text: string}
  | {readonly kind: 'link'; readonly text: string; readonly href: string}

/** A paragraph of spans. */
export interface Paragraph {
  readonly kind: 'paragraph'
  readonly spans: readonly Span[]
}

/** A list; each item is a row of spans. */
export interface List {
  readonly kind: 'list'
  readonly ordered: boolean
  readonly items: readonly (readonly Span[])[]
}

/** Text in its parts, from the first to the last. */
export type Prose = readonly (Paragraph | List)[]

/** A span of plain text. */
export function text(value: string): Span {
  return {kind: 'text', text: value}
}

/** A span of strong text. */
export function strong(value: string): Span {
  return {kind: 'strong', text: value}
}

/**
 * A link, or its bare text where the address is not of the web: only `https:` and `http:` ever become links.
 * @param value what is shown
 * @param href where it leads
 */
export function link(value: string, href: string): Span {
  return /^https?:\/\//i.test(href) ? {kind: 'link', text: value, href} : text(value)
}

/** The spans as one line of plain text; a link whose text is not its address shows both when `addresses` is set. */
export function spansText(spans: readonly Span[], addresses = false): string {
  return spans
    .map(s => (addresses && s.kind === 'link' && s.text !== s.href ? `${s.text} (${s.href})` : s.text))
    .join('')
}

/** The prose as plain text, a line for each paragraph and item. */
export function proseText(prose: Prose, addresses = false): string {
  return prose
    .map(block =>
      block.kind === 'paragraph'
        ? spansText(block.spans, addresses)
        : block.items.map((item, i) => `${block.ordered ? `${i + 1}.` : '•'} ${spansText(item, addresses)}`).join('\n'),
    )
    .join('\n\n')
}
