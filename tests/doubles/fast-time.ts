// Time that runs so many times faster than that of the machine, alike in all processes that are told when it began.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Timer} from '../../src/schedule/timer.ts'
import {systemTimer} from '../../src/schedule/timer.ts'
import type {Store} from '../../src/store.ts'
import {boundStore} from './bound-store.ts'

/** How a fast time runs. */
export interface FastTimeParts {
  /** When it began by the clock of the machine, and what it showed then, in milliseconds since 1970. */
  readonly begun: number
  readonly from: number
  /** How many of its seconds are one second. */
  readonly speed: number
}

/** A clock, waits, and a store whose leases end by it. */
export class FastTime {
  readonly #parts: FastTimeParts

  /** @param parts how it runs */
  constructor(parts: FastTimeParts) {
    this.#parts = parts
  }

  /** Milliseconds since 1970, as it shows them. */
  readonly now = (): number => {
    const {begun, from, speed} = this.#parts
    return Math.floor(from + (Date.now() - begun) * speed)
  }

  /** Its waits. */
  readonly timer: Timer = {now: this.now, wait: ms => systemTimer.wait(ms / this.#parts.speed)}

  /**
   * A store in it: leases last twice as long by it as they should, so that a process which a busy machine lets wait for
   * some seconds does not count as dead. What is kept for a while is kept as long as ever, which nobody waits for.
   */
  store(inner: Store): Store {
    const {speed} = this.#parts
    return {...boundStore(inner), lease: (key, owner, ms) => inner.lease(key, owner, (2 * ms) / speed)}
  }
}
