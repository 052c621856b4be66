// Claims: once over all processes, also where storage restarts in between, and never at the cost of an answer.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import type {Activity} from '../src/chat/activity.ts'
import {Claims} from '../src/claims.ts'
import {CounselorError} from '../src/errors.ts'
import type {Store} from '../src/store.ts'
import {boundStore} from './doubles/bound-store.ts'
import {MemoryStore} from './doubles/memory-store.ts'
import {recordingLog} from './doubles/recording-log.ts'
import {TroubledStore} from './doubles/troubled-store.ts'
import {VirtualTime} from './doubles/virtual-time.ts'

const patience = 5_000
const from = {platform: 'recording', tenant: 'T1', id: 'U1'}
const event: Activity = {
  ...{kind: 'message', id: 'E1', at: 0, from, text: 'What is an OSPO?', addressed: true},
  conversation: {platform: 'recording', tenant: 'T1', id: 'D1', scope: 'personal'},
}

/** Two processes on one store that can be in trouble, on one clock. */
function twoProcesses(around: (store: Store) => Store = store => store) {
  const time = new VirtualTime()
  const store = new TroubledStore(new MemoryStore(time.now))
  const {log, messages} = recordingLog(time.now)
  const parts = {timer: time, log, patience}
  return {
    time,
    store,
    messages,
    one: new Claims({...parts, store: around(store)}),
    other: new Claims({...parts, store}),
  }
}

describe('an event that two processes are given', () => {
  it('is taken by one of them', async () => {
    const {one, other} = twoProcesses()
    expect(await Promise.all([one.claim(event), other.claim(event)])).toEqual([true, false])
  })

  it('is taken by one of them, although storage is away for a moment', async () => {
    const {one, other, store, time, messages} = twoProcesses()
    store.fail()
    const claims = Promise.all([one.claim(event), other.claim(event)])
    await time.pass(patience / 2)
    store.heal()
    await time.passAll()
    expect((await claims).filter(Boolean)).toHaveLength(1)
    expect(messages('warn')).toEqual([])
  })

  it('is taken by the one whose claim was written, although the word about it was lost', async () => {
    let isFirst = true
    const losesAWord = (store: Store): Store => ({
      ...boundStore(store),
      create: async (key, value, ttlMs) => {
        const created = await store.create(key, value, ttlMs)
        if (!isFirst) return created
        isFirst = false
        throw new CounselorError('store-timeout', 'The storage did not answer "create".')
      },
    })
    const {one, other, time} = twoProcesses(losesAWord)
    const claim = one.claim(event)
    await time.passAll()
    expect([await claim, await other.claim(event)]).toEqual([true, false])
  })
})

describe('storage that stays away', () => {
  it('costs an event its patience and no answer', async () => {
    const {one, store, time, messages} = twoProcesses()
    store.fail()
    const claim = one.claim(event)
    await time.passAll()
    expect(await claim).toBe(true)
    expect(time.now()).toBeGreaterThan(patience - 1_000)
    expect(time.now()).toBeLessThanOrEqual(patience)
    expect(messages('warn')).toEqual(['an event could not be claimed'])
  })

  it('lets no press wait, whose form has to open within seconds', async () => {
    const {one, store, time} = twoProcesses()
    store.fail()
    const message = {conversation: event.conversation, id: 'M1'}
    const {id, at, conversation} = event
    expect(await one.claim({kind: 'press', id, at, from, conversation, action: 'a', value: '', message})).toBe(true)
    expect(time.now()).toBe(0)
    const patient = one.claim({...event, id: 'E2'})
    await time.passAll()
    expect(await patient).toBe(true)
    expect(time.now()).toBeGreaterThan(0)
  })

  it('makes later events wait no more until it is back', async () => {
    const {one, other, store, time} = twoProcesses()
    store.fail()
    const claim = one.claim(event)
    await time.passAll()
    await claim
    const before = time.now()
    expect(await one.claim({...event, id: 'E2'})).toBe(true)
    expect(time.now()).toBe(before)
    store.heal()
    expect([await one.claim({...event, id: 'E3'}), await other.claim({...event, id: 'E3'})]).toEqual([true, false])
    store.fail()
    const patient = one.claim({...event, id: 'E4'})
    await time.pass(patience / 2)
    store.heal()
    await time.passAll()
    expect([await patient, await other.claim({...event, id: 'E4'})]).toEqual([true, false])
  })
})
