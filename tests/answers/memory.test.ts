// Memory: one conversation, or one thread of it, is remembered for half an hour.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import type {Talk} from '../../src/answers/memory.ts'
import {Memory, remembered} from '../../src/answers/memory.ts'
import type {Conversation, Person} from '../../src/chat/conversation.ts'
import {MemoryStore} from '../doubles/memory-store.ts'

const here: Conversation = {platform: 'p', tenant: 't', id: 'c', scope: 'channel', thread: '1'}
const ada: Person = {platform: 'p', tenant: 't', id: 'ada'}
const grace: Person = {...ada, id: 'grace'}

/** Somebody speaks so that all who are there hear it. */
function aloud(conversation: Conversation): Talk {
  return {discreet: false, activity: {conversation, from: ada}}
}

/** Somebody speaks with us alone. */
function quietly(from: Person): Talk {
  return {discreet: true, activity: {conversation: here, from}}
}

const before = {question: 'What is an OSPO?', passages: ['what-is-an-ospo']}

describe('a conversation', () => {
  it('is remembered until its time has passed', async () => {
    let time = 1_000
    const memory = new Memory(new MemoryStore(() => time))
    expect(await memory.recall(aloud(here))).toBeUndefined()
    await memory.remember(aloud(here), before)
    time += remembered - 1
    expect(await memory.recall(aloud(here))).toEqual(before)
    time += 1
    expect(await memory.recall(aloud(here))).toBeUndefined()
  })

  it('is remembered anew with each answer', async () => {
    let time = 1_000
    const memory = new Memory(new MemoryStore(() => time))
    await memory.remember(aloud(here), before)
    time += remembered - 1
    await memory.remember(aloud(here), {...before, passages: ['ospo-flower']})
    time += remembered - 1
    expect((await memory.recall(aloud(here)))?.passages).toEqual(['ospo-flower'])
  })

  it.each([
    ['platform', {...here, platform: 'q'}],
    ['tenant', {...here, tenant: 'u'}],
    ['id', {...here, id: 'd'}],
    ['thread', {...here, thread: '2'}],
    ['parts run together', {...here, tenant: 't:c', id: '1'}],
  ])('of another %s is another one', async (_, there) => {
    const memory = new Memory(new MemoryStore())
    await memory.remember(aloud(here), before)
    expect(await memory.recall(aloud(there))).toBeUndefined()
  })

  it('is remembered without what tells of people', async () => {
    const memory = new Memory(new MemoryStore())
    await memory.remember(aloud(here), {...before, question: 'mail ada@example.org'})
    expect((await memory.recall(aloud(here)))?.question).toBe('mail [address]')
  })

  it('that is quiet is remembered for that person alone', async () => {
    const memory = new Memory(new MemoryStore())
    await memory.remember(quietly(ada), before)
    expect(await memory.recall(quietly(grace))).toBeUndefined()
    expect(await memory.recall(aloud(here))).toBeUndefined()
    expect(await memory.recall(quietly(ada))).toEqual(before)
  })

  it('is forgotten for a person, quiet or aloud', async () => {
    const memory = new Memory(new MemoryStore())
    await memory.remember(quietly(ada), before)
    await memory.remember(aloud(here), before)
    await memory.forget({conversation: here, from: ada})
    expect(await memory.recall(quietly(ada))).toBeUndefined()
    expect(await memory.recall(aloud(here))).toBeUndefined()
  })
})
