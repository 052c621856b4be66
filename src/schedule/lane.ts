// The sends that wait for one conversation, and the conversations of one tenant.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {OutboxLimits} from './outbox-limits.ts'
import {shareOf} from './outbox-limits.ts'
import {Buckets} from './pace.ts'
import type {Pending, Priority} from './sending.ts'
import {priorities} from './sending.ts'
import type {Timer} from './timer.ts'
import {Alarm} from './timer.ts'

const {POSITIVE_INFINITY: never, NEGATIVE_INFINITY: always} = Number

/** Who is served after a change: called with what has to be looked at again. */
export interface Wakes {
  readonly timer: Timer
  readonly limits: OutboxLimits
  readonly lane: (lane: Lane) => void
  readonly tenant: (tenant: Tenant) => void
}

/** One conversation: its sends in the order of the calls, one queue for each priority, one attempt at a time. */
export class Lane {
  readonly tenant: Tenant
  readonly key: string
  /** Rings when its next send may go, or when it is rested. */
  readonly alarm: Alarm
  /** No attempt begins before, since the platform said so. */
  pausedUntil = always
  /** What is being sent. */
  running: Pending | undefined
  readonly #waiting: Record<Priority, Pending[]> = {answer: [], bulk: []}
  readonly #buckets: Buckets

  constructor(tenant: Tenant, key: string, wakes: Wakes) {
    this.tenant = tenant
    this.key = key
    this.alarm = new Alarm(wakes.timer, () => wakes.lane(this))
    this.#buckets = new Buckets(wakes.limits.lanePaces)
  }

  /** How many sends it holds. */
  get size(): number {
    return this.#waiting.answer.length + this.#waiting.bulk.length + (this.running ? 1 : 0)
  }

  /** From when on it holds back nobody, so that it can be forgotten once it is empty. */
  get restedAt(): number {
    return Math.max(this.pausedUntil, this.#buckets.fullAt)
  }

  /** Puts a send at the end, or back to the front of its queue. */
  put(sending: Pending, where: 'end' | 'front'): void {
    const queue = this.#waiting[sending.priority]
    if (where === 'end') queue.push(sending)
    else queue.unshift(sending)
  }

  /** The next send of a priority. */
  head(priority: Priority): Pending | undefined {
    return this.#waiting[priority][0]
  }

  /** From when on the next send of a priority may go, as far as this lane has a say; infinity where there is none. */
  readyAt(priority: Priority): number {
    const head = this.head(priority)
    return head ? Math.max(this.pausedUntil, this.#buckets.readyAt, head.notBefore) : never
  }

  /** The priority whose turn it is at this moment. */
  ready(now: number): Priority | undefined {
    return priorities.find(priority => this.readyAt(priority) <= now)
  }

  /** Takes out the next send of a priority without sending it. */
  drop(priority: Priority): Pending | undefined {
    return this.#waiting[priority].shift()
  }

  /** Takes out the next send of a priority in order to send it now. */
  begin(priority: Priority, now: number): Pending | undefined {
    this.#buckets.take(now)
    this.running = this.drop(priority)
    return this.running
  }

  /** Takes out everything that waits. */
  empty(): Pending[] {
    return priorities.flatMap(priority => this.#waiting[priority].splice(0))
  }
}

/** One tenant: its lanes, and those of them that could send now, whoever was ready first at the front. */
export class Tenant {
  readonly name: string
  readonly lanes = new Map<string, Lane>()
  readonly ready: Readonly<Record<Priority, Set<Lane>>> = {answer: new Set(), bulk: new Set()}
  /** Rings when its next send may go, or when it is rested. */
  readonly alarm: Alarm
  /** No attempt begins before, since the platform said so. */
  pausedUntil = always
  /** How many attempts run. */
  running = 0
  /** How many sends its lanes hold. */
  size = 0
  readonly #limits: OutboxLimits
  readonly #all: Buckets
  readonly #bulk: Buckets

  constructor(name: string, wakes: Wakes) {
    this.name = name
    this.alarm = new Alarm(wakes.timer, () => wakes.tenant(this))
    this.#limits = wakes.limits
    this.#all = new Buckets(wakes.limits.tenantPaces)
    this.#bulk = new Buckets(wakes.limits.bulkPaces)
  }

  /** From when on it holds back nobody, so that it can be forgotten once it is empty. */
  get restedAt(): number {
    return Math.max(this.pausedUntil, this.#all.fullAt, this.#bulk.fullAt)
  }

  /** From when on a priority may send; infinity where no lane is ready or too many attempts run. */
  readyAt(priority: Priority): number {
    const full = this.running >= shareOf(this.#limits.running.ofTenant, priority)
    if (full || this.ready[priority].size === 0) return never
    const budget = priority === 'bulk' ? this.#bulk.readyAt : always
    return Math.max(this.pausedUntil, this.#all.readyAt, budget)
  }

  /** Counts an attempt that begins. */
  begin(priority: Priority, now: number): void {
    this.running += 1
    this.#all.take(now)
    if (priority === 'bulk') this.#bulk.take(now)
  }

  /** Puts a lane among those that are ready for one priority, or for none. */
  sort(lane: Lane, ready: Priority | undefined): void {
    for (const priority of priorities) {
      if (priority === ready) this.ready[priority].add(lane)
      else this.ready[priority].delete(lane)
    }
  }
}
