// Where conversations are: kept once, found after a restart, and forgotten where we were removed.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import type {Reference} from '../../../adapters/teams/references.ts'
import {References} from '../../../adapters/teams/references.ts'
import type {Store} from '../../../src/store.ts'
import {MemoryStore} from '../../doubles/memory-store.ts'
import {recordingLog} from '../../doubles/recording-log.ts'

const common = {serviceUrl: 'https://smba.example/emea/', tenant: 'T', bot: '28:bot'}
const direct: Reference = {...common, conversation: 'a:1', scope: 'personal', user: '29:ada'}
const channel: Reference = {...common, conversation: '19:c@thread.tacv2', scope: 'channel', team: '19:t@thread.tacv2'}
const ada = {platform: 'teams', tenant: 'T', id: '29:ada'}

let written: string[]
let memory: MemoryStore
let store: Store
const {log, messages} = recordingLog(() => 0)

beforeEach(() => {
  written = []
  memory = new MemoryStore(() => 0)
  const {put} = memory
  store = memory
  store.put = (key, value) => {
    written.push(key)
    return put.call(memory, key, value)
  }
})

async function all(): Promise<string[]> {
  const keys: string[] = []
  for await (const [key] of memory.list('')) keys.push(key)
  return keys
}

describe('a reference', () => {
  it('is written once, however often people write in turn', async () => {
    const references = new References(store, log)
    for (let i = 0; i < 3; i += 1) for (const each of [direct, channel]) await references.see(each)
    expect(written.toSorted()).toEqual((await all()).toSorted())
  })

  it('is written again where the address has changed', async () => {
    const references = new References(store, log)
    await references.see(direct)
    await references.see({...direct, serviceUrl: 'https://smba.example/amer/'})
    const later = new References(store, log)
    expect((await later.direct(ada))?.serviceUrl).toBe('https://smba.example/amer/')
  })

  it('is found after a restart, and made up for conversations that were never seen', async () => {
    await new References(store, log).see(channel)
    const later = new References(store, log)
    const place = (id: string) => ({platform: 'teams', tenant: 'T', id, scope: 'channel'}) as const
    expect(await later.of(place(channel.conversation))).toEqual(channel)
    expect(await later.of(place('19:new@thread.tacv2'))).toMatchObject({...common, conversation: '19:new@thread.tacv2'})
    expect(await later.teams('T')).toEqual(['19:t@thread.tacv2'])
    expect(await later.of({...place('x'), tenant: 'elsewhere'})).toBeUndefined()
  })

  it('goes with what is known of the person where we were removed', async () => {
    const references = new References(store, log)
    await references.see(direct)
    await references.meet(ada, {account: 'account', zone: 'Europe/Berlin'})
    await references.meet(ada, {account: 'account'})
    expect(await references.acquaintance(ada)).toEqual({account: 'account', zone: 'Europe/Berlin'})
    expect(await references.byAccount('T', 'account')).toBe(ada.id)
    expect(await references.isNew(direct)).toBe(true)
    await references.leave(direct)
    expect(await all()).toEqual(['teams-tenant:T'])
    expect(await references.direct(ada)).toBeUndefined()
    expect(await references.isNew(direct)).toBe(true)
  })

  it('of a person is shown to them, and forgotten with what waits in their private talk', async () => {
    const references = new References(store, log)
    await references.see(direct)
    await references.see({...direct, conversation: '19:c@thread.tacv2', scope: 'channel'})
    await references.meet(ada, {account: 'account', zone: 'Europe/Berlin'})
    await store.put(`teams-file:T:${encodeURIComponent(direct.conversation)}:offer`, {text: 'mine'})
    const {keeper} = references
    expect(await keeper.of(ada)).toEqual([direct, {account: 'account', zone: 'Europe/Berlin'}])
    expect(await keeper.forget(ada)).toBe(2)
    expect(await keeper.of(ada)).toEqual([])
    expect((await all()).filter(key => key.includes(encodeURIComponent(ada.id)) || key.includes('file'))).toEqual([])
    expect(await references.byAccount('T', 'account')).toBeUndefined()
  })

  it('of a person on another platform is none of ours', async () => {
    const references = new References(store, log)
    await references.see(direct)
    const elsewhere = {...ada, platform: 'slack'}
    expect(await references.keeper.of(elsewhere)).toEqual([])
    expect(await references.keeper.forget(elsewhere)).toBe(0)
    expect(await references.direct(ada)).toEqual(direct)
  })

  it('that cannot be kept costs nobody an answer', async () => {
    store.put = () => Promise.reject(new Error('the disk is full'))
    store.create = () => Promise.reject(new Error('the disk is full'))
    const references = new References(store, log)
    await references.see(direct)
    expect(await references.tenant('T')).toEqual(direct)
    expect(await references.isNew(direct)).toBe(true)
    expect(messages('warn')).toContain('where a conversation is could not be kept')
  })
})
