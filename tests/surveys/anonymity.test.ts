// Anonymity: minimums that cannot be lowered, caps, bands, and parts of a whole that cannot be worked out.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {bandOf, leastMinimums, minimumsOf, shownParts, shownScore, shownShare} from '../../src/surveys/anonymity.ts'

const anyNumber = fc.oneof(
  fc.integer(),
  fc.double(),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 4, 4.9),
)

describe('minimums', () => {
  it('are never below five and ten, whatever is wished for', () => {
    fc.assert(
      fc.property(fc.option(anyNumber, {nil: undefined}), fc.option(anyNumber, {nil: undefined}), (score, detail) => {
        const least = minimumsOf({...(score === undefined ? {} : {score}), ...(detail === undefined ? {} : {detail})})
        expect(least.score).toBeGreaterThanOrEqual(leastMinimums.score)
        expect(least.detail).toBeGreaterThanOrEqual(leastMinimums.detail)
        expect(least.detail).toBeGreaterThanOrEqual(least.score)
      }),
    )
  })

  it('can be raised', () => {
    expect(minimumsOf({score: 8, detail: 20})).toEqual({score: 8, detail: 20})
    expect(minimumsOf({score: 12})).toEqual({score: 12, detail: 12})
  })
})

describe('what is shown', () => {
  it('is a whole number between the caps, for every score', () => {
    fc.assert(
      fc.property(fc.double({min: 0, max: 100, noNaN: true}), points => {
        const shown = shownScore(points)
        expect(Number.isInteger(shown) && shown >= 10 && shown <= 90).toBe(true)
        if (points >= 10 && points <= 90) expect(Math.abs(shown - points)).toBeLessThanOrEqual(0.5)
      }),
    )
  })

  it('is a share in tens between the caps, which fits more than one number of people', () => {
    for (let all = 10; all < 100; all += 1) {
      for (let some = 0; some <= all; some += 1) {
        const shown = shownShare(some / all)
        expect(shown % 10 === 0 && shown >= 10 && shown <= 90).toBe(true)
      }
    }
    expect(shownShare(6 / 14)).toBe(shownShare(4 / 10))
  })

  it('is a band and never a number of answers', () => {
    expect([4, 5, 9, 10, 14, 15, 19, 20, 29, 30, 49, 50, 5_000].map(bandOf)).toEqual([
      undefined,
      ...['5–9', '5–9', '10–14', '10–14', '15–19', '15–19', '20–29', '20–29', '30–49', '30–49', '50+', '50+'],
    ])
  })
})

describe('parts of a whole', () => {
  const sizes = fc.array(fc.nat(30), {minLength: 1, maxLength: 6})
  const mapOf = (numbers: readonly number[]) => new Map(numbers.map((size, i) => [`part ${i}`, size]))

  it('are shown only where each, and all that is not shown together, are enough or nobody', () => {
    fc.assert(
      fc.property(sizes, fc.integer({min: 5, max: 12}), (numbers, minimum) => {
        const all = mapOf(numbers)
        const shown = shownParts(all, minimum)
        for (const name of shown) expect(all.get(name)).toBeGreaterThanOrEqual(minimum)
        const hidden = [...all].filter(([name]) => !shown.has(name)).reduce((sum, [, size]) => sum + size, 0)
        expect(hidden === 0 || hidden >= minimum || shown.size === 0).toBe(true)
      }),
    )
  })

  it('are hidden from the smallest on, and no more than has to be', () => {
    expect(shownParts(mapOf([10, 8, 6]), 5)).toEqual(new Set(['part 0', 'part 1', 'part 2']))
    expect(shownParts(mapOf([10, 8, 2]), 5)).toEqual(new Set(['part 0']))
    expect(shownParts(mapOf([10, 4]), 5)).toEqual(new Set())
    expect(shownParts(mapOf([10, 3, 3]), 5)).toEqual(new Set(['part 0']))
    expect(shownParts(mapOf([10, 10, 0]), 5)).toEqual(new Set(['part 0', 'part 1']))
  })
})
