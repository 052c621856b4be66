// Opens the Store that STORE_URL names.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {resolve} from 'node:path'
import {CounselorError} from '../../src/errors.ts'
import type {Log} from '../../src/log.ts'
import {silentLog} from '../../src/log.ts'
import type {Store} from '../../src/store.ts'
import type {Backend} from './backend.ts'
import {storeError} from './deadline.ts'
import {KeyvStore} from './keyv-store.ts'

const forms = 'sqlite:PATH, as in sqlite:./data/counselor.db, sqlite::memory:, redis://… or postgres://…'

/** How the engine of each scheme is opened; one that is not used is not loaded. */
const engines: Readonly<Record<string, (url: string, log: Log) => Promise<Backend>>> = {
  sqlite: async url => (await import('./sqlite-backend.ts')).openSqlite(sqlitePath(url)),
  redis: async (url, log) => (await import('./redis-backend.ts')).openRedis(url, log),
  rediss: async (url, log) => (await import('./redis-backend.ts')).openRedis(url, log),
  postgres: async (url, log) => (await import('./postgres-backend.ts')).openPostgres(url, log),
  postgresql: async (url, log) => (await import('./postgres-backend.ts')).openPostgres(url, log),
}

/**
 * The storage behind a URL: `sqlite:PATH` for a file, made with its folder where there is none, or `sqlite::memory:`
 * for one that is gone when the process ends; `redis://…` or `postgres://…` for a server that many processes share.
 * @param log where a lost connection is told; nowhere where it is left out
 * @throws CounselorError `config-invalid` for any other URL, `store-unavailable` or `store-timeout` where it cannot open
 */
export async function openStore(url: string, log: Log = silentLog): Promise<Store> {
  return new KeyvStore(await openBackend(url, log))
}

/**
 * The engine behind a URL, for whoever works on its rows.
 * @param name what the URL is called where it is wrong
 * @throws as {@link openStore}
 */
export async function openBackend(url: string, log: Log = silentLog, name = 'STORE_URL'): Promise<Backend> {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase()
  // Only the scheme is ever told: the rest may hold a password.
  if (scheme === undefined) throw invalid(name, `has no scheme; it must be ${forms}`)
  const open = Object.hasOwn(engines, scheme) ? engines[scheme] : undefined
  if (open === undefined) throw invalid(name, `has the unknown scheme ${scheme}:; it must be ${forms}`)
  const isAddress = scheme === 'sqlite' ? isPlainPath(url) : URL.canParse(url)
  if (!isAddress) throw invalid(name, `has no plain path or address; it must be ${forms}`)
  try {
    return await open(url, log)
  } catch (error) {
    throw storeError('open', error)
  }
}

/**
 * Copies what a URL names into a new file while it is in use.
 * @param to a file that is not there yet
 * @returns false where the URL names a server, which has tools of its own for that
 * @throws as {@link openStore}
 */
export async function backUp(url: string, to: string): Promise<boolean> {
  if (!url.startsWith('sqlite:') || !isPlainPath(url) || sqlitePath(url) === ':memory:') return false
  const {backUpSqlite} = await import('./sqlite-file.ts')
  try {
    await backUpSqlite(sqlitePath(url), resolve(to))
    return true
  } catch (error) {
    throw storeError('backup', error)
  }
}

function isPlainPath(url: string): boolean {
  const path = url.slice('sqlite:'.length)
  return path !== '' && !path.startsWith('//')
}

function sqlitePath(url: string): string {
  const path = url.slice('sqlite:'.length)
  // Whole, since libsql takes a path that looks like a URL for a server on the network.
  return path === ':memory:' ? path : resolve(path)
}

function invalid(name: string, what: string): CounselorError {
  return new CounselorError('config-invalid', `${name} ${what}.`)
}
