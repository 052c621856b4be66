// Postgres: the engine for many machines, one table in a database that others look after; alone in running pg.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import pg from 'pg'
import {CounselorError} from '../../src/errors.ts'
import type {Log} from '../../src/log.ts'
import {errorFacts} from '../../src/log.ts'
import type {Backend, KeyvRows, Row, Writing} from './backend.ts'
import {prefixEnd} from './entry.ts'

const schemaVersion = 1

// Below the deadline of keyv-store, so that the server gives up before we do and "too late" is a sure "not written".
const statementMs = 1_500
const connectMs = 1_500
// Above the server's own limit: only a server that no longer answers is let go of by us.
const answerMs = 1_900
const connections = 10

// As with SQLite: a write adds one row at most and a sweep takes more than come between two sweeps.
const writesPerSweep = 128
const rowsPerSweep = 512

/** One number for all who make the table at once; any would do. */
const setUpLock = 4_072_026

/** The server's clock, in milliseconds since 1970: one for all replicas, whatever theirs say. */
const now = `(extract(epoch FROM clock_timestamp()) * 1000)::bigint`
const live = `(expires IS NULL OR expires > ${now})`
/** As float: a bigint would come as text. */
const left = `(expires - ${now})::float8 AS "leftMs"`
const expiry = (parameter: string) => `${now} + ${parameter}::bigint`

const sql = {
  clock: `SELECT ${now}::float8 AS now`,
  get: `SELECT value FROM counselor_rows WHERE key = $1 AND ${live}`,
  set: `INSERT INTO counselor_rows(key, value, expires) VALUES($1, $2, ${expiry('$3')})
    ON CONFLICT(key) DO UPDATE SET value = excluded.value, expires = excluded.expires`,
  create: `INSERT INTO counselor_rows(key, value, expires) VALUES($1, $2, ${expiry('$3')})
    ON CONFLICT(key) DO UPDATE SET value = excluded.value, expires = excluded.expires
    WHERE counselor_rows.expires <= ${now}`,
  swap: `UPDATE counselor_rows SET value = $2, expires = ${expiry('$3')} WHERE key = $1 AND value = $4 AND ${live}`,
  delete: 'DELETE FROM counselor_rows WHERE key = $1',
  deleteOnly: 'DELETE FROM counselor_rows WHERE key = $1 AND value = $2',
  deleteRange: `DELETE FROM counselor_rows WHERE key IN
    (SELECT key FROM counselor_rows WHERE key >= $1 AND key < $2 LIMIT $3)`,
  firstPage: `SELECT key, value, ${left} FROM counselor_rows WHERE key >= $1 AND key < $2 AND ${live} ORDER BY key LIMIT $3`,
  nextPage: `SELECT key, value, ${left} FROM counselor_rows WHERE key > $1 AND key < $2 AND ${live} ORDER BY key LIMIT $3`,
  sweep: `DELETE FROM counselor_rows WHERE key IN
    (SELECT key FROM counselor_rows WHERE expires <= ${now} LIMIT $1 FOR UPDATE SKIP LOCKED)`,
} as const

// `COLLATE "C"` is the order of UTF-8 bytes, and lets the primary key serve ranges of keys.
const schema = `
  CREATE TABLE IF NOT EXISTS counselor_schema(version integer NOT NULL);
  CREATE TABLE IF NOT EXISTS counselor_rows(
    key text COLLATE "C" PRIMARY KEY, value text NOT NULL, expires bigint);
  CREATE INDEX IF NOT EXISTS counselor_rows_by_expiry ON counselor_rows(expires) WHERE expires IS NOT NULL;
  INSERT INTO counselor_schema SELECT ${schemaVersion} WHERE NOT EXISTS (SELECT FROM counselor_schema);`

/**
 * Opens a database, and makes our tables in it where there are none.
 * @param url `postgres://…` as libpq takes it, with `sslmode` and the rest
 * @param log where the loss of an idle connection is told
 * @throws CounselorError `config-invalid` for a database that is not in UTF-8, `store-unavailable` for tables of a later
 * version; else the error of the server
 */
export async function openPostgres(url: string, log: Log): Promise<Backend> {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    query_timeout: answerMs,
    keepAlive: true,
    application_name: 'ospo-counselor',
  })
  // Without a listener, the loss of an idle connection would end the process.
  pool.on('error', error => log.warn('a connection to the database was lost', errorFacts(error)))
  try {
    await setUp(pool)
    return new PostgresBackend(pool)
  } catch (error) {
    await pool.end()
    throw error
  }
}

async function setUp(pool: pg.Pool): Promise<void> {
  const {rows: encodings} = await pool.query<{server_encoding: string}>('SHOW server_encoding')
  const encoding = encodings[0]?.server_encoding
  if (encoding !== 'UTF8') {
    const what = `STORE_URL names a database in ${encoding}; it must be one in UTF8 (createdb --encoding=UTF8).`
    throw new CounselorError('config-invalid', what)
  }
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    // All replicas may start at once; the lock ends with the transaction.
    await client.query('SELECT pg_advisory_xact_lock($1)', [setUpLock])
    await client.query(schema)
    const {rows} = await client.query<{version: number}>('SELECT version FROM counselor_schema')
    if (rows[0]?.version !== schemaVersion)
      throw new CounselorError('store-newer', 'The tables in the database were written by a later version.')
    await client.query('COMMIT')
    client.release()
  } catch (error) {
    // Closing the connection rolls back, whatever state it is in.
    client.release(true)
    throw error
  }
}

class PostgresBackend implements Backend {
  readonly rows: KeyvRows
  readonly #pool: pg.Pool
  // The first write sweeps, so that processes with short lives sweep too.
  #writesUntilSweep = 1

  constructor(pool: pg.Pool) {
    this.#pool = pool
    this.rows = {
      opts: {},
      get: key => this.#get(key),
      set: (key, value, ttlMs) => this.#write('set', [key, value, ttlMs ?? null]),
      delete: key => this.#write('delete', [key]),
      clear: () => Promise.reject(new Error('The store is never cleared.')),
    }
  }

  create(key: string, to: Writing): Promise<boolean> {
    return this.#write('create', [key, to.value, to.ttlMs ?? null])
  }

  swap(key: string, old: string, to: Writing): Promise<boolean> {
    return this.#write('swap', [key, to.value, to.ttlMs ?? null, old])
  }

  async delete(key: string, only?: string): Promise<void> {
    await (only === undefined ? this.#write('delete', [key]) : this.#write('deleteOnly', [key, only]))
  }

  deleteRange(prefix: string, limit: number): Promise<boolean> {
    return this.#write('deleteRange', [prefix, prefixEnd(prefix), limit])
  }

  /**
   * Begins to clear the table of removed rows. It may take longer than anybody should wait, so its end is not awaited;
   * the server's own log and copies of it are its operator's (docs/privacy.md).
   */
  async scrub(): Promise<void> {
    const vacuum = this.#pool.query({text: 'SET statement_timeout = 0; VACUUM counselor_rows'}).catch(() => undefined)
    void vacuum
  }

  async page(prefix: string, after: string | undefined, limit: number): Promise<readonly Row[]> {
    const name = after === undefined ? 'firstPage' : 'nextPage'
    return (await this.#query<Row>(name, [after ?? prefix, prefixEnd(prefix), limit])).rows
  }

  async clock(): Promise<number> {
    const {rows} = await this.#query<{now: number}>('clock', [])
    return Number(rows[0]?.now)
  }

  async close(): Promise<void> {
    await this.#pool.end()
  }

  async #get(key: string): Promise<string | undefined> {
    return (await this.#query<{value: string}>('get', [key])).rows[0]?.value
  }

  /** Whether a statement wrote a row. */
  async #write(name: keyof typeof sql, values: readonly unknown[]): Promise<boolean> {
    const {rowCount} = await this.#query(name, values)
    await this.#sweepNowAndThen()
    return (rowCount ?? 0) > 0
  }

  async #sweepNowAndThen(): Promise<void> {
    this.#writesUntilSweep -= 1
    if (this.#writesUntilSweep > 0) return
    this.#writesUntilSweep = writesPerSweep
    // The write itself is done: what a sweep leaves, the next one takes.
    await this.#query('sweep', [rowsPerSweep]).catch(() => undefined)
  }

  /** By name, so that the server plans each statement once for each connection. */
  #query<R extends pg.QueryResultRow>(name: keyof typeof sql, values: readonly unknown[]): Promise<pg.QueryResult<R>> {
    return this.#pool.query<R>({name: `counselor-${name}`, text: sql[name], values: [...values]})
  }
}
