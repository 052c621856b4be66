// A draft passage: what people said about a question, as a knowledge file to review.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {File} from '../chat/card.ts'
import type {HandedOver} from './hand-over-book.ts'

/**
 * A Markdown file in the format of the knowledge base, with the desk's replies as its text.
 * @param handedOver a hand-over with replies
 * @param day the day on which it is drafted, `2026-11-20`
 */
export function draftOf({id, question, role, said}: HandedOver, day: string): File {
  const title = oneLine(question)
  const replies = said.filter(each => each.side === 'owner').map(each => plain(each.text))
  const text = [
    '---',
    `title: ${JSON.stringify(title)}`,
    'kind: chapter',
    'chapter: our-answers',
    'order: 200',
    `owner: ${role}`,
    'status: draft',
    `reviewed: ${day}`,
    '---',
    '',
    `## ${plain(title)} {#draft-${id
      .replace(/[^a-z0-9]/gi, '')
      .toLowerCase()
      .slice(0, 8)}}`,
    '',
    replies.length > 0 ? replies.join('\n\n') : 'Nobody has replied yet.',
    '',
    '```yaml passage',
    'asks:',
    '  en:',
    `    - ${JSON.stringify(title)}`,
    '    # Add at least two more ways in which people ask for it.',
    '```',
    '',
  ]
  return {kind: 'file', name: `draft-${day}.md`, type: 'text/markdown', text: text.join('\n')}
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 150)
}

/** What people wrote must not become Markdown: its signs are escaped. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~]/g, sign => `\\${sign}`)
}
