// KeyvStore: the Store on keyv and, for what keyv cannot do, on the engine's own operations; alone in running keyv.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import {setTimeout as sleep} from 'node:timers/promises'
import {Keyv} from 'keyv'
import {CounselorError} from '../../src/errors.ts'
import type {Lease, Store} from '../../src/store.ts'
import type {Backend, Writing} from './backend.ts'
import {storeError, withDeadline} from './deadline.ts'
import {checkKey, checkLifeTime, checkPrefix, fromRow, toRow} from './entry.ts'

/** How many entries `list` reads at once. */
export const pageSize = 500

// About as long as a few writes take, so that nobody waits for an erasure.
const erasedAtOnce = 2_000

// With the pauses between them about a second and a half, in which thousands of others can be done.
const mostAttempts = 60
const longestPauseMs = 50

/**
 * Storage on any engine. get and put are keyv's; create, update and lease are the engine's, on the same rows.
 * Besides the errors of the port, a mistake of the caller raises RangeError (keys, life times) or TypeError (values).
 */
export class KeyvStore implements Store {
  readonly #backend: Backend
  readonly #keyv: Keyv<unknown>
  readonly #deadlineMs: number
  readonly #running = new Set<Promise<unknown>>()
  #closing: Promise<void> | undefined

  /**
   * @param backend the engine, which this store closes
   * @param deadlineMs the most milliseconds for one call to the engine
   */
  constructor(backend: Backend, deadlineMs = 2_000) {
    this.#backend = backend
    this.#deadlineMs = deadlineMs
    this.#keyv = new Keyv({
      store: backend.rows,
      // keyv's own format would carry an expiry by its own clock, and it deletes by key what that clock calls expired.
      // What is set is a row already.
      serialize: ({value}) => value as string,
      deserialize: <T>(row: string) => ({value: fromRow<T>(row)}),
      namespace: '',
      useKeyPrefix: false,
      throwOnErrors: true,
      emitErrors: false,
    })
  }

  async get<T>(key: string): Promise<T | undefined> {
    checkKey(key)
    return this.#call('get', () => this.#keyv.get<T>(key))
  }

  async put<T>(key: string, value: T, ttlMs?: number): Promise<void> {
    checkEntry(key, ttlMs)
    // Before keyv, where a value that JSON cannot write would look like a failure of the engine.
    const row = toRow(value)
    const done = await this.#call('put', () => this.#keyv.set(key, row, ttlMs))
    if (!done) throw new CounselorError('store-unavailable', 'The storage did not take a value.')
  }

  async create<T>(key: string, value: T, ttlMs?: number): Promise<boolean> {
    checkEntry(key, ttlMs)
    const to = {value: toRow(value), ttlMs}
    return this.#call('create', () => this.#backend.create(key, to))
  }

  /** As the port says; without `ttlMs` the new value stays for good, whatever the old one's life time was. */
  async update<T>(key: string, change: (old: T | undefined) => T, ttlMs?: number): Promise<T> {
    checkEntry(key, ttlMs)
    for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
      const row = await this.#call('update', () => this.#backend.rows.get(key))
      const value = change(row === undefined ? undefined : this.#value<T>('update', row))
      const to = {value: toRow(value), ttlMs}
      if (await this.#call('update', () => this.#replace(key, row, to))) return value
      await sleep(Math.random() * Math.min(2 ** attempt, longestPauseMs))
    }
    throw new CounselorError('store-conflict', `A record was changed by others at each of ${mostAttempts} attempts.`)
  }

  async delete(key: string): Promise<void> {
    checkKey(key)
    await this.#call('delete', () => this.#backend.delete(key))
  }

  async erase(prefix: string): Promise<void> {
    checkKey(prefix)
    while (await this.#call('erase', () => this.#backend.deleteRange(prefix, erasedAtOnce)));
    await this.#call('erase', () => this.#backend.scrub())
  }

  /** As the port says, in the order of the keys' UTF-8 bytes, {@link pageSize} at a time. */
  async *list<T>(prefix: string): AsyncGenerator<readonly [key: string, value: T], void, void> {
    checkPrefix(prefix)
    let after: string | undefined
    do {
      const last: string | undefined = after
      const rows = await this.#call('list', () => this.#backend.page(prefix, last, pageSize))
      for (const {key, value} of rows) yield [key, this.#value<T>('list', value)]
      after = rows.length < pageSize ? undefined : rows.at(-1)?.key
    } while (after !== undefined)
  }

  /** As the port says; its owner gets it again, for `ms` from now, and then only the newest lease releases it. */
  async lease(key: string, owner: string, ms: number): Promise<Lease | undefined> {
    checkEntry(key, ms)
    // A row of its own for each lease, so that the release of an old one never ends a new one.
    const to = {value: toRow({owner, lease: randomUUID()}), ttlMs: ms}
    const held = await this.#call('lease', async () => {
      return (await this.#backend.create(key, to)) || (await this.#renew(key, owner, to))
    })
    if (!held) return undefined
    return {release: () => this.#call('release', () => this.#backend.delete(key, to.value))}
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    await Promise.allSettled(this.#running)
    await withDeadline(() => this.#backend.close(), this.#deadlineMs, 'close')
  }

  #replace(key: string, old: string | undefined, to: Writing): Promise<boolean> {
    return old === undefined ? this.#backend.create(key, to) : this.#backend.swap(key, old, to)
  }

  async #renew(key: string, owner: string, to: Writing): Promise<boolean> {
    const row = await this.#backend.rows.get(key)
    if (row === undefined || fromRow<{owner?: unknown} | null>(row)?.owner !== owner) return false
    return this.#backend.swap(key, row, to)
  }

  #value<T>(what: string, row: string): T {
    try {
      return fromRow<T>(row)
    } catch (error) {
      throw storeError(what, error)
    }
  }

  /** Every call to the engine goes through here. */
  async #call<T>(what: string, call: () => Promise<T>): Promise<T> {
    if (this.#closing !== undefined) {
      throw new CounselorError('store-unavailable', `The storage is closed; "${what}" came too late.`)
    }
    const running = withDeadline(call, this.#deadlineMs, what)
    this.#running.add(running)
    try {
      return await running
    } finally {
      this.#running.delete(running)
    }
  }
}

function checkEntry(key: string, ttlMs: number | undefined): void {
  checkKey(key)
  checkLifeTime(ttlMs)
}
