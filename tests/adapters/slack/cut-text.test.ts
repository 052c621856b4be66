// Tests of cutting text: pieces fit, no word is lost, and what belongs together stays together.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {piecesOf, shorten} from '../../../adapters/slack/cut-text.ts'
import {limits} from '../../../adapters/slack/limits.ts'
import {longText} from './hostile-cards.ts'

describe('cutting text', () => {
  it('keeps links, entities and characters whole', () => {
    const link = '<https://a.example/|a label>'
    expect(piecesOf(`one two ${link}`, 30)).toEqual(['one two', link])
    expect(piecesOf('aaaa&amp;bbbb', 6)).toEqual(['aaaa', '&amp;b', 'bbb'])
    expect(piecesOf('aaa🦀🦀', 4)).toEqual(['aaa', '🦀🦀'])
  })

  it('any text is cut into pieces that fit and lose no word', () => {
    fc.assert(
      fc.property(longText, fc.integer({min: 8, max: limits.text}), (text, max) => {
        const pieces = piecesOf(text, max)
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(max)
        expect(pieces.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''))
        expect(shorten(text, max).length).toBeLessThanOrEqual(max)
      }),
    )
  })
})
