// Random days in the life of an outbox, and what each attempt of such a day comes to.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check'
import type {OutboxLimits} from '../../src/schedule/outbox-limits.ts'
import type {Priority} from '../../src/schedule/sending.ts'
import type {Course, Finding, Letter, Step, Try} from './outbox-world.ts'
import {OutboxWorld} from './outbox-world.ts'

/** A letter and when it is sent, in milliseconds since the start of the world. */
export interface Call extends Letter {
  readonly at: number
  readonly tenant: string
  readonly key: string
  readonly priority: Priority
}

/** How long an attempt may take on these days, in milliseconds. */
export const attemptMs = 200

const pace = fc.record({burst: fc.integer({min: 1, max: 4}), gapMs: fc.integer({min: 1, max: 300})})
const paces = fc.array(pace, {maxLength: 2})

/** Small limits, so that all of them are met. */
export const limits: fc.Arbitrary<OutboxLimits> = fc.record({
  lanePaces: paces,
  tenantPaces: paces,
  bulkPaces: paces,
  running: fc.record({ofAll: fc.integer({min: 1, max: 6}), ofTenant: fc.integer({min: 1, max: 4})}),
  held: fc.record({
    ofAll: fc.integer({min: 5, max: 40}),
    ofTenant: fc.integer({min: 4, max: 20}),
    ofLane: fc.integer({min: 2, max: 10}),
  }),
  attempts: fc.integer({min: 1, max: 4}),
  attemptMs: fc.constant(attemptMs),
  withinMs: fc.record({answer: fc.integer({min: 0, max: 4_000}), bulk: fc.integer({min: 0, max: 9_000})}),
  backOff: fc.record({firstMs: fc.integer({min: 1, max: 60}), longestMs: fc.integer({min: 60, max: 400})}),
})

/** Limits under which no lane can be in the way of another one. */
export const roomyLimits: fc.Arbitrary<OutboxLimits> = limits.map(some => ({
  ...some,
  tenantPaces: [],
  bulkPaces: [],
  running: {ofAll: 1_000, ofTenant: 1_000},
  held: {ofAll: 1_000, ofTenant: 1_000, ofLane: 1_000},
}))

const takes = fc.oneof(fc.constant(0), fc.integer({min: 0, max: 80}), fc.integer({min: 0, max: 600}))
const does = fc.constantFrom('sent', 'sent', 'again', 'again', 'unsure', 'refused', 'throw', 'hang' as const)

function step(scopes: readonly ('lane' | 'tenant')[]): fc.Arbitrary<Step> {
  const wait = fc.record({
    does: fc.constant('wait' as const),
    ms: fc.integer({min: 0, max: 1_500}),
    scope: fc.constantFrom(...scopes),
    takes,
  })
  return fc.oneof({weight: 3, arbitrary: fc.record({does, takes})}, {weight: 1, arbitrary: wait})
}

const finds = fc.array(fc.constantFrom<Finding[]>('there', 'absent', 'absent', 'unknown', 'throw', 'hang'), {
  maxLength: 3,
})

/** Calls in the order of their times. */
export function calls(scopes: readonly ('lane' | 'tenant')[] = ['lane', 'tenant']): fc.Arbitrary<Call[]> {
  const call = fc.record({
    at: fc.oneof(fc.constant(0), fc.integer({min: 0, max: 3_000})),
    tenant: fc.constantFrom('acme', 'umbrella', 'initech'),
    key: fc.constantFrom('general', 'random', 'help'),
    priority: fc.constantFrom<Priority[]>('answer', 'bulk'),
    steps: fc.array(step(scopes), {maxLength: 5}),
    finds,
  })
  return fc.array(call, {minLength: 1, maxLength: 30}).map(all => all.toSorted((a, b) => a.at - b.at))
}

/** Sends everything at its time. */
export async function sendAll(world: OutboxWorld, all: readonly Call[]): Promise<void> {
  const start = world.time.now()
  for (const call of all) {
    await world.time.pass(start + call.at - world.time.now())
    world.send(call)
  }
}

/** Lives through a day to its end. */
export async function live(some: OutboxLimits, all: readonly Call[]): Promise<OutboxWorld> {
  const world = new OutboxWorld(some)
  await sendAll(world, all)
  await world.time.passAll()
  return world
}

/** How long the step of an attempt took, had nobody been in a hurry. */
export function lengthOf({does: done, takes: ms = 0}: Step): number {
  return done === 'hang' ? Number.POSITIVE_INFINITY : ms
}

/** What an attempt came to, time-out and finding out included. */
export function verdictOf({step: one, found}: Try): 'sent' | 'wait' | 'again' | 'unsure' | 'refused' {
  const unsure = lengthOf(one) >= attemptMs || ['unsure', 'throw', 'hang'].includes(one.does)
  if (unsure) return found === 'there' ? 'sent' : found === 'absent' ? 'again' : 'unsure'
  return one.does as 'sent' | 'wait' | 'again' | 'refused'
}

/** The moment at which an attempt that timed out arrived after all; infinity where it did not. */
export function lateArrivalOf({begin, step: one}: Try): number {
  return one.does === 'sent' ? begin + lengthOf(one) : Number.POSITIVE_INFINITY
}

/** Values by a key made of them. */
export function grouped<T>(values: readonly T[], keyOf: (value: T) => string): T[][] {
  const groups = new Map<string, T[]>()
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value])
  return [...groups.values()]
}

/** The name of a lane with its tenant. */
export const laneOf = ({tenant, key}: {readonly tenant: string; readonly key: string}) => `${tenant}/${key}`

/** The lane of a send. */
export const laneOfCourse = ({letter: {tenant = '', key = ''}}: Course) => laneOf({tenant, key})
