// How often something may happen: token buckets, some at once and then one at a time.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** A token bucket: `burst` at once, then one every `gapMs` milliseconds. Any span of time t holds burst + t/gapMs at most. */
export interface Pace {
  /** How many may go at once after a rest; 1 or more. */
  readonly burst: number
  /** Milliseconds until one more may go. */
  readonly gapMs: number
}

/**
 * Keeps several paces at once, such as so many a second and so many an hour. Of each it remembers only when it will be
 * full again (the "theoretical arrival time" of the generic cell rate algorithm, ITU-T I.371), so nothing is rounded.
 */
export class Buckets {
  readonly #paces: readonly Pace[]
  readonly #fullAt: number[]

  /** @param paces all of which are kept; none means no limit */
  constructor(paces: readonly Pace[]) {
    this.#paces = paces
    this.#fullAt = paces.map(() => Number.NEGATIVE_INFINITY)
  }

  /** From when on one more may go, in the milliseconds of {@link take}. */
  get readyAt(): number {
    return Math.max(...this.#paces.map(({burst, gapMs}, i) => this.#full(i) - (burst - 1) * gapMs))
  }

  /** From when on all is as if nothing had ever gone. */
  get fullAt(): number {
    return Math.max(...this.#fullAt)
  }

  /** Counts one that goes now; the caller has looked at {@link readyAt}. */
  take(now: number): void {
    for (const [i, {gapMs}] of this.#paces.entries()) this.#fullAt[i] = Math.max(this.#full(i), now) + gapMs
  }

  #full(i: number): number {
    return this.#fullAt[i] ?? Number.NEGATIVE_INFINITY
  }
}
