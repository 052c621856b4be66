// Virtual time: a timer whose clock only moves when a test says so.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Timer, Wait} from '../../src/schedule/timer.ts'

interface Due {
  readonly at: number
  readonly resolve: () => void
}

/** More moments than any test has; beyond, something goes round and round. */
const mostMoments = 100_000

/** A timer that ends its waits in the order of their moments, equal ones in the order in which they began. */
export class VirtualTime implements Timer {
  #now: number
  readonly #waits = new Set<Due>()

  /** @param start milliseconds since 1970 */
  constructor(start = 0) {
    this.#now = start
  }

  readonly now = () => this.#now

  readonly wait = (ms: number): Wait => {
    let resolve = () => {}
    const promise = new Promise<void>(done => {
      resolve = done
    })
    const due = {at: this.#now + Math.max(0, ms), resolve}
    this.#waits.add(due)
    return {promise, cancel: () => void this.#waits.delete(due)}
  }

  /** A promise for work that takes `ms` milliseconds. */
  async sleep(ms: number): Promise<void> {
    await this.wait(ms).promise
  }

  /** How many waits are under way. */
  get waiting(): number {
    return this.#waits.size
  }

  /** Lets time pass, and everything happen that happens within it, that at its very end included. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    await this.#until(end)
    this.#now = end
  }

  /** Lets time pass until nobody waits any more. */
  async passAll(): Promise<void> {
    await this.#until(Number.POSITIVE_INFINITY)
  }

  async #until(end: number): Promise<void> {
    await calm()
    for (let moments = 0, due = this.#first(); due && due.at <= end; due = this.#first()) {
      if (++moments > mostMoments) throw new Error('virtual time goes on and on')
      this.#now = Math.max(this.#now, due.at)
      this.#waits.delete(due)
      due.resolve()
      await calm()
    }
  }

  #first(): Due | undefined {
    let first: Due | undefined
    for (const due of this.#waits) if (!first || due.at < first.at) first = due
    return first
  }
}

/** Lets all promises run that can run: Node.js empties their queue before it comes to the next immediate. */
function calm(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve))
}
