// SQLite forgets what it is told to erase: no freed page and no log holds it any more.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, it} from '@jest/globals'
import {KeyvStore} from '../../../adapters/store/keyv-store.ts'
import {openStore} from '../../../adapters/store/open-store.ts'
import {openSqlite} from '../../../adapters/store/sqlite-backend.ts'
import type {Store} from '../../../src/store.ts'
import {temporaryFolder} from '../../doubles/temporary-folder.ts'

let folder: ReturnType<typeof temporaryFolder>
let store: Store
let now = 1_000

beforeEach(async () => {
  folder = temporaryFolder()
  store = new KeyvStore(await openSqlite(join(folder.path, 'erasure.db'), () => now))
})
afterEach(async () => {
  await store.close()
  folder.remove()
})

/** How often some bytes stand in the files of the store, as they lie on the disk. */
function found(bytes: string): number {
  const files = readdirSync(folder.path).filter(name => !name.endsWith('-shm'))
  return files.reduce((sum, name) => sum + readFileSync(join(folder.path, name), 'latin1').split(bytes).length - 1, 0)
}

it('what was erased stands in no file, while the store stays open', async () => {
  await store.put('vote:1', 'first answer')
  await store.put('vote:1', 'second answer')
  await store.put('kept:1', 'something else')
  expect(found('second answer')).toBeGreaterThan(0)
  await store.erase('vote:')
  for (const bytes of ['first answer', 'second answer', 'vote:1']) expect(found(bytes)).toBe(0)
  expect(found('something else')).toBe(1)
})

it('what was deleted before is gone from the log with it', async () => {
  await store.put('secret', 'a long and secret word')
  await store.delete('secret')
  await store.erase('vote:')
  expect(found('a long and secret word')).toBe(0)
})

it('an expired entry is erased too', async () => {
  await store.put('vote:1', 'an answer with an end', 1)
  now += 1
  await store.erase('vote:')
  expect(found('an answer with an end')).toBe(0)
})

it('somebody who reads in another process is waited for', async () => {
  const other = await openStore(`sqlite:${join(folder.path, 'erasure.db')}`)
  await store.put('vote:1', 'an answer')
  const reading = Promise.all(Array.from({length: 50}, (_, i) => other.get(`vote:${i}`)))
  await store.erase('vote:')
  await reading
  expect(found('an answer')).toBe(0)
  await other.close()
})
