// openStore opens what STORE_URL names, or says what it may name.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, beforeEach, expect, it} from '@jest/globals'
import Database from 'libsql'
import {openStore} from '../../../adapters/store/open-store.ts'
import {temporaryFolder} from '../../doubles/temporary-folder.ts'

let folder: ReturnType<typeof temporaryFolder>
beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => folder.remove())

const refusal = (url: string) =>
  openStore(url).then(
    () => ({code: 'opened', message: url}),
    (error: {code: string; message: string}) => error,
  )

it('a file keeps its values from one opening to the next', async () => {
  const url = `sqlite:${join(folder.path, 'a b?c#d%20', 'file:é.db')}`
  const first = await openStore(url)
  await first.put('key', 'kept')
  await first.close()
  const second = await openStore(url)
  expect(await second.get('key')).toBe('kept')
  await second.close()
})

it('two stores in memory have nothing in common', async () => {
  const [one, other] = await Promise.all([openStore('sqlite::memory:'), openStore('SQLite::memory:')])
  await one.put('key', 1)
  expect(await other.get('key')).toBeUndefined()
  await Promise.all([one.close(), other.close()])
})

it.each([
  ['redis://:secret@ho st:6379', 'no plain path or address'],
  ['postgres://user:secret@:port/db', 'no plain path or address'],
  ['mysql://user:secret@host/db', 'unknown scheme mysql:'],
  ['secret.db', 'no scheme'],
  ['', 'no scheme'],
  ['sqlite:', 'no plain path or address'],
  ['sqlite://secret/file.db', 'no plain path or address'],
])('%p is refused with the forms that are taken, and without its secrets', async (url, reason) => {
  const {code, message} = await refusal(url)
  expect(code).toBe('config-invalid')
  expect(message).toMatch(/^STORE_URL .*sqlite:PATH.*sqlite::memory:/u)
  expect(message).toContain(reason)
  expect(message).not.toContain('secret')
})

it('a place that cannot hold a file is unavailable', async () => {
  writeFileSync(
    join(folder.path, 'plain'),
    'text, not a database, and long enough to have a header of its own\n'.repeat(9),
  )
  mkdirSync(join(folder.path, 'folder'))
  for (const path of ['plain', 'folder', 'plain/below.db']) {
    const {code, message} = await refusal(`sqlite:${join(folder.path, path)}`)
    expect([path, code]).toEqual([path, 'store-unavailable'])
    expect(message).toMatch(/"open" with (SQLITE_NOTADB|EISDIR|ENOTDIR|EEXIST)/u)
  }
})

it('a database of another program is refused and left as it was', async () => {
  const path = join(folder.path, 'other.db')
  const db = new Database(path)
  db.exec('CREATE TABLE theirs(a)')
  expect(await refusal(`sqlite:${path}`)).toMatchObject({code: 'store-unavailable', message: /another program/u})
  expect(db.pragma('journal_mode', {simple: true})).toMatchObject({journal_mode: 'delete'})
  db.close()
})
