// Places: which of several things a question means, and which questions mean none of them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {placeIn} from '../../src/answers/place.ts'
import {anyText} from '../doubles/any-text.ts'

describe('a question', () => {
  it.each([
    ['the second one', 1, 'one'],
    ['The first one!', 0, 'one'],
    ['what about the last one?', -1, 'one'],
    ['I meant the 3rd option', 2, 'one'],
    ['your last suggestion', -1, 'one'],
    ['tell me more about the second', 1, 'one'],
    ['what does the second one look like?', 1, 'one'],
    ['number 2', 1, 'one'],
    ['No. 3', 2, 'one'],
    ['option two', 1, 'one'],
    ['#1', 0, 'one'],
    ['2', 1, 'one'],
    ['3.', 2, 'one'],
    ['10', 9, 'one'],
    ['the ninth one', 8, 'one'],
    ['第二个', 1, 'one'],
    ['那第3个呢？', 2, 'one'],
    ['最后一个', -1, 'one'],
    ['what is the third stage about?', 2, 'part'],
    ['and the second petal', 1, 'part'],
    ['第四阶段是什么？', 3, 'part'],
    ['second one', 1, 'one'],
    ['and the 2nd?', 1, 'one'],
    ['option two please', 1, 'one'],
    ['最后一种呢', -1, 'one'],
    ['我想看第二个', 1, 'one'],
  ])('%j means place %j, as a %s', (question, at, noun) => {
    expect(placeIn(question)).toEqual({at, noun})
  })

  it.each([
    '',
    '0',
    '11',
    '2024',
    'number 2 of our goals is compliance',
    'one more thing',
    'on second thought, who pays for it?',
    'what is the first thing that a new OSPO should do?',
    'who was the second person to lead an OSPO at a university?',
    'the last year was hard for our OSPO, and the second one we founded is not better at all',
    'what is the first step to found an OSPO?',
    'who takes the first step when a licence is unclear?',
    'who would be the last one to ask?',
    'your last answer was wrong',
    'not the first one',
    'neither the first nor the second one',
    'No one.',
    '第二天我们该做什么',
    '怎么发布我们的第一个开源项目？',
    '第一个月做什么？',
    '最后项目由谁维护？',
    '倒数第二个',
    '不是第一个',
    '第一条红线是什么',
  ])('%j means none of several things', question => {
    expect(placeIn(question)).toBeUndefined()
  })

  it('of any kind is read, and no place is made up', () => {
    fc.assert(
      fc.property(anyText(), text => {
        const {at = 0} = placeIn(text) ?? {}
        expect(at).toBeGreaterThanOrEqual(-1)
        expect(at).toBeLessThan(10)
      }),
    )
  })
})
