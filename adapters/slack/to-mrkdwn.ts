// Spans as the markup of Slack, with all that people wrote kept from becoming markup.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Span} from '../../src/chat/prose.ts'
import {limits} from './limits.ts'

/** Nobody sees it: it parts what Slack would read together, and is the border that a marker needs beside a word. */
const gap = '\u200b'

/**
 * The signs that format, and what is shown instead. Slack has no way to escape them, and a gap does not stop them:
 * only another character of the same look does. The wide ones format as well (docs of yhatt/jsx-slack on escaping).
 */
const lookAlikes: Readonly<Record<string, string>> = {
  '*': '\u2217',
  '＊': '\ufe61',
  _: '\u02cd',
  '＿': '\u02cd',
  '~': '\u223c',
  '`': '\u02cb',
  '｀': '\u02cb',
  '|': '\u2223',
}

/** A piece of the result; a marked one needs a border on either side. */
interface Token {
  readonly text: string
  readonly marked: boolean
}

/**
 * Spans as mrkdwn. A person reads what `spansText` gives, and the host of a link whose text names another one.
 * Line breaks stay; characters that nobody sees, control characters and overrides of direction do not.
 */
export function toMrkdwn(spans: readonly Span[]): string {
  return render(normal(spans))
}

/** How {@link toMrkdwnParts} cuts. */
export interface PartOptions {
  /** The most UTF-16 units of a part, 2,600 at least; the text of a section where it is left out. */
  readonly max?: number
  /** Puts something round each part, such as the marks of a quotation; counted in its length. */
  readonly frame?: (mrkdwn: string) => string
}

/** Spans as mrkdwn in as many parts as it takes, cut between words; none where there is nothing to read. */
export function toMrkdwnParts(spans: readonly Span[], {max = limits.text, frame = same}: PartOptions = {}): string[] {
  const [only] = spans
  const easy = spans.length === 1 && only?.kind === 'text' && isEasy(only.text) ? only.text.trim() : undefined
  if (easy !== undefined && frame === same && easy.length <= max) return easy === '' ? [] : [easy]
  const clear = normal(spans)
  const whole = render(clear).trim()
  const fits = (text: string) => frame(text).length <= max
  const parts = fits(whole) ? [whole] : cut(clear.flatMap(atomsOf), fits)
  return parts.filter(part => part.replaceAll(gap, '') !== '').map(frame)
}

/** One line of plain text for headers and labels, in which Slack finds no emoji, no mention and no command. */
export function toPlain(value: string): string {
  if (isEasy(value)) return value.replace(/\s+/g, ' ').trim()
  const line = clean(value).replace(/\s+/gu, ' ').trim()
  return withoutCalls(line).replace(/<(?=[!@#])/g, `<${gap}`)
}

/** True for text of signs of which none means anything to Slack: most labels and lines, which stay as they are. */
function isEasy(value: string): boolean {
  return /^(?:[\p{L}\p{N} \n.,;!?()[\]'"/’‘“”–—…，。？！、👍👎-]|:(?=\s|$))*$/u.test(value)
}

function same(text: string): string {
  return text
}

/** Keeps line feeds; a lone half of a pair could not be sent. */
function clean(value: string): string {
  return value
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[^\P{Cc}\n]|[\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu, '')
}

/** Clean spans, of which no two neighbours are alike, so that nothing comes about where two of them meet. */
function normal(spans: readonly Span[]): Span[] {
  return merge(spans.flatMap(span => normalSpan({...span, text: clean(span.text)})))
}

function normalSpan(span: Span): Span[] {
  if (span.kind === 'link') return linkSpans(span.text, span.href)
  if (span.kind === 'text' || span.text.trim() === '') return addressesIn(span.text)
  return [span]
}

function merge(spans: readonly Span[]): Span[] {
  const out: Span[] = []
  for (const span of spans.filter(each => each.text !== '')) {
    const last = out.at(-1)
    if (last && alike(last, span)) out[out.length - 1] = {...last, text: last.text + span.text}
    else out.push(span)
  }
  return out
}

function alike(a: Span, b: Span): boolean {
  return a.kind === 'link' && b.kind === 'link' ? a.href === b.href : a.kind === b.kind
}

/** An address that stands in a text becomes a link of ours, since its signs would be changed otherwise. */
function addressesIn(value: string): Span[] {
  const address = /(https?:\/\/[\w\-.~:/?#[\]@!$&'()*+,;=%]*[\w\-~/#$&*+=%])/i
  return value
    .split(address)
    .flatMap((part, i): Span[] => (i % 2 ? linkSpans(part, part) : [{kind: 'text', text: part}]))
}

function linkSpans(label: string, href: string): Span[] {
  const line = label.replace(/\s+/gu, ' ')
  const url = webAddress(href)
  if (!url) return [{kind: 'text', text: line}]
  const shown = line.trim() === '' ? url.host : line
  const host: Span[] = namesAnotherHost(shown, url) ? [{kind: 'text', text: ` (${url.host})`}] : []
  const tooLong = encodeAddress(url).length > limits.linkAddress
  if (!tooLong) return [{kind: 'link', text: shown, href: encodeAddress(url)}, ...host]
  // An address that is too long to be a link says its host itself.
  if (line.trim() === '' || line === href) return [{kind: 'text', text: line.trim() === '' ? url.host : line}]
  return [{kind: 'text', text: `${line} (${url.host})`}]
}

function webAddress(href: string): URL | undefined {
  const url = URL.canParse(href) ? new URL(href) : undefined
  return url && /^https?:$/.test(url.protocol) ? url : undefined
}

function encodeAddress(url: URL): string {
  return encoded(url.href.replace(/[|<>`"\s]/gu, encodeURIComponent))
}

/** True where a label has something like a domain, or an address of numbers, that is not the link's own. */
function namesAnotherHost(label: string, url: URL): boolean {
  const readable = label
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[。｡]/g, '.')
  const host =
    /(?<![\p{L}\p{N}\p{M}-])(?:(?:[\p{L}\p{N}][\p{L}\p{N}\p{M}-]{0,62}\.){1,10}\p{L}[\p{L}\p{N}\p{M}-]{1,62}|(?:\d{1,3}\.){3}\d{1,3})/gu
  return (readable.match(host) ?? []).some(name => bare(name) !== bare(url.hostname))
}

function bare(host: string): string {
  const address = `http://${host}`
  return (URL.canParse(address) ? new URL(address).hostname : host).replace(/^www\./, '')
}

/** Words with the blanks behind them; a very long word in pieces of which each fits anywhere. */
function atomsOf(span: Span): Span[] {
  return (span.text.match(/\S{1,200}\s{0,50}|\s{1,50}/gu) ?? []).map(word => ({...span, text: word}))
}

function cut(atoms: readonly Span[], fits: (mrkdwn: string) => boolean): string[] {
  const parts: string[] = []
  for (let from = 0; from < atoms.length; ) {
    const count = howManyFit(atoms.slice(from, from + limits.text), fits)
    parts.push(render(atoms.slice(from, from + count)).trim())
    from += count
  }
  return parts
}

/** The most atoms, one at least, whose markup fits; markup is never shorter than its text, so few have to be tried. */
function howManyFit(atoms: readonly Span[], fits: (mrkdwn: string) => boolean): number {
  let low = 1
  let high = 1
  for (let length = 0; high < atoms.length && length <= limits.messageText; high++)
    length += atoms[high]?.text.length ?? 0
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(render(atoms.slice(0, middle)).trim())) low = middle
    else high = middle - 1
  }
  return low
}

function render(spans: readonly Span[]): string {
  let out = ''
  let marked = false
  const tokens = merge(spans).flatMap(tokensOf)
  for (const token of tokens.filter(each => each.text !== '')) {
    const open = token.marked && !/^$|[\s([]/u.test(out.slice(-1))
    const close = marked && !/^[\s.,;:!?)\]]/u.test(token.text)
    out += open || close ? gap + token.text : token.text
    marked = token.marked
  }
  // Slack takes an escaped sign for a quotation too.
  return out.replace(/^([^\S\n]*)(?=&gt;|＞)/gmu, `$1${gap}`)
}

function tokensOf(span: Span): Token[] {
  switch (span.kind) {
    case 'text':
      return [plain(harmless(span.text))]
    case 'strong':
      return markedLines(span.text, words => `*${harmless(words, /\*/g)}*`)
    case 'em':
      return markedLines(span.text, words => `_${harmless(words, /_/g)}_`)
    case 'code':
      return markedLines(span.text, words => `\`${encoded(withoutCrowds(instead(words, /[`｀]/g)))}\``)
    case 'link': {
      const label = harmless(span.text, /\|/g)
      return [plain(label === span.href ? `<${label}>` : `<${span.href}|${label}>`)]
    }
    default:
      return span satisfies never
  }
}

/** A marker holds within a line, and only where it touches no blank on the inside. */
function markedLines(value: string, mark: (words: string) => string): Token[] {
  return value.split('\n').flatMap((line, i) => [...(i > 0 ? [plain('\n')] : []), ...markedLine(line, mark)])
}

function markedLine(line: string, mark: (words: string) => string): Token[] {
  const words = line.trim()
  if (words === '') return [plain(line)]
  const at = line.indexOf(words)
  return [plain(line.slice(0, at)), {text: mark(words), marked: true}, plain(line.slice(at + words.length))]
}

function plain(text: string): Token {
  return {text, marked: false}
}

/**
 * Text in which nothing is markup. A sign between two letters or digits does nothing, so that names such as
 * `snake_case` can still be copied.
 * @param also further signs that are replaced wherever they stand
 */
function harmless(value: string, also?: RegExp): string {
  const calm = instead(value, /(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])|[`＊＿｀]/g)
  return encoded(withoutCalls(also ? instead(calm, also) : calm))
}

function instead(value: string, signs: RegExp): string {
  return value.replace(signs, sign => lookAlikes[sign] ?? sign)
}

/** Without codes of emoji, and without mentions of anybody; an e-mail address stays as it is. */
function withoutCalls(value: string): string {
  return withoutCrowds(value)
    .replace(/:(?=[\p{L}\p{M}\p{N}_+＋'-]+:)/gu, `:${gap}`)
    .replace(/(?<![\p{L}\p{N}._%+-])@(?=[\p{L}\p{N}])/gu, `@${gap}`)
}

/** Without mentions of everybody, also behind a letter where no e-mail address follows. */
function withoutCrowds(value: string): string {
  return value.replace(
    /(?<![\w.%+-])@(?=here|channel|everyone|group)|@(?=(?:here|channel|everyone|group)(?![\w-]*\.\p{L}))/giu,
    `@${gap}`,
  )
}

/** The three signs that Slack reads as control characters; docs.slack.dev/messaging/formatting-message-text. */
function encoded(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
