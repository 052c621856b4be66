// The quick ways through the renderer lead to the same words as the long ones.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, it} from '@jest/globals'
import fc from 'fast-check'
import {limits} from '../../../adapters/slack/limits.ts'
import {toBlocks, toMessageJson} from '../../../adapters/slack/to-blocks.ts'
import {toMrkdwnParts, toPlain} from '../../../adapters/slack/to-mrkdwn.ts'
import {buttons} from '../../../src/chat/card.ts'
import {cardText} from '../../../src/chat/card-text.ts'
import {blankId, fromPattern} from '../../../src/chat/pattern.ts'
import {text} from '../../../src/chat/prose.ts'
import {anyText} from '../../doubles/any-text.ts'
import {hostileCard} from './hostile-cards.ts'

/** Nobody sees it, it goes, and no quick way is taken past it. */
const unseen = '\u200b'
const long = (value: string, max: number) => toMrkdwnParts([text(value + unseen)], {max})

const signs = [...'aZ09 \n.,;!?()[]\'"/’‘“”–—…，。？！、👍👎-::*_~`<>&@|#']
const nearlyEasy = fc
  .array(fc.constantFrom(...signs, 'http', 'here', '中', 'é'), {maxLength: 30})
  .map(all => all.join(''))
const texts = fc.oneof(nearlyEasy, anyText())

it('a text becomes the same markup and the same line by both ways', () => {
  fc.assert(
    fc.property(texts, value => {
      expect(toMrkdwnParts([text(value)], {max: 3_000})).toEqual(long(value, 3_000))
      expect(toPlain(value)).toBe(toPlain(value + unseen))
    }),
    {numRuns: 1_000},
  )
})

it('the words of a card are those of its blocks, also when it comes again', () => {
  const lines = (words: string) => words.split(/\s*\n\s*/u).filter(line => line !== '')
  fc.assert(
    fc.property(hostileCard, card => {
      const [whole = '…', ...more] = long(cardText(card, {buttons: true}), limits.messageText - 1)
      fc.pre(more.length === 0)
      const first = toBlocks(card, 'message')
      expect(lines(first.text)).toEqual(lines(whole))
      expect(toBlocks(card, 'message')).toEqual(first)
    }),
    {numRuns: 40},
  )
})

it('a card is written as the message that it would be, whatever its id, also one of a pattern that comes again', () => {
  const rate = {kind: 'feedback', action: 'rate', value: `${blankId} a-topic en`} as const
  const id = fc.oneof(fc.constantFrom('"', "$&$'", '\\u0041'), anyText(), fc.string({minLength: 37}))
  fc.assert(
    fc.property(hostileCard, fc.array(id, {minLength: 2, maxLength: 3}), (card, ids) => {
      expect(JSON.parse(toMessageJson(card))).toEqual(toBlocks(card, 'message'))
      const read = buttons([{label: 'Read on', action: 'read', value: `${blankId} a-topic en`}])
      const pattern = {...card, blocks: [read, rate, ...card.blocks.slice(0, 20)]}
      for (const each of ids) {
        const filled = fromPattern(pattern, each)
        expect(JSON.parse(toMessageJson(filled))).toEqual(toBlocks(filled, 'message'))
      }
    }),
    {numRuns: 60},
  )
})
