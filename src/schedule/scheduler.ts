// The scheduler: runs what is due, once over all processes that share a store, and again where it failed.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import type {Log} from '../log.ts'
import {errorFacts} from '../log.ts'
import type {Metrics} from '../metrics.ts'
import {noMetrics} from '../metrics.ts'
import type {Lease, Store} from '../store.ts'
import {storeKey} from '../store.ts'
import type {Agenda, Planned, Row, Task} from './agenda.ts'
import {TaskQueue} from './task-queue.ts'
import type {Timer} from './timer.ts'

/** Something that the counselor does when its time has come. */
export interface Job {
  readonly name: string
  /**
   * Does a task. It must be safe to do twice: a process may die after the work and before that was noted. Where it
   * throws, the task is tried again, later and later. To be done again another day, it plans its task anew.
   */
  run(task: Task): Promise<void>
}

/** What a scheduler is made of. */
export interface SchedulerParts {
  readonly agenda: Agenda
  readonly store: Store
  readonly jobs: readonly Job[]
  /** For waits; what is due is told by `now`. */
  readonly timer: Timer
  /** The time of the wall clock, in milliseconds since 1970. */
  readonly now: () => number
  readonly log: Log
  /** Nobody counts where it is left out. */
  readonly metrics?: Metrics
}

/**
 * How it goes about; times are in milliseconds. Few of a group run at once, since each that is under way when the process
 * dies is one of which nobody knows whether it was done. All together are so many that fifty workspaces at nine o'clock
 * wait for their platform's pace and not for us (`npm run bench -- tips`).
 */
export const habits = {
  /** How often it looks for what others planned. */
  look: 3_000,
  /** The longest pause while the store is away. */
  away: 30_000,
  /**
   * How long a task is ours before others may take it, and how often that is renewed while it runs. Far longer than the
   * store is usually away: who holds a task may just be sending.
   */
  lease: 300_000,
  renew: 60_000,
  /** How long a task that another process holds, or that could not be noted, is left alone. */
  leave: 5_000,
  /** The pause after a first failure, which doubles up to the longest. */
  firstRetry: 10_000,
  longestRetry: 30 * 60_000,
  /** The most rows that one look reads. */
  rows: 20_000,
  bounds: {running: {all: 256, group: 8}, waiting: {all: 5_000, group: 64}},
} as const

/**
 * Looks into the agenda every few seconds and runs what is due under a lease. Without the store it waits longer and
 * longer, and goes on by itself when the store is back.
 */
export class Scheduler {
  readonly #parts: SchedulerParts
  readonly #jobs: ReadonlyMap<string, Job>
  /** Names this one among all that share the store. */
  readonly #owner = randomUUID()
  readonly #queue = new TaskQueue(habits.bounds)
  /** Until when rows are left alone, by their place. */
  readonly #left = new Map<string, number>()
  readonly #strange = new Set<string>()
  readonly #running = new Set<Promise<void>>()
  #begun = 0
  #outages = 0
  #stopped = false
  #looping: Promise<void> | undefined
  #wake: () => void = () => {}

  /** @param parts what it is made of */
  constructor(parts: SchedulerParts) {
    this.#parts = parts
    this.#jobs = new Map(parts.jobs.map(job => [job.name, job]))
  }

  /** Begins to look, and goes on until it is stopped. */
  start(): void {
    this.#looping ??= this.#loop()
  }

  /** Begins nothing more, and returns when what is running is done. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#wake()
    await this.#looping
    await this.#settled()
  }

  /**
   * Runs all that is due now, and all that becomes due by it; what fails is tried again later. Rejects where the agenda
   * cannot be read.
   */
  async tick(): Promise<void> {
    let before: number
    do {
      before = this.#begun
      await this.#look()
      await this.#settled()
    } while (this.#begun > before && !this.#stopped)
  }

  async #loop(): Promise<void> {
    while (!this.#stopped) {
      const before = this.#begun
      const pause = await this.#lookSafely()
      // Much may have ended during the look. Only what has begun shows that one more look is of use.
      if (this.#stopped || (this.#begun > before && this.#queue.hungry)) continue
      const wait = this.#parts.timer.wait(pause)
      const woken = new Promise<void>(resolve => {
        this.#wake = resolve
      })
      await Promise.race([wait.promise, woken])
      wait.cancel()
    }
  }

  /** @returns how long to wait until the next look, in milliseconds */
  async #lookSafely(): Promise<number> {
    try {
      // What is due and under way stands before what comes soon; the look has seen past it.
      const coming = [await this.#look(), await this.#parts.agenda.next()]
      this.#outages = 0
      const now = this.#parts.now()
      const waits = coming.map(at => (at ?? 0) - now).filter(wait => wait > 0)
      return Math.min(habits.look, ...waits)
    } catch (error) {
      this.#outages += 1
      this.#parts.log.warn('the agenda could not be read', {...errorFacts(error), outages: this.#outages})
      return doubled(1_000, this.#outages, habits.away)
    }
  }

  /** @returns when the first task comes that is not due yet, where the look went so far */
  async #look(): Promise<number | undefined> {
    const now = this.#parts.now()
    for (const [place, until] of this.#left) if (until <= now) this.#left.delete(place)
    this.#queue.clear()
    const rows = this.#parts.agenda.rows(now)
    for (let read = 1; ; read += 1) {
      const row = await rows.next()
      if (row.done) return row.value
      if (this.#stopped || this.#queue.full || read > habits.rows) break
      if (!this.#left.has(row.value.place) && this.#knows(row.value)) this.#queue.offer(row.value)
      this.#begin()
    }
    await rows.return(undefined)
    if (!this.#stopped) this.#queue.cut()
    return undefined
  }

  /** A task of a job that is not there waits for a version that has it. */
  #knows({job}: Row): boolean {
    if (this.#jobs.has(job)) return true
    if (!this.#strange.has(job)) this.#parts.log.warn('a task waits for a job that is not there', {job})
    this.#strange.add(job)
    return false
  }

  #begin(): void {
    while (!this.#stopped) {
      const row = this.#queue.take()
      if (!row) return
      const running = this.#run(row).finally(() => {
        this.#running.delete(running)
        this.#queue.release(row)
        this.#begin()
        if (this.#queue.hungry) this.#wake()
      })
      this.#running.add(running)
    }
  }

  /** Never rejects: where even the note of a failure fails, the task is still due. */
  async #run(row: Row): Promise<void> {
    const {store, log, now} = this.#parts
    const key = storeKey('agenda-lease', row.job, row.id)
    try {
      const lease = await store.lease(key, this.#owner, habits.lease)
      if (lease) await this.#hold(key, lease, () => this.#do(row))
      else this.#left.set(row.place, now() + habits.leave)
    } catch (error) {
      this.#left.set(row.place, now() + habits.leave)
      log.warn('a task could not be taken or noted', {...errorFacts(error), job: row.job})
    }
  }

  async #do(row: Row): Promise<void> {
    this.#begun += 1
    const planned = await this.#parts.agenda.at(row)
    const job = this.#jobs.get(row.job)
    if (!planned || !job) return
    const {metrics = noMetrics, now, agenda} = this.#parts
    const facts = {job: row.job, lateMs: Math.max(0, now() - planned.task.at)}
    try {
      await job.run(planned.task)
    } catch (error) {
      metrics.task({...facts, ending: 'failed'})
      await this.#putOff(planned, error)
      return
    }
    metrics.task({...facts, ending: 'done'})
    await agenda.finish(planned)
  }

  async #putOff(planned: Planned, error: unknown): Promise<void> {
    const {agenda, log, now} = this.#parts
    const failures = planned.failures + 1
    log.warn('a task failed and is tried again', {...errorFacts(error), job: planned.task.job, failures})
    await agenda.putOff(planned, Math.ceil(now() + doubled(habits.firstRetry, failures, habits.longestRetry)))
  }

  /** Does the work while a lease is renewed. One that is lost meanwhile costs nothing but work: jobs are safe to do twice. */
  async #hold(key: string, first: Lease, work: () => Promise<void>): Promise<void> {
    const {timer, store} = this.#parts
    let lease: Lease | undefined = first
    let over = false
    let wait = timer.wait(habits.renew)
    const renew = async () => {
      for (await wait.promise; !over; await wait.promise) {
        lease = await store.lease(key, this.#owner, habits.lease).catch(() => lease)
        if (!over) wait = timer.wait(habits.renew)
      }
    }
    void renew()
    try {
      await work()
    } finally {
      over = true
      wait.cancel()
      // Where this fails, the lease ends by itself.
      await lease?.release().catch(() => {})
    }
  }

  async #settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }
}

/** `first`, doubled with each time after the first, up to the most. */
function doubled(first: number, times: number, most: number): number {
  return Math.min(most, first * 2 ** Math.min(times - 1, 20))
}
