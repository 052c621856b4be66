// Spelling: a misspelt word becomes the known one that was meant, and a known or a strange one is left alone.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {distance, mostRemembered, Spelling} from '../../src/answers/spelling.ts'
import {wordsOf} from '../../src/answers/words.ts'

/** The optimal string alignment distance, written as its definition says. */
function naive(a: string, b: string): number {
  const known = new Map<string, number>()
  const of = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j
    const key = `${i} ${j}`
    const before = known.get(key)
    if (before !== undefined) return before
    const same = a[i - 1] === b[j - 1] ? 0 : 1
    const ways = [of(i - 1, j) + 1, of(i, j - 1) + 1, of(i - 1, j - 1) + same]
    if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) ways.push(of(i - 2, j - 2) + 1)
    const least = Math.min(...ways)
    known.set(key, least)
    return least
  }
  return of(a.length, b.length)
}

describe('the distance of two words', () => {
  it.each([
    ['open', 'open', 0],
    ['opne', 'open', 1],
    ['oen', 'open', 1],
    ['oopen', 'open', 1],
    ['opan', 'open', 1],
    ['ca', 'abc', 3],
    ['', 'ab', 2],
  ])('%s and %s is %i', (a, b, slips) => {
    expect(distance(a, b, 5)).toBe(slips)
  })

  it('is that of the definition, up to the limit', () => {
    const word = fc.string({unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9})
    fc.assert(
      fc.property(word, word, fc.integer({min: 0, max: 4}), (a, b, most) => {
        expect(distance(a, b, most)).toBe(Math.min(naive(a, b), most + 1))
      }),
      {numRuns: 1_000},
    )
  })

  it('is the same in both directions', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => expect(distance(a, b, 3)).toBe(distance(b, a, 3))))
  })
})

const spelling = new Spelling([
  'open source program office governance governance governance maintainer community strategy',
  'licence compliance security foundation form from four',
])

describe('a misspelt word', () => {
  it.each([
    ['opne', 'open'],
    ['offcie', 'office'],
    ['goverance', 'governance'],
    ['compliacne', 'compliance'],
    ['comunity', 'community'],
    ['statregy', 'strategy'],
    ['maintaner', 'maintainer'],
    ['ecurity', undefined],
    ['uosrce', undefined],
    ['osurce', 'source'],
  ])('%s is read as %s', (written, meant) => {
    expect(spelling.fix(written)).toBe(meant)
  })

  it.each([
    'open',
    'opened',
    'governing',
    'governence',
    'licenses',
    'abc',
    'zanzibar',
    'a1b2c3',
    '开源',
    '',
    'o'.repeat(31),
  ])('%s is left alone', written => {
    expect(spelling.fix(written)).toBeUndefined()
  })

  it('is never turned into a word with a slip too many', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{4,12}$/), written => {
        const meant = spelling.fix(written)
        if (meant !== undefined) expect(naive(written, meant)).toBeLessThanOrEqual(written.length < 8 ? 1 : 2)
      }),
      {numRuns: 500},
    )
  })

  it('with any one slip in a long word is mended', () => {
    const long = fc.constantFrom('governance', 'maintainer', 'compliance', 'foundation')
    fc.assert(
      fc.property(long, fc.integer({min: 1, max: 8}), fc.constantFrom('drop', 'swap', 'double'), (word, at, slip) => {
        const [a = '', b = ''] = [word[at], word[at + 1]]
        const middle = slip === 'drop' ? b : slip === 'swap' ? b + a : a + a + b
        const written = word.slice(0, at) + middle + word.slice(at + 2)
        expect(spelling.fix(written) ?? written).toBe(spelling.fix(written) === undefined ? written : word)
      }),
    )
  })
})

describe('a text', () => {
  it('is mended word by word, and tells which were', () => {
    expect(spelling.mend('Waht is Opne sourec, for 3 offcies?')).toEqual({
      text: 'waht is open source, for 3 offcies?',
      words: ['open', 'source'],
    })
  })

  it('without a mistake is only folded', () => {
    expect(spelling.mend('Open Source!')).toEqual({text: 'open source!', words: []})
  })
})

describe('a word that was looked up before', () => {
  const known = ['licence', 'license', 'contribute', 'contributor', 'copyleft', 'security', 'foundation']
  const slip = fc
    .tuple(fc.constantFrom(...known), fc.nat(12), fc.constantFrom(...'aeioulnst'))
    .map(([word, at, letter]) => word.slice(0, at) + letter + word.slice(at + 1))

  it('becomes what it becomes for the first time, also after more was learnt', () => {
    fc.assert(
      fc.property(fc.array(slip, {maxLength: 30}), fc.array(slip, {maxLength: 3}), (words, learnt) => {
        const warm = new Spelling(known)
        for (const text of [[], learnt]) {
          for (const word of text) for (const each of wordsOf(word)) warm.learn(each, 2)
          for (const word of [...words, ...words]) {
            const cold = new Spelling(known)
            for (const one of text) for (const each of wordsOf(one)) cold.learn(each, 2)
            expect(warm.fix(word)).toBe(cold.fix(word))
          }
        }
      }),
      {numRuns: 40},
    )
  })

  it('becomes the same again after more words than are remembered', () => {
    const spelling = new Spelling(known)
    const letters = (i: number) => [...String(i)].map(digit => 'abcdefghij'[Number(digit)]).join('')
    expect(spelling.fix('contribuet')).toBe('contribute')
    for (let i = 0; i < mostRemembered + 10; i++) spelling.fix(`zzz${letters(i)}`)
    expect(spelling.fix('contribuet')).toBe('contribute')
  })
})
