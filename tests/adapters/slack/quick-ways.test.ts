// The quick ways through the renderer lead to the same words as the long ones.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, it} from '@jest/globals'
import fc from 'fast-check'
import {limits} from '../../../adapters/slack/limits.ts'
import {toBlocks} from '../../../adapters/slack/to-blocks.ts'
import {toMrkdwnParts, toPlain} from '../../../adapters/slack/to-mrkdwn.ts'
import {cardText} from '../../../src/chat/card-text.ts'
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
