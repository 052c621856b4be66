// PORT: time as the schedule sees it, which is a clock and waits that can be called off.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** A wait that is under way. */
export interface Wait {
  /** Resolves when the time is up; never settles once the wait was called off. */
  readonly promise: Promise<void>
  /** Calls the wait off; nothing happens where it is already over. */
  readonly cancel: () => void
}

/** What the schedule asks of time; tests have a virtual one. */
export interface Timer {
  /** Milliseconds, never going back. */
  readonly now: () => number
  /** Begins a wait of `ms` milliseconds. It may end early, so whoever waits for a moment looks at the clock again. */
  readonly wait: (ms: number) => Wait
}

/** The longest delay that setTimeout knows, in milliseconds (Node.js documentation, "timers"); about 24.8 days. */
const longest = 2 ** 31 - 1

/** The time of this machine: milliseconds since 1970, which stay steady when somebody sets the clock. */
export const systemTimer: Timer = {
  now: () => performance.timeOrigin + performance.now(),
  wait: ms => {
    let running: NodeJS.Timeout | undefined
    const promise = new Promise<void>(resolve => {
      running = setTimeout(resolve, Math.min(Math.max(0, Math.ceil(ms)), longest))
    })
    return {promise, cancel: () => clearTimeout(running)}
  },
}

/** One moment that can be moved: rings when it comes. */
export class Alarm {
  readonly #timer: Timer
  readonly #ring: () => void
  #at = Number.POSITIVE_INFINITY
  #wait: Wait | undefined

  /** @param ring called when the moment comes, or a little early; afterwards the alarm is off */
  constructor(timer: Timer, ring: () => void) {
    this.#timer = timer
    this.#ring = ring
  }

  /** Moves the alarm to a moment of the timer's clock; infinity turns it off. */
  set(at: number): void {
    if (at === this.#at) return
    this.#wait?.cancel()
    this.#wait = undefined
    this.#at = at
    if (at === Number.POSITIVE_INFINITY) return
    const wait = this.#timer.wait(Math.max(0, at - this.#timer.now()))
    this.#wait = wait
    void wait.promise.then(() => {
      // It may have been moved between the end of the wait and this line.
      if (this.#wait !== wait) return
      this.#off()
      this.#ring()
    })
  }

  #off(): void {
    this.#wait = undefined
    this.#at = Number.POSITIVE_INFINITY
  }
}
