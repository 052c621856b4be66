// Tally and results: scores by their formula, in any order, and nothing below the minimums.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {minimumsOf} from '../../src/surveys/anonymity.ts'
import type {Results} from '../../src/surveys/results.ts'
import {resultsOf, verdictOn} from '../../src/surveys/results.ts'
import type {Answer} from '../../src/surveys/tally.ts'
import {longestWords, mostWords, Tally} from '../../src/surveys/tally.ts'

const statements = ['a', 'b', 'c']
const minimums = minimumsOf()

function published(
  answers: readonly (readonly [Answer, string])[],
  groups: readonly string[] = [''],
): Results | undefined {
  const tally = new Tally(statements, groups)
  for (const [answer, group] of answers) tally.add(answer, group)
  return resultsOf(tally, {statements, groups, minimums})
}

const choices = fc.record(
  {a: fc.integer({min: 1, max: 5}), b: fc.integer({min: 1, max: 5}), c: fc.integer({min: 1, max: 5})},
  {requiredKeys: []},
)
const answer = choices.map((given): Answer => ({choices: given as Record<string, number>, words: ''}))
const grouped = fc.tuple(answer, fc.constantFrom('red', 'blue', ''))
const crowd = fc.array(grouped, {maxLength: 40})
const names = ['red', 'blue', '']

describe('a score', () => {
  it('is the mean of (x − 1) / 4 × 100, as somebody else would work it out', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 1, max: 5}), {minLength: 5, maxLength: 60}), given => {
        const results = published(given.map(a => [{choices: {a}, words: ''}, '']))
        const mean = given.map(x => ((x - 1) / 4) * 100).reduce((sum, each) => sum + each, 0) / given.length
        expect(results?.statements[0]?.score?.points).toBe(Math.min(90, Math.max(10, Math.round(mean))))
      }),
    )
  })

  it('is missing for a statement with fewer than five answers, and for no other', () => {
    fc.assert(
      fc.property(crowd, answers => {
        const results = published(answers.map(([each]) => [each, '']))
        expect(results === undefined).toBe(answers.length < 5)
        for (const {id, score, agree} of results?.statements ?? []) {
          const count = answers.filter(([{choices: given}]) => given[id] !== undefined).length
          expect(score !== undefined).toBe(count >= 5)
          expect(agree !== undefined).toBe(count >= 10)
        }
      }),
    )
  })

  it('does not depend on the order in which people answered', () => {
    fc.assert(
      fc.property(
        crowd.chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, {minLength: all.length}))),
        ([one, other]) => {
          expect(published(one, names)).toEqual(published(other, names))
        },
      ),
    )
  })

  it('has a record of chance that does not hang on the order either, where a sum of fractions would', () => {
    const answers = [
      ...[{a: 2, b: 4, c: 5}, {b: 3, c: 2}, {a: 4, b: 1, c: 1}, {b: 3}, {a: 2, b: 2, c: 3}],
      ...[
        {a: 3, c: 5},
        {a: 4, b: 2},
        {a: 1, c: 4},
        {a: 5, b: 1, c: 4},
        {a: 4, b: 3, c: 3},
      ],
    ]
    const errorOf = (order: readonly number[]) =>
      published(order.map(i => [{choices: answers[i] as Record<string, number>, words: ''}, '']))?.index?.error
    expect(errorOf([0, 9, 1, 8, 5, 7, 4, 3, 2, 6])).toBe(errorOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))
  })

  it('has a record of chance that is never smaller than the truth, and coarse where few answered', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 1, max: 5}), {minLength: 5, maxLength: 60}), given => {
        const error = published(given.map(a => [{choices: {a}, words: ''}, '']))?.statements[0]?.score?.error ?? 0
        const points = given.map(x => (x - 1) * 25)
        const mean = points.reduce((sum, each) => sum + each, 0) / points.length
        const variance = points.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (points.length - 1)
        expect(error).toBeGreaterThanOrEqual(Math.sqrt(variance / points.length) - 1e-9)
        expect(error).toBeGreaterThanOrEqual(given.length < 10 ? 10 : given.length < 30 ? 5 : 2)
        expect(Number.isInteger(error * 2)).toBe(true)
      }),
    )
  })

  it('has a verdict: act below 50, watch below 70, fine from there', () => {
    expect([10, 49, 50, 69, 70, 90].map(verdictOn)).toEqual(['act', 'act', 'watch', 'watch', 'fine', 'fine'])
  })
})

describe('the index', () => {
  it('is the mean of the scores that are shown, so that it tells nothing more than they do', () => {
    fc.assert(
      fc.property(crowd, answers => {
        const results = published(answers.map(([each]) => [each, '']))
        const shown = results?.statements.flatMap(({score}) => (score ? [score.points] : [])) ?? []
        const mean = shown.reduce((sum, each) => sum + each, 0) / shown.length
        expect(results?.index?.points).toBe(shown.length === 0 ? undefined : Math.round(mean))
      }),
    )
  })
})

describe('groups', () => {
  const all = (count: number, given: Record<string, number>, group: string) =>
    Array.from({length: count}, (): [Answer, string] => [{choices: given, words: ''}, group])
  const pointsOf = (answers: [Answer, string][], groups: readonly string[], id: string) =>
    published(answers, groups)?.groups.map(({points}) => points[id])

  it('have scores of their own where each is large enough and nobody remains', () => {
    const answers = [...all(5, {a: 2, b: 3}, 'red'), ...all(6, {a: 4, b: 5}, 'blue')]
    const groups = published(answers, ['red', 'blue', ''])?.groups
    expect(groups).toEqual([
      {name: 'red', answers: '5–9', points: {a: 25, b: 50}},
      {name: 'blue', answers: '5–9', points: {a: 75, b: 90}},
      {name: '', points: {}},
    ])
  })

  it('have scores where enough remain in no group, and one is missing for what too few of them answered', () => {
    const answers = [...all(5, {a: 2, b: 2}, 'red'), ...all(7, {a: 4}, 'blue'), ...all(5, {a: 1, b: 3}, '')]
    expect(pointsOf(answers, ['red', 'blue', ''], 'a')).toEqual([25, 75, 10])
    expect(pointsOf(answers, ['red', 'blue', ''], 'b')).toEqual([25, undefined, 50])
  })

  it('hide the smallest that is large enough beside those who are too few, and show the others', () => {
    const answers = [...all(5, {a: 2}, 'red'), ...all(9, {a: 4}, 'blue'), ...all(2, {a: 1}, '')]
    expect(pointsOf(answers, ['red', 'blue', ''], 'a')).toEqual([undefined, 75, undefined])
  })

  it('hide the one beside whom a single answer of those in no group would remain', () => {
    const answers = [...all(5, {c: 1}, 'red'), ...all(4, {}, ''), ...all(1, {c: 5}, '')]
    expect(published(answers, ['red', ''])?.statements[2]?.score).toBeDefined()
    expect(pointsOf(answers, ['red', ''], 'c')).toEqual([undefined, undefined])
  })

  it('show a score only where they and what remains of each statement are enough', () => {
    fc.assert(
      fc.property(crowd, answers => {
        for (const id of statements) {
          const count = (name: string) =>
            answers.filter(([{choices: given}, group]) => group === name && given[id]).length
          const groups = published(answers, names)?.groups ?? []
          const shown = groups.filter(({points}) => points[id] !== undefined).map(({name}) => name)
          const hidden = names.filter(name => !shown.includes(name)).reduce((sum, name) => sum + count(name), 0)
          for (const name of shown) expect(count(name)).toBeGreaterThanOrEqual(5)
          if (shown.length > 0) expect(hidden === 0 || hidden >= 5).toBe(true)
        }
      }),
    )
  })
})

describe("people's own words", () => {
  const many = (count: number) =>
    Array.from({length: count}, (_, i): [Answer, string] => [{choices: {a: 3}, words: `words ${i % 7}${i}`}, ''])

  it('are shown from ten answers on, sorted', () => {
    expect(published(many(9))?.words).toEqual([])
    const words = published(many(10))?.words ?? []
    expect(words).toHaveLength(10)
    expect(words).toEqual([...words].sort())
  })

  it('are at most a hundred, drawn by chance from all', () => {
    const words = published(many(1_000))?.words ?? []
    expect(words).toHaveLength(mostWords)
    expect(words.some(each => Number(each.slice(7)) > 500)).toBe(true)
    expect(longestWords).toBe(300)
  })
})

it('a group that does not exist is a mistake', () => {
  expect(() => new Tally(statements, ['']).add({choices: {}, words: ''}, 'red')).toThrow(RangeError)
})
