// Words: folded, spelled one way, stemmed; Chinese as signs and pairs; never more than the limit.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {fold, hasHan, maxTextLength, stemOf, wordsOf} from '../../src/answers/words.ts'
import {anyText} from '../doubles/any-text.ts'

const terms = (text: string) => wordsOf(text).map(word => word.term)

describe('folding', () => {
  it.each([
    ['OSPO', 'ospo'],
    ['Ｏｓｐｏ', 'ospo'],
    ['Café Ångström', 'cafe angstrom'],
    ['ﬁle', 'file'],
    ['don’t', "don't"],
    ['a\u200bb\u202ec', 'abc'],
    ['a\u0007b', 'a b'],
    ['ÇA', 'ca'],
    ['开源', '开源'],
  ])('%j becomes %j', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it('twice is folding once', () => {
    fc.assert(fc.property(anyText(), text => expect(fold(fold(text))).toBe(fold(text))))
  })

  it('looks at no more than the limit, whatever the length', () => {
    fc.assert(
      fc.property(fc.integer({min: 0, max: 50_000}), length => {
        expect(fold('x'.repeat(length)).length).toBe(Math.min(length, maxTextLength))
      }),
    )
  })
})

describe('words', () => {
  it('are told by kind', () => {
    expect(wordsOf('The OSPO, 开源').map(({written, kind}) => [written, kind])).toEqual([
      ['the', 'stop'],
      ['ospo', 'word'],
      ['开源', 'pair'],
      ['开', 'sign'],
      ['源', 'sign'],
    ])
  })

  it.each([
    ['', []],
    ['?!…', []],
    ["don't can't we've", ['don', 'can', 'we']],
    ['AGPL-3.0', ['agpl', '3', '0']],
    ['什么', ['什么', '什', '么']],
    ['OSPO的预算', ['ospo', '的预', '的', '预算', '预', '算']],
    ["it's预算", ['it', '预算', '预', '算']],
    ['预算2024年', ['预算', '预', '算', '2024', '年']],
  ])('of %j are %j', (text, expected) => {
    expect(terms(text)).toEqual(expected)
  })

  it('of any text have a term, and no more of them than there are characters', () => {
    fc.assert(
      fc.property(anyText(120), text => {
        const words = wordsOf(text)
        expect(words.every(word => word.term !== '' && word.written !== '')).toBe(true)
        expect(words.length).toBeLessThanOrEqual(2 * fold(text).length)
      }),
    )
  })

  it('are the same whoever asked before', () => {
    const before = terms('governance communities')
    for (let i = 0; i < 60_000; i++) wordsOf(`w${i}`)
    expect(terms('governance communities')).toEqual(before)
  })
})

describe('stems', () => {
  it.each([
    ['organise', 'organize'],
    ['organisation', 'organizations'],
    ['licence', 'license'],
    ['licences', 'licensing'],
    ['programme', 'programs'],
    ['behaviour', 'behavior'],
    ['favourite', 'favorite'],
    ['analyse', 'analyze'],
    ['centre', 'center'],
    ['counsellor', 'counselor'],
    ['defence', 'defense'],
    ['maintain', 'maintained'],
    ['contribute', 'contributing'],
    ['community', 'communities'],
    ['university', 'universities'],
    ['authority', 'authorities'],
    ['business', 'businesses'],
  ])('of %s and %s are one', (one, other) => {
    expect(stemOf(one)).toBe(stemOf(other))
  })

  it.each([
    ['government', 'governance'],
    ['business', 'busy'],
    ['university', 'universe'],
    ['news', 'new'],
    ['officer', 'office'],
    ['director', 'direct'],
    ['engine', 'engineer'],
    ['our', 'or'],
    ['four', 'for'],
  ])('of %s and %s are two', (one, other) => {
    expect(stemOf(one)).not.toBe(stemOf(other))
  })

  it('of very short and very long words are the words', () => {
    expect(stemOf('is')).toBe('is')
    expect(stemOf('s'.repeat(41))).toBe('s'.repeat(41))
  })
})

describe('Chinese', () => {
  it('is seen in any text that holds a sign of it', () => {
    expect(['开', 'a开b', 'abc', 'かな', ''].map(hasHan)).toEqual([true, true, false, false, false])
  })
})
