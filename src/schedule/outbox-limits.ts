// What an outbox keeps to: paces, bounds and times.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Pace} from './pace.ts'
import type {Priority} from './sending.ts'

/** What an outbox keeps to; each platform brings its own figures. All times are in milliseconds. */
export interface OutboxLimits {
  /** How often attempts of one lane begin; every pace is kept. */
  readonly lanePaces: readonly Pace[]
  /** How often attempts of one tenant begin, all lanes together. */
  readonly tenantPaces: readonly Pace[]
  /** The budget of a tenant for bulk, besides {@link tenantPaces}. */
  readonly bulkPaces: readonly Pace[]
  /** How many attempts run at the same time. */
  readonly running: Bound
  /** How many sends are held, those that run included. */
  readonly held: Bound & {readonly ofLane: number}
  /** How often one send is tried, attempts that had to wait for the platform not counted. */
  readonly attempts: number
  /** How long one attempt may take before it counts as unsure; the same for finding out whether it arrived. */
  readonly attemptMs: number
  /** How long after its call the last attempt of a send may begin. */
  readonly withinMs: Readonly<Record<Priority, number>>
  /** The pause before the second attempt, doubled with each one up to the longest, each less up to a half by chance. */
  readonly backOff: {readonly firstMs: number; readonly longestMs: number}
}

/** A bound for all and for one tenant, so that one that hangs leaves room for the others. */
export interface Bound {
  readonly ofAll: number
  readonly ofTenant: number
}

/**
 * The limits where a platform has no others. Three at once and then one a second in a conversation is what the
 * strictest platform at hand asks for, in its words "one message a second, short bursts allowed". 20,000 sends of a
 * tenant hold a tip for 10,000 channels; the other figures are our choice.
 */
export const usualLimits: OutboxLimits = {
  lanePaces: [{burst: 3, gapMs: 1_000}],
  tenantPaces: [],
  bulkPaces: [],
  running: {ofAll: 256, ofTenant: 16},
  held: {ofAll: 50_000, ofTenant: 20_000, ofLane: 1_000},
  attempts: 5,
  attemptMs: 10_000,
  withinMs: {answer: 120_000, bulk: 3_600_000},
  backOff: {firstMs: 1_000, longestMs: 30_000},
}

/** How much of a bound bulk may fill: the rest is always free for answers. */
const bulkShare = 0.75

/**
 * What a priority may fill of a bound: all of it, or for bulk three quarters, rounded down, at least one.
 * @param bound a number of attempts or sends
 */
export function shareOf(bound: number, priority: Priority): number {
  return priority === 'answer' ? bound : Math.max(1, Math.floor(bound * bulkShare))
}
