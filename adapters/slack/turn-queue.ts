// The turns that wait for their beginning, so that a crowd of questions does not keep acknowledgements waiting.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** The most turns that begin between two looks at the network; enough for their writes to share a transaction. */
export const turnsAtOnce = 12

/** So many begin in any case. */
const leastAtOnce = 2

/** From so many milliseconds between two looks on, fewer turns begin: an acknowledgement waits for one look or two. */
const longLookMs = 20

/**
 * How many wait at most, with about 4 kB each. It takes a minute of 800 questions a second more than can be answered to
 * get there, and Slack sends no workspace's app more than 30,000 events an hour (docs.slack.dev/apis/events-api).
 */
export const mostWaiting = 40_000

/** Lets turns begin in their order, a few at a time. */
export class TurnQueue {
  readonly #urgent = new Set<() => void>()
  readonly #waiting = new Set<() => void>()
  readonly #now: () => number
  #atOnce = turnsAtOnce
  #begun = 0
  #isScheduled = false

  /** @param now milliseconds since any moment */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  /** True where no more may come. */
  get isFull(): boolean {
    return this.#urgent.size + this.#waiting.size >= mostWaiting
  }

  /**
   * Resolves when a turn may begin: at once where few have just begun.
   * @param isUrgent true for what goes before all that is not, such as a press that has three seconds to open a form
   */
  turn(isUrgent: boolean): Promise<void> {
    return new Promise(begin => {
      const queue = isUrgent ? this.#urgent : this.#waiting
      queue.add(begin)
      this.#beginSome()
      if (!this.#isScheduled) this.#schedule()
    })
  }

  #beginSome(): void {
    for (const queue of [this.#urgent, this.#waiting]) {
      for (const begin of queue) {
        if (this.#begun >= this.#atOnce) return
        this.#begun += 1
        queue.delete(begin)
        begin()
      }
    }
  }

  #schedule(): void {
    this.#isScheduled = true
    const last = this.#now()
    setImmediate(() => {
      this.#isScheduled = false
      const wasLong = this.#now() - last > longLookMs
      this.#atOnce = wasLong
        ? Math.max(leastAtOnce, Math.floor(this.#atOnce / 2))
        : Math.min(turnsAtOnce, this.#atOnce + 1)
      const isIdle = this.#begun === 0
      this.#begun = 0
      this.#beginSome()
      if (!isIdle) this.#schedule()
    })
  }
}
