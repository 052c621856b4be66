// Text as Teams sends it, in plain readable words.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Payload} from './payload.ts'
import {partOf, partsIn, textOf} from './payload.ts'

/** The longest text that is read, in characters; nobody asks a longer question. */
const longest = 12_000

const signs: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' '}

/** What somebody wrote. */
export interface Words {
  readonly text: string
  /** True where our name stands in it. */
  readonly mentionsUs: boolean
  /** The message of ours that it answers by quoting it, if any. */
  readonly quoted: string | undefined
}

/**
 * The words of a message: without our own name, others' names as `@Name`. Teams encodes signs in the text of messages
 * that come with a copy in HTML, and only in those.
 */
export function wordsOf(activity: Payload): Words {
  const bot = textOf(partOf(activity, 'recipient'), 'id')
  const html = htmlOf(activity)
  const quoted = html === undefined ? undefined : quotedIn(html)
  const said = (quoted === undefined || html === undefined ? textOf(activity, 'text') : wordsInHtml(html)) ?? ''
  let text = said.slice(0, longest)
  let mentionsUs = false
  for (const mention of partsIn(activity, 'entities').filter(({type}) => type === 'mention')) {
    const written = textOf(mention, 'text')
    const isUs = bot !== undefined && partOf(mention, 'mentioned')['id'] === bot
    mentionsUs ||= isUs
    if (isUs && written !== undefined) text = text.replaceAll(written, ' ')
  }
  const named = text.replace(/<at(?: [^<>]*)?>([^<>]*)<\/at>/gi, '@$1')
  const decoded = html === undefined || quoted !== undefined ? named : decode(named)
  return {text: decoded.replace(/[^\S\n]+/g, ' ').trim(), mentionsUs, quoted}
}

/** The words of a text in HTML, such as that of a message on which an action was chosen. */
export function wordsInHtml(html: string): string {
  const bare = html
    .slice(0, longest * 2)
    .replace(/<blockquote[^<>]*schema\.skype\.com\/Reply[^<>]*>[\s\S]*?<\/blockquote>/gi, '')
    .replace(/<(?:br|\/p|\/div|\/li|\/h\d)\b[^<>]*>/gi, '\n')
    // The last tag may have been cut.
    .replace(/<[^<>]*(?:>|$)/g, '')
  return decode(bare)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
    .slice(0, longest)
}

function htmlOf(activity: Payload): string | undefined {
  const copy = partsIn(activity, 'attachments').find(({contentType}) => contentType === 'text/html')
  return copy && textOf(copy, 'content')
}

/** The id of the message that is quoted, where a bot wrote it: ids of bots begin with 28. */
function quotedIn(html: string): string | undefined {
  const quote =
    /<blockquote[^<>]*schema\.skype\.com\/Reply"?[^<>]*itemid="(\d{1,30})"[^<>]*>([\s\S]*?)<\/blockquote>/i.exec(html)
  return quote && /itemprop="mri"[^<>]*itemid="28:|itemid="28:[^<>]*itemprop="mri"/i.test(quote[2] ?? '')
    ? quote[1]
    : undefined
}

function decode(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => signs[name] ?? '')
}
