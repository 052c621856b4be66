// Token buckets let some go at once and then one at a time, however they are asked.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import type {Pace} from '../../src/schedule/pace.ts'
import {Buckets} from '../../src/schedule/pace.ts'

const pace = fc.record({burst: fc.integer({min: 1, max: 5}), gapMs: fc.integer({min: 1, max: 50})})

/** Takes as soon as allowed after each pause, and returns when. */
function taken(paces: readonly Pace[], pauses: readonly number[]): number[] {
  const buckets = new Buckets(paces)
  let now = 0
  return pauses.map(pause => {
    now = Math.max(now + pause, buckets.readyAt)
    buckets.take(now)
    return now
  })
}

/** The tokens of a bucket counted one by one, as a textbook has it. */
function counted({burst, gapMs}: Pace, pauses: readonly number[]): number[] {
  let tokens = burst * gapMs
  let now = 0
  const goTo = (moment: number) => {
    tokens = Math.min(burst * gapMs, tokens + moment - now)
    now = moment
  }
  return pauses.map(pause => {
    goTo(now + pause)
    goTo(now + Math.max(0, gapMs - tokens))
    tokens -= gapMs
    return now
  })
}

const pauses = fc.array(fc.integer({min: 0, max: 80}), {minLength: 1, maxLength: 40})

describe('buckets', () => {
  it('let everything go where there is no pace', () => {
    expect(taken([], [0, 0, 0])).toEqual([0, 0, 0])
  })

  it('are full at once when nothing was ever taken', () => {
    const buckets = new Buckets([{burst: 2, gapMs: 100}])
    expect(buckets.fullAt).toBe(Number.NEGATIVE_INFINITY)
    buckets.take(50)
    expect([buckets.readyAt, buckets.fullAt]).toEqual([50, 150])
  })

  it('do what a bucket with counted tokens does', () => {
    fc.assert(fc.property(pace, pauses, (one, some) => expect(taken([one], some)).toEqual(counted(one, some))))
  })

  it('never let more go in any span than the burst and one for each gap in it', () => {
    fc.assert(
      fc.property(fc.array(pace, {maxLength: 3}), pauses, (paces, some) => {
        const moments = taken(paces, some)
        for (const {burst, gapMs} of paces) {
          moments.forEach((start, i) => {
            moments.slice(i).forEach((end, j) => {
              expect(j + 1).toBeLessThanOrEqual(burst + Math.floor((end - start) / gapMs))
            })
          })
        }
      }),
    )
  })
})
