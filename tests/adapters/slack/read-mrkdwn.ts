// A reader of mrkdwn for tests, written from Slack's documentation and laxer than Slack: it finds markup where Slack may not.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** A piece of a text as Slack shows it; `broken` is a control character that stands by itself. */
export interface Piece {
  readonly kind:
    | 'text'
    | 'bold'
    | 'italic'
    | 'strike'
    | 'code'
    | 'link'
    | 'command'
    | 'emoji'
    | 'mention'
    | 'quote'
    | 'broken'
  readonly text: string
  /** Where a link leads. */
  readonly href?: string
}

type Rule = readonly [kind: Piece['kind'], pattern: RegExp, inner?: boolean]

// The first rule that matches at a place wins. A border is whatever is no letter or digit, so a gap of no width is one.
const rules: readonly Rule[] = [
  ['quote', /(?<=^|\n)[^\S\n]*(?:>|&gt;|＞)/uy],
  ['command', /<[@#!][^>]*>/y],
  ['link', /<([^|>]+)(?:\|([^>]*))?>/y],
  ['broken', /[<>]|&(?!(?:amp|lt|gt);)/y],
  ['code', /[`｀]([^`｀\n]+)[`｀]/uy],
  ['bold', /(?<![A-Za-z0-9])[*＊](\S|\S[^\n]*?\S)[*＊](?![A-Za-z0-9])/uy, true],
  ['italic', /(?<![A-Za-z0-9])[_＿](\S|\S[^\n]*?\S)[_＿](?![A-Za-z0-9])/uy, true],
  ['strike', /(?<![A-Za-z0-9])~(\S|\S[^\n]*?\S)~(?![A-Za-z0-9])/uy, true],
  ['emoji', /:[\p{L}\p{M}\p{N}_+＋'-]+:/uy],
  ['mention', /(?<![\p{L}\p{N}._%+-])@[\p{L}\p{N}]+/uy],
  ['mention', /@(?:here|channel|everyone)(?![\p{L}\p{N}])(?!\.\p{L})/iuy],
]

/** The pieces of a text, from the first to the last; nested ones stand inside out, each under its own kind. */
export function readMrkdwn(mrkdwn: string): Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < mrkdwn.length; ) {
    const found = pieceAt(mrkdwn, at)
    if (found) pieces.push(...found.pieces)
    else pieces.push({kind: 'text', text: mrkdwn[at] ?? ''})
    at += found?.length ?? 1
  }
  return joined(pieces).map(piece => ({...piece, text: decoded(piece.text)}))
}

/** All that a person reads. */
export function readText(mrkdwn: string): string {
  return readMrkdwn(mrkdwn)
    .map(piece => piece.text)
    .join('')
}

/** The kinds of markup in a text, each once. */
export function markupIn(mrkdwn: string): string[] {
  return [...new Set(readMrkdwn(mrkdwn).map(piece => piece.kind))].filter(kind => kind !== 'text').sort()
}

/** Characters of the same look made the same, and those that nobody sees taken out, so that only what is read counts. */
export function looks(text: string): string {
  const same: Readonly<Record<string, string>> = {
    '∗': '*',
    '＊': '*',
    '﹡': '*',
    ˍ: '_',
    '＿': '_',
    '∼': '~',
    ˋ: '`',
    '｀': '`',
    '∣': '|',
  }
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[^\P{Cc}\n\t]|[\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu, '')
    .replace(/[∗＊﹡ˍ＿∼ˋ｀∣]/gu, sign => same[sign] ?? sign)
    .replace(/\s+/gu, ' ')
    .trim()
}

function pieceAt(mrkdwn: string, at: number): {readonly pieces: Piece[]; readonly length: number} | undefined {
  for (const [kind, pattern, inner] of rules) {
    pattern.lastIndex = at
    const match = pattern.exec(mrkdwn)
    if (!match) continue
    const text = match[2] ?? match[1] ?? match[0]
    // A sign before the inner text, since that does not stand at the start of a line.
    const within = inner ? readMrkdwn(`|${text}`).filter(piece => piece.kind !== 'text') : []
    const piece: Piece =
      kind === 'link' ? {kind, text, href: decoded(match[1] ?? '')} : {kind, text: kind === 'quote' ? '' : text}
    return {pieces: [piece, ...within.map(each => ({...each, text: ''}))], length: match[0].length}
  }
  return undefined
}

function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = []
  for (const piece of pieces) {
    const last = out.at(-1)
    if (piece.kind === 'text' && last?.kind === 'text')
      out[out.length - 1] = {kind: 'text', text: last.text + piece.text}
    else out.push(piece)
  }
  return out
}

function decoded(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}
