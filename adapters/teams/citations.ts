// The sources of a card as citations, which Teams lists with name, licence and link.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {webAddress} from '../../src/chat/address.ts'
import type {Card} from '../../src/chat/card.ts'
import type {Span} from '../../src/chat/prose.ts'
import {limits} from './limits.ts'
import type {Payload} from './payload.ts'
import {shorten, toPlain} from './to-inlines.ts'

/**
 * The entity that cites what the notes of a card link to; none where they link to nothing. What stands behind a link,
 * its part, year and licence, is the abstract (learn.microsoft.com, "Bot messages with AI-generated content", of which
 * we take the citations alone: no text of ours is made by a model).
 */
export function citationsOf(card: Card): Payload[] {
  const cited = card.blocks.flatMap(block => (block.kind === 'note' ? sourcesIn(block.spans) : []))
  if (cited.length === 0) return []
  const citation = cited.slice(0, limits.citations).map((source, i) => ({
    '@type': 'Claim',
    position: i + 1,
    appearance: {'@type': 'DigitalDocument', ...source},
  }))
  return [
    {
      type: 'https://schema.org/Message',
      '@type': 'Message',
      '@context': 'https://schema.org',
      '@id': '',
      citation,
    },
  ]
}

function sourcesIn(spans: readonly Span[]): Payload[] {
  return spans.flatMap((span, i) => {
    const url = span.kind === 'link' ? webAddress(span.href) : undefined
    if (!url) return []
    const next = spans[i + 1]
    const about = next?.kind === 'text' ? toPlain(next.text.replace(/^[\s,;]+/, '')) : ''
    return [
      {
        name: shorten(toPlain(span.text) || url.host, limits.citationName),
        url: url.href,
        abstract: shorten(about || url.host, limits.citationAbstract),
      },
    ]
  })
}
