// Messages in Teams: whispers, what is gone and closed, marks, files, and where conversations are after a restart.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {afterAll, beforeAll, beforeEach, describe, expect, it} from '@jest/globals'
import type {Payload} from '../../../adapters/teams/payload.ts'
import {partOf, partsIn} from '../../../adapters/teams/payload.ts'
import type {Card} from '../../../src/chat/card.ts'
import {note, paragraph} from '../../../src/chat/card.ts'
import type {Conversation} from '../../../src/chat/conversation.ts'
import {cardIn, linesIn} from './read-card.ts'
import type {Scene, TeamsHouse} from './teams-house.ts'
import {bot, openTeamsHouse, posted, settled, tenant} from './teams-house.ts'

const ada = {platform: 'teams', tenant, id: '29:ada'}
const personal: Scene = {user: ada.id, scope: 'personal', conversation: 'a:29:ada'}
const group: Conversation = {platform: 'teams', tenant, id: '19:group@thread.v2', scope: 'group'}
const chat: Conversation = {...group, id: 'a:29:ada', scope: 'personal'}
const thread: Conversation = {...group, id: '19:chan@thread.tacv2', scope: 'channel', thread: '170'}
const card: Card = {language: 'en', blocks: [paragraph('Hello.')]}

let house: TeamsHouse

beforeAll(async () => {
  house = await openTeamsHouse()
  await house.listen()
  await house.post(posted(house, personal, {text: 'hi'}))
  await settled()
})

beforeEach(() => {
  house.connector.calls.length = 0
  house.connector.messages.length = 0
})

afterAll(() => house.close())

function status(code: number) {
  return {kind: 'status', status: code} as const
}

const methods = () => house.connector.calls.map(({method}) => method)

describe('a message', () => {
  it('goes into its thread, as from us', async () => {
    await house.platform.send(thread, card)
    const [{conversation, activity} = {conversation: '', activity: {}}] = house.connector.messages
    expect(conversation).toBe('19:chan@thread.tacv2;messageid=170')
    expect(activity).toMatchObject({type: 'message', from: {id: bot}, summary: 'Hello.'})
  })

  it('without a thread begins one in its channel', async () => {
    const {thread: _, ...channel} = thread
    await house.platform.send(channel, card)
    expect(house.connector.messages.map(({conversation}) => conversation)).toEqual(['19:chan@thread.tacv2'])
  })

  it('cites its sources with their licence, on the wire too', async () => {
    const link = {kind: 'link', text: 'OSPO Book', href: 'https://book.example/1'} as const
    const source = note([
      {kind: 'text', text: 'Source: '},
      link,
      {kind: 'text', text: ', Chapter 1 (2023), licence: CC-BY-4.0'},
    ])
    await house.platform.send(chat, {...card, blocks: [...card.blocks, source]})
    const abstract = 'Chapter 1 (2023), licence: CC-BY-4.0'
    expect(house.connector.messages[0]?.activity['entities']).toMatchObject([
      {
        type: 'https://schema.org/Message',
        citation: [{position: 1, appearance: {name: 'OSPO Book', url: 'https://book.example/1', abstract}}],
      },
    ])
    expect(JSON.stringify(house.connector.messages)).not.toContain('AIGeneratedContent')
  })

  it.each([403, 404])('to a place that answers %i tells that it is closed', async code => {
    house.connector.fail('post', status(code))
    await expect(house.platform.send(thread, card)).rejects.toMatchObject({code: 'place-closed'})
    expect(methods()).toEqual(['post'])
  })

  it('to an organisation that was never seen is not sent', async () => {
    await expect(house.platform.send({...chat, tenant: 'elsewhere'}, card)).rejects.toMatchObject({
      code: 'delivery-failed',
    })
    expect(methods()).toEqual([])
  })

  it.each([412, 502, 503, 504])('that is answered %i is sent again', async code => {
    house.connector.fail('post', status(code), {times: 2})
    await house.platform.send(chat, card)
    expect([methods(), house.connector.messages.length]).toEqual([['post', 'post', 'post'], 1])
  })

  it('that may have arrived is not sent again', async () => {
    house.connector.fail('post', status(500))
    await expect(house.platform.send(chat, card)).rejects.toMatchObject({code: 'delivery-unsure'})
    expect(methods()).toEqual(['post'])
  })
})

describe('a change', () => {
  it('replaces the message, and undefined takes it away', async () => {
    const message = await house.platform.send(thread, card)
    await house.platform.update(message, {...card, blocks: [paragraph('Other.')]})
    expect(linesIn(cardIn(house.connector.messages[0]?.activity ?? {}))).toEqual(['Other.'])
    await house.platform.update(message, undefined)
    expect(house.connector.messages).toEqual([])
    await house.platform.update(message, undefined)
  })

  it('of a message that only one person sees goes to its own address', async () => {
    const message = await house.platform.send(thread, card)
    house.connector.fail('update', status(404))
    await house.platform.update(message, {...card, blocks: [paragraph('Other.')]})
    expect(methods()).toEqual(['post', 'update', 'update'])
    expect(linesIn(cardIn(house.connector.messages[0]?.activity ?? {}))).toEqual(['Other.'])
  })

  it('of a message that is gone says so', async () => {
    await expect(house.platform.update({conversation: chat, id: '9'}, card)).rejects.toMatchObject({
      code: 'message-gone',
    })
    await expect(house.platform.update({conversation: chat, id: 'dialog'}, card)).rejects.toMatchObject({
      code: 'message-gone',
    })
  })
})

describe('a whisper', () => {
  it('is a targeted message among others', async () => {
    await house.platform.whisper(thread, ada, card)
    const [call] = house.connector.called('targeted')
    expect(call).toMatchObject({conversation: '19:chan@thread.tacv2;messageid=170', body: {recipient: {id: ada.id}}})
  })

  it.each([400, 403, 404, 405])('that Teams answers %i goes to the private conversation', async code => {
    house.connector.fail('targeted', status(code))
    await house.platform.whisper(group, ada, card)
    expect(house.connector.messages.map(({conversation}) => conversation)).toEqual(['a:29:ada'])
  })

  it('to somebody whom we have never met opens a conversation', async () => {
    house.connector.fail('targeted', status(400))
    await house.platform.whisper(group, {...ada, id: '29:new'}, card)
    expect(methods()).toEqual(['targeted', 'create', 'post'])
    expect(house.connector.called('create')[0]?.body).toMatchObject({
      isGroup: false,
      members: [{id: '29:new'}],
      tenantId: tenant,
    })
  })
})

describe('a delivery', () => {
  const delivery = {bulk: true, mark: 'tip-1'}

  it('that was made is found again by its mark, and not made twice', async () => {
    const first = await house.platform.send(group, card, delivery)
    const second = await house.platform.send(group, card, {...delivery, since: 1})
    expect([second.id, house.connector.messages.length]).toEqual([first.id, 1])
  })

  it('of which nobody knows whether it was made is unsure', async () => {
    await expect(house.platform.send(group, card, {...delivery, mark: 'other', since: 1})).rejects.toMatchObject({
      code: 'delivery-unknowable',
    })
    expect(methods()).toEqual([])
  })
})

describe('a file', () => {
  const file = {kind: 'file', name: 'list.csv', type: 'text/csv', text: 'ä,b\n'} as const
  const offered = async () => {
    await house.platform.send(chat, {...card, blocks: [...card.blocks, file]})
    const {id = '', activity = {}} = house.connector.messages.at(-1) ?? {}
    const [consent = {}] = partsIn(activity, 'attachments')
    return {id, consent, context: partOf(partOf(consent, 'content'), 'acceptContext')}
  }
  const decide = (id: string, value: Payload) =>
    house.post(posted(house, personal, {type: 'invoke', name: 'fileConsent/invoke', value, replyToId: id}))

  it('is offered, uploaded once accepted, and shown', async () => {
    const uploads: string[] = []
    const storage = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => uploads.push(`${request.headers['content-range']} ${chunk.toString()}`))
      request.on('end', () => response.writeHead(201).end())
    })
    await new Promise<void>(resolve => storage.listen(0, '127.0.0.1', resolve))
    const uploadUrl = `http://127.0.0.1:${(storage.address() as AddressInfo).port}/up`
    const {id, consent, context} = await offered()
    expect(consent).toMatchObject({name: 'list.csv', content: {sizeInBytes: 5}})
    const uploadInfo = {uploadUrl, contentUrl: 'https://files.example/list.csv', uniqueId: 'u', fileType: 'csv'}
    await decide(id, {action: 'accept', context, uploadInfo})
    storage.close()
    expect(uploads).toEqual(['bytes 0-4/5 ä,b\n'])
    expect(house.connector.messages.map(({activity}) => partsIn(activity, 'attachments')[0]?.['contentType'])).toEqual([
      'application/vnd.microsoft.card.adaptive',
      'application/vnd.microsoft.teams.card.file.info',
    ])
  })

  it('that is declined goes, and cannot be had later', async () => {
    const {id, context} = await offered()
    await decide(id, {action: 'decline', context})
    await decide(id, {action: 'accept', context, uploadInfo: {uploadUrl: 'http://127.0.0.1:9/'}})
    expect(house.connector.messages).toHaveLength(1)
  })
})

describe('after a restart', () => {
  it('people and channels are written to as before', async () => {
    const later = await openTeamsHouse({store: house.store})
    await later.listen()
    await later.platform.send(chat, card)
    await later.platform.send(thread, card)
    await later.close()
    expect(house.connector.messages.map(({conversation}) => conversation)).toEqual([
      'a:29:ada',
      '19:chan@thread.tacv2;messageid=170',
    ])
  })
})
