// A store in trouble: it fails, or it hangs until it gives up, as a test wants it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {CounselorError} from '../../src/errors.ts'
import type {Lease, Store} from '../../src/store.ts'

/** Passes everything on while it is well; the contract says what it throws when it is not. */
export class TroubledStore implements Store {
  readonly #inner: Store
  #state: 'well' | 'failing' | 'hanging' = 'well'
  readonly #hanging: (() => void)[] = []
  readonly #watchers: (() => void)[] = []
  /** The members that were called since trouble began. */
  readonly calls: string[] = []

  /** @param inner the store underneath */
  constructor(inner: Store) {
    this.#inner = inner
  }

  /** Every call fails at once from now on. */
  fail(): void {
    this.#state = 'failing'
  }

  /** Every call hangs from now on, until {@link giveUp}. */
  hang(): void {
    this.#state = 'hanging'
  }

  /** Ends the trouble for calls to come. */
  heal(): void {
    this.#state = 'well'
    this.calls.length = 0
  }

  /** Calls that hang now fail as they would after their deadline. */
  giveUp(): void {
    for (const end of this.#hanging.splice(0)) end()
  }

  /** Waits for a call that hangs, and ends it as its deadline would. */
  async giveUpNext(): Promise<void> {
    await this.#nextHanging()
    this.giveUp()
  }

  /** Gives up again and again until the work is done. */
  async giveUpUntil(work: Promise<unknown>): Promise<void> {
    let done = false
    const end = work.finally(() => {
      done = true
    })
    while (!done) {
      await Promise.race([end, this.#nextHanging()])
      this.giveUp()
    }
  }

  #nextHanging(): Promise<void> {
    return this.#hanging.length > 0 ? Promise.resolve() : new Promise(resolve => this.#watchers.push(resolve))
  }

  get<T>(key: string): Promise<T | undefined> {
    return this.#pass('get', () => this.#inner.get<T>(key))
  }

  put<T>(key: string, value: T, ttlMs?: number): Promise<void> {
    return this.#pass('put', () => this.#inner.put(key, value, ttlMs))
  }

  create<T>(key: string, value: T, ttlMs?: number): Promise<boolean> {
    return this.#pass('create', () => this.#inner.create(key, value, ttlMs))
  }

  update<T>(key: string, change: (old: T | undefined) => T, ttlMs?: number): Promise<T> {
    return this.#pass('update', () => this.#inner.update(key, change, ttlMs))
  }

  delete(key: string): Promise<void> {
    return this.#pass('delete', () => this.#inner.delete(key))
  }

  erase(prefix: string): Promise<void> {
    return this.#pass('erase', () => this.#inner.erase(prefix))
  }

  list<T>(prefix: string): AsyncIterable<readonly [key: string, value: T]> {
    return this.#inner.list<T>(prefix)
  }

  lease(key: string, owner: string, ms: number): Promise<Lease | undefined> {
    return this.#pass('lease', () => this.#inner.lease(key, owner, ms))
  }

  close(): Promise<void> {
    return this.#inner.close()
  }

  #pass<T>(name: string, call: () => Promise<T>): Promise<T> {
    if (this.#state === 'well') return call()
    this.calls.push(name)
    if (this.#state === 'failing')
      return Promise.reject(new CounselorError('store-unavailable', `The storage failed at "${name}".`))
    const hanging = new Promise<T>((_, reject) => {
      this.#hanging.push(() => reject(new CounselorError('store-timeout', `The storage did not answer "${name}".`)))
    })
    for (const wake of this.#watchers.splice(0)) wake()
    return hanging
  }
}
