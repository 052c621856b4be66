// Whatever is sent, whatever the platform does and when: the promises of the outbox hold.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import type {OutboxLimits} from '../../src/schedule/outbox-limits.ts'
import {shareOf} from '../../src/schedule/outbox-limits.ts'
import type {Pace} from '../../src/schedule/pace.ts'
import type {Call} from './outbox-scenarios.ts'
import {
  attemptMs,
  calls,
  grouped,
  laneOf,
  lateArrivalOf,
  lengthOf,
  limits,
  live,
  roomyLimits,
  sendAll,
  verdictOf,
} from './outbox-scenarios.ts'
import type {Try} from './outbox-world.ts'
import {OutboxWorld} from './outbox-world.ts'

/** Checks a day of random calls under random limits. */
function always(check: (world: OutboxWorld, limits: OutboxLimits) => void): Promise<void> {
  const property = fc.asyncProperty(limits, calls(), async (some, all) => check(await live(some, all), some))
  return fc.assert(property, {numRuns: 250})
}

/** Any span of time holds at most the burst and one for each gap. */
function expectPace(tries: readonly Try[], {burst, gapMs}: Pace): void {
  for (const [i, {begin}] of tries.entries()) {
    const later = tries[i + burst]
    if (later) expect(later.begin - begin).toBeGreaterThanOrEqual(gapMs)
    const muchLater = tries[i + burst + 2]
    if (muchLater) expect(muchLater.begin - begin).toBeGreaterThanOrEqual(3 * gapMs)
  }
}

/** How many attempts ran when this one had begun, itself included. */
function runningAt(tries: readonly Try[], one: Try): number {
  const earlier = tries.slice(0, tries.indexOf(one))
  return earlier.filter(({end}) => end > one.begin).length + 1
}

describe('in any lane', () => {
  it('sends of one priority go out in the order of the calls, each done with before the next begins', () =>
    always(world => {
      for (const tries of grouped(world.tries, one => `${laneOf(one)} ${one.priority}`)) {
        const ids = tries.map(({id}) => id)
        expect(ids).toEqual(ids.toSorted((a, b) => a - b))
      }
    }))

  it('two attempts never run at the same time', () =>
    always(world => {
      for (const tries of grouped(world.tries, laneOf)) for (const one of tries) expect(runningAt(tries, one)).toBe(1)
    }))

  it('attempts are never closer than the paces allow', () =>
    always((world, {lanePaces}) => {
      for (const tries of grouped(world.tries, laneOf)) for (const pace of lanePaces) expectPace(tries, pace)
    }))

  it('nothing is attempted while the platform has asked that lane or its tenant to wait', () =>
    always(world => {
      world.tries.forEach((one, i) => {
        if (one.step.does !== 'wait' || verdictOf(one) !== 'wait') return
        const {ms, scope} = one.step
        const reached = world.tries
          .slice(i + 1)
          .filter(other => (scope === 'lane' ? laneOf(other) === laneOf(one) : other.tenant === one.tenant))
        for (const other of reached) {
          // In the very millisecond of the answer, another lane may have been first.
          const before = laneOf(other) !== laneOf(one) && other.begin <= one.end
          expect(before || other.begin >= one.end + ms).toBe(true)
        }
      })
    }))

  it('nobody waits for another lane: each behaves as if it were alone', async () => {
    const property = fc.asyncProperty(roomyLimits, calls(['lane']), async (some, all) => {
      const together = await live(some, all)
      for (const lane of grouped(all, laneOf)) {
        const alone = await live(some, lane)
        const same = together.tries.filter(one => laneOf(one) === laneOf(lane[0] as Call))
        expect(same.map(({begin, step}) => ({begin, step}))).toEqual(
          alone.tries.map(({begin, step}) => ({begin, step})),
        )
      }
    })
    await fc.assert(property, {numRuns: 100})
  })
})

describe('any send', () => {
  it('is attempted again only where it surely had not arrived', () =>
    always(world => {
      for (const tries of grouped(world.tries, ({id}) => String(id))) {
        tries.slice(1).forEach((next, i) => {
          const one = tries[i] as Try
          expect(['wait', 'again']).toContain(verdictOf(one))
          expect(next.begin).toBeLessThanOrEqual(lateArrivalOf(one))
        })
      }
    }))

  it('ends as its last attempt did', () =>
    always(world => {
      for (const course of world.courses) {
        const tries = world.triesOf(course)
        const at = course.at ?? 0
        const last = tries.at(-1)
        const verdict = last && verdictOf(last)
        const isOut = tries.some(({begin, step}) => begin + lengthOf(step) > at)
        // What ends in the very millisecond of the decision may be heard before or after it.
        const isClose = tries.some(({begin, step}) => lengthOf(step) >= attemptMs && begin + lengthOf(step) === at)
        if (isClose) expect(course.ended).toMatch(/^(?:sent|delivery-unsure|delivery-failed)$/)
        else if (verdict === 'sent' || tries.some(one => lateArrivalOf(one) < at)) expect(course.ended).toBe('sent')
        else if (verdict === 'unsure' || isOut) expect(course.ended).toBe('delivery-unsure')
        else expect(course.ended).toMatch(last ? /^delivery-failed$/ : /^(?:delivery-failed|outbox-full)$/)
      }
    }))

  it('begins its last attempt within its time, and fails no more often than allowed', () =>
    always((world, {withinMs, attempts}) => {
      for (const course of world.courses) {
        const tries = world.triesOf(course)
        const {priority = 'answer'} = course.letter
        for (const {begin} of tries) expect(begin - course.called).toBeLessThanOrEqual(withinMs[priority])
        expect(tries.filter(one => verdictOf(one) === 'again').length).toBeLessThanOrEqual(attempts)
      }
    }))

  it('is counted once, and nothing is left behind', () =>
    always(({outbox, courses, time}) => {
      const {sent, unsure, refused, failed, turnedAway, dropped} = outbox.counts
      expect(sent + unsure + refused + failed + turnedAway + dropped).toBe(courses.length)
      expect(courses.filter(({ended}) => ended === 'sent')).toHaveLength(sent)
      expect(courses.filter(({ended}) => ended === 'delivery-unsure')).toHaveLength(unsure)
      expect(courses.filter(({ended}) => ended === 'outbox-full')).toHaveLength(turnedAway)
      expect([outbox.depth, outbox.lanes, outbox.tenants, time.waiting]).toEqual([0, 0, 0, 0])
    }))
})

describe('at any time', () => {
  it('no more attempts run than allowed, overall and for a tenant, and bulk leaves room', () =>
    always((world, {running: {ofAll, ofTenant}}) => {
      for (const one of world.tries) {
        const own = world.tries.filter(({tenant}) => tenant === one.tenant)
        expect(runningAt(world.tries, one)).toBeLessThanOrEqual(shareOf(ofAll, one.priority))
        expect(runningAt(own, one)).toBeLessThanOrEqual(shareOf(ofTenant, one.priority))
      }
    }))

  it('a tenant keeps its pace and its budget for bulk', () =>
    always((world, {tenantPaces, bulkPaces}) => {
      for (const tries of grouped(world.tries, ({tenant}) => tenant)) {
        for (const pace of tenantPaces) expectPace(tries, pace)
        const bulk = tries.filter(({priority}) => priority === 'bulk')
        for (const pace of bulkPaces) expectPace(bulk, pace)
      }
    }))

  it('the outbox can be stopped, in its time, and nothing is attempted afterwards', async () => {
    const when = fc.record({after: fc.integer({min: 0, max: 2_000}), ms: fc.integer({min: 0, max: 2_000})})
    const property = fc.asyncProperty(limits, calls(), when, async (some, all, {after, ms}) => {
      const world = new OutboxWorld(some)
      const sending = sendAll(
        world,
        all.filter(({at}) => at <= after),
      )
      await sending
      const start = world.time.now()
      let ended = Number.POSITIVE_INFINITY
      void world.outbox.drain(ms).then(() => {
        ended = world.time.now()
      })
      await world.time.pass(ms)
      expect(ended).toBeLessThanOrEqual(start + ms)
      expect(world.courses.every(course => course.ended !== undefined)).toBe(true)
      const tries = world.tries.length
      const late = world.send()
      await world.time.passAll()
      expect([late.ended, world.tries.length]).toEqual(['delivery-failed', tries])
      expect([world.outbox.depth, world.outbox.lanes, world.outbox.tenants, world.time.waiting]).toEqual([0, 0, 0, 0])
      const {retried: _, waited: __, ...endings} = world.outbox.counts
      expect(Object.values(endings).reduce((a, b) => a + b)).toBe(world.courses.length)
    })
    await fc.assert(property, {numRuns: 250})
  })
})
