// Responses: sealed, one for each person, the later one wins, and nothing is left of a wave that was erased.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import type {Person} from '../../src/chat/conversation.ts'
import {Invitations} from '../../src/surveys/invitations.ts'
import {Responses} from '../../src/surveys/responses.ts'
import type {Answer} from '../../src/surveys/tally.ts'
import {nameIn, Seals, sealed, unsealed} from '../../src/surveys/wave-seal.ts'
import {MemoryStore} from '../doubles/memory-store.ts'
import {ballot} from '../doubles/pulse-ballot.ts'

const ada: Person = {platform: 'recording', tenant: 'T1', id: 'U-ada'}
const alan: Person = {platform: 'recording', tenant: 'T1', id: 'U-alan'}

let store: MemoryStore
let seals: Seals
let responses: Responses

beforeEach(async () => {
  store = new MemoryStore()
  seals = new Seals(store)
  responses = new Responses(store, seals)
  await responses.begin(ballot)
})

function answering(choice: number): Answer {
  return {choices: {s0: choice}, words: ''}
}

async function all(): Promise<Answer[]> {
  const found: Answer[] = []
  for await (const {answer} of responses.all(ballot)) found.push(answer)
  return found
}

async function keys(): Promise<string[]> {
  const found: string[] = []
  for await (const [key] of store.list('')) found.push(key)
  return found
}

describe('the deeds of one person', () => {
  it('leave the latest of them, in whatever order they arrive', async () => {
    const deed = fc.record({at: fc.integer({min: 1, max: 50}), choice: fc.option(fc.integer({min: 1, max: 5}))})
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(deed, {selector: ({at}) => at, minLength: 1, maxLength: 8}), async deeds => {
        await responses.erase(ballot)
        await responses.begin(ballot)
        for (const {at, choice} of deeds) {
          const answer = choice === null ? undefined : answering(choice)
          await responses.save(ballot, {person: ada, group: '', at, answer})
        }
        const last = deeds.reduce((latest, each) => (each.at > latest.at ? each : latest))
        const expected = last.choice === null ? undefined : answering(last.choice)
        expect(await responses.own(ballot, ada)).toEqual(expected)
        expect(await all()).toEqual(expected ? [expected] : [])
      }),
    )
  })

  it('are told apart from those of others', async () => {
    await responses.save(ballot, {person: ada, group: '', at: 1, answer: answering(1)})
    await responses.save(ballot, {person: alan, group: '', at: 1, answer: answering(5)})
    expect(await responses.own(ballot, ada)).toEqual(answering(1))
    expect(await all()).toHaveLength(2)
  })
})

describe('a wave that was erased', () => {
  it('takes no answer and leaves no key', async () => {
    await responses.save(ballot, {person: ada, group: '', at: 1, answer: answering(1)})
    await responses.erase(ballot)
    expect(await responses.save(ballot, {person: ada, group: '', at: 2, answer: answering(2)})).toBe('closed')
    expect(await responses.own(ballot, ada)).toBeUndefined()
    expect(await keys()).toEqual([])
  })

  it('while an answer is stored keeps nothing of that either', async () => {
    const {update} = store
    store.update = async (key, change, ttl) => {
      await responses.erase(ballot)
      return update.call(store, key, change as (old: unknown) => unknown, ttl) as never
    }
    expect(await responses.save(ballot, {person: ada, group: '', at: 1, answer: answering(1)})).toBe('closed')
    expect(await keys()).toEqual([])
  })

  it('has other names for the same people when it begins anew', async () => {
    const [one, other] = [await seals.begin(ballot, 'answers'), await seals.begin(ballot, 'people')]
    await seals.delete(ballot, 'answers')
    const anew = await seals.begin(ballot, 'answers')
    expect(new Set([one, other, anew].map(each => nameIn(each, ada.id))).size).toBe(3)
  })
})

describe('a sealed record', () => {
  it('opens only whole, at its own key, with its own secret', async () => {
    const mine = await seals.begin(ballot, 'answers')
    const others = await seals.begin(ballot, 'people')
    const record = sealed(mine, 'key', {at: 1})
    expect(unsealed(mine, 'key', record)).toEqual({at: 1})
    expect(unsealed(mine, 'another key', record)).toBeUndefined()
    expect(unsealed(others, 'key', record)).toBeUndefined()
    fc.assert(
      fc.property(fc.nat(record.length - 5), at => {
        const changed = record.slice(0, at) + (record[at] === 'A' ? 'B' : 'A') + record.slice(at + 1)
        expect(unsealed(mine, 'key', changed)).toBeUndefined()
      }),
    )
    for (const cut of ['', 'AAAA', record.slice(0, 40)]) expect(unsealed(mine, 'key', cut)).toBeUndefined()
  })

  it('has the same length for every answer without own words', async () => {
    const mine = await seals.begin(ballot, 'answers')
    const lengths = [{}, {s0: 5}, {s0: 1, s1: 2, s2: 3, s3: 4, s4: 5, s5: 1, s6: 2}].map(
      choices => sealed(mine, 'key', {at: 1_790_000_000_000, group: 'A group', answer: {choices, words: ''}}).length,
    )
    expect(new Set(lengths).size).toBe(1)
  })

  it('of somebody else’s making counts for nothing', async () => {
    await responses.save(ballot, {person: ada, group: '', at: 1, answer: answering(1)})
    const [key = ''] = (await keys()).filter(each => each.startsWith('pulse-response'))
    await store.put(`${key}x`, 'no record')
    expect(await all()).toEqual([answering(1)])
  })
})

describe('an invitation', () => {
  it('keeps the group of the first time, and is forgotten with its secret', async () => {
    const invitations = new Invitations(store, seals)
    await invitations.invite(ballot, [{person: ada.id, group: 'Red'}])
    await invitations.invite(ballot, [{person: ada.id, group: 'Blue'}])
    expect(await invitations.group(ballot, ada)).toBe('Red')
    expect(await invitations.group(ballot, alan)).toBeUndefined()
    await responses.erase(ballot)
    await invitations.forget(ballot)
    expect(await invitations.group(ballot, ada)).toBeUndefined()
    expect(await keys()).toEqual([])
  })
})
