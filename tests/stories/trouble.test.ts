// Story: the storage or the platform is in trouble; people are answered all the same, or told kindly.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterEach, beforeAll, describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import {cardText} from '../../src/chat/card-text.ts'
import {Counselor} from '../../src/counselor.ts'
import {MemoryStore} from '../doubles/memory-store.ts'
import {RecordingPlatform} from '../doubles/recording-platform.ts'
import {TroubledStore} from '../doubles/troubled-store.ts'
import type {World} from '../doubles/world.ts'
import {leaping, openWorld} from '../doubles/world.ts'

let world: World
let store = new TroubledStore(new MemoryStore())

beforeAll(async () => {
  world = await openWorld({
    storeAround: inner => {
      store = new TroubledStore(inner)
      return store
    },
  })
})

afterEach(() => {
  store.heal()
  world.platform.failure = undefined
})

describe('a store that fails', () => {
  it('costs no answer', async () => {
    store.fail()
    expect(await world.platform.talk().read('What is an OSPO?')).toContain('licence: CC-BY-4.0')
    expect(store.calls).toContain('create')
  })

  it('costs no answer in a channel either, where each mention stands in a thread that may be a desk', async () => {
    store.fail()
    const talk = world.platform.talk({scope: 'channel', thread: '1700000000.000100'})
    expect(await talk.read('What is an OSPO?')).toContain('licence: CC-BY-4.0')
    expect(world.record.messages('warn')).toContain('a hand-over could not be looked for')
  })

  it('costs the follow-up only, and is named in the log', async () => {
    const talk = world.platform.talk()
    const alone = await world.platform.talk().read('and in government?')
    store.fail()
    await talk.say('How is an OSPO usually organised in a company?')
    expect(await talk.read('and in government?')).toBe(alone)
    expect(world.record.messages('warn')).toEqual(
      expect.arrayContaining([
        'an event could not be claimed',
        'the conversation could not be recalled',
        'an answer could not be noted',
      ]),
    )
    expect(world.record.lines.join()).toContain('store-unavailable')
  })

  it('lets people browse, choose and hand over', async () => {
    const talk = world.platform.talk()
    await talk.say('xyzzy plugh frobnicate')
    store.fail()
    expect(cardText((await talk.press(phrases.en.askAPerson)).card)).toContain(
      phrases.en.whomToAsk('Open source office'),
    )
    expect(cardText((await talk.press(phrases.en.topics)).card)).toContain(phrases.en.topicsHint)
    expect(cardText(await talk.join())).toContain(phrases.en.hello)
  })

  it('lights no thumb that was not counted, and says so kindly', async () => {
    const talk = world.platform.talk()
    await talk.say('What is the OSPO flower?')
    store.fail()
    const {how, card} = await talk.press('👍')
    expect(how).toBe('whisper')
    expect(cardText(card)).toBe(phrases.en.failed)
  })
})

describe('a store that hangs', () => {
  it('delays an answer by two calls at most, and costs none', async () => {
    store.hang()
    const sent = world.platform.nextSent()
    const said = world.platform.talk().read('What is an OSPO?')
    await store.giveUpNext()
    await store.giveUpNext()
    await sent
    expect(store.calls.slice(0, 2)).toEqual(['create', 'get'])
    await store.giveUpUntil(said)
    expect(await said).toContain('licence: CC-BY-4.0')
  })

  it('does not hold up an answer that has still to be noted', async () => {
    const talk = world.platform.talk()
    const sent = world.platform.nextSent()
    store.hang()
    const said = talk.say('What is an OSPO?')
    await store.giveUpUntil(sent)
    expect(world.platform.sent.at(-1)?.to).toEqual(talk.conversation)
    await store.giveUpUntil(said)
  })

  it('does not hold up other conversations once it is well again', async () => {
    store.hang()
    const slow = world.platform.talk().say('What is an OSPO?')
    store.heal()
    expect(await world.platform.talk().read('What is the OSPO flower?')).toContain('flower')
    await store.giveUpUntil(slow)
  })
})

describe('a platform that does not send', () => {
  it('is logged without the words of the person, and nothing is thrown', async () => {
    world.platform.failure = new Error('413 for {"text":"is zanzibar compliant?","user":"U-ada-lovelace"}')
    const talk = world.platform.talk()
    const before = world.record.lines.length
    const activity = talk.activity({kind: 'message', text: 'is zanzibar compliant?'})
    expect(await world.platform.deliver(activity)).toEqual([])
    const lines = world.record.lines.slice(before).join()
    expect(lines).toContain('an activity failed')
    expect(lines).toContain('the apology failed too')
    expect(lines).toContain('"platform":"recording"')
    expect(lines).not.toMatch(/zanzibar|U-ada/)
  })

  it('for the answer only makes the counselor apologise to that person alone', async () => {
    const talk = world.platform.talk({scope: 'channel'})
    const platform = world.platform
    const send = platform.send
    platform.send = () => Promise.reject(new Error('too many requests'))
    const card = await talk.say('What is an OSPO?')
    platform.send = send
    expect(platform.sent.at(-1)).toMatchObject({how: 'whisper', person: talk.person})
    expect(cardText(card)).toBe(phrases.en.failed)
    expect(cardText(card)).not.toMatch(/Error|too many/)
  })

  it.each([undefined, null, 'a text', 42, {}])('may throw %p, which is no error at all', async thrown => {
    world.platform.failure = thrown ?? new Error('nothing')
    const platform = world.platform
    const {send} = platform
    platform.send = () => Promise.reject(thrown)
    expect(await platform.deliver(platform.talk().activity({kind: 'message', text: 'hello'}))).toEqual([])
    platform.send = send
  })

  it('loses no rating: the thumb is counted although the card could not be changed', async () => {
    const talk = world.platform.talk()
    await talk.say('What is the OSPO flower?')
    const {message, button} = talk.find('👍')
    world.platform.failure = new Error('message_not_found')
    const before = (await world.stored('rating')).length
    await world.platform.deliver(talk.activity({kind: 'press', ...button, message}))
    expect((await world.stored('rating')).length).toBe(before + 1)
  })

  it('is answered again as soon as it sends', async () => {
    expect(await world.platform.talk().read('What is an OSPO?')).toContain('OSPO')
  })
})

describe('start and stop', () => {
  it('a platform that cannot start stops the start with its reason', async () => {
    const platform = new RecordingPlatform(Date.now)
    platform.start = () => Promise.reject(new Error('no port'))
    const {log} = world.record
    const timer = leaping(Date.now)
    const parts = {
      library: world.library,
      store,
      platforms: [platform],
      log,
      now: Date.now,
      newId: () => 'x',
      timer,
      mayPlan: 'members' as const,
    }
    await expect(new Counselor(parts).start()).rejects.toThrow('no port')
  })

  it('stopping waits for the answer that is under way', async () => {
    store.hang()
    const platform = world.platform
    const said = platform.talk().say('What is an OSPO?')
    const before = platform.sent.length
    const stopped = world.counselor.stop().then(() => platform.sent.length)
    await store.giveUpUntil(said)
    expect(await stopped).toBe(before + 1)
    await world.counselor.start()
  })
})
