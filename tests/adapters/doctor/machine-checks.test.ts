// The doctor knows an old Node, a clock that was never set, a full disk, a broken store and a port that is taken.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {describe, expect, it} from '@jest/globals'
import type {Finding} from '../../../adapters/doctor/finding.ts'
import {knowledgeCheck} from '../../../adapters/doctor/knowledge-check.ts'
import {clockCheck, diskCheck, nodeCheck} from '../../../adapters/doctor/machine-checks.ts'
import {portCheck} from '../../../adapters/doctor/port-check.ts'
import {storeCheck} from '../../../adapters/doctor/store-check.ts'
import type {Backend} from '../../../adapters/store/backend.ts'
import {openSqlite} from '../../../adapters/store/sqlite-backend.ts'
import {inMemory} from '../../../adapters/store/sqlite-file.ts'
import {ourLibrary} from '../../doubles/world.ts'

const states = (findings: readonly Finding[]) => findings.map(({state}) => state)

describe('Node', () => {
  it.each([
    ['18.20.0', 'bad'],
    ['20.18.3', 'bad'],
    ['20.19.0', 'good'],
    ['22.1.0', 'good'],
    ['23.5.0', 'doubtful'],
    ['24.0.0', 'good'],
  ])('%s is %s', async (version, state) => {
    expect(states(await nodeCheck(version).run())).toEqual([state])
  })
})

describe('the clock', () => {
  it.each([
    [Date.UTC(1970, 0), 'bad'],
    [Date.UTC(2026, 10, 24), 'good'],
    [Date.UTC(2200, 0), 'bad'],
  ])('at %d is %s', async (now, state) => {
    expect(states(await clockCheck(() => now).run())).toEqual([state])
  })
})

describe('the disk', () => {
  it.each([
    [50, 'bad'],
    [500, 'doubtful'],
    [5_000, 'good'],
  ])('with %d MiB free is %s', async (free, state) => {
    const check = diskCheck('/', async () => ({bavail: free, bsize: 2 ** 20}))
    const [finding] = await check.run()
    expect(finding).toMatchObject({state, says: `${free} MiB are free at /`})
  })

  it('of a folder that is not there yet is that of the nearest one above', async () => {
    const asked: string[] = []
    const space = async (folder: string) => {
      asked.push(folder)
      return {bavail: 2 ** 20, bsize: 4_096}
    }
    await diskCheck('/not/there/yet', space).run()
    expect(asked).toEqual(['/'])
  })
})

describe('the storage', () => {
  const now = () => Date.UTC(2026, 10, 24)
  const checked = (changed: (backend: Backend) => Partial<Backend> = () => ({})) =>
    storeCheck({
      kind: 'sqlite',
      now,
      open: async () => {
        const backend = await openSqlite(inMemory, now)
        const over = changed(backend)
        return new Proxy(backend, {
          get: (target, name) => {
            const value: unknown = Reflect.get(over, name) ?? Reflect.get(target, name)
            return typeof value === 'function' ? value.bind(target) : value
          },
        })
      },
    }).run()

  it('that does what it is asked is well, and has no clock of its own', async () => {
    const version = {name: 'version of the data', state: 'good', says: 'nothing is stored yet', fix: ''}
    expect(await checked()).toEqual([{name: 'storage', state: 'good', says: expect.any(String), fix: ''}, version])
  })

  it.each([
    ['makes a record twice', {create: async () => true}, 'a record was made twice'],
    ['lets two have one lease', {create: async () => true, swap: async () => true}, 'a record was made twice'],
    ['deletes nothing', {delete: async () => undefined}, 'what was deleted is still there'],
    ['gives nobody a lease', {swap: async () => false, create: async () => false}, 'a lease was not given'],
  ])('that %s is bad', async (_, broken, says) => {
    const [finding] = await checked(backend =>
      'delete' in broken ? {...broken, rows: {...backend.rows, delete: async () => true}} : broken,
    )
    expect(finding).toMatchObject({state: 'bad', says: expect.stringContaining(says)})
  })

  it.each([
    [400, 'good', '0.4 s ahead of ours'],
    [-60_000, 'doubtful', '60.0 s behind ours'],
  ])('whose clock is %d ms ahead is %s', async (ahead, state, says) => {
    const [, , clock] = await checked(() => ({clock: async () => now() + ahead}))
    expect(clock).toMatchObject({name: 'clock of the storage', state, says})
  })
})

describe('the knowledge', () => {
  it('without a fault is well; with faults the first one is told', async () => {
    const {knowledge} = await ourLibrary()
    const fault = {path: 'a.md', line: 3, problem: 'No title', fix: 'Write one.', grave: true}
    expect(states(await knowledgeCheck(async () => ({...knowledge, faults: []})).run())).toEqual(['good'])
    const [finding] = await knowledgeCheck(async () => ({...knowledge, faults: [fault, fault]})).run()
    expect(finding).toMatchObject({
      state: 'doubtful',
      says: expect.stringContaining('2 faults, the first of them: a.md:3'),
    })
  })
})

describe('a port', () => {
  const wanted = {variable: 'PORT', host: '127.0.0.1', mayGiveWay: false}

  async function held(text: string, look: (port: number) => Promise<void>): Promise<void> {
    const server = createServer((_request, response) => response.end(text))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
    await look((server.address() as AddressInfo).port)
    server.closeAllConnections()
    await new Promise(resolve => server.close(resolve))
  }

  it('that nobody holds is well', async () => {
    expect(states(await portCheck({...wanted, port: 0}).run())).toEqual(['good'])
  })

  it('that another program holds is bad, or doubtful where another one will do', async () => {
    await held('hello', async port => {
      expect(states(await portCheck({...wanted, port}).run())).toEqual(['bad'])
      expect(states(await portCheck({...wanted, port, mayGiveWay: true}).run())).toEqual(['doubtful'])
    })
  })

  it('that a counselor holds already is told as such', async () => {
    await held('{"status":"ok"}', async port => {
      const [finding] = await portCheck({...wanted, port}).run()
      expect(finding).toMatchObject({state: 'doubtful', says: expect.stringContaining('a counselor listens')})
    })
  })

  it('of an address that is not ours is bad', async () => {
    const [finding] = await portCheck({...wanted, host: '192.0.2.1', port: 0}).run()
    expect(finding).toMatchObject({state: 'bad', says: expect.stringContaining('EADDRNOTAVAIL')})
  })
})
