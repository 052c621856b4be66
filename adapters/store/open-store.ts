// Opens the Store that STORE_URL names.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {resolve} from 'node:path'
import {CounselorError} from '../../src/errors.ts'
import type {Store} from '../../src/store.ts'
import {storeError} from './deadline.ts'
import {KeyvStore} from './keyv-store.ts'
import {inMemory, openSqlite} from './sqlite-backend.ts'

const forms = 'sqlite:PATH, as in sqlite:./data/counselor.db, or sqlite::memory:'
const laterSchemes = ['redis', 'rediss', 'postgres', 'postgresql']

/**
 * The storage behind a URL: `sqlite:PATH` for a file, made with its folder where there is none, or `sqlite::memory:`
 * for one that is gone when the process ends.
 * @throws CounselorError `config-invalid` for any other URL, `store-unavailable` or `store-timeout` where it cannot open
 */
export async function openStore(url: string): Promise<Store> {
  const path = sqlitePath(url)
  try {
    return new KeyvStore(await openSqlite(path))
  } catch (error) {
    throw storeError('open', error)
  }
}

function sqlitePath(url: string): string {
  const [, scheme, path] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(url) ?? []
  // Only the scheme is ever told: the rest may hold a password.
  if (scheme === undefined || path === undefined) throw invalid(`has no scheme; it must be ${forms}`)
  if (laterSchemes.includes(scheme.toLowerCase())) {
    throw invalid(`is a ${scheme}: address, which a later version will take; this one takes ${forms}`)
  }
  if (scheme.toLowerCase() !== 'sqlite') throw invalid(`has the unknown scheme ${scheme}:; it must be ${forms}`)
  if (path === '' || path.startsWith('//')) throw invalid(`has no plain path; it must be ${forms}`)
  // Whole, since libsql takes a path that looks like a URL for a server on the network.
  return path === inMemory ? path : resolve(path)
}

function invalid(what: string): CounselorError {
  return new CounselorError('config-invalid', `STORE_URL ${what}.`)
}
