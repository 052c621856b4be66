// What is due and waits for its turn in this process: groups are served in turn, and few tasks of each run at once.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Row} from './agenda.ts'

/** How much is held and run. */
export interface TaskQueueBounds {
  /** The most tasks that run at once, and the most of one group. */
  readonly running: {readonly all: number; readonly group: number}
  /** The most that wait, and the most of one group. */
  readonly waiting: {readonly all: number; readonly group: number}
}

interface Group {
  readonly waiting: Row[]
  running: number
}

/** Holds rows of the agenda until it is their turn. It is bounded; what has no room stays in the agenda. */
export class TaskQueue {
  readonly #bounds: TaskQueueBounds
  /** In the order in which they are served. */
  readonly #groups = new Map<string, Group>()
  /** The tasks that wait or run. */
  readonly #held = new Set<string>()
  /** The groups of which something found no room during the last look. */
  readonly #turnedAway = new Set<string>()
  #waiting = 0
  #running = 0
  #cut = false

  /** @param bounds how much it holds and runs */
  constructor(bounds: TaskQueueBounds) {
    this.#bounds = bounds
  }

  /** True where there is no room for any group. */
  get full(): boolean {
    return this.#waiting >= this.#bounds.waiting.all
  }

  /** True where more is due than was taken in, and there is room for it by now. */
  get hungry(): boolean {
    if (this.#cut && this.#waiting < this.#bounds.waiting.group) return true
    return !this.full && [...this.#turnedAway].some(name => (this.#groups.get(name)?.waiting.length ?? 0) === 0)
  }

  /** Begins a look, which offers all that is due from the front. */
  clear(): void {
    this.#turnedAway.clear()
    this.#cut = false
  }

  /** Notes that the look ended before all was offered. */
  cut(): void {
    this.#cut = true
  }

  /** Takes a row in, if there is room, and nothing of the same task waits or runs. */
  offer(row: Row): void {
    if (this.#held.has(taskOf(row))) return
    const group = this.#groups.get(row.group) ?? {waiting: [], running: 0}
    if (this.full || group.waiting.length >= this.#bounds.waiting.group) {
      this.#turnedAway.add(row.group)
      return
    }
    this.#groups.set(row.group, group)
    this.#held.add(taskOf(row))
    group.waiting.push(row)
    this.#waiting += 1
  }

  /** The next one to run, which {@link release} ends; undefined where all have to wait. */
  take(): Row | undefined {
    if (this.#running >= this.#bounds.running.all) return undefined
    for (const [name, group] of this.#groups) {
      if (group.running >= this.#bounds.running.group) continue
      const row = group.waiting.shift()
      if (!row) continue
      // Behind all others.
      this.#groups.delete(name)
      this.#groups.set(name, group)
      group.running += 1
      this.#running += 1
      this.#waiting -= 1
      return row
    }
    return undefined
  }

  /** Ends one that was taken. */
  release(row: Row): void {
    const group = this.#groups.get(row.group)
    this.#held.delete(taskOf(row))
    this.#running -= 1
    if (!group) return
    group.running -= 1
    if (group.running === 0 && group.waiting.length === 0) this.#groups.delete(row.group)
  }
}

function taskOf({job, id}: Row): string {
  return `${job}\n${id}`
}
