// Trend: a change is told only where it is clear, and only between what was asked in the same words.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import type {Results, Score} from '../../src/surveys/results.ts'
import {changeOf, trendOf} from '../../src/surveys/trend.ts'

const score = fc.record({points: fc.integer({min: 10, max: 90}), error: fc.integer({min: 1, max: 20})})

function measured(scores: Readonly<Record<string, Score | undefined>>, wordings?: Readonly<Record<string, string>>) {
  const statements = Object.entries(scores).map(([id, each]) => (each ? {id, score: each} : {id}))
  const shown = statements.flatMap(each => ('score' in each && each.score ? [each.score] : []))
  const mean = (of: (each: Score) => number) => shown.reduce((sum, each) => sum + of(each), 0) / shown.length
  const index = {points: Math.round(mean(({points}) => points)), error: 5}
  const results: Results = {answers: '10–14', index, statements, groups: [], words: []}
  return {results, wordings: wordings ?? Object.fromEntries(statements.map(({id}) => [id, id]))}
}

describe('a change', () => {
  it('needs ten points and more than chance, by the formula', () => {
    fc.assert(
      fc.property(score, score, fc.constantFrom(1.64, 2.45), (now, before, z) => {
        const d = now.points - before.points
        const clear = Math.abs(d) > z * Math.sqrt(now.error ** 2 + before.error ** 2) && Math.abs(d) >= 10
        expect(changeOf(now, before, z)).toBe(clear ? (d > 0 ? 'better' : 'worse') : 'unclear')
      }),
    )
  })

  it('is the other way round where the waves are', () => {
    const turned = {better: 'worse', worse: 'better', unclear: 'unclear'}
    fc.assert(
      fc.property(score, score, (one, other) => {
        expect(changeOf(one, other, 1.64)).toBe(turned[changeOf(other, one, 1.64)])
      }),
    )
  })

  it('is never told between equal scores, nor between two that are capped', () => {
    fc.assert(fc.property(score, each => expect(changeOf(each, each, 1.64)).toBe('unclear')))
  })
})

describe('a trend', () => {
  const good = {points: 80, error: 5}
  const bad = {points: 40, error: 5}

  it('compares only what is shown in both waves', () => {
    const trend = trendOf(measured({a: good, b: bad}), measured({a: bad, b: undefined, c: bad}))
    expect(trend).toEqual({index: 'better', statements: {a: 'better'}})
  })

  it('begins anew for a statement in other words', () => {
    const trend = trendOf(measured({a: good, b: good}), measured({a: bad, b: bad}, {a: 'a', b: 'as it was before'}))
    expect(trend.statements).toEqual({a: 'better'})
  })

  it('says nothing where nothing is the same', () => {
    expect(trendOf(measured({a: good}), measured({b: bad}))).toEqual({statements: {}})
  })

  it('needs more for a statement than for the index, since it looks seven times', () => {
    const now = {points: 60, error: 6}
    const before = {points: 44, error: 6}
    expect(trendOf(measured({a: now}), measured({a: before})).statements).toEqual({a: 'unclear'})
    expect(changeOf(now, before, 1.64)).toBe('better')
  })
})
