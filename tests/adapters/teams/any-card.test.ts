// What holds for any card as an Adaptive Card: it is sound, and nothing that people wrote becomes markup.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {Marked} from 'marked'
import {limits} from '../../../adapters/teams/limits.ts'
import {cardActivity} from '../../../adapters/teams/messages.ts'
import type {Payload} from '../../../adapters/teams/payload.ts'
import {partOf, textOf} from '../../../adapters/teams/payload.ts'
import type {Drawing} from '../../../adapters/teams/to-adaptive-card.ts'
import {summaryOf, toAdaptiveCard} from '../../../adapters/teams/to-adaptive-card.ts'
import {heading, note} from '../../../src/chat/card.ts'
import type {Conversation} from '../../../src/chat/conversation.ts'
import {anyCard} from './hostile-cards.ts'
import {complaintsOf, partsWithin} from './read-card.ts'

const message: Drawing = {surface: 'message'}

describe('any card', () => {
  const drawing = fc.record({
    surface: fc.constantFrom<Drawing['surface']>('message', 'dialog', 'inserted'),
    ownThumbs: fc.boolean(),
    filesBeside: fc.boolean(),
  })

  it('is one that the renderer takes without complaint and Teams by its size', () => {
    fc.assert(
      fc.property(anyCard, drawing, (card, how) => {
        expect(complaintsOf(toAdaptiveCard(card, how))).toEqual([])
        expect(summaryOf(card)).not.toBe('')
      }),
      {numRuns: 150},
    )
  })

  it('is a message that Teams takes, with its citations and its summary', () => {
    const places = fc
      .constantFrom('personal', 'channel')
      .map(scope => ({platform: 'teams', tenant: 't', id: 'c', scope}))
    fc.assert(
      fc.property(anyCard, places as fc.Arbitrary<Conversation>, (card, to) => {
        const activity = cardActivity(card, to)
        // In UTF-16, as Teams counts.
        expect(Buffer.byteLength(JSON.stringify(activity), 'utf16le')).toBeLessThanOrEqual(limits.messageBytes)
      }),
      {numRuns: 150},
    )
  })

  it('that cites more than there is room for is sent without citations, and names its sources in the text', () => {
    const href = `https://long.example/${'x'.repeat(4_000)}`
    const sources = Array.from({length: 20}, (_, i) => note([{kind: 'link', text: `Source ${i}`, href}]))
    const to: Conversation = {platform: 'teams', tenant: 't', id: 'c', scope: 'channel'}
    const activity = cardActivity({language: 'en', blocks: sources}, to)
    expect(activity).not.toHaveProperty('entities')
    expect(JSON.stringify(activity)).toContain('Source 19')
  })

  it('holds Markdown nowhere: what is read as such says just itself', () => {
    const marked = new Marked({gfm: true})
    fc.assert(
      fc.property(anyCard, card => {
        const blocks = partsWithin(toAdaptiveCard(card, message)).filter(({type}) => type === 'TextBlock')
        for (const said of blocks.map(part => textOf(part, 'text') ?? '')) {
          const [only, ...more] = marked.lexer(said).map(token => ('tokens' in token ? (token.tokens ?? []) : []))
          expect(more).toEqual([])
          expect(only?.map(({type, raw}) => [type, raw])).toEqual([['text', said]])
        }
      }),
      {numRuns: 300},
    )
  })

  it('has headings that Markdown leaves as they are, whatever signs they begin with', () => {
    const marked = new Marked({gfm: true})
    const signs = fc.constantFrom(...'aB1 .):-–+(\'"!?,;%中。#*_=~>`|')
    fc.assert(
      fc.property(fc.array(signs, {maxLength: 8}), letters => {
        for (const part of partsWithin(
          toAdaptiveCard({language: 'en', blocks: [heading(letters.join(''))]}, message),
        ).slice(1)) {
          const said = textOf(part, 'text')
          if (said === undefined || part['type'] !== 'TextBlock') continue
          const tokens = marked.lexer(said).flatMap(token => ('tokens' in token ? (token.tokens ?? []) : [token]))
          expect(tokens.map(({type, raw}) => [type, raw])).toEqual([['text', said]])
        }
      }),
      {numRuns: 2_000},
    )
  })

  it('leads to the web only, computes nothing, and mentions nobody', () => {
    fc.assert(
      fc.property(anyCard, drawing, (card, how) => {
        const whole = toAdaptiveCard(card, how)
        for (const part of partsWithin(whole)) {
          const action = partOf(part, 'selectAction')
          if (action['url'] !== undefined) expect(String(action['url'])).toMatch(/^https?:\/\//)
          if (typeof part['text'] === 'string')
            expect(part['text']).not.toMatch(/\{\{|[\u202a-\u202e\u2066-\u2069\u0000]/)
        }
        expect(whole['msteams']).toEqual({width: 'Full'})
        // What several people see is the same for all: nothing is fetched for one of them, or tells who looked.
        expect(whole).not.toHaveProperty('refresh')
      }),
      {numRuns: 150},
    )
  })

  it('has buttons whose values came through whole', () => {
    fc.assert(
      fc.property(anyCard, card => {
        const values = card.blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons.map(b => b.value) : []))
        const feedback = card.blocks.flatMap(block =>
          block.kind === 'feedback' ? [`up:${block.value}`, `down:${block.value}`] : [],
        )
        const actions = partsWithin(toAdaptiveCard(card, message)).filter(({type}) =>
          String(type).startsWith('Action.'),
        )
        for (const {data} of actions.filter(each => each['type'] !== 'Action.OpenUrl'))
          expect([...values, ...feedback]).toContain((data as Payload)['v'])
      }),
      {numRuns: 100},
    )
  })
})
