// Claims: an event that is delivered twice is taken once, by whichever process claims it first.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import type {Activity} from './chat/activity.ts'
import type {Log} from './log.ts'
import {errorFacts} from './log.ts'
import type {Timer} from './schedule/timer.ts'
import type {Store} from './store.ts'
import {storeKey} from './store.ts'

/** What claims are made with. */
export interface ClaimParts {
  readonly store: Store
  readonly timer: Timer
  readonly log: Log
  /** How long a claim waits for storage that is away, in milliseconds. */
  readonly patience: number
}

/** How long an event is remembered so that its repetition is not answered again, in milliseconds. */
const eventMemory = 60 * 60_000

/** What platforms deliver again where they missed our word; who presses or submits waits for a form, and seconds count. */
const delivered: readonly Activity['kind'][] = ['message', 'joined', 'opened']

/** The pauses between attempts, in milliseconds: the first, and the longest that doubling it leads to. */
const pauses = {first: 100, longest: 1_000} as const

/**
 * Claims events. Storage that restarts is waited for, since a second delivery may be at another process at that very
 * moment; where it stays away, an answer twice is better than none, and nobody waits any more until it is back.
 */
export class Claims {
  readonly #parts: ClaimParts
  #isAway = false

  /** @param parts what claims are made with */
  constructor(parts: ClaimParts) {
    this.#parts = parts
  }

  /** True for the first of equal events, over all processes; also where that could not be found out. Never rejects. */
  async claim({kind, id, conversation: {platform, tenant}}: Activity): Promise<boolean> {
    const {store, timer} = this.#parts
    const patience = delivered.includes(kind) ? this.#parts.patience : 0
    const key = storeKey('event', platform, tenant, id)
    const token = randomUUID()
    const until = timer.now() + patience
    let isUnsure = false
    for (let pause: number = pauses.first; ; pause = Math.min(2 * pause, pauses.longest)) {
      try {
        const isFirst = (await store.create(key, token, eventMemory)) || (isUnsure && (await this.#isOurs(key, token)))
        this.#isAway = false
        return isFirst
      } catch (error) {
        isUnsure = true
        if (this.#isAway || timer.now() + pause > until) return this.#unclaimed(error, patience > 0)
      }
      await timer.wait(pause).promise
    }
  }

  /** An attempt that failed may have been written all the same, and then the claim that stands is ours. */
  async #isOurs(key: string, token: string): Promise<boolean> {
    return (await this.#parts.store.get(key)) === token
  }

  #unclaimed(error: unknown, hasWaited: boolean): true {
    if (hasWaited) this.#isAway = true
    this.#parts.log.warn('an event could not be claimed', errorFacts(error))
    return true
  }
}
