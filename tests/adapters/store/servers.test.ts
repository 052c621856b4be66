// Redis and Postgres keep the contract of a store, against real servers, also when these crash, freeze and come back.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import {copyRows} from '../../../adapters/store/copy-rows.ts'
import {bringForward, standingOf} from '../../../adapters/store/data-version.ts'
import {openBackend, openStore} from '../../../adapters/store/open-store.ts'
import type {Store} from '../../../src/store.ts'
import {storeContract} from '../../contracts/store-contract.ts'
import {processContract} from '../../contracts/store-processes.ts'
import {recordingLog} from '../../doubles/recording-log.ts'
import type {StoreServer} from '../../doubles/store-servers.ts'
import {recovered, serverProgram, startPostgres, startRedis} from '../../doubles/store-servers.ts'
import {fillFrom, rowsLeftBy, storedVersions} from '../../doubles/stored-versions.ts'

const kinds = [
  {name: 'Redis', program: serverProgram('redis'), start: () => startRedis()},
  {name: 'Postgres', program: serverProgram('postgres'), start: startPostgres},
]

const inCi = process.env['CI'] === 'true'
const redis = serverProgram('redis') !== undefined || inCi ? describe : describe.skip
const both = kinds.every(({program}) => program !== undefined) || inCi ? describe : describe.skip

for (const {name, program, start} of kinds) {
  // In CI nothing is skipped: there a missing server is a failure of the set-up.
  const there = program !== undefined || inCi
  const skipped = there ? '' : ` (skipped: this machine has no ${name} server)`
  const where = there ? describe : describe.skip

  where(`${name}${skipped}`, () => {
    let server: StoreServer
    beforeAll(async () => {
      server = await start()
    }, 60_000)
    afterAll(() => server?.stop())

    storeContract(name, async () => {
      const url = await server.place()
      const opened: Store[] = []
      const again = async () => {
        const store = await openStore(url)
        opened.push(store)
        return store
      }
      const store = await again()
      const clean = async () => {
        const last = await openStore(url)
        for (const prefix of await prefixesOf(last)) await last.erase(prefix)
        await Promise.all([last, ...opened].map(each => each.close()))
      }
      return {store, again, clean}
    })

    processContract(name, () => server.place())

    it.each(storedVersions())(
      'brings forward what the version "%s" stored, though three begin at once',
      async version => {
        const url = await server.place()
        const stores = await Promise.all([1, 2, 3].map(() => openStore(url)))
        const [store] = stores
        if (!store) throw new Error('there is no store')
        await fillFrom(store, version)
        expect(await standingOf(store)).toBe('older')
        const {log, messages} = recordingLog(Date.now)
        await Promise.all(stores.map(each => bringForward(each, log)))
        expect(messages('info')).toEqual(['the storage was brought forward'])
        expect(await standingOf(store)).toBe('current')
        for (const {key, value} of rowsLeftBy(version)) expect(await store.get(key)).toEqual(value)
        // The same code goes on with it as on any storage: the stories on memory are in data-version.test.ts.
        await Promise.all(stores.map(each => each.close()))
      },
    )

    it('has a clock that everybody can compare with', async () => {
      const backend = await openBackend(await server.place())
      const clock = (await backend.clock()) ?? 0
      // The server runs on this machine, so both have one clock; a wrong unit would be far off.
      expect(Math.abs(clock - Date.now())).toBeLessThan(60_000)
      await backend.close()
    })

    it('loses nothing that it acknowledged when it crashes, and its stores go on by themselves', async () => {
      const store = await openStore(await server.place())
      const acknowledged: number[] = []
      const written = Array.from({length: 300}, async (_, i) => {
        await store.put(`written:${i}`, i)
        acknowledged.push(i)
      })
      while (acknowledged.length < 20) await new Promise(resolve => setTimeout(resolve, 1))
      await server.kill()
      await Promise.allSettled(written)
      await expect(store.put('while:away', 1)).rejects.toMatchObject({name: 'CounselorError'})
      await server.restart()
      await recovered(store)
      const kept = new Set<number>()
      for await (const [, value] of store.list<number>('written:')) kept.add(value)
      expect(acknowledged.filter(each => !kept.has(each))).toEqual([])
      await store.close()
    })

    it('is given up on after two seconds when it freezes, and is found again', async () => {
      const store = await openStore(await server.place())
      await store.put('key', 'before')
      server.freeze(true)
      const calls = await Promise.allSettled([store.get('key'), store.put('key', 'while'), store.create('new', 1)])
      server.freeze(false)
      for (const call of calls) {
        expect(call).toMatchObject({status: 'rejected', reason: {name: 'CounselorError'}})
      }
      await recovered(store)
      await store.put('key', 'after')
      expect(await store.get('key')).toBe('after')
      await store.close()
    })
  })
}

both('What is stored', () => {
  it('moves from SQLite to Postgres to Redis and back without losing a row or its life time', async () => {
    const servers = [await startPostgres(), await startRedis()]
    try {
      const urls = await Promise.all(servers.map(server => server.place()))
      const backends = await Promise.all(['sqlite::memory:', ...urls, 'sqlite::memory:'].map(url => openBackend(url)))
      const [first, last] = [backends[0], backends.at(-1)]
      for (let i = 0; i < 600; i += 1) await first?.rows.set(`k:${i}:é🦀`, `{"value":${i}}`, i % 2 ? 60_000 : undefined)
      for (let i = 1; i < backends.length; i += 1) {
        const [from, to] = [backends[i - 1], backends[i]]
        if (from && to) expect(await copyRows(from, to, () => undefined)).toMatchObject({rows: 600, different: 0})
      }
      const rows = (await last?.page('', undefined, 1_000)) ?? []
      expect(rows).toHaveLength(600)
      expect(rows.filter(({leftMs}) => leftMs !== null && leftMs > 30_000 && leftMs <= 60_000)).toHaveLength(300)
      await Promise.all(backends.map(backend => backend.close()))
    } finally {
      await Promise.all(servers.map(server => server.stop()))
    }
  }, 60_000)
})

/** The first character of every key, as prefixes to erase by. */
async function prefixesOf(store: Store): Promise<string[]> {
  const first = new Set<string>()
  for await (const [key] of store.list('')) first.add(String.fromCodePoint(key.codePointAt(0) ?? 0))
  return [...first]
}

redis('A Redis that may lose what it acknowledged', () => {
  it.each([
    ['keeps no append-only file', ['--appendonly', 'no'], 'appendonly yes'],
    ['drops keys when memory runs out', ['--maxmemory-policy', 'allkeys-lru'], 'maxmemory-policy noeviction'],
  ])('because it %s is refused with the fix', async (_, options, fix) => {
    const server = await startRedis(...options)
    try {
      const opening = openStore(await server.place())
      await expect(opening).rejects.toMatchObject({code: 'config-invalid', message: expect.stringContaining(fix)})
    } finally {
      await server.stop()
    }
  })

  it('is not waited for where nobody listens', async () => {
    await expect(openStore('redis://127.0.0.1:1')).rejects.toMatchObject({code: 'store-unavailable'})
    await expect(openStore('postgres://counselor@127.0.0.1:1/db')).rejects.toMatchObject({code: 'store-unavailable'})
  })
})
