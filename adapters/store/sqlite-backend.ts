// SQLite, by libsql: the engine that needs no server, one file for one machine.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {chmodSync, closeSync, existsSync, mkdirSync, openSync} from 'node:fs'
import {dirname} from 'node:path'
import {setImmediate as nextTurn, setTimeout as sleep} from 'node:timers/promises'
import Database from 'libsql'
import {CounselorError} from '../../src/errors.ts'
import type {Backend, KeyvRows, Row, Writing} from './backend.ts'
import {prefixEnd} from './entry.ts'
import {busyMs, WriteQueue} from './write-queue.ts'

/** The path of a database that lives as long as its process. */
export const inMemory = ':memory:'

const schemaVersion = 1
// `WITHOUT ROWID` so that nothing tells in which order the rows of an anonymous survey came.
const schema = `
  CREATE TABLE rows(key TEXT PRIMARY KEY, value TEXT NOT NULL, expires INTEGER) WITHOUT ROWID;
  CREATE INDEX rows_by_expiry ON rows(expires) WHERE expires IS NOT NULL;
  PRAGMA user_version = ${schemaVersion};`

// Inside libsql the whole process waits, so only about as long as a few writes take; after that we wait outside.
const busyInsideMs = 20
// A write adds one row at most and a sweep takes more than come between two sweeps, so expired rows never pile up.
const writesPerSweep = 128
const rowsPerSweep = 512

const sql = {
  get: 'SELECT value FROM rows WHERE key = ? AND (expires IS NULL OR expires > ?)',
  set: `INSERT INTO rows(key, value, expires) VALUES(?, ?, ?)
    ON CONFLICT(key) DO UPDATE SET value = excluded.value, expires = excluded.expires`,
  create: `INSERT INTO rows(key, value, expires) VALUES(?, ?, ?)
    ON CONFLICT(key) DO UPDATE SET value = excluded.value, expires = excluded.expires WHERE rows.expires <= ?`,
  swap: 'UPDATE rows SET value = ?, expires = ? WHERE key = ? AND value = ? AND (expires IS NULL OR expires > ?)',
  delete: 'DELETE FROM rows WHERE key = ?',
  deleteOnly: 'DELETE FROM rows WHERE key = ? AND value = ?',
  deleteRange: 'DELETE FROM rows WHERE key IN (SELECT key FROM rows WHERE key >= ? AND key < ? LIMIT ?)',
  firstPage: `SELECT key, value, expires FROM rows WHERE key >= ? AND key < ? AND (expires IS NULL OR expires > ?)
    ORDER BY key LIMIT ?`,
  nextPage: `SELECT key, value, expires FROM rows WHERE key > ? AND key < ? AND (expires IS NULL OR expires > ?)
    ORDER BY key LIMIT ?`,
  sweep: 'DELETE FROM rows WHERE key IN (SELECT key FROM rows WHERE expires <= ? LIMIT ?)',
} as const

type Statements = Readonly<Record<keyof typeof sql, Database.Statement>>

/**
 * Opens a file, or makes it and its folder, readable by its owner only.
 * @param path a file, or {@link inMemory}
 * @param now milliseconds since 1970, by which rows expire
 * @throws CounselorError `store-timeout` where another process holds the file, `store-unavailable` where it is not
 * ours; else the error of the file system or of SQLite
 */
export async function openSqlite(path: string, now: () => number = Date.now): Promise<Backend> {
  if (path !== inMemory) makeFile(path)
  const db = new Database(path)
  try {
    await whenFree(() => setUp(db, path))
    return new SqliteBackend(db, now)
  } catch (error) {
    db.close()
    throw error
  }
}

/**
 * Copies a file as it is at this moment into a new one, while others go on reading and writing
 * (sqlite.org/lang_vacuum.html, "VACUUM INTO"). The copy holds nothing of what was deleted.
 * @param to a file that is not there yet; readable by its owner only, like the first
 * @throws CounselorError `store-unavailable` where there is nothing to copy, or where `to` exists; else the error of
 * the file system or of SQLite
 */
export async function backUpSqlite(path: string, to: string): Promise<void> {
  if (!existsSync(path)) throw new CounselorError('store-unavailable', `There is no file ${path}.`)
  if (existsSync(to)) throw new CounselorError('store-unavailable', `${to} exists already; nothing was written.`)
  const db = new Database(path)
  try {
    db.exec(`PRAGMA busy_timeout = ${busyMs}`)
    if (version(db, path) === 0) throw new CounselorError('store-unavailable', `${path} holds no records of ours.`)
    // SQLite takes an empty file as a new one, and so the copy is never readable by others, not even for a moment.
    closeSync(openSync(to, 'wx', 0o600))
    db.exec(`VACUUM INTO '${to.replaceAll("'", "''")}'`)
  } finally {
    db.close()
  }
}

/** SQLite's own files beside this one take over its mode. */
function makeFile(path: string): void {
  mkdirSync(dirname(path), {recursive: true, mode: 0o700})
  closeSync(openSync(path, 'a', 0o600))
  chmodSync(path, 0o600)
}

function setUp(db: Database.Database, path: string): void {
  db.exec(`PRAGMA busy_timeout = ${busyInsideMs}`)
  // First of all, so that a file of another program is refused before anything in it changes, and in a transaction,
  // so that of many processes one makes the table. A file that we may not write to fails here, too.
  inTransaction(db, () => {
    if (version(db, path) === 0) db.exec(schema)
  })
  // So that what was removed or changed does not stay in the file until its page is used again.
  db.exec('PRAGMA secure_delete = ON')
  // With NORMAL, SQLite's default for many builds, the last writes before a power cut are lost.
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  if (path !== inMemory && one(db, 'PRAGMA journal_mode', 'journal_mode') !== 'wal') {
    throw new CounselorError('store-unavailable', `SQLite cannot keep a write-ahead log beside ${path}.`)
  }
}

/**
 * All writes go through here. libsql leaves a prepared statement that found the file busy half done, and then loses
 * what the next one acknowledged (tursodatabase/libsql-client-ts#352). Only BEGIN and COMMIT can find the file busy,
 * and exec, other than prepare, finishes with them.
 */
function inTransaction<T>(db: Database.Database, write: () => T): T {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = write()
    db.exec('COMMIT')
    return result
  } catch (error) {
    // SQLite itself has rolled back after some errors, as after a full disk.
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  }
}

/** The version of our schema in a file, 0 where it is empty. */
function version(db: Database.Database, path: string): number {
  const found = Number(one(db, 'PRAGMA user_version', 'user_version'))
  if (found === schemaVersion) return found
  const tables = Number(one(db, 'SELECT count(*) AS tables FROM sqlite_schema', 'tables'))
  if (found === 0 && tables === 0) return 0
  if (found > schemaVersion)
    throw new CounselorError('store-newer', `The SQLite file ${path} was written by a later version.`)
  throw new CounselorError('store-unavailable', `The SQLite file ${path} belongs to another program.`)
}

/** One column of the one row of a query; libsql cannot pluck it itself. */
function one(db: Database.Database, query: string, column: string): unknown {
  return (db.prepare(query).get() as Record<string, unknown> | undefined)?.[column]
}

/** Tries again while another process holds the file, without holding up this one. */
async function whenFree<T>(step: () => T): Promise<T> {
  // SQLite answers before it returns: without this, a loop of calls would keep the process from all its other work.
  await nextTurn()
  const end = performance.now() + busyMs
  for (let wait = 1; ; wait = Math.min(wait * 2, 8)) {
    try {
      return step()
    } catch (error) {
      if (!isBusy(error)) throw error
      if (performance.now() > end) {
        throw new CounselorError('store-timeout', 'Another process holds the SQLite file, so nothing was done.', error)
      }
    }
    await sleep(Math.random() * wait)
  }
}

/** `SQLITE_BUSY` and what comes under it, as `SQLITE_BUSY_RECOVERY` while another process opens after a crash. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
}

interface StoredRow {
  readonly key: string
  readonly value: string
  readonly expires: number | null
}

class SqliteBackend implements Backend {
  readonly rows: KeyvRows
  readonly #db: Database.Database
  readonly #now: () => number
  readonly #writes: WriteQueue
  // Undefined once closed: libsql lets a file go only when nothing refers to a statement on it any more.
  #prepared: Statements | undefined
  // The first write sweeps, so that processes with short lives sweep too.
  #writesUntilSweep = 1

  constructor(db: Database.Database, now: () => number) {
    this.#db = db
    this.#now = now
    this.#writes = new WriteQueue({run: work => inTransaction(db, work), isBusy})
    this.#prepared = prepareAll(db)
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
    return whenFree(() => {
      // It does not throw where somebody still reads the log, which then stays as it is.
      if (one(this.#db, 'PRAGMA wal_checkpoint(TRUNCATE)', 'busy') === 0) return
      throw Object.assign(new Error('The log is being read.'), {code: 'SQLITE_BUSY'})
    })
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
    try {
      // So that the file alone is the whole store, for whoever copies it.
      this.#db.pragma('wal_checkpoint(TRUNCATE)')
    } finally {
      this.#prepared = undefined
      this.#db.close()
    }
  }

  #get(key: string): Promise<string | undefined> {
    return whenFree(() => {
      const row = this.#statement('get').get(key, this.#now()) as {value: string} | undefined
      return row?.value
    })
  }

  /**
   * Whether a statement wrote a row.
   * @param values is asked at each try, since the clock goes on while another process holds the file
   */
  #write(name: keyof Statements, values: () => readonly (string | number | null)[]): Promise<boolean> {
    return this.#writes.add(() => {
      const {changes} = this.#statement(name).run(...values())
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

  #statement(name: keyof Statements): Database.Statement {
    if (this.#prepared === undefined) throw new CounselorError('store-unavailable', 'The SQLite file is closed.')
    return this.#prepared[name]
  }

  #expiry(ttlMs: number | undefined): number | null {
    return ttlMs === undefined ? null : this.#now() + ttlMs
  }
}

function prepareAll(db: Database.Database): Statements {
  const entries = Object.entries(sql).map(([name, text]) => [name, db.prepare(text)] as const)
  return Object.fromEntries(entries) as Statements
}
