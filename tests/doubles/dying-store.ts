// A store whose process dies: after so many writes nothing reaches it any more.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {CounselorError} from '../../src/errors.ts'
import type {Lease, Store} from '../../src/store.ts'

/** Passes so many writes on; from then on every call fails and changes nothing. */
export class DyingStore implements Store {
  readonly #inner: Store
  #writes: number

  /**
   * @param inner the store underneath, which lives on
   * @param writes how many writes are passed on
   */
  constructor(inner: Store, writes: number) {
    this.#inner = inner
    this.#writes = writes
  }

  async get<T>(key: string): Promise<T | undefined> {
    if (this.#writes <= 0) throw dead()
    return this.#inner.get<T>(key)
  }

  put<T>(key: string, value: T, ttlMs?: number): Promise<void> {
    return this.#write(() => this.#inner.put(key, value, ttlMs))
  }

  create<T>(key: string, value: T, ttlMs?: number): Promise<boolean> {
    return this.#write(() => this.#inner.create(key, value, ttlMs))
  }

  update<T>(key: string, change: (old: T | undefined) => T, ttlMs?: number): Promise<T> {
    return this.#write(() => this.#inner.update(key, change, ttlMs))
  }

  delete(key: string): Promise<void> {
    return this.#write(() => this.#inner.delete(key))
  }

  erase(prefix: string): Promise<void> {
    return this.#write(() => this.#inner.erase(prefix))
  }

  async *list<T>(prefix: string): AsyncGenerator<readonly [key: string, value: T], void, void> {
    if (this.#writes <= 0) throw dead()
    yield* this.#inner.list<T>(prefix)
  }

  lease(key: string, owner: string, ms: number): Promise<Lease | undefined> {
    return this.#write(() => this.#inner.lease(key, owner, ms))
  }

  close(): Promise<void> {
    return this.#inner.close()
  }

  async #write<T>(write: () => Promise<T>): Promise<T> {
    if (this.#writes <= 0) throw dead()
    this.#writes -= 1
    return write()
  }
}

function dead(): CounselorError {
  return new CounselorError('store-unavailable', 'The process is dead.')
}
