// Suggestions: passages whose names or subjects resemble what stands in the ask box so far.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {Answers} from '../../src/answers/answers.ts'
import {Suggestions} from '../../src/answers/suggest.ts'
import {anyText} from '../doubles/any-text.ts'
import {ourLibrary} from '../doubles/world.ts'

let suggestions: Suggestions
let titles: ReadonlySet<string>
let coverage: readonly string[]

beforeAll(async () => {
  const library = await ourLibrary()
  const answers = new Answers(library)
  suggestions = new Suggestions(library.knowledge, question => answers.find(question))
  const passages = [...library.knowledge.passages.values()]
  const answering = passages.filter(({kind}) => kind !== 'coverage')
  titles = new Set(answering.flatMap(({title, titles: {zh}}) => [title, zh ?? title]))
  coverage = passages.filter(({kind}) => kind === 'coverage').map(({title}) => title)
})

const labels = (typed: string) => suggestions.for(typed).map(({label}) => label)

describe('a beginning', () => {
  it.each([
    ['flower', 'The OSPO flower'],
    ['the ospo flow', 'The OSPO flower'],
    ['What is an OSP', 'What is an OSPO?'],
    ['flwer', 'The OSPO flower'],
    ['matur', 'maturity'],
    ['什么是开源', '什么是'],
  ])('%j suggests %j', (typed, label) => {
    expect(labels(typed).join('\n')).toContain(label)
  })

  it.each(['', ' ', 'a', '  a  '])('%j is too little', typed => {
    expect(labels(typed)).toEqual([])
  })

  it('never suggests a topic that is not covered', () => {
    for (const title of coverage.slice(0, 15))
      expect(labels(title).filter(label => coverage.includes(label) && !titles.has(label))).toEqual([])
  })

  it('of any text suggests at most six different titles, which ask for themselves', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(200), fc.lorem()), typed => {
        const found = suggestions.for(typed)
        expect(found.length).toBeLessThanOrEqual(6)
        expect(new Set(found.map(({label}) => label)).size).toBe(found.length)
        for (const {label, ask} of found) expect(titles.has(label) && ask === label).toBe(true)
      }),
      {numRuns: 25},
    )
  })

  it('counts its first 80 characters only', () => {
    const start = 'flower '.repeat(12).slice(0, 80)
    expect(labels(`${start}${'zanzibar'.repeat(10_000)}`)).toEqual(labels(start))
  })
})
