// Real servers that end idle connections, or are away for half a minute: people get answers, and everything comes back.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {setTimeout as sleep} from 'node:timers/promises'
import {afterAll, beforeAll, expect, it} from '@jest/globals'
import {createClient} from '@redis/client'
import pg from 'pg'
import {openStore} from '../../../adapters/store/open-store.ts'
import {phrases} from '../../../src/answers/phrases.ts'
import {cardText} from '../../../src/chat/card-text.ts'
import type {Store} from '../../../src/store.ts'
import type {StoreServer} from '../../doubles/store-servers.ts'
import {recovered, serverProgram, startPostgres, startRedis} from '../../doubles/store-servers.ts'
import {openWorld} from '../../doubles/world.ts'

/** How long a server is away, in milliseconds: as long as one takes that is started anew elsewhere. */
const awayMs = 30_000

/** Ends all connections of the counselor from the side of the server. @returns how many there were */
const cutters = {
  Redis: async (url: string) => {
    const client = createClient({url})
    await client.connect()
    const killed = Number(await client.sendCommand(['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes']))
    await client.close()
    return killed
  },
  Postgres: async (url: string) => {
    const client = new pg.Client({connectionString: url})
    await client.connect()
    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'ospo-counselor' AND datname = current_database()`
    const {rowCount} = await client.query(cut)
    await client.end()
    return rowCount ?? 0
  },
} as const

const kinds = [
  {name: 'Redis', program: serverProgram('redis'), start: () => startRedis()},
  {name: 'Postgres', program: serverProgram('postgres'), start: startPostgres},
] as const

// In CI nothing is left out: there a missing server is a failure of the set-up.
const there = kinds.filter(({program}) => program !== undefined || process.env['CI'] === 'true')

interface Open {
  readonly name: (typeof kinds)[number]['name']
  readonly server: StoreServer
  readonly url: string
  readonly store: Store
}

let all: Open[] = []

beforeAll(async () => {
  all = await Promise.all(
    there.map(async ({name, start}) => {
      const server = await start()
      const url = await server.place()
      return {name, server, url, store: await openStore(url)}
    }),
  )
}, 60_000)

afterAll(async () => {
  for (const {store, server} of all) {
    await store.close()
    await server.stop()
  }
})

it.each(there.map(({name}) => name))(
  '%s that ends idle connections costs nothing: the next calls are done, and the process lives',
  async name => {
    const open = all.find(each => each.name === name)
    if (!open) throw new Error('the server did not start')
    const {store, url} = open
    await Promise.all(Array.from({length: 20}, (_, i) => store.put(`k:${i}`, i)))
    expect(await cutters[name](url)).toBeGreaterThan(0)
    await recovered(store)
    await Promise.all(Array.from({length: 20}, (_, i) => store.put(`k:${i}`, i + 1)))
    expect(await store.get('k:19')).toBe(20)
  },
)

// Side by side, since each of them has to be away for as long.
it('servers that are away for 30 s leave questions answered and refuse ratings kindly, and are found again', async () => {
  expect(all.length).toBe(there.length)
  await Promise.all(all.map(livesThroughOutage))
}, 120_000)

async function livesThroughOutage({server, store}: Open): Promise<void> {
  const world = await openWorld({storeAround: () => store})
  const talk = world.platform.talk({}, 'U-ada')
  const asked = async () => cardText(await talk.say('What is an OSPO?'))
  const rated = async () => {
    const {button, message} = talk.find(phrases.en.askAPerson)
    const press = {kind: 'press', action: 'answers.rate', value: `up:${button.value}`, message} as const
    return cardText(await talk.do(press))
  }
  const before = await asked()
  await server.kill()
  const back = Date.now() + awayMs
  expect(await asked()).toBe(before)
  expect(await rated()).toBe(phrases.en.failed)
  // The server has to be away by the clock that its clients go by, which is that of the machine.
  await sleep(Math.max(0, back - Date.now()))
  expect(await asked()).toBe(before)
  await server.restart()
  await recovered(store)
  expect(await asked()).toBe(before)
  expect(await rated()).not.toBe(phrases.en.failed)
  let ratings = 0
  for await (const _ of store.list('rating:')) ratings += 1
  expect(ratings).toBe(1)
}
