// An excerpt is at most so many words, in whole paragraphs and items, and says whether it is all.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {excerptOf, maxWords} from '../../src/answers/excerpt.ts'
import type {List, Prose} from '../../src/chat/prose.ts'
import {proseText, text} from '../../src/chat/prose.ts'
import {countWords} from '../../src/knowledge/check.ts'

const words = (count: number) => Array.from({length: count}, () => 'word').join(' ')
const paragraph = (count: number) => ({kind: 'paragraph', spans: [{kind: 'text', text: words(count)}]}) as const
const list = (...items: number[]): List => ({
  kind: 'list',
  ordered: false,
  items: items.map(count => [text(words(count))]),
})

/** The sizes of what is left of a text: a number for a paragraph, numbers for the items of a list. */
function sizes(prose: Prose): (number | number[])[] {
  return excerptOf(prose).prose.map(block =>
    block.kind === 'paragraph'
      ? countWords(proseText([block]))
      : block.items.map(item => countWords(item.map(span => span.text).join(''))),
  )
}

describe('a text', () => {
  it.each([
    ['that fits is all there', [paragraph(60), paragraph(60)], [60, 60], true],
    ['that is too long loses its last paragraphs', [paragraph(100), paragraph(21), paragraph(5)], [100], false],
    ['that begins too long keeps its first paragraph', [paragraph(150), paragraph(5)], [150], false],
    ['of one long paragraph is all there', [paragraph(300)], [300], true],
    ['ends between the items of a list', [paragraph(100), list(8, 8, 8, 8)], [100, [8, 8]], false],
    ['never ends with a single item of a list', [paragraph(110), list(8, 8, 8)], [110], false],
    ['that is one long list keeps it', [list(80, 80)], [[80, 80]], true],
    ['that is empty is all there', [], [], true],
  ] as const)('%s', (_, prose, left, whole) => {
    expect(sizes(prose)).toEqual(left)
    expect(excerptOf(prose).whole).toBe(whole)
  })

  it('in Chinese is never cut', () => {
    const prose = [{kind: 'paragraph', spans: [{kind: 'text', text: '开源'.repeat(500)}]}] as const
    expect(excerptOf(prose)).toEqual({prose, whole: true})
  })

  it('of any form is cut to a beginning of itself, within the limit but for its first block', () => {
    const block = fc.oneof(
      fc.integer({min: 1, max: 90}).map(paragraph),
      fc.array(fc.integer({min: 1, max: 40}), {minLength: 1, maxLength: 6}).map(items => list(...items)),
    )
    fc.assert(
      fc.property(fc.array(block, {maxLength: 6}), prose => {
        const {prose: left, whole} = excerptOf(prose)
        expect(proseText(prose).startsWith(proseText(left))).toBe(true)
        expect(whole).toBe(proseText(left) === proseText(prose))
        if (left.length > 1) expect(countWords(proseText(left))).toBeLessThanOrEqual(maxWords)
      }),
    )
  })
})
