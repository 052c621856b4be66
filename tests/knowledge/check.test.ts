// The rules of the whole knowledge base: sizes, asks, links between passages, owners, and the parts of a scenario.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {checkPassages, countWords} from '../../src/knowledge/check.ts'
import {readOwners} from '../../src/knowledge/owners.ts'
import type {Passage} from '../../src/knowledge/passage.ts'
import {front, ownersFile, parse, passageText} from '../doubles/knowledge-files.ts'

const {owners} = readOwners('owners.yml', `${ownersFile}legal: {name: Legal desk}\n`, new Map())
const passages = parse(front + passageText('first') + passageText('second')).passages
const [first, second] = passages as readonly [Passage, Passage]

const words = (count: number) => [{kind: 'paragraph', spans: [{kind: 'text', text: 'word '.repeat(count)}]}] as const
const asks = (en: number, zh: number) => ({
  en: Array.from({length: en}, (_, i) => `ask ${i}`),
  zh: Array.from({length: zh}, (_, i) => `问${i}`),
})

/** What is wrong with a passage that differs from the good one in this. */
function problems(change: Partial<Passage>): string[] {
  return checkPassages([{...first, ...change}, second], owners).map(fault => fault.problem)
}

describe('a good knowledge base', () => {
  it('has no faults', () => {
    expect(checkPassages(passages, owners)).toEqual([])
  })
})

describe('the size of a passage', () => {
  it.each([
    ['chapter', 40, true],
    ['chapter', 39, false],
    ['chapter', 160, true],
    ['chapter', 161, false],
    ['coverage', 10, true],
    ['coverage', 9, false],
    ['coverage', 80, true],
    ['coverage', 81, false],
  ] as const)('of kind %s may be %i words: %s', (kind, count, fine) => {
    expect(problems({kind, text: words(count)})).toEqual(fine ? [] : [`"first" has ${count} words`])
  })

  it.each([
    [5, true],
    [4, false],
    [200, true],
    [201, false],
  ])('of an overlay may be %i words: %s', (count, fine) => {
    expect(problems({overlay: true, text: words(count)})).toEqual(fine ? [] : [`"first" has ${count} words`])
  })
})

describe('the asks of a passage', () => {
  it.each([
    [12, 5, []],
    [40, 5, []],
    [11, 5, ['"first" has 11 English asks']],
    [41, 5, ['"first" has 41 English asks']],
    [12, 4, ['"first" has 4 Chinese asks']],
    [0, 0, ['"first" has 0 English asks', '"first" has 0 Chinese asks']],
  ])('may be %i in English and %i in Chinese: %j', (en, zh, faults) => {
    expect(problems({asks: asks(en, zh)})).toEqual(faults)
  })

  it('may be fewer where the topic is not covered, or in an overlay', () => {
    expect(problems({kind: 'coverage', asks: asks(3, 0)})).toEqual([])
    expect(problems({overlay: true, asks: asks(3, 0)})).toEqual([])
    expect(problems({overlay: true, asks: asks(2, 0)})).toEqual(['"first" has 2 English asks'])
  })
})

describe('a link to another passage', () => {
  it.each([
    ['related', {related: ['second', 'third']}],
    ['next', {next: 'third'}],
    ['background', {background: 'third'}],
  ])('by %s must lead somewhere', (_, change) => {
    expect(problems(change)).toEqual(['"first" names "third", which does not exist'])
  })

  it('must not lead back to the passage itself', () => {
    expect(problems({related: ['first', 'second']})).toEqual(['"first" names itself'])
  })
})

describe('the fields of a passage', () => {
  it.each([
    ['an unknown owner', {owner: 'wizard'}, '"first" names the unknown owner "wizard"'],
    ['no Chinese title', {titles: {}}, '"first" has no Chinese title'],
    ['no source', {sources: []}, '"first" names no source'],
  ])('%s is a fault', (_, change, problem) => {
    expect(problems(change)).toEqual([problem])
  })

  it('may name nobody as the owner', () => {
    expect(problems({owner: 'nobody'})).toEqual([])
  })

  it('may lack a title and sources in an overlay, but not have an unknown owner', () => {
    expect(problems({overlay: true, titles: {}, sources: []})).toEqual([])
    expect(problems({overlay: true, owner: 'wizard'})).toHaveLength(1)
  })

  it('may lack sources where the topic is not covered', () => {
    expect(problems({kind: 'coverage', sources: []})).toEqual([])
  })

  it('an unknown owner comes with those that there are', () => {
    const [fault] = checkPassages([{...first, owner: 'wizard'}, second], owners)
    expect(fault).toMatchObject({path: 'test.md', line: first.line, fix: 'Use one of ospo, legal.', grave: false})
  })
})

describe('a scenario', () => {
  const part = (name: string) =>
    ({
      kind: 'paragraph',
      spans: [
        {kind: 'strong', text: name},
        {kind: 'text', text: ` ${'word '.repeat(12)}`},
      ],
    }) as const
  const all = ['Problem.', 'Why it happens.', 'Recommendation.', 'First step.']

  it('has four parts', () => {
    expect(problems({kind: 'scenario', text: all.map(part)})).toEqual([])
  })

  it.each(all)('without the part "%s" is a fault', name => {
    const rest = all.filter(each => each !== name)
    expect(problems({kind: 'scenario', text: rest.map(part).concat(part('Another.'))})).toEqual([
      `"first" has no paragraph that begins with **${name}**`,
    ])
  })
})

describe('words', () => {
  it.each([
    ['', 0],
    ['one', 1],
    ["don't well-known 1,000.5 AGPL-3.0", 4],
    ['a – b', 2],
    ['开源办公室', 1],
    ['!!! ... ---', 0],
  ])('of %j are counted as %i', (text, count) => {
    expect(countWords(text)).toBe(count)
  })
})
