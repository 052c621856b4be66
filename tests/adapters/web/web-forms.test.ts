// Tests of forms on the web chat over HTTP, and of whom it can reach and who runs it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import {afterEach, describe, expect, test} from '@jest/globals'
import type {WebPlatform, WebPlatformOptions} from '../../../adapters/web/web-platform.ts'
import type {Activity} from '../../../src/chat/activity.ts'
import type {Form} from '../../../src/chat/form.ts'
import type {Chat} from './web-client.ts'
import {message, post, says, startChat, watch} from './web-client.ts'

const chats: Chat[] = []

const form: Form = {
  action: 'suggest',
  value: 'q-1',
  title: 'Suggest an answer',
  submit: 'Send',
  cancel: 'Leave',
  prose: [],
  inputs: [{kind: 'text', id: 'answer', label: 'Answer', multiline: true, required: true, most: 900}],
  language: 'en',
}

async function start(options: Partial<WebPlatformOptions> = {}, receive?: Parameters<typeof startChat>[1]) {
  const chat = await startChat(options, receive)
  chats.push(chat)
  return chat
}

/** A chat that answers every message with a form. */
const asking = (options: Partial<WebPlatformOptions> = {}) =>
  start(options, async (activity: Activity, platform) => {
    if (activity.kind === 'message') await platform.open(activity, form)
  })

afterEach(async () => {
  await Promise.all(chats.splice(0).map(chat => chat.server.close()))
})

describe('a form', () => {
  test('comes to the visitor who acted, with the id of what it answers, before that is done', async () => {
    const chat = await asking()
    const [ada, eve] = [await watch(chat.port), await watch(chat.port)]
    await ada.until('done')
    await eve.until('done')
    const said = message('a form, please')
    await post(chat.port, said, {cookie: ada.cookie ?? ''})
    expect((await ada.until('done')).slice(1)).toEqual([
      {type: 'form', id: said.id, form},
      {type: 'done', id: said.id},
    ])
    await post(chat.port, message('me too'), {cookie: eve.cookie ?? ''})
    expect((await eve.until('done')).map(event => event.type)).toEqual(['said', 'form', 'done'])
    ada.close()
    eve.close()
  })

  test('is not part of the history, and does not move the last id on', async () => {
    const chat = await asking()
    const stream = await watch(chat.port)
    const headers = {cookie: stream.cookie ?? ''}
    await stream.until('done')
    await post(chat.port, message('a form, please'), headers)
    await stream.until('said')
    const before = stream.lastId()
    await stream.until('done')
    expect(stream.lastId()).toBe(before)
    const later = await watch(chat.port, headers)
    expect((await later.until('ready')).map(event => event.type)).toEqual(['hello', 'said', 'ready'])
    stream.close()
    later.close()
  })

  test('that no tab can show is an error', async () => {
    const chat = await start()
    await post(chat.port, message('hi'))
    const [activity] = chat.came
    if (activity === undefined) throw new Error('nothing came')
    await expect(chat.platform.open(activity, form)).rejects.toMatchObject({code: 'delivery-failed'})
  })
})

describe('a submission', () => {
  const id = randomUUID()
  const right = {id, kind: 'submission', action: 'suggest', value: 'q-1', values: {answer: 'One\ntwo', 'a.b_c-1': ''}}

  test('reaches the core with who, where and when, its texts as they were typed', async () => {
    const chat = await start({now: () => 42})
    expect((await post(chat.port, right)).status).toBe(202)
    const {from, conversation} = chat.came[0] ?? {}
    expect(chat.came).toEqual([{...right, at: 42, from, conversation}])
  })

  test('leaves no words in the conversation', async () => {
    const chat = await start({}, async (activity, platform) => {
      if (activity.kind === 'submission') await platform.send(activity.conversation, says('Noted.'))
    })
    const stream = await watch(chat.port)
    await stream.until('done')
    await post(chat.port, right, {cookie: stream.cookie ?? ''})
    expect((await stream.until('done')).map(event => event.type)).toEqual(['message', 'done'])
    stream.close()
  })

  const many = Object.fromEntries(Array.from({length: 21}, (_, i) => [`field-${i}`, '']))
  const wrong: readonly (readonly [string, object])[] = [
    ['`action`', {action: ''}],
    ['`action`', {action: undefined}],
    ['`value`', {value: 7}],
    ['`values`', {values: undefined}],
    ['`values`', {values: null}],
    ['`values`', {values: ['a']}],
    ['`values`', {values: 'a'}],
    ['short names', {values: {'': 'a'}}],
    ['short names', {values: {['x'.repeat(41)]: 'a'}}],
    ['short names', {values: JSON.parse('{"__proto__": "a"}')}],
    ['short names', {values: {'a b': 'a'}}],
    ['strings', {values: {a: 1}}],
    ['strings', {values: {a: {b: 'c'}}}],
    ['21 fields; at most 20', {values: many}],
    ['12001 characters; at most 12000', {values: {a: 'x'.repeat(6_000), b: 'x'.repeat(6_001)}}],
  ]

  test.each(wrong)('a 400 tells of %s', async (named, part) => {
    const chat = await start()
    const {status, body} = await post(chat.port, {...right, ...part})
    expect(status).toBe(400)
    expect(JSON.parse(body)).toMatchObject({error: 'bad-request', message: expect.stringContaining(named)})
    expect(chat.came).toEqual([])
  })

  test('ten fields with 12,000 Chinese characters in all fit', async () => {
    const chat = await start()
    const values = Object.fromEntries(Array.from({length: 10}, (_, i) => [`f${i}`, '问'.repeat(1_200)]))
    expect((await post(chat.port, {...right, values})).status).toBe(202)
  })

  test('the name of something that every object has is a name like any other', async () => {
    const chat = await start()
    await post(chat.port, {...right, values: {constructor: 'a', toString: 'b'}})
    const [came] = chat.came
    expect(came?.kind === 'submission' && Object.entries(came.values)).toEqual([
      ['constructor', 'a'],
      ['toString', 'b'],
    ])
  })
})

describe('places', () => {
  test('a visitor has their own conversation, once they are known; what is sent there reaches them', async () => {
    const chat = await start()
    const stream = await watch(chat.port)
    await stream.until('done')
    const {from, conversation} = chat.came[0] ?? {}
    if (from === undefined) throw new Error('nobody came')
    const place = await chat.platform.place(from)
    expect(place).toEqual(conversation)
    if (place !== undefined) await chat.platform.send(place, says('in private'))
    await stream.until('message')
    stream.close()
  })

  test.each([
    ['a stranger', {platform: 'web', tenant: 'local', id: 'nobody'}],
    ['a named place', {platform: 'web', tenant: 'local', name: '#legal'}],
  ])('%s has none', async (_name, whom) => {
    expect(await (await start()).platform.place(whom)).toBeUndefined()
  })

  test('somebody of another platform has none, whatever their id', async () => {
    const chat = await start()
    await post(chat.port, message('hi'))
    const id = chat.came[0]?.from.id ?? ''
    expect(await chat.platform.place({platform: 'other', tenant: 'local', id})).toBeUndefined()
  })
})

describe('who runs it', () => {
  const proxy = {origin: 'https://counselor.example.org', userHeader: 'X-Remote-User'}
  const isAdmin = async (platform: WebPlatform, id: string) =>
    (await platform.people({platform: 'web', tenant: 'local', id}))[0]?.admin

  test('without a proxy, whoever sits at this machine', async () => {
    expect(await isAdmin((await start()).platform, 'anybody')).toBe(true)
  })

  test('nobody else can be written to, with a proxy or without one', async () => {
    for (const options of [{}, {proxy}]) {
      const {platform} = await start(options)
      expect(await platform.people({platform: 'web', tenant: 'local', id: 'ada'})).toMatchObject([{alone: true}])
    }
  })

  test('behind a proxy nobody, unless they are named', async () => {
    expect(await isAdmin((await start({proxy})).platform, 'ada')).toBe(false)
    const named = (await start({proxy, admins: ['ada']})).platform
    expect(await Promise.all(['ada', 'eve', 'Ada', ''].map(id => isAdmin(named, id)))).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
})

describe('the time zone of a visitor', () => {
  const proxy = {origin: 'https://counselor.example.org', userHeader: 'X-Remote-User'}
  const headers = {'x-remote-user': 'ada', origin: proxy.origin, host: 'counselor.example.org'}
  const zoneOf = async ({platform}: Chat) =>
    (await platform.people({platform: 'web', tenant: 'local', id: 'ada'}))[0]?.zone

  test('is that of the browser, as it told last', async () => {
    const chat = await start({proxy})
    await post(chat.port, message('hi'), headers)
    expect(await zoneOf(chat)).toBeUndefined()
    await post(chat.port, {...message('hi'), zone: 'Asia/Tokyo'}, headers)
    expect(await zoneOf(chat)).toBe('Asia/Tokyo')
    await post(chat.port, message('hi'), headers)
    expect(await zoneOf(chat)).toBe('Asia/Tokyo')
  })

  test('without a proxy and without a word of the browser is that of this machine', async () => {
    const chat = await start()
    expect(await zoneOf(chat)).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone)
  })

  test.each(['Middle-Earth/Bree', '+01:00', '', '../../etc/passwd'])(
    '"%s" is none, and the visitor is answered all the same',
    async zone => {
      const chat = await start({proxy})
      expect((await post(chat.port, {...message('hi'), zone}, headers)).status).toBe(202)
      expect(await zoneOf(chat)).toBeUndefined()
    },
  )

  test.each([7, null, {}, 'x'.repeat(61)])('%j is refused', async zone => {
    const chat = await start({proxy})
    expect((await post(chat.port, {...message('hi'), zone}, headers)).status).toBe(400)
  })
})
