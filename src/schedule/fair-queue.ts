// Whose turn it is: every send that waits, in lanes of tenants that are served in turn.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Wakes} from './lane.ts'
import {Lane, Tenant} from './lane.ts'
import type {OutboxLimits} from './outbox-limits.ts'
import {shareOf} from './outbox-limits.ts'
import type {LaneName, MustWait, Pending, Priority} from './sending.ts'
import {priorities} from './sending.ts'
import type {Timer} from './timer.ts'

/** What a queue is made of. */
export interface FairQueueParts {
  readonly timer: Timer
  readonly limits: OutboxLimits
  /** Begins an attempt; {@link FairQueue.release} ends it. May call the queue again. */
  readonly start: (lane: Lane, sending: Pending) => void
  /** Takes a send that was dropped because its turn would come too late. Must not call the queue again. */
  readonly late: (sending: Pending) => void
}

const {POSITIVE_INFINITY: never} = Number

/**
 * Holds what waits and starts it as soon as the limits allow. Tenants are served in turn, and the lanes of a tenant in
 * turn; answers before bulk. A send whose next attempt could only begin after it expires is dropped at once.
 */
export class FairQueue {
  readonly #parts: FairQueueParts
  readonly #wakes: Wakes
  readonly #tenants = new Map<string, Tenant>()
  /** The tenants that could send now, whoever is next at the front. */
  readonly #turns: Readonly<Record<Priority, Set<Tenant>>> = {answer: new Set(), bulk: new Set()}
  #closing = never
  #running = 0
  #size = 0

  constructor(parts: FairQueueParts) {
    const {timer, limits} = parts
    this.#parts = parts
    this.#wakes = {
      timer,
      limits,
      lane: lane => this.#look(() => this.#placeLane(lane)),
      tenant: tenant => this.#look(() => this.#placeTenant(tenant)),
    }
  }

  /** How many sends it holds, those that run included. */
  get size(): number {
    return this.#size
  }

  /** How many lanes it remembers: those with sends, and those that have sent a moment ago. */
  get lanes(): number {
    return [...this.#tenants.values()].reduce((sum, tenant) => sum + tenant.lanes.size, 0)
  }

  /** How many tenants it remembers. */
  get tenants(): number {
    return this.#tenants.size
  }

  /** Whether one more send may be added to a lane. */
  hasRoom({tenant, key}: LaneName, priority: Priority): boolean {
    const {ofAll, ofTenant, ofLane} = this.#parts.limits.held
    const there = this.#tenants.get(tenant)
    const sizes = [
      [this.#size, ofAll],
      [there?.size ?? 0, ofTenant],
      [there?.lanes.get(key)?.size ?? 0, ofLane],
    ] as const
    return sizes.every(([size, bound]) => size < shareOf(bound, priority))
  }

  /** Adds a send at the end of its lane. */
  add(sending: Pending): void {
    const lane = this.#lane(sending.lane)
    lane.put(sending, 'end')
    lane.tenant.size += 1
    this.#size += 1
    this.#look(() => this.#placeLane(lane))
  }

  /**
   * Ends an attempt.
   * @param again the send, if it has to be tried again; it goes before all others of its lane and priority
   */
  release(lane: Lane, again?: Pending): void {
    lane.running = undefined
    lane.tenant.running -= 1
    this.#running -= 1
    if (again) lane.put(again, 'front')
    else this.#leave(lane.tenant)
    this.#look(() => this.#placeLane(lane))
  }

  /** Lets no attempt begin before a moment, in a lane that runs or in all of its tenant; {@link release} comes after. */
  pause(lane: Lane, until: number, scope: MustWait['scope']): void {
    const {tenant} = lane
    const paused = scope === 'lane' ? lane : tenant
    if (until <= paused.pausedUntil) return
    paused.pausedUntil = until
    this.#look(() => {
      // Which lanes of a tenant are ready does not depend on its pause, so only those that lose a send are placed anew.
      const reached = scope === 'lane' ? [lane] : [...tenant.lanes.values()]
      for (const each of reached) if (this.#dropLate(each, this.#parts.timer.now())) this.#placeLane(each)
      this.#placeTenant(tenant)
    })
  }

  /** From now on, whatever cannot begin until that moment is dropped. */
  close(at: number): void {
    this.#closing = at
    this.#look(() => {
      for (const lane of this.#allLanes()) this.#placeLane(lane)
    })
  }

  /** Takes everything out and stops for good. */
  clear(): {waiting: Pending[]; running: Pending[]} {
    const lanes = this.#allLanes()
    const taken = {waiting: lanes.flatMap(lane => lane.empty()), running: lanes.flatMap(({running}) => running ?? [])}
    for (const {alarm} of [...lanes, ...this.#tenants.values()]) alarm.set(never)
    for (const priority of priorities) this.#turns[priority].clear()
    this.#tenants.clear()
    this.#size = 0
    return taken
  }

  #allLanes(): Lane[] {
    return [...this.#tenants.values()].flatMap(tenant => [...tenant.lanes.values()])
  }

  #lane(name: LaneName): Lane {
    const tenant = this.#tenants.get(name.tenant) ?? new Tenant(name.tenant, this.#wakes)
    this.#tenants.set(name.tenant, tenant)
    const lane = tenant.lanes.get(name.key) ?? new Lane(tenant, name.key, this.#wakes)
    tenant.lanes.set(name.key, lane)
    return lane
  }

  #leave(tenant: Tenant): void {
    tenant.size -= 1
    this.#size -= 1
  }

  /** Makes a change and starts all that can start after it. */
  #look(change: () => void): void {
    change()
    for (let turn = this.#next(); turn; turn = this.#next()) this.#serve(turn)
  }

  #next(): {readonly tenant: Tenant; readonly lane: Lane; readonly priority: Priority} | undefined {
    for (const priority of priorities) {
      if (this.#running >= shareOf(this.#parts.limits.running.ofAll, priority)) continue
      const [tenant] = this.#turns[priority]
      const [lane] = tenant?.ready[priority] ?? []
      if (tenant && lane) return {tenant, lane, priority}
    }
    return undefined
  }

  /** Serves a lane and sends it and its tenant to the end of their lines. */
  #serve({tenant, lane, priority}: {tenant: Tenant; lane: Lane; priority: Priority}): void {
    const now = this.#parts.timer.now()
    this.#turns[priority].delete(tenant)
    tenant.sort(lane, undefined)
    this.#dropLate(lane, now)
    const sending = lane.readyAt(priority) <= now ? lane.begin(priority, now) : undefined
    if (sending) {
      tenant.begin(priority, now)
      this.#running += 1
    }
    this.#placeLane(lane)
    if (sending) this.#parts.start(lane, sending)
  }

  /** Finds the place of a lane after something has changed: ready, waiting for its moment, or forgotten. */
  #placeLane(lane: Lane): void {
    const {tenant} = lane
    if (lane.running === undefined) {
      const now = this.#parts.timer.now()
      this.#dropLate(lane, now)
      tenant.sort(lane, lane.ready(now))
      const next = lane.size > 0 ? priorities.map(priority => lane.readyAt(priority)) : [lane.restedAt]
      lane.alarm.set(soonest(next, now))
      if (lane.size === 0 && lane.restedAt <= now) tenant.lanes.delete(lane.key)
    }
    this.#placeTenant(tenant)
  }

  #placeTenant(tenant: Tenant): void {
    const now = this.#parts.timer.now()
    for (const priority of priorities) {
      if (tenant.readyAt(priority) <= now) this.#turns[priority].add(tenant)
      else this.#turns[priority].delete(tenant)
    }
    const next = tenant.lanes.size > 0 ? priorities.map(priority => tenant.readyAt(priority)) : [tenant.restedAt]
    tenant.alarm.set(soonest(next, now))
    if (tenant.lanes.size === 0 && tenant.restedAt <= now) this.#tenants.delete(tenant.name)
  }

  /** Drops the sends of a lane whose turn would come too late; true if there were any. */
  #dropLate(lane: Lane, now: number): boolean {
    const before = lane.size
    for (const priority of priorities) {
      for (let head = lane.head(priority); head; head = lane.head(priority)) {
        const begin = Math.max(now, lane.readyAt(priority), lane.tenant.pausedUntil)
        if (begin <= Math.min(head.expires, this.#closing)) break
        lane.drop(priority)
        this.#leave(lane.tenant)
        this.#parts.late(head)
      }
    }
    return lane.size < before
  }
}

/** The first of some moments that is still to come; infinity where there is none. */
function soonest(moments: readonly number[], now: number): number {
  return Math.min(...moments.filter(moment => moment > now))
}
