// Reach: how often people pressed what on each tip, and nothing about who did.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Store} from '../store.ts'
import {storeKey, storePrefix} from '../store.ts'

/** How often something was pressed on a tip, over all conversations. */
export interface ReachCounts {
  readonly liked: number
  readonly read: number
  readonly fewer: number
}

/** How long counts are kept after the last press, in milliseconds. */
const reachKept = 400 * 86_400_000

const none: ReachCounts = {liked: 0, read: 0, fewer: 0}

/** Counts presses by tip. */
export class Reach {
  readonly #store: Store

  /** @param store where it is kept */
  constructor(store: Store) {
    this.#store = store
  }

  /** Counts one press. */
  async count(tip: string, what: keyof ReachCounts): Promise<void> {
    const more = (old = none) => ({...old, [what]: old[what] + 1})
    await this.#store.update<ReachCounts>(storeKey('tip-reach', tip), more, reachKept)
  }

  /** All counts by the id of the tip. */
  async all(): Promise<Map<string, ReachCounts>> {
    const counts = new Map<string, ReachCounts>()
    for await (const [key, count] of this.#store.list<ReachCounts>(storePrefix('tip-reach')))
      counts.set(decodeURIComponent(key.split(':')[1] ?? ''), count)
    return counts
  }
}
