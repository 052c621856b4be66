// One SQLite file, by libsql: a connection that reads and one that writes; alone in running libsql.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {chmodSync, closeSync, existsSync, mkdirSync, openSync} from 'node:fs'
import {dirname} from 'node:path'
import {setImmediate as nextTurn, setTimeout as sleep} from 'node:timers/promises'
import Database from 'libsql'
import DatabaseOfPromises from 'libsql/promise'
import {CounselorError} from '../../src/errors.ts'
import {busyMs} from './write-queue.ts'

/** The path of a database that lives as long as its process. */
export const inMemory = ':memory:'

const schemaVersion = 1
// `WITHOUT ROWID` so that nothing tells in which order the rows of an anonymous survey came.
const schema = `
  CREATE TABLE rows(key TEXT PRIMARY KEY, value TEXT NOT NULL, expires INTEGER) WITHOUT ROWID;
  CREATE INDEX rows_by_expiry ON rows(expires) WHERE expires IS NOT NULL;
  PRAGMA user_version = ${schemaVersion};`

// Inside libsql the whole process may wait, so only about as long as a few writes take; after that we wait outside.
const busyInsideMs = 20

// `secure_delete`, so that what was removed or changed does not stay in the file until its page is used again. With
// `synchronous = NORMAL`, SQLite's default for many builds, the last writes before a power cut are lost.
const settings = `
  PRAGMA busy_timeout = ${busyInsideMs};
  PRAGMA secure_delete = ON;
  PRAGMA synchronous = FULL;`

/** A statement that is ready to run. */
export type Statement = Database.Statement

/** The connection that writes. In a file, what `exec` does is done on a thread of libsql's own. */
export interface Writer {
  readonly inTransaction: boolean
  exec(sql: string): unknown
  prepare(sql: string): Statement | Promise<Statement>
  close(): void
}

/** What is open of a file. The engine has finished what it was asked when this process goes on, but for the writer's `exec`. */
export interface SqliteFile {
  readonly reader: Database.Database
  /** In memory the same as the reader, since another connection would open another database. */
  readonly writer: Writer
}

/**
 * Opens a file, or makes it and its folder, readable by its owner only.
 * @param path a file, or {@link inMemory}
 * @throws CounselorError `store-timeout` where another process holds the file, `store-unavailable` where it is not
 * ours; else the error of the file system or of SQLite
 */
export async function openFile(path: string): Promise<SqliteFile> {
  if (path !== inMemory) makeFile(path)
  const reader = new Database(path)
  try {
    await whenFree(() => setUp(reader, path))
    if (path === inMemory) return {reader, writer: reader}
    // So that the process goes on with its other work while the disk syncs. The types leave out what it says of itself.
    const writer = new DatabaseOfPromises(path, {}) as DatabaseOfPromises & Pick<Writer, 'inTransaction'>
    await writer.exec(settings)
    return {reader, writer}
  } catch (error) {
    reader.close()
    throw error
  }
}

/** Lets go of a file, which then alone is the whole store, for whoever copies it. */
export async function closeFile({reader, writer}: SqliteFile): Promise<void> {
  try {
    await writer.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    if (writer !== reader) writer.close()
    reader.close()
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

async function setUp(db: Database.Database, path: string): Promise<void> {
  db.exec(settings)
  // First of all, so that a file of another program is refused before anything in it changes, and in a transaction,
  // so that of many processes one makes the table. A file that we may not write to fails here, too.
  await inTransaction(db, () => {
    if (version(db, path) === 0) db.exec(schema)
  })
  db.exec('PRAGMA journal_mode = WAL')
  if (path !== inMemory && one(db, 'PRAGMA journal_mode', 'journal_mode') !== 'wal') {
    throw new CounselorError('store-unavailable', `SQLite cannot keep a write-ahead log beside ${path}.`)
  }
}

/**
 * Does some work in one transaction, which is durable when this resolves; where it rejects, nothing was written. All
 * writes go through here. libsql leaves a prepared statement that found the file busy half done, and then loses what
 * the next one acknowledged (tursodatabase/libsql-client-ts#352). Only BEGIN and COMMIT can find the file busy, and
 * exec, other than prepare, finishes with them.
 */
export async function inTransaction<T>(db: Omit<Writer, 'prepare' | 'close'>, work: () => T): Promise<T> {
  await db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    await db.exec('COMMIT')
    return result
  } catch (error) {
    // SQLite itself has rolled back after some errors, as after a full disk.
    if (db.inTransaction) await db.exec('ROLLBACK')
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
export function one(db: Database.Database, query: string, column: string): unknown {
  return (db.prepare(query).get() as Record<string, unknown> | undefined)?.[column]
}

/** Tries again while another process holds the file, without holding up this one. */
export async function whenFree<T>(step: () => T | Promise<T>): Promise<T> {
  // SQLite answers before it returns: without this, a loop of calls would keep the process from all its other work.
  await nextTurn()
  const end = performance.now() + busyMs
  for (let wait = 1; ; wait = Math.min(wait * 2, 8)) {
    try {
      return await step()
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
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')
}
