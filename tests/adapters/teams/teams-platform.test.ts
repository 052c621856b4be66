// Teams as a Platform: who is let in, what an invoke is answered, and what happens late or while stopping.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterEach, describe, expect, it} from '@jest/globals'
import type {Payload} from '../../../adapters/teams/payload.ts'
import {partOf} from '../../../adapters/teams/payload.ts'
import type {TeamsAccess} from '../../../adapters/teams/teams-access.ts'
import type {Activity, Press} from '../../../src/chat/activity.ts'
import {heading, paragraph} from '../../../src/chat/card.ts'
import type {Form} from '../../../src/chat/form.ts'
import {VirtualTime} from '../../doubles/virtual-time.ts'
import {cardIn, linesIn, partsWithin} from './read-card.ts'
import type {Scene, TeamsHouse} from './teams-house.ts'
import {openTeamsHouse, posted, settled, tenant} from './teams-house.ts'

const personal: Scene = {user: '29:ada', scope: 'personal', conversation: 'a:29:ada'}
const thread: Scene = {user: '29:ada', scope: 'channel', conversation: '19:chan@thread.tacv2;messageid=170'}
const card = {language: 'en', blocks: [heading('Found'), paragraph('Here.')]} as const
const form: Form = {
  action: 'test.form',
  value: 'v',
  title: 'A form',
  submit: 'Send',
  cancel: 'Leave',
  prose: [],
  inputs: [{kind: 'text', id: 'words', label: 'Words', required: true, multiline: false, most: 40}],
  language: 'en',
}

let house: TeamsHouse

async function open(...options: Parameters<typeof openTeamsHouse>): Promise<TeamsHouse> {
  house = await openTeamsHouse(...options)
  return house
}

afterEach(() => house.close())

function invoke(scene: Scene, name: string, value: Payload, replyToId?: string): Payload {
  return posted(house, scene, {type: 'invoke', name, value, ...(replyToId === undefined ? {} : {replyToId})})
}

const pressed = {c: 'press', a: 'test.press', v: 'v'}
const executed = {action: {type: 'Action.Execute', verb: 'press', data: pressed}}

describe('starting', () => {
  const typo = {type: 'SingelTenant', appId: '', tenantId: '', password: ''} as unknown as TeamsAccess

  it('is refused where the settings would let everybody in', async () => {
    await open({access: typo})
    await expect(house.listen()).rejects.toMatchObject({code: 'config-invalid'})
    expect((await house.post(posted(house, personal, {text: 'hi'}))).status).toBe(503)
  })

  it('takes no activity before, and none after the end', async () => {
    await open()
    expect((await house.post(posted(house, personal, {text: 'hi'}))).status).toBe(503)
    await house.listen()
    expect((await house.post(posted(house, personal, {text: 'hi'}))).status).toBe(200)
    await house.platform.stop()
    expect((await house.post(posted(house, personal, {text: 'hi'}))).status).toBe(503)
    expect(house.taken).toHaveLength(1)
  })
})

describe('an open door', () => {
  it.each([
    [{}, {'content-type': 'text/plain'}],
    [{serviceUrl: 'https://evil.example/'}, {}],
    [{serviceUrl: 'http://evil.example:80/'}, {}],
  ])('is none for a page in a browser: %j %j', async (change, headers) => {
    await open()
    await house.listen()
    const {status} = await house.post({...posted(house, personal, {text: 'hi'}), ...change}, headers)
    expect([status, house.taken]).toEqual([400, []])
  })
})

describe('stopping', () => {
  it('waits for what is under way', async () => {
    await open()
    let go = () => {}
    const gate = new Promise<void>(resolve => {
      go = resolve
    })
    await house.listen(async ({conversation}) => {
      await gate
      await house.platform.send(conversation, card)
    })
    await house.post(posted(house, personal, {text: 'hi'}))
    const stopped = house.platform.stop()
    go()
    await stopped
    expect(house.connector.messages).toHaveLength(1)
  })
})

describe('a press', () => {
  it('on a card that changes shows the change at once, and to all others in the message', async () => {
    await open()
    await house.listen(activity => house.platform.update((activity as Press).message, card))
    const {id} = await sent(thread)
    const {body} = await house.post(invoke(thread, 'adaptiveCard/action', executed, id))
    expect(body).toMatchObject({statusCode: 200, type: 'application/vnd.microsoft.card.adaptive'})
    expect(linesIn(partOf(body, 'value'))).toEqual(['Found', 'Here.'])
    expect(linesIn(cardIn(house.connector.messages[0]?.activity ?? {}))).toEqual(['Found', 'Here.'])
  })

  it('on a card that only one person sees shows the change, also where Teams has no such message', async () => {
    await open()
    await house.listen(activity => house.platform.update((activity as Press).message, card))
    const {body} = await house.post(invoke(thread, 'adaptiveCard/action', executed, 'nowhere'))
    expect(linesIn(partOf(body, 'value'))).toEqual(['Found', 'Here.'])
    expect(house.record.messages('error')).toEqual([])
  })

  it('is acknowledged where there is nothing to show', async () => {
    await open()
    await house.listen()
    const {status, body} = await house.post(invoke(thread, 'adaptiveCard/action', executed, '1'))
    expect([status, body['statusCode'], body['type']]).toEqual([200, 200, 'application/vnd.microsoft.activity.message'])
  })

  it('for a dialog shows what is whispered there, and nobody else sees it', async () => {
    await open()
    await house.listen(({conversation, from}) => house.platform.whisper(conversation, from, card))
    const {body} = await house.post(invoke(thread, 'task/fetch', {data: pressed}, '1'))
    expect(body).toMatchObject({task: {type: 'continue', value: {title: 'Found'}}})
    expect(house.connector.messages).toEqual([])
  })

  it('in a dialog replaces it, or closes it', async () => {
    await open()
    let shows = true
    await house.listen(async activity => {
      if (shows) await house.platform.update((activity as Press).message, card)
    })
    const replaced = await house.post(invoke(thread, 'task/submit', {data: pressed}))
    shows = false
    const closed = await house.post(invoke(thread, 'task/submit', {data: pressed}))
    expect([replaced.body, closed.body]).toMatchObject([{task: {type: 'continue'}}, {}])
    expect(closed.body).toEqual({})
  })

  it('that takes longer than Teams waits is acknowledged in time, and answered elsewhere', async () => {
    const timer = new VirtualTime(Date.UTC(2026, 10, 24))
    await open({timer})
    let begun = () => {}
    const waiting = new Promise<void>(resolve => {
      begun = resolve
    })
    let go = () => {}
    const gate = new Promise<void>(resolve => {
      go = resolve
    })
    let done = () => {}
    const over = new Promise<void>(resolve => {
      done = resolve
    })
    await house.listen(async ({conversation, from}) => {
      begun()
      await gate
      await house.platform.whisper(conversation, from, card)
      done()
    })
    const reply = house.post(invoke(thread, 'task/fetch', {data: pressed}, '1'))
    await waiting
    await timer.pass(4_000)
    expect((await reply).body).toEqual({task: {type: 'message', value: '✓'}})
    go()
    await over
    expect(house.connector.messages).toMatchObject([{onlyFor: '29:ada'}])
  })
})

describe('a form', () => {
  const opens = (activity: Activity) =>
    activity.kind === 'submission' ? Promise.resolve() : house.platform.open(activity, form)
  const hasInput = (shown: Payload) => partsWithin(shown).some(({type}) => type === 'Input.Text')

  it('stands in a dialog where Teams asks for one', async () => {
    await open()
    await house.listen(opens)
    const {body} = await house.post(invoke(personal, 'task/fetch', {data: pressed}, '1'))
    const value = partOf(partOf(body, 'task'), 'value')
    expect(value['title']).toBe('A form')
    expect(hasInput(partOf(partOf(value, 'card'), 'content'))).toBe(true)
  })

  it('takes the place of a card that was pressed, for whoever pressed it', async () => {
    await open()
    await house.listen(opens)
    const {body} = await house.post(invoke(thread, 'adaptiveCard/action', executed, '1'))
    expect(hasInput(partOf(body, 'value'))).toBe(true)
    expect(house.connector.messages).toEqual([])
  })

  it('in place of a card goes once it was submitted', async () => {
    await open()
    await house.listen(opens)
    const data = {c: 'form', a: 'test.form', v: 'v', 'f-words': 'hello'}
    const {body} = await house.post(invoke(thread, 'adaptiveCard/action', {action: {verb: 'form', data}}, '1'))
    expect(linesIn(partOf(body, 'value'))).toEqual(['✓'])
  })

  it('is a message for that person where there is neither, and goes once it was submitted', async () => {
    await open()
    await house.listen(opens)
    await house.post(posted(house, thread, {value: pressed, replyToId: '1'}))
    const message = await house.connector.until('the form', () => house.connector.messages[0])
    expect([message.onlyFor, hasInput(cardIn(message.activity))]).toEqual(['29:ada', true])
    const [button] = partsWithin(cardIn(message.activity)).filter(({type}) => type === 'Action.Execute')
    const data = {...partOf(button ?? {}, 'data'), 'f-words': 'hello'}
    await house.post(invoke(thread, 'adaptiveCard/action', {action: {verb: 'form', data}}, message.id))
    await house.connector.until('the end of the form', () => house.connector.messages.length === 0)
    expect(house.taken.at(-1)).toMatchObject({kind: 'submission', values: {words: 'hello'}})
  })
})

/** A message of ours in a channel, which was posted to before. */
async function sent(scene: Scene): Promise<{readonly id: string}> {
  await house.post(posted(house, scene, {text: 'x'}))
  await settled()
  return house.platform.send(
    {platform: 'teams', tenant, id: '19:chan@thread.tacv2', scope: 'channel', thread: '170'},
    card,
  )
}
