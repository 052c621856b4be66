// CONTRACT: what every Store does, whatever is behind it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterEach, beforeEach, describe, expect, it} from '@jest/globals'
import type {Store} from '../../src/store.ts'
import {erase, lease, list} from './store-ranges.ts'
import {life, listed, type StoreUnderTest} from './store-under-test.ts'
import {create, getAndPut, remove, update} from './store-values.ts'

/**
 * The tests of a store.
 * @param name what is tested, for the report
 * @param open a fresh, empty store for each test
 */
export function storeContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} keeps the contract of a store:`, () => {
    let opened: StoreUnderTest
    const at = () => opened
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(() => opened.clean())
    const parts = {
      get: getAndPut,
      create,
      update,
      delete: remove,
      erase,
      list,
      lease,
      mistakes,
      close,
      'two stores': twoStores,
    }
    for (const [part, tests] of Object.entries(parts)) describe(part, () => tests(at))
  })
}

function mistakes(at: () => StoreUnderTest): void {
  it('a time of 0, below 0, or no whole number is refused', async () => {
    for (const ms of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      await refused(at(), [
        store => store.put('key', 1, ms),
        store => store.create('key', 1, ms),
        store => store.update('key', () => 1, ms),
        store => store.lease('key', 'owner', ms),
      ])
    }
  })

  it('a key that is empty, over 512 bytes, or no text is refused', async () => {
    for (const key of ['', 'k'.repeat(513), 'é'.repeat(257), 'half \ud800', 'a\u0000b']) {
      await refused(at(), [...calls(key), ...(key === '' ? [] : [(store: Store) => listed(store, key)])])
    }
  })

  it('a key of 512 bytes is none', async () => {
    const keys = ['k'.repeat(512), 'é'.repeat(256), '\u{10ffff}'.repeat(128)]
    for (const key of keys) await at().store.put(key, key)
    for (const key of keys) expect(await at().store.get(key)).toBe(key)
    expect(await listed(at().store, '')).toEqual(keys)
  })

  it('a value that JSON cannot write is refused', async () => {
    const circle: unknown[] = []
    circle.push(circle)
    for (const value of [undefined, () => 1, Symbol('none'), 1n, circle]) {
      await expect(at().store.put('key', value)).rejects.toThrow(TypeError)
      await expect(at().store.create('key', value)).rejects.toThrow(TypeError)
      await expect(at().store.update('key', () => value)).rejects.toThrow(TypeError)
    }
    expect(await listed(at().store, '')).toEqual([])
  })
}

type Call = (store: Store) => Promise<unknown>

/** Every member with a key. */
function calls(key: string): Call[] {
  return [
    store => store.get(key),
    store => store.put(key, 1),
    store => store.create(key, 1),
    store => store.update(key, () => 1),
    store => store.delete(key),
    store => store.erase(key),
    store => store.lease(key, 'owner', life),
  ]
}

async function refused({store}: StoreUnderTest, all: readonly Call[]): Promise<void> {
  for (const call of all) await expect(call(store)).rejects.toThrow(RangeError)
  expect(await listed(store, '')).toEqual([])
}

function close(at: () => StoreUnderTest): void {
  it('ends what is under way, and then every member throws', async () => {
    const {store} = at()
    const written = store.put('key', 1)
    const lease = await store.lease('lease', 'owner', life)
    await store.close()
    await expect(written).resolves.toBeUndefined()
    for (const call of [...calls('key'), () => listed(store, ''), async () => lease?.release()]) {
      await expect(call(store)).rejects.toMatchObject({name: 'CounselorError', code: 'store-unavailable'})
    }
  })

  it('may be called again', async () => {
    await at().store.close()
    await expect(at().store.close()).resolves.toBeUndefined()
  })
}

function twoStores(at: () => StoreUnderTest): void {
  const both = (name: string, test: (one: Store, other: Store) => Promise<void>) =>
    it(name, async () => {
      const other = await at().again?.()
      if (other !== undefined) await test(at().store, other)
    })

  both('see what the other wrote', async (one, other) => {
    await one.put('key', 'put')
    expect(await other.get('key')).toBe('put')
    await other.delete('key')
    expect(await one.get('key')).toBeUndefined()
  })

  both('create a key once', async (one, other) => {
    const won = await Promise.all([one.create('claim', 1), other.create('claim', 2)])
    expect(won.filter(Boolean)).toHaveLength(1)
  })

  both('lose none of their updates', async (one, other) => {
    const stores = Array.from({length: 50}, (_, number) => (number % 2 === 0 ? one : other))
    await Promise.all(stores.map(store => store.update<number>('count', old => (old ?? 0) + 1)))
    expect(await one.get('count')).toBe(50)
  })

  both('give a lease to one of their owners', async (one, other) => {
    const held = await one.lease('lease', 'a', life)
    expect(await other.lease('lease', 'b', life)).toBeUndefined()
    await held?.release()
    expect(await other.lease('lease', 'b', life)).toBeDefined()
  })

  both('keep what is there when one of them closes', async (one, other) => {
    await one.put('key', 'kept')
    await one.close()
    expect(await other.get('key')).toBe('kept')
    await other.close()
    expect(await (await at().again?.())?.get('key')).toBe('kept')
  })
}
