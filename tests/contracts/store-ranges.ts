// CONTRACT of a store, part two: what it does with many keys, and with one key over time.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, it} from '@jest/globals'
import {life, listed, outlive, type StoreUnderTest} from './store-under-test.ts'

// Over a thousand durable writes; a busy machine needs seconds for them.
const patience = 30_000

/** The tests of `list`. */
export function list(at: () => StoreUnderTest): void {
  it(
    'gives more than two pages in the order of their keys',
    async () => {
      const keys = Array.from({length: 1_203}, (_, number) => `vote:${String(number).padStart(5, '0')}`)
      for (const key of keys.toReversed()) await at().store.put(key, `value of ${key}`)
      const entries: unknown[] = []
      for await (const entry of at().store.list('vote:')) entries.push(entry)
      expect(entries).toEqual(keys.map(key => [key, `value of ${key}`]))
    },
    patience,
  )

  it('never gives a key that only looks alike', async () => {
    for (const key of lookAlikes) await at().store.put(key, key)
    for (const prefix of ['', ...lookAlikes]) {
      expect(await listed(at().store, prefix)).toEqual(lookAlikes.filter(key => key.startsWith(prefix)))
    }
  })

  it('leaves out what has passed', async () => {
    await at().store.put('a:1', 1, life)
    await at().store.put('a:2', 2)
    await outlive(at())
    expect(await listed(at().store, 'a:')).toEqual(['a:2'])
  })

  it(
    'goes on when entries come and go meanwhile',
    async () => {
      const keys = Array.from({length: 1_200}, (_, number) => `a:${number + 1_000}`)
      for (const key of keys) await at().store.put(key, key)
      const seen: string[] = []
      for await (const [key] of at().store.list('a:')) {
        seen.push(key)
        if (seen.length % 50 > 0) continue
        await at().store.delete(key)
        await at().store.put(`A:${key}`, 'before all others')
        await at().store.put(`a:0:${key}`, 'before this one')
      }
      expect(seen).toEqual(keys)
    },
    patience,
  )
}

/** In the order of UTF-8 bytes. */
const lookAlikes = [
  ...['%', '%25', 'Survey_1', 'a', 'a\u0001', 'a:', 'a:b', 'survey%1', 'survey*1', 'surveyX1'],
  ...['survey_1', 'survey_10', 'survey_1:x', '\u007f', 'é', 'é:1', '\ud7ff', '\ue000', '\uffff'],
  ...['🦀', '🦀:1', '\u{10ffff}', '\u{10ffff}a'],
]

/** The tests of `erase`. */
export function erase(at: () => StoreUnderTest): void {
  it('removes the keys with the prefix, and no other that looks alike', async () => {
    for (const prefix of lookAlikes) {
      for (const key of lookAlikes) await at().store.put(key, key)
      await at().store.erase(prefix)
      expect(await listed(at().store, '')).toEqual(lookAlikes.filter(key => !key.startsWith(prefix)))
    }
  })

  it(
    'removes more than it takes at once, those without an end as well as those with one',
    async () => {
      for (let number = 0; number < 2_003; number += 1) {
        await at().store.put(`vote:${number}`, number, number % 2 === 0 ? life * 1_000 : undefined)
      }
      await at().store.erase('vote:')
      expect(await listed(at().store, '')).toEqual([])
    },
    patience,
  )

  it('may be done again, and then a key can come back', async () => {
    await at().store.erase('vote:')
    await at().store.erase('vote:')
    expect(await at().store.create('vote:1', 1)).toBe(true)
  })
}

/** The tests of `lease`. */
export function lease(at: () => StoreUnderTest): void {
  it('is for one owner at a time', async () => {
    const leases = await Promise.all(['a', 'b', 'c', 'd'].map(owner => at().store.lease('lease', owner, life)))
    expect(leases.filter(held => held !== undefined)).toHaveLength(1)
  })

  it('ends by itself', async () => {
    await at().store.lease('lease', 'a', life)
    expect(await at().store.lease('lease', 'b', life)).toBeUndefined()
    await outlive(at())
    expect(await at().store.lease('lease', 'b', life)).toBeDefined()
  })

  it('is released early by its owner', async () => {
    const held = await at().store.lease('lease', 'a', life)
    await held?.release()
    expect(await at().store.lease('lease', 'b', life)).toBeDefined()
  })

  it('is not released by an owner whose time has passed', async () => {
    const old = await at().store.lease('lease', 'a', life)
    await outlive(at())
    await at().store.lease('lease', 'b', life)
    await old?.release()
    expect(await at().store.lease('lease', 'c', life)).toBeUndefined()
  })

  it('is renewed by its owner, and then only the newest lease releases it', async () => {
    const old = await at().store.lease('lease', 'a', life)
    const renewed = await at().store.lease('lease', 'a', life * 1_000)
    await outlive(at())
    await old?.release()
    expect(await at().store.lease('lease', 'b', life)).toBeUndefined()
    await renewed?.release()
    expect(await at().store.lease('lease', 'b', life)).toBeDefined()
  })
}
