// SQLite keeps the contract of a store, in files that are ours alone and that do not grow for ever.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {existsSync, readdirSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals'
import Database from 'libsql'
import {KeyvStore} from '../../../adapters/store/keyv-store.ts'
import {openSqlite} from '../../../adapters/store/sqlite-backend.ts'
import type {Store} from '../../../src/store.ts'
import {storeContract} from '../../contracts/store-contract.ts'
import {temporaryFolder} from '../../doubles/temporary-folder.ts'

let folder: ReturnType<typeof temporaryFolder>
let file: string
let now: number
let opened: Store[]

async function openFile(): Promise<Store> {
  const store = new KeyvStore(await openSqlite(file, () => now))
  opened.push(store)
  return store
}

function begin(): void {
  folder = temporaryFolder()
  file = join(folder.path, 'made', 'for us', 'counselor.db')
  now = Date.UTC(2026, 0, 1)
  opened = []
}

async function end(): Promise<void> {
  for (const store of opened) await store.close()
  folder.remove()
}

storeContract('SQLite in a file', async () => {
  begin()
  const pass = (ms: number) => {
    now += ms
  }
  return {store: await openFile(), again: openFile, pass, clean: end}
})

storeContract('SQLite in memory', async () => {
  let later = Date.now()
  const store = new KeyvStore(await openSqlite(':memory:', () => later))
  const pass = (ms: number) => {
    later += ms
  }
  return {store, pass, clean: () => store.close()}
})

describe('A SQLite file', () => {
  beforeEach(begin)
  afterEach(end)

  function inFile<T>(query: string): T[] {
    const db = new Database(file)
    try {
      return db.prepare(query).all() as T[]
    } finally {
      db.close()
    }
  }

  it('is made with its folders, and only its owner reads it', async () => {
    const store = await openFile()
    await store.put('key', 1)
    expect(statSync(join(folder.path, 'made')).mode & 0o777).toBe(0o700)
    const files = readdirSync(join(file, '..'))
    expect(files.sort()).toEqual(['counselor.db', 'counselor.db-shm', 'counselor.db-wal'])
    for (const name of files) expect(statSync(join(file, '..', name)).mode & 0o777).toBe(0o600)
  })

  it('holds all there is once it is closed', async () => {
    const store = await openFile()
    await store.put('key', 1)
    await store.close()
    const log = `${file}-wal`
    expect(existsSync(log) ? statSync(log).size : 0).toBe(0)
  })

  it('loses its expired rows as others are written', async () => {
    const store = await openFile()
    for (let number = 0; number < 300; number += 1) await store.put(`short:${number}`, number, 1)
    now += 1
    for (let number = 0; number < 300; number += 1) await store.put(`long:${number}`, number, 10)
    expect(inFile('SELECT count(*) AS rows FROM rows')).toEqual([{rows: 300}])
  })

  it('loses its expired rows at the first write of a process, however few more come', async () => {
    await (await openFile()).put('short', 1, 1)
    now += 1
    await (await openFile()).put('long', 1)
    expect(inFile('SELECT key FROM rows')).toEqual([{key: 'long'}])
  })

  it('keeps neither the order of its rows nor its own copy of their times', async () => {
    const store = await openFile()
    await store.put('b', 1, 5)
    await store.put('a', 2)
    expect(inFile('SELECT * FROM rows')).toEqual([
      {key: 'a', value: '{"value":2}', expires: null},
      {key: 'b', value: '{"value":1}', expires: now + 5},
    ])
  })

  it('of a later version is refused, and not touched', async () => {
    await (await openFile()).close()
    inFile('PRAGMA user_version = 2')
    const before = statSync(file).mtimeMs
    await expect(openFile()).rejects.toMatchObject({code: 'store-newer', message: /later version/u})
    expect(statSync(file).mtimeMs).toBe(before)
  })
})
