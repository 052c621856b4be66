// Story: nothing that a person typed reaches the log, and nobody can tell from the store who asked.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import {labelsOf} from '../doubles/card-parts.ts'
import {TroubledStore} from '../doubles/troubled-store.ts'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

const who = 'U-lovelace-4711'
const secrets = {
  address: 'ada.lovelace@example.org',
  phone: '+49 151 2345 6789',
  token: 'ghp_abcdefghijklmnopqrstuvwxyz0123456789',
  slack: 'xoxb-1234567890-abcdefghijkl',
  link: 'https://intranet.example.org/cases/4711?who=ada',
  host: '10.20.30.40',
  mention: '<@U0LOVELACE>',
}
const telling = `my zanzibar secret is ${Object.values(secrets).join(' and ')}`

let world: World
let store: TroubledStore | undefined

/** Everything that a person can do, with words that tell something. */
async function doEverything(): Promise<void> {
  const talk = world.platform.talk({}, who)
  await talk.join()
  for (const said of [
    telling,
    'What is an OSPO? zanzibar',
    'strategy',
    'Can I use AGPL code in zanzibar?',
    '怎样说服高层支持？',
    'hello zanzibar',
  ]) {
    const card = await talk.say(said)
    for (const label of ['👍', '👎', phrases.en.askAPerson, phrases.en.noneOfThese]) {
      if (labelsOf(card).includes(label)) await talk.press(label)
    }
    await talk.command('ask', `${said}?`)
  }
  await world.platform.talk({}, who).say(`What are the petals of the OSPO flower diagram? ${secrets.address}`)
  await world.platform.deliver(talk.activity({kind: 'command', name: 'zanzibar', text: telling}))
  const message = {conversation: talk.conversation, id: 'm0'}
  await world.platform.deliver(talk.activity({kind: 'press', action: 'zanzibar', value: telling, message}))
}

/** What must stand nowhere. */
const personal = [who, 'zanzibar', ...Object.values(secrets)]

beforeAll(async () => {
  world = await openWorld({
    storeAround: inner => {
      store = new TroubledStore(inner)
      return store
    },
  })
  await doEverything()
})

describe('the log', () => {
  it('never holds the words or the id of a person', () => {
    for (const each of personal) expect(world.record.lines.join()).not.toContain(each)
  })

  it('holds none of them either when everything fails', async () => {
    store?.fail()
    world.platform.failure = new Error(`could not send to ${who}: ${telling}`)
    await expect(doEverything()).rejects.toThrow('cards came back')
    const talk = world.platform.talk({}, who)
    for (const text of [telling, 'hello', 'strategy'])
      await world.platform.deliver(talk.activity({kind: 'message', text}))
    store?.heal()
    world.platform.failure = undefined
    expect(world.record.messages('error').length).toBeGreaterThan(0)
    for (const each of personal) expect(world.record.lines.join()).not.toContain(each)
  })
})

describe('the store', () => {
  it('never holds the id of a person, neither in keys nor in values', async () => {
    const stored = await world.stored()
    expect(stored.length).toBeGreaterThan(10)
    expect(stored.join('\n')).not.toContain(who)
  })

  it.each(Object.entries(secrets))('never holds the %s in a question: %s', async (_, secret) => {
    expect((await world.stored()).join('\n')).not.toContain(secret)
  })

  it('remembers a conversation by its masked question', async () => {
    expect((await world.stored('context')).join('\n')).toContain('the OSPO flower diagram? [address]')
  })

  it('holds the question itself, so that an answer can be written', async () => {
    expect((await world.stored('answer')).join('\n')).toContain('my zanzibar secret is [address] and')
  })

  it('knows the day of an answer, not the minute', async () => {
    for (const kind of ['answer', 'rating', 'missed']) {
      const records = await world.stored(kind)
      expect(records.length).toBeGreaterThan(0)
      for (const line of records) {
        expect(line).toContain('"day":"2026-11-20"')
        expect(line).not.toMatch(/\d{2}:\d{2}:\d{2}|\b1[67]\d{11}\b/)
      }
    }
  })

  it('forgets: events in an hour, conversations in half of one, answers in a month', async () => {
    const {pass} = world
    const ours = ['answer', 'context', 'event', 'missed', 'rating']
    const kinds = async () => {
      const left = new Set((await world.stored()).map(line => line.split(':')[0]))
      return ours.filter(kind => left.has(kind))
    }
    expect(await kinds()).toEqual(['answer', 'context', 'event', 'missed', 'rating'])
    pass(30 * 60_000)
    expect(await kinds()).toEqual(['answer', 'event', 'missed', 'rating'])
    pass(30 * 60_000)
    expect(await kinds()).toEqual(['answer', 'missed', 'rating'])
    pass(30 * 86_400_000)
    expect(await kinds()).toEqual(['missed', 'rating'])
    pass(400 * 86_400_000)
    expect(await kinds()).toEqual([])
  })
})
