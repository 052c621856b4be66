// The steps by which what is stored comes from each version to the next.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Store} from '../../src/store.ts'
import {storePrefix} from '../../src/store.ts'

/**
 * A step. Old programs run beside it, so it adds and never takes away what they read; what they no longer need goes in
 * a later version. It may be broken off and done again.
 */
export interface Migration {
  /** The version that is reached by it. */
  readonly to: number
  /** What it does, for the log. */
  readonly what: string
  /** @returns how many records it changed */
  readonly run: (store: Store) => Promise<number>
}

/** As the code that writes these records today keeps them, in milliseconds. */
const kept = 400 * 86_400_000

/** Kinds of records that had no end in version 1. */
const endless = ['asker-key', 'tip-reach', 'teams-direct', 'teams-person', 'teams-account', 'teams-place'] as const

/** All steps, in their order. A step that was released is never changed. */
export const migrations: readonly Migration[] = [
  {
    to: 2,
    what: 'records about people, and counts, got an end',
    run: async store => {
      let changed = 0
      for (const kind of endless) {
        for await (const [key, value] of store.list(storePrefix(kind))) {
          if (kind === 'teams-place' && !isPersonal(value)) continue
          if (await limit(store, key)) changed += 1
        }
      }
      return changed
    },
  },
]

function isPersonal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'scope' in value && value.scope === 'personal'
}

/** Gives a record an end; one that somebody deleted meanwhile stays away. */
async function limit(store: Store, key: string): Promise<boolean> {
  const gone = new Error('it was deleted meanwhile')
  const same = (old: unknown) => {
    if (old === undefined) throw gone
    return old
  }
  try {
    await store.update(key, same, kept)
    return true
  } catch (error) {
    if (error === gone) return false
    throw error
  }
}
