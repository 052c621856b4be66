// SQLite: the engine that needs no server, one file for one machine.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {CounselorError} from '../../src/errors.ts'
import type {Backend, KeyvRows, Row, Writing} from './backend.ts'
import {prefixEnd} from './entry.ts'
import type {SqliteFile, Statement} from './sqlite-file.ts'
import {closeFile, inTransaction, isBusy, one, openFile, whenFree} from './sqlite-file.ts'
import {WriteQueue} from './write-queue.ts'

// A write adds one row at most and a sweep takes more than come between two sweeps, so expired rows never pile up.
const writesPerSweep = 128
const rowsPerSweep = 512

/** What is asked of the connection that reads, … */
const reading = {
  get: 'SELECT value FROM rows WHERE key = ? AND (expires IS NULL OR expires > ?)',
  firstPage: `SELECT key, value, expires FROM rows WHERE key >= ? AND key < ? AND (expires IS NULL OR expires > ?)
    ORDER BY key LIMIT ?`,
  nextPage: `SELECT key, value, expires FROM rows WHERE key > ? AND key < ? AND (expires IS NULL OR expires > ?)
    ORDER BY key LIMIT ?`,
} as const

/** … and of the one that writes. */
const writing = {
  set: `INSERT INTO rows(key, value, expires) VALUES(?, ?, ?)
    ON CONFLICT(key) DO UPDATE SET value = excluded.value, expires = excluded.expires`,
  create: `INSERT INTO rows(key, value, expires) VALUES(?, ?, ?)
    ON CONFLICT(key) DO UPDATE SET value = excluded.value, expires = excluded.expires WHERE rows.expires <= ?`,
  swap: 'UPDATE rows SET value = ?, expires = ? WHERE key = ? AND value = ? AND (expires IS NULL OR expires > ?)',
  delete: 'DELETE FROM rows WHERE key = ?',
  deleteOnly: 'DELETE FROM rows WHERE key = ? AND value = ?',
  deleteRange: 'DELETE FROM rows WHERE key IN (SELECT key FROM rows WHERE key >= ? AND key < ? LIMIT ?)',
  sweep: 'DELETE FROM rows WHERE key IN (SELECT key FROM rows WHERE expires <= ? LIMIT ?)',
} as const

type Statements = Readonly<Record<keyof typeof reading | keyof typeof writing, Statement>>

/**
 * Opens a file, or makes it and its folder, readable by its owner only.
 * @param path a file, or `:memory:`
 * @param now milliseconds since 1970, by which rows expire
 * @throws CounselorError `store-timeout` where another process holds the file, `store-unavailable` where it is not
 * ours; else the error of the file system or of SQLite
 */
export async function openSqlite(path: string, now: () => number = Date.now): Promise<Backend> {
  const file = await openFile(path)
  const prepared = {...prepareAll(reading, file.reader), ...prepareAll(writing, file.writer)}
  // What is read most: without this, libsql makes an object of each row and tells in it how long it took.
  prepared.get.raw()
  return new SqliteBackend(file, prepared, now)
}

interface StoredRow {
  readonly key: string
  readonly value: string
  readonly expires: number | null
}

class SqliteBackend implements Backend {
  readonly rows: KeyvRows
  readonly #file: SqliteFile
  readonly #now: () => number
  readonly #writes: WriteQueue
  // Undefined once closed: libsql lets a file go only when nothing refers to a statement on it any more.
  #prepared: Statements | undefined
  #transaction: Promise<unknown> = Promise.resolve()
  // The first write sweeps, so that processes with short lives sweep too.
  #writesUntilSweep = 1

  constructor(file: SqliteFile, prepared: Statements, now: () => number) {
    this.#file = file
    this.#now = now
    this.#writes = new WriteQueue({run: work => this.#alone(() => inTransaction(file.writer, work)), isBusy})
    this.#prepared = prepared
    this.rows = {
      opts: {},
      get: key => this.#get(key),
      set: (key, value, ttlMs) => this.#write('set', () => [key, value, this.#expiry(ttlMs)]),
      delete: key => this.#write('delete', () => [key]),
      clear: () => Promise.reject(new Error('The store is never cleared.')),
    }
  }

  create(key: string, to: Writing): Promise<boolean> {
    return this.#write('create', () => [key, to.value, this.#expiry(to.ttlMs), this.#now()])
  }

  swap(key: string, old: string, to: Writing): Promise<boolean> {
    return this.#write('swap', () => [to.value, this.#expiry(to.ttlMs), key, old, this.#now()])
  }

  async delete(key: string, only?: string): Promise<void> {
    await (only === undefined ? this.#write('delete', () => [key]) : this.#write('deleteOnly', () => [key, only]))
  }

  deleteRange(prefix: string, limit: number): Promise<boolean> {
    return this.#write('deleteRange', () => [prefix, prefixEnd(prefix), limit])
  }

  scrub(): Promise<void> {
    const empty = async () => {
      // It does not throw where somebody still reads the log, which then stays as it is.
      if (one(this.#file.reader, 'PRAGMA wal_checkpoint(TRUNCATE)', 'busy') === 0) return
      throw Object.assign(new Error('The log is being read.'), {code: 'SQLITE_BUSY'})
    }
    return whenFree(() => this.#alone(empty))
  }

  page(prefix: string, after: string | undefined, limit: number): Promise<readonly Row[]> {
    const page = after === undefined ? 'firstPage' : 'nextPage'
    const end = prefixEnd(prefix)
    return whenFree(() => {
      const now = this.#now()
      const rows = this.#statement(page).all(after ?? prefix, end, now, limit) as StoredRow[]
      return rows.map(({key, value, expires}) => ({key, value, leftMs: expires === null ? null : expires - now}))
    })
  }

  async clock(): Promise<undefined> {}

  async close(): Promise<void> {
    this.#prepared = undefined
    closeFile(this.#file)
  }

  /** Work for which no transaction of ours may be open; each waits for the one before. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#transaction.then(work)
    this.#transaction = done.catch(() => {})
    return done
  }

  #get(key: string): Promise<string | undefined> {
    return whenFree(() => {
      const row = this.#statement('get').get([key, this.#now()]) as readonly [value: string] | undefined
      return row?.[0]
    })
  }

  /**
   * Whether a statement wrote a row.
   * @param values is asked at each try, since the clock goes on while another process holds the file
   */
  #write(name: keyof typeof writing, values: () => readonly (string | number | null)[]): Promise<boolean> {
    return this.#writes.add(() => {
      const {changes} = this.#statement(name).run(values())
      this.#sweepNowAndThen()
      return changes > 0
    })
  }

  #sweepNowAndThen(): void {
    this.#writesUntilSweep -= 1
    if (this.#writesUntilSweep > 0) return
    this.#writesUntilSweep = writesPerSweep
    this.#statement('sweep').run(this.#now(), rowsPerSweep)
  }

  #statement(name: keyof Statements): Statement {
    if (this.#prepared === undefined) throw new CounselorError('store-unavailable', 'The SQLite file is closed.')
    return this.#prepared[name]
  }

  #expiry(ttlMs: number | undefined): number | null {
    return ttlMs === undefined ? null : this.#now() + ttlMs
  }
}

function prepareAll<S extends string>(sql: Readonly<Record<S, string>>, connection: SqliteFile['reader']) {
  const entries = Object.entries<string>(sql).map(([name, text]) => [name, connection.prepare(text)] as const)
  return Object.fromEntries(entries) as Readonly<Record<S, Statement>>
}
