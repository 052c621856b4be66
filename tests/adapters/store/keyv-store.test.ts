// KeyvStore ends every call in time, and every failure of an engine with an error of ours.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {join} from 'node:path'
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals'
import Database from 'libsql'
import type {Backend} from '../../../adapters/store/backend.ts'
import {KeyvStore} from '../../../adapters/store/keyv-store.ts'
import {openSqlite} from '../../../adapters/store/sqlite-backend.ts'
import type {Store} from '../../../src/store.ts'
import {listed} from '../../contracts/store-under-test.ts'
import {temporaryFolder} from '../../doubles/temporary-folder.ts'

/** An engine that does the same whatever it is asked. */
function backendThat(answer: () => Promise<never>): Backend {
  const rows = {opts: {}, get: answer, set: answer, delete: answer, clear: answer}
  const members = {create: answer, swap: answer, delete: answer, deleteRange: answer, scrub: answer, page: answer}
  return {rows, ...members, clock: answer, close: answer}
}

const calls: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  get: store => store.get('key'),
  put: store => store.put('key', 1),
  create: store => store.create('key', 1),
  update: store => store.update('key', () => 1),
  delete: store => store.delete('key'),
  erase: store => store.erase('key'),
  list: store => listed(store, ''),
  lease: store => store.lease('key', 'owner', 1),
  close: store => store.close(),
}

describe.each(Object.keys(calls))('%s', name => {
  const call = async (store: Store) => calls[name]?.(store)

  it('ends in store-timeout where the engine hangs', async () => {
    const store = new KeyvStore(
      backendThat(() => new Promise(() => {})),
      5,
    )
    const message = `The storage did not answer "${name}" within 5 ms.`
    await expect(call(store)).rejects.toMatchObject({name: 'CounselorError', code: 'store-timeout', message})
  })

  it('ends in store-unavailable where the engine fails, without the words of the engine', async () => {
    const cause = Object.assign(new Error('no space for vote:anna'), {code: 'SQLITE_FULL'})
    const store = new KeyvStore(backendThat(() => Promise.reject(cause)))
    const message = `The storage failed at "${name}" with SQLITE_FULL.`
    await expect(call(store)).rejects.toMatchObject({name: 'CounselorError', code: 'store-unavailable', message, cause})
  })

  it('ends in store-unavailable where the engine throws at once', async () => {
    const broken = () => {
      throw new TypeError('broken')
    }
    const message = `The storage failed at "${name}" with TypeError.`
    await expect(call(new KeyvStore(backendThat(broken)))).rejects.toMatchObject({code: 'store-unavailable', message})
  })
})

it('a call after one that hung is answered, and close waits for neither', async () => {
  const memory = await openSqlite(':memory:')
  const store = new KeyvStore({...methods(memory), create: () => new Promise(() => {})}, 5)
  await expect(store.create('key', 1)).rejects.toMatchObject({code: 'store-timeout'})
  await store.put('key', 2)
  expect(await store.get('key')).toBe(2)
  await store.close()
})

it('close lets what is under way end before it lets the engine go', async () => {
  const memory = await openSqlite(':memory:')
  const create: Backend['create'] = async (...values) => {
    await new Promise(resolve => setTimeout(resolve, 10))
    return memory.create(...values)
  }
  const store = new KeyvStore({...methods(memory), create})
  const created = store.create('key', 1)
  await store.close()
  await expect(created).resolves.toBe(true)
})

it('an update against writers without end is a conflict', async () => {
  const memory = await openSqlite(':memory:')
  let changes = 0
  const store = new KeyvStore({...methods(memory), create: () => Promise.resolve(false)})
  const counted = store.update<number>('key', () => {
    changes += 1
    return changes
  })
  await expect(counted).rejects.toMatchObject({code: 'store-conflict'})
  expect(changes).toBe(60)
  await store.close()
})

it('a value that the engine did not take is an error', async () => {
  const memory = await openSqlite(':memory:')
  const rows = {...memory.rows, set: () => Promise.resolve(false)}
  const store = new KeyvStore({...methods(memory), rows})
  await expect(store.put('key', 1)).rejects.toMatchObject({code: 'store-unavailable'})
  await store.close()
})

it('a row that is no JSON is unavailable to every reader', async () => {
  const memory = await openSqlite(':memory:')
  const store = new KeyvStore(memory)
  await memory.rows.set('key', '{"value":"anna')
  for (const name of ['get', 'update', 'list', 'lease']) {
    const message = `The storage failed at "${name}" with SyntaxError.`
    await expect(calls[name]?.(store)).rejects.toMatchObject({code: 'store-unavailable', message})
  }
  await store.close()
})

/** The members of an engine without its class, so that a test can replace one. */
function methods(backend: Backend): Backend {
  return {
    rows: backend.rows,
    create: (...values) => backend.create(...values),
    swap: (...values) => backend.swap(...values),
    delete: (...values) => backend.delete(...values),
    deleteRange: (...values) => backend.deleteRange(...values),
    scrub: () => backend.scrub(),
    page: (...values) => backend.page(...values),
    clock: () => backend.clock(),
    close: () => backend.close(),
  }
}

describe('A file that another process holds', () => {
  let folder: ReturnType<typeof temporaryFolder>
  let holder: Database.Database
  let store: Store

  beforeEach(async () => {
    folder = temporaryFolder()
    const file = join(folder.path, 'counselor.db')
    store = new KeyvStore(await openSqlite(file))
    holder = new Database(file)
    holder.exec('BEGIN IMMEDIATE')
  })
  afterEach(async () => {
    await store.close()
    holder.close()
    folder.remove()
  })

  it('is written as soon as it is free, and meanwhile this process goes on', async () => {
    let ticks = 0
    const clock = setInterval(() => {
      ticks += 1
    }, 1)
    setTimeout(() => holder.exec('ROLLBACK'), 200)
    await store.put('key', 'in the end')
    clearInterval(clock)
    expect(ticks).toBeGreaterThan(3)
    expect(await store.get('key')).toBe('in the end')
  })

  it('ends in store-timeout where it is never free, and surely nothing was written', async () => {
    const message = 'Another process holds the SQLite file, so nothing was done.'
    await expect(store.put('key', 1)).rejects.toMatchObject({code: 'store-timeout', message})
    holder.exec('ROLLBACK')
    expect(await store.get('key')).toBeUndefined()
  })
  it('and a call that found it held takes nothing from those after it', async () => {
    await expect(store.delete('other')).rejects.toMatchObject({code: 'store-timeout'})
    holder.exec('ROLLBACK')
    await store.put('key', 'acknowledged')
    expect(holder.prepare('SELECT key FROM rows').all()).toEqual([{key: 'key'}])
    await store.delete('other')
    expect(await store.get('key')).toBe('acknowledged')
  })
})
