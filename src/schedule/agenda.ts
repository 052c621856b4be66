// The agenda: what is due when, kept in the store so that a start finds it again.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import type {Store} from '../store.ts'
import {storeKey, storePrefix} from '../store.ts'

/** What JSON can write; an agenda keeps nothing else. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | {readonly [name: string]: JsonValue | undefined}

/** Something that has to be done at a time. */
export interface Task {
  /** The name of the Job that does it. */
  readonly job: string
  /** Names it among the tasks of its job. Job, id and what escaping adds have 400 bytes together. */
  readonly id: string
  /** When it is due, in whole milliseconds since 1970; a task that is tried again keeps it. */
  readonly at: number
  /** What its job has to know. */
  readonly data: JsonValue
  /**
   * Whose turn it takes, such as a workspace: few tasks of a group run at once, and groups are served in turn.
   * Without one, all tasks of the job are one group.
   */
  readonly group?: string
}

/** A task as it stands on the agenda at this moment. */
export interface Planned {
  readonly task: Task
  /** The key of the row by which it is found; each plan and each new attempt has its own. */
  readonly place: string
  /** How many attempts have failed. */
  readonly failures: number
}

/** A row of the index: enough to choose among many that are due; whether it still holds, {@link Agenda.at} tells. */
export interface Row {
  readonly place: string
  readonly job: string
  readonly id: string
  readonly group: string
}

/** `left` marks a row that led nowhere when somebody looked, and that goes by itself; its record may still come. */
type IndexValue = Omit<Row, 'place'> & {readonly left?: true}

/** How long a row that leads nowhere is kept; while somebody is between two writes of a plan it looks like one. */
const leftoverKept = 86_400_000

/** How long the mark of a finished task is kept: it only has to outlive a write that it refuses. */
const finishedKept = 60_000

/** Thrown out of a compare-and-set where there is nothing more to change. */
class Replaced extends Error {}

/**
 * One record for each task, which is the truth, and one row of an index that sorts by time. The row is written before
 * the record that names it, so that a process that dies in between leaves a row too many, never a task that nobody
 * finds. Each row has a name of its own, so that whoever clears one away never clears that of another plan.
 */
export class Agenda {
  readonly #store: Store

  /** @param store where it is kept */
  constructor(store: Store) {
    this.#store = store
  }

  /**
   * Puts a task on the agenda, instead of an earlier one of the same job and id.
   * @throws RangeError where `at` is no moment; a mistake of the caller
   */
  async plan(task: Task): Promise<void> {
    const key = taskKey(task.job, task.id)
    const old = await this.#planned(task.job, task.id)
    const place = await this.#index(task, task.at)
    await this.#store.put<Planned>(key, {task, place, failures: 0})
    if (old) await this.#store.delete(old.place)
  }

  /** Takes a task off the agenda; nothing happens where there is none. One that runs already runs to its end. */
  async cancel(job: string, id: string): Promise<void> {
    const old = await this.#planned(job, id)
    await this.#store.delete(taskKey(job, id))
    if (old) await this.#store.delete(old.place)
  }

  /** The task of this job and id, where one is planned. */
  async find(job: string, id: string): Promise<Task | undefined> {
    return (await this.#planned(job, id))?.task
  }

  /** What is due, in order of time. Stops at the first in the future, so it costs the same however many wait. */
  async *due(now: number): AsyncGenerator<Task, void, void> {
    for await (const row of this.rows(now)) {
      const planned = await this.at(row)
      if (planned) yield planned.task
    }
  }

  /** When the next task is due or was, in milliseconds since 1970; undefined where none is planned. */
  async next(): Promise<number | undefined> {
    for await (const [place, {left}] of this.#store.list<IndexValue>(indexPrefix)) if (!left) return timeOf(place)
    return undefined
  }

  /**
   * The rows of what is due, in order of time, without a look at each task; those that are known to be left are not.
   * @returns in the end when the first comes that is not due yet, in milliseconds since 1970; undefined where none waits
   */
  async *rows(now: number): AsyncGenerator<Row, number | undefined, void> {
    for await (const [place, {job, id, group, left}] of this.#store.list<IndexValue>(indexPrefix)) {
      if (timeOf(place) > now) return timeOf(place)
      // It must not stand in the way of the row that leads to the same task.
      if (left && (await this.#planned(job, id))?.place !== place) continue
      yield {place, job, id, group}
    }
    return undefined
  }

  /** The task to which a row leads, or undefined where that has been replaced, cancelled or finished. */
  async at({place, job, id, group}: Row): Promise<Planned | undefined> {
    const planned = await this.#planned(job, id)
    if (planned?.place === place) return planned
    // Kept for a while: the record that names this row may be on its way. Mostly, though, the row has just gone.
    const row = await this.#store.get<IndexValue>(place)
    if (!row || row.left) return undefined
    await this.#store.put<IndexValue>(place, {job, id, group, left: true}, leftoverKept)
    return undefined
  }

  /** Takes off a task that was done, unless it was planned anew meanwhile. */
  async finish({task, place}: Planned): Promise<void> {
    await this.#change(task, place, old => ({...old, place: ''}), finishedKept)
    await this.#store.delete(place)
  }

  /** Puts off a task that failed until a moment, unless it was planned anew meanwhile. */
  async putOff({task, place}: Planned, until: number): Promise<void> {
    const later = await this.#index(task, until)
    await this.#change(task, place, old => ({...old, place: later, failures: old.failures + 1}))
    await this.#store.delete(place)
  }

  async #planned(job: string, id: string): Promise<Planned | undefined> {
    const planned = await this.#store.get<Planned>(taskKey(job, id))
    return planned && planned.place !== '' ? planned : undefined
  }

  async #index({job, id, group = job}: Task, at: number): Promise<string> {
    const place = storeKey('agenda-due', digitsOf(at), job, id, randomUUID().slice(0, 8))
    await this.#store.put<IndexValue>(place, {job, id, group})
    return place
  }

  async #change({job, id}: Task, place: string, change: (old: Planned) => Planned, ttlMs?: number): Promise<void> {
    const guarded = (old: Planned | undefined) => {
      if (old?.place !== place) throw new Replaced()
      return change(old)
    }
    try {
      await this.#store.update<Planned>(taskKey(job, id), guarded, ttlMs)
    } catch (error) {
      if (!(error instanceof Replaced)) throw error
    }
  }
}

const indexPrefix = storePrefix('agenda-due')

function taskKey(job: string, id: string): string {
  return storeKey('agenda', job, id)
}

/** The last moment of JavaScript has 16 digits (ECMA-262, "Time Values and Time Range"). */
function digitsOf(at: number): string {
  if (!Number.isSafeInteger(at) || at < 0 || at > 8.64e15) {
    throw new RangeError(`A task is due at ${at}; it must be a whole number of milliseconds since 1970.`)
  }
  return String(at).padStart(16, '0')
}

function timeOf(place: string): number {
  return Number(place.slice(indexPrefix.length, indexPrefix.length + 16))
}
