// MemoryStore: the Store on a map with a clock of the test's own, for story tests.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import {checkKey, checkLifeTime, checkPrefix, fromRow, toRow} from '../../adapters/store/entry.ts'
import {CounselorError} from '../../src/errors.ts'
import type {Lease, Store} from '../../src/store.ts'

interface Entry {
  readonly row: string
  readonly expires: number
}

/** Keeps the same contract as the real stores, down to the order of keys and to values that are copies. */
export class MemoryStore implements Store {
  readonly #entries = new Map<string, Entry>()
  readonly #now: () => number
  #closed = false

  /** @param now milliseconds since 1970 */
  constructor(now: () => number = Date.now) {
    this.#now = now
  }

  async get<T>(key: string): Promise<T | undefined> {
    checkKey(key)
    const row = this.#row(key)
    return row === undefined ? undefined : fromRow<T>(row)
  }

  async put<T>(key: string, value: T, ttlMs?: number): Promise<void> {
    checkKey(key)
    this.#write(key, value, ttlMs)
  }

  async create<T>(key: string, value: T, ttlMs?: number): Promise<boolean> {
    checkKey(key)
    const free = this.#row(key) === undefined
    if (free) this.#write(key, value, ttlMs)
    return free
  }

  async update<T>(key: string, change: (old: T | undefined) => T, ttlMs?: number): Promise<T> {
    checkKey(key)
    // Nothing is awaited between reading and writing, so no other call comes between.
    const row = this.#row(key)
    const value = change(row === undefined ? undefined : fromRow<T>(row))
    this.#write(key, value, ttlMs)
    return value
  }

  async delete(key: string): Promise<void> {
    checkKey(key)
    this.#open()
    this.#entries.delete(key)
  }

  async erase(prefix: string): Promise<void> {
    checkKey(prefix)
    this.#open()
    for (const key of [...this.#entries.keys()]) if (key.startsWith(prefix)) this.#entries.delete(key)
  }

  async *list<T>(prefix: string): AsyncGenerator<readonly [key: string, value: T], void, void> {
    checkPrefix(prefix)
    this.#open()
    const keys = [...this.#entries.keys()].filter(key => key.startsWith(prefix))
    for (const key of keys.sort(byBytes)) {
      const row = this.#row(key)
      if (row !== undefined) yield [key, fromRow<T>(row)]
    }
  }

  async lease(key: string, owner: string, ms: number): Promise<Lease | undefined> {
    checkKey(key)
    const row = this.#row(key)
    if (row !== undefined && fromRow<{owner?: unknown} | null>(row)?.owner !== owner) return undefined
    const mine = this.#write(key, {owner, lease: randomUUID()}, ms)
    return {
      release: async () => {
        if (this.#row(key) === mine) this.#entries.delete(key)
      },
    }
  }

  async close(): Promise<void> {
    this.#closed = true
  }

  #row(key: string): string | undefined {
    this.#open()
    const entry = this.#entries.get(key)
    return entry !== undefined && entry.expires > this.#now() ? entry.row : undefined
  }

  #write(key: string, value: unknown, ttlMs: number | undefined): string {
    this.#open()
    checkLifeTime(ttlMs)
    const row = toRow(value)
    this.#entries.set(key, {row, expires: ttlMs === undefined ? Number.POSITIVE_INFINITY : this.#now() + ttlMs})
    return row
  }

  #open(): void {
    if (this.#closed) throw new CounselorError('store-unavailable', 'The storage is closed.')
  }
}

/** JavaScript compares UTF-16 units, every engine the bytes of UTF-8: they differ from U+E000 on. */
function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other))
}
