// However busy or unlucky one tenant is, and however much is scheduled: the others and the answers get their turn.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import type {OutboxLimits} from '../../src/schedule/outbox-limits.ts'
import {Buckets} from '../../src/schedule/pace.ts'
import type {Call} from './outbox-scenarios.ts'
import {attemptMs, calls, lengthOf, live, roomyLimits, sendAll} from './outbox-scenarios.ts'
import type {Finding, Step, Try} from './outbox-world.ts'
import {OutboxWorld} from './outbox-world.ts'

/** For each tenant how many sends it has, and how long each takes. */
const crowd = fc.array(fc.array(fc.integer({min: 1, max: 50}), {minLength: 1, maxLength: 15}), {
  minLength: 2,
  maxLength: 6,
})

/** All at once, each in a lane of its own; the attempts in the order of their beginnings. */
async function rush(tenants: readonly (readonly number[])[], atOnce: number): Promise<Try[]> {
  const world = new OutboxWorld({running: {ofAll: atOnce, ofTenant: atOnce}})
  tenants.forEach((lengths, t) => {
    lengths.forEach((takes, i) => {
      world.send({tenant: `t${t}`, key: `k${i}`, steps: [{does: 'sent', takes}]})
    })
  })
  await world.time.passAll()
  return world.tries
}

/** How often each tenant began in a row of attempts. */
function shares(tries: readonly Try[]): number[] {
  const names = tries.map(({tenant}) => tenant)
  return [...new Set(names)].map(name => names.filter(other => other === name).length)
}

describe('a tenant', () => {
  it('sees each other tenant served once at most between two of its own turns', async () => {
    const property = fc.asyncProperty(crowd, fc.integer({min: 1, max: 5}), async (tenants, atOnce) => {
      // The first fill the free places before the other tenants have called.
      const tries = (await rush(tenants, atOnce)).slice(atOnce)
      const last = new Map<string, number>()
      tries.forEach(({tenant}, i) => {
        const between = tries.slice((last.get(tenant) ?? -1) + 1, i)
        expect(Math.max(0, ...shares(between))).toBeLessThanOrEqual(1)
        last.set(tenant, i)
      })
    })
    await fc.assert(property, {numRuns: 200})
  })

  it('is served at once whatever happens to a busy one', async () => {
    const property = fc.asyncProperty(roomyLimits, calls(), async (some, all) => {
      const running = {ofAll: 3, ofTenant: 2}
      const quiet = [10, 700, 1_500, 2_900].map(at => ({at, tenant: 'quiet', key: 'k', priority: 'answer' as const}))
      const busy = all.map(call => ({...call, tenant: 'busy'}))
      const everyone: Call[] = [...busy, ...quiet].toSorted((a, b) => a.at - b.at)
      const world = await live({...some, lanePaces: [], running}, everyone)
      const tries = world.tries.filter(({tenant}) => tenant === 'quiet')
      expect(world.begins(tries)).toEqual([10, 700, 1_500, 2_900])
    })
    await fc.assert(property, {numRuns: 150})
  })
})

describe('an answer', () => {
  it('goes out at once however much bulk is on its way', async () => {
    const property = fc.asyncProperty(roomyLimits, calls(['lane']), async (some, all) => {
      const answers = [10, 700, 1_500, 2_900].map(at => ({at, tenant: 'acme', key: 'own', priority: 'answer' as const}))
      const bulk = all.map(call => ({...call, priority: 'bulk' as const}))
      const everyone: Call[] = [...bulk, ...answers].toSorted((a, b) => a.at - b.at)
      const limits = {...some, lanePaces: [], bulkPaces: [{burst: 2, gapMs: 400}], running: {ofAll: 4, ofTenant: 4}}
      const world = await live(limits, everyone)
      expect(world.begins(world.tries.filter(({key}) => key === 'own'))).toEqual([10, 700, 1_500, 2_900])
    })
    await fc.assert(property, {numRuns: 150})
  })
})

interface Model {
  readonly limits: OutboxLimits
  readonly buckets: Buckets
  free: number
  pausedUntil: number
}

/** What a step comes to, and how long it keeps the lane. */
function played(step: Step, found: Finding | undefined): {readonly verdict: string; readonly ms: number} {
  const ms = Math.min(attemptMs, lengthOf(step))
  if (ms < attemptMs && !['unsure', 'throw'].includes(step.does)) return {verdict: step.does, ms}
  if (found === 'hang') return {verdict: 'unsure', ms: ms + attemptMs}
  return {verdict: found === 'absent' ? 'again' : found === 'there' ? 'sent' : 'unsure', ms}
}

/** The moments at which one send is attempted, by the rules as a person would write them down. */
function expected(model: Model, {at, steps = [], finds = []}: Call): number[] {
  const {limits, buckets} = model
  const begins: number[] = []
  let [notBefore, failures, unsure] = [at, 0, 0]
  for (;;) {
    const begin = Math.max(notBefore, model.free, model.pausedUntil, buckets.readyAt)
    if (begin > at + limits.withinMs.answer) return begins
    const step = steps[begins.length] ?? {does: 'sent'}
    begins.push(begin)
    buckets.take(begin)
    const found = finds[Math.min(unsure, finds.length - 1)]
    const {verdict, ms} = played(step, found)
    if (lengthOf(step) >= attemptMs || ['unsure', 'throw'].includes(step.does)) unsure += 1
    model.free = begin + ms
    if (verdict === 'wait' && step.does === 'wait') {
      model.pausedUntil = model.free + Math.max(step.ms, limits.backOff.firstMs)
    } else if (verdict === 'again' && ++failures < limits.attempts) {
      notBefore = model.free + Math.min(limits.backOff.longestMs, limits.backOff.firstMs * 2 ** (failures - 1))
    } else return begins
  }
}

describe('a lane that nobody is in the way of', () => {
  it('attempts exactly when the rules say so, no later', async () => {
    // Late answers are left out: they end a send while it waits, which has stories of its own.
    const punctual = calls(['lane']).map(all =>
      all.map(call => ({
        ...call,
        tenant: 'acme',
        key: 'k',
        priority: 'answer' as const,
        steps: (call.steps ?? []).filter(step => step.does !== 'sent' || lengthOf(step) < attemptMs),
      })),
    )
    const property = fc.asyncProperty(roomyLimits, punctual, async (limits, all) => {
      const world = new OutboxWorld(limits)
      await sendAll(world, all)
      await world.time.passAll()
      const {NEGATIVE_INFINITY: none} = Number
      const model: Model = {limits, buckets: new Buckets(limits.lanePaces), free: none, pausedUntil: none}
      expect(world.begins()).toEqual(all.flatMap(call => expected(model, call)))
    })
    await fc.assert(property, {numRuns: 300})
  })
})
