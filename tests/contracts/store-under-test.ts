// StoreUnderTest: what the contract of a store needs from whoever runs it, and what its parts share.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Store} from '../../src/store.ts'

/** An empty store to test, and what the contract does with it. */
export interface StoreUnderTest {
  readonly store: Store
  /** Another store on the same data, as another process would open it; without it, those tests are left out. */
  readonly again?: () => Promise<Store>
  /** Lets milliseconds pass for the store; without it they really pass. */
  readonly pass?: (ms: number) => void
  /** Closes the stores, which may be closed already, and removes their data. */
  readonly clean: () => Promise<void>
}

/** The life time of short values, in milliseconds; where time really passes, an engine must answer within it. */
export const life = 700

/** Lets the time of short values pass. */
export async function outlive({pass}: StoreUnderTest): Promise<void> {
  if (pass === undefined) await new Promise(resolve => setTimeout(resolve, life + 1))
  else pass(life)
}

/** The keys that a store lists. */
export async function listed(store: Store, prefix: string): Promise<string[]> {
  const keys: string[] = []
  for await (const [key] of store.list(prefix)) keys.push(key)
  return keys
}
