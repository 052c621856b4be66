// Any store as a plain object, of which a test can replace single members.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Store} from '../../src/store.ts'

/** Passes each call on. */
export function boundStore(store: Store): Store {
  return {
    get: key => store.get(key),
    put: (key, value, ttlMs) => store.put(key, value, ttlMs),
    create: (key, value, ttlMs) => store.create(key, value, ttlMs),
    update: (key, change, ttlMs) => store.update(key, change, ttlMs),
    delete: key => store.delete(key),
    erase: prefix => store.erase(prefix),
    list: prefix => store.list(prefix),
    lease: (key, owner, ms) => store.lease(key, owner, ms),
    close: () => store.close(),
  }
}
