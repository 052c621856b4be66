// A store whose process dies at a chosen call: that one and all after it fail, until somebody starts it again.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Lease, Store} from '../../src/store.ts'

/** Counts the calls of all members, and passes them on while it lives. */
export class MortalStore implements Store {
  readonly #inner: Store
  #left = Number.POSITIVE_INFINITY

  /** @param inner the store underneath, which outlives it */
  constructor(inner: Store) {
    this.#inner = inner
  }

  /** So many more calls go through, and then none. */
  dieAfter(calls: number): void {
    this.#left = calls
  }

  /** Lives again. */
  revive(): void {
    this.#left = Number.POSITIVE_INFINITY
  }

  /** True once a call has failed. */
  get dead(): boolean {
    return this.#left < 0
  }

  async get<T>(key: string): Promise<T | undefined> {
    this.#call()
    return this.#inner.get<T>(key)
  }

  async put<T>(key: string, value: T, ttlMs?: number): Promise<void> {
    this.#call()
    return this.#inner.put(key, value, ttlMs)
  }

  async create<T>(key: string, value: T, ttlMs?: number): Promise<boolean> {
    this.#call()
    return this.#inner.create(key, value, ttlMs)
  }

  async update<T>(key: string, change: (old: T | undefined) => T, ttlMs?: number): Promise<T> {
    this.#call()
    return this.#inner.update(key, change, ttlMs)
  }

  async delete(key: string): Promise<void> {
    this.#call()
    return this.#inner.delete(key)
  }

  async erase(prefix: string): Promise<void> {
    this.#call()
    return this.#inner.erase(prefix)
  }

  async *list<T>(prefix: string): AsyncGenerator<readonly [key: string, value: T], void, void> {
    this.#call()
    for await (const entry of this.#inner.list<T>(prefix)) {
      this.#call()
      yield entry
    }
  }

  async lease(key: string, owner: string, ms: number): Promise<Lease | undefined> {
    this.#call()
    return this.#inner.lease(key, owner, ms)
  }

  close(): Promise<void> {
    return this.#inner.close()
  }

  #call(): void {
    this.#left -= 1
    if (this.#left < 0) throw new Error('the process is dead')
  }
}
