// PORT: what the core asks of storage.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** A piece of time in which only its owner may act; ends by itself. */
export interface Lease {
  /** Ends it early; nothing happens where it has already passed to another owner. */
  release(): Promise<void>
}

/**
 * Storage by key. Values are plain JSON. Every member throws on failure (`store-unavailable`, `store-timeout`),
 * none returns `false` for "failed". One fact, one key: shared records are changed by `create` and `update` only.
 */
export interface Store {
  /** The value of a key, or undefined where there is none or its time has passed. */
  get<T>(key: string): Promise<T | undefined>
  /** Sets a key, for `ttlMs` milliseconds or for good. The write is durable when the promise resolves. */
  put<T>(key: string, value: T, ttlMs?: number): Promise<void>
  /** Sets a key that has no value: true for exactly one of all callers in all processes, false for the others. */
  create<T>(key: string, value: T, ttlMs?: number): Promise<boolean>
  /**
   * Changes a value by compare-and-set, again and again until no other writer came between.
   * @param change gets the old value and returns the new one; may run more than once, so it must be pure
   * @returns the value that was written; `store-conflict` where others kept coming between
   */
  update<T>(key: string, change: (old: T | undefined) => T, ttlMs?: number): Promise<T>
  /** Removes a key; nothing happens where there is none. */
  delete(key: string): Promise<void>
  /**
   * Removes all entries whose key starts with the prefix, and what the engine's own files still hold of them: freed
   * pages and its log too. Not at once: where it fails half way, some are gone, and calling it again goes on.
   */
  erase(prefix: string): Promise<void>
  /** All live entries whose key starts with the prefix, in key order, read in pages. */
  list<T>(prefix: string): AsyncIterable<readonly [key: string, value: T]>
  /** Holds a key for `ms` milliseconds: a lease for exactly one owner at a time, undefined for all others. */
  lease(key: string, owner: string, ms: number): Promise<Lease | undefined>
  /** Ends what is under way and lets go of files and connections. */
  close(): Promise<void>
}

/**
 * A key from its parts: each is escaped, so that a part can hold any text and never reaches into another key.
 * @param parts the kind of record first, then what names the record
 */
export function storeKey(...parts: readonly string[]): string {
  return parts.map(encodeURIComponent).join(':')
}

/** The prefix of all keys that begin with these whole parts. */
export function storePrefix(...parts: readonly string[]): string {
  return `${storeKey(...parts)}:`
}

/**
 * Deletes the records of a prefix that are meant.
 * @param isMeant true for what goes
 * @returns how many there were
 */
export async function deleteWhere<T>(store: Store, prefix: string, isMeant: (value: T) => boolean): Promise<number> {
  let count = 0
  for await (const [key, value] of store.list<T>(prefix)) {
    if (!isMeant(value)) continue
    await store.delete(key)
    count += 1
  }
  return count
}
