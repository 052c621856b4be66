// Deliveries: once for each date of a schedule, whatever becomes of an attempt.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import type {Card} from '../../src/chat/card.ts'
import type {Conversation} from '../../src/chat/conversation.ts'
import type {Delivery, Platform} from '../../src/chat/platform.ts'
import type {ErrorCode} from '../../src/errors.ts'
import {CounselorError} from '../../src/errors.ts'
import type {LedgerRow, Letter, Unsure} from '../../src/schedule/delivery.ts'
import {Deliveries} from '../../src/schedule/delivery.ts'
import {MemoryStore} from '../doubles/memory-store.ts'

const hour = 3_600_000
const nine = Date.UTC(2026, 10, 24, 9)
const to: Conversation = {platform: 'test', tenant: 'T1', id: 'C1', scope: 'channel'}
const card: Card = {language: 'en', blocks: []}
const letter: Letter = {
  ...{schedule: 's1', date: '2026-11-24', to, due: nine, useful: hour},
  choose: () => 'a tip',
  card: () => card,
}

let time: number
let store: MemoryStore
let attempts: (Delivery | undefined)[]
/** How the next attempts end, one after the other; those after them arrive. */
let endings: (ErrorCode | 'reset')[]

beforeEach(() => {
  time = nine
  store = new MemoryStore(() => time)
  attempts = []
  endings = []
})

const nothing = async () => {}

const platform: Platform = {
  name: 'test',
  ...{start: nothing, stop: nothing, update: nothing, whisper: nothing, open: nothing},
  place: async () => undefined,
  people: async () => [],
  send: async (place, _, delivery) => {
    attempts.push(delivery)
    const ending = endings.shift()
    if (ending === 'reset') throw new Error('the connection was reset')
    if (ending) throw new CounselorError(ending, 'It did not go well.')
    return {conversation: place, id: `m${attempts.length}`}
  },
}

/** Delivers until it is final, as the scheduler does. */
async function deliver(unsure?: Unsure): Promise<string> {
  for (let tries = 0; tries < 9; tries += 1) {
    const delivered = await new Deliveries(store, () => time, unsure).deliver(letter, platform).catch(() => undefined)
    if (delivered) return delivered.kind === 'sent' ? `sent ${delivered.message.id}` : delivered.reason
    time += 60_000
  }
  return 'never final'
}

const row = (): Promise<LedgerRow | undefined> => new Deliveries(store, () => time).sent(letter)

describe('a letter', () => {
  it('is sent once, however often it is asked for', async () => {
    expect([await deliver(), await deliver(), await deliver()]).toEqual(['sent m1', 'sent m1', 'sent m1'])
    expect(attempts).toEqual([{bulk: true, mark: 'ledger:2026-11-24:s1:C1'}])
  })

  it('that surely did not arrive is sent again, without a look for it', async () => {
    endings = ['delivery-failed', 'outbox-full']
    expect(await deliver()).toBe('sent m3')
    expect(attempts.map(each => each?.since)).toEqual([undefined, undefined, undefined])
  })

  it.each(['delivery-unsure', 'reset'] as const)(
    'that may have arrived (%s) is looked for, not sent blindly',
    async ending => {
      endings = [ending, 'delivery-unsure', 'delivery-failed']
      expect(await deliver()).toBe('sent m4')
      expect(attempts.map(each => each?.since)).toEqual([undefined, nine, nine, nine])
      expect(await row()).toMatchObject({state: 'sent', what: 'a tip'})
    },
  )

  it('that nobody can look for within its time is left out as unsure, not as late', async () => {
    endings = Array(9).fill('delivery-unsure')
    await deliver()
    time = nine + 2 * hour
    expect(await deliver()).toBe('unsure')
  })

  it('whose place is closed has failed, and is not tried again', async () => {
    endings = ['place-closed']
    expect([await deliver(), await deliver()]).toEqual(['place-closed', 'place-closed'])
    expect(await row()).toMatchObject({state: 'failed', reason: 'place-closed'})
    expect(attempts).toHaveLength(1)
  })

  it('that comes too late, or has nothing to say, is left out and noted', async () => {
    expect(
      await new Deliveries(store, () => time).deliver({...letter, date: 'x', choose: () => undefined}, platform),
    ).toEqual({kind: 'not-sent', reason: 'nothing'})
    time = nine + hour + 1
    expect(await deliver()).toBe('late')
    expect(attempts).toEqual([])
  })
})

describe('where a platform can never tell whether something arrived', () => {
  it('it is left out and noted', async () => {
    endings = ['reset', 'delivery-unknowable']
    expect(await deliver()).toBe('unsure')
    expect(await row()).toMatchObject({state: 'skipped', reason: 'unsure'})
    expect(attempts).toHaveLength(2)
  })

  it('it is sent once more where that is wished, and the row says that it may have come twice', async () => {
    endings = ['reset', 'delivery-unknowable']
    expect(await deliver('send')).toBe('sent m3')
    expect(attempts.map(each => each?.since)).toEqual([undefined, nine, undefined])
    expect(await row()).toMatchObject({state: 'sent', reason: 'unsure'})
  })

  it('it is sent never a third time, even where that is wished', async () => {
    endings = ['reset', 'delivery-unknowable', 'reset', 'delivery-unknowable']
    expect(await deliver('send')).toBe('unsure')
    expect(attempts).toHaveLength(4)
  })
})
