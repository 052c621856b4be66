// A Store that tells how long each call takes, and which of them fail.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Metrics} from '../../src/metrics.ts'
import type {Store} from '../../src/store.ts'

/**
 * Puts a clock beside a store.
 * @param store does the work, and is closed with this one
 * @param metrics takes what was measured; lists are not: how long one takes is up to whoever reads it
 */
export function measuredStore(store: Store, metrics: Metrics): Store {
  const timed = async <T>(operation: string, call: () => Promise<T>): Promise<T> => {
    const from = performance.now()
    const tell = (ending: 'done' | 'failed') => metrics.store({operation, ending, ms: performance.now() - from})
    try {
      const result = await call()
      tell('done')
      return result
    } catch (error) {
      tell('failed')
      throw error
    }
  }
  return {
    get: key => timed('get', () => store.get(key)),
    put: (key, value, ttlMs) => timed('put', () => store.put(key, value, ttlMs)),
    create: (key, value, ttlMs) => timed('create', () => store.create(key, value, ttlMs)),
    update: (key, change, ttlMs) => timed('update', () => store.update(key, change, ttlMs)),
    delete: key => timed('delete', () => store.delete(key)),
    erase: prefix => timed('erase', () => store.erase(prefix)),
    list: prefix => store.list(prefix),
    lease: (key, owner, ms) => timed('lease', () => store.lease(key, owner, ms)),
    close: () => store.close(),
  }
}
