// The turns that are under way, so that stopping can wait for them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Timer} from './timer.ts'

/** Work that is under way. */
export class OpenTurns {
  readonly #running = new Set<Promise<void>>()

  /** How many are under way. */
  get count(): number {
    return this.#running.size
  }

  /** Counts a piece of work until it ends; it must not reject. */
  add(work: Promise<void>): void {
    this.#running.add(work)
    void work.finally(() => this.#running.delete(work))
  }

  /**
   * Waits for all that is under way, that which comes meanwhile included.
   * @param ms how long at most, in milliseconds
   * @returns how many were still under way then
   */
  async drain(timer: Timer, ms: number): Promise<number> {
    const limit = timer.wait(ms)
    let late = false
    const end = limit.promise.then(() => {
      late = true
    })
    while (this.#running.size > 0 && !late) await Promise.race([Promise.allSettled(this.#running), end])
    limit.cancel()
    return this.#running.size
  }
}
