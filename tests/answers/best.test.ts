// Best: the few with the highest scores are kept, whatever the order in which they come.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {Best} from '../../src/answers/best.ts'

describe('the best few', () => {
  it('are those that sorting would put first, each time anew', () => {
    const scores = fc.array(fc.integer({min: 0, max: 50}), {maxLength: 60})
    fc.assert(
      fc.property(fc.integer({min: 1, max: 12}), scores, scores, (most, ...rounds) => {
        const best = new Best(most)
        for (const round of rounds) {
          round.forEach((score, number) => {
            best.add(number, score)
          })
          const kept = best.take().map(number => round[number] ?? 0)
          expect(kept.sort((a, b) => b - a)).toEqual(round.toSorted((a, b) => b - a).slice(0, most))
        }
      }),
      {numRuns: 500},
    )
  })

  it('say what a score must exceed to be one of them', () => {
    const best = new Best(2)
    best.add(7, 0.5)
    expect(best.least).toBe(Number.NEGATIVE_INFINITY)
    best.add(8, 0.9)
    expect(best.least).toBe(0.5)
    best.add(9, 0.5)
    expect(best.take().sort()).toEqual([7, 8])
  })
})
