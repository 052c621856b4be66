// MemoryStore keeps the contract that the real stores keep, so that a story told on it is true.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {storeContract} from '../contracts/store-contract.ts'
import {MemoryStore} from './memory-store.ts'

storeContract('MemoryStore', async () => {
  let now = Date.UTC(2026, 0, 1)
  const store = new MemoryStore(() => now)
  const pass = (ms: number) => {
    now += ms
  }
  return {store, pass, clean: () => store.close()}
})
