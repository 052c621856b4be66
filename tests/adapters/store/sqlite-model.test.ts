// Whatever is done to SQLite in whatever order, it holds what MemoryStore holds.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, it} from '@jest/globals'
import fc from 'fast-check'
import {KeyvStore} from '../../../adapters/store/keyv-store.ts'
import {openSqlite} from '../../../adapters/store/sqlite-backend.ts'
import type {Store} from '../../../src/store.ts'
import {MemoryStore} from '../../doubles/memory-store.ts'

type Step = {readonly wait: number} | {readonly call: (store: Store) => Promise<unknown>; readonly name: string}

// Few characters, so that keys meet and are prefixes of each other; the last ones sort otherwise in UTF-16.
const text = fc.string({unit: fc.constantFrom('a', 'A', ':', '_', '%', 'é', '\uffff', '🦀'), maxLength: 3})
const key = text.filter(word => word !== '')
const life = fc.option(fc.integer({min: 1, max: 20}), {nil: undefined})
const owner = fc.constantFrom('anna', 'ben')

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.integer({min: 1, max: 20}).map(wait => ({wait})),
  key.map(of => ({name: `get ${of}`, call: (store: Store) => store.get(of)})),
  fc
    .tuple(key, fc.jsonValue(), life)
    .map(([of, value, ms]) => ({name: `put ${of} for ${ms}`, call: (store: Store) => store.put(of, value, ms)})),
  fc
    .tuple(key, fc.jsonValue(), life)
    .map(([of, value, ms]) => ({name: `create ${of} for ${ms}`, call: (store: Store) => store.create(of, value, ms)})),
  fc.tuple(key, life).map(([of, ms]) => ({
    name: `update ${of} for ${ms}`,
    call: (store: Store) => store.update<unknown>(of, old => [old ?? 'new'], ms),
  })),
  key.map(of => ({name: `delete ${of}`, call: (store: Store) => store.delete(of)})),
  fc.tuple(key, owner, fc.integer({min: 1, max: 20}), fc.boolean()).map(([of, who, ms, early]) => ({
    name: `lease ${of} to ${who} for ${ms}${early ? ' and release' : ''}`,
    call: (store: Store) => leased(store, {of, who, ms, early}),
  })),
  text.map(prefix => ({name: `list ${prefix}`, call: (store: Store) => all(store, prefix)})),
)

interface Leasing {
  readonly of: string
  readonly who: string
  readonly ms: number
  readonly early: boolean
}

async function leased(store: Store, {of, who, ms, early}: Leasing): Promise<boolean> {
  const lease = await store.lease(of, who, ms)
  if (early) await lease?.release()
  return lease !== undefined
}

/** All entries, with the random numbers of leases left out. */
async function all(store: Store, prefix: string): Promise<string> {
  const entries: unknown[] = []
  for await (const entry of store.list(prefix)) entries.push(entry)
  return JSON.stringify(entries).replaceAll(/"lease":"[0-9a-f-]{36}"/gu, '')
}

async function outcome(store: Store, call: (store: Store) => Promise<unknown>): Promise<string> {
  return JSON.stringify([await call(store)]).replaceAll(/"lease":"[0-9a-f-]{36}"/gu, '')
}

it('SQLite and MemoryStore give the same answers to the same calls', async () => {
  const same = fc.asyncProperty(fc.array(step, {maxLength: 40, size: 'max'}), async steps => {
    let now = Date.UTC(2026, 0, 1)
    const clock = () => now
    const sqlite = new KeyvStore(await openSqlite(':memory:', clock))
    const model = new MemoryStore(clock)
    for (const one of [...steps, {name: 'list all', call: (store: Store) => all(store, '')}]) {
      if ('wait' in one) now += one.wait
      else expect([one.name, await outcome(sqlite, one.call)]).toEqual([one.name, await outcome(model, one.call)])
    }
    await sqlite.close()
  })
  await fc.assert(same, {numRuns: 300})
})
