// Concepts: groups of the thesaurus that a text touches, by words, phrases and Chinese.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {Concepts} from '../../src/answers/concepts.ts'
import {wordsOf} from '../../src/answers/words.ts'

const concepts = new Concepts([
  {name: 'money', words: ['budget', 'nice to have', 'pay for', '预算', 'cash flow']},
  {name: 'boss', words: ['executives', 'C-level', '高层']},
  {name: 'money', words: ['dosh']},
  {name: 'none', words: ['', '...']},
])

const of = (text: string) => [...concepts.of(wordsOf(text), text)].sort()

describe('a concept', () => {
  it.each([
    ['the budget', ['#money']],
    ['BUDGETS!', ['#money']],
    ['dosh', ['#money']],
    ['budget and dosh', ['#money']],
    ['it is nice to have', ['#money']],
    ['nice', []],
    ['nice to meet', []],
    ['have to nice', []],
    ['cash flows', ['#money']],
    ['cash', []],
    ['an executive pays for it', ['#boss', '#money']],
    ['c-level', ['#boss']],
    ['我们的预算', ['#money']],
    ['预 算', []],
    ['OSPO 的预算和高层', ['#boss', '#money']],
    ['', []],
  ])('of %j: %j', (text, expected) => {
    expect(of(text)).toEqual(expected)
  })

  it('is found at the end of a text that breaks off', () => {
    expect(of('nice to')).toEqual([])
    expect(of('nice to have')).toEqual(['#money'])
  })
})
