// Story: a person's own page in Teams, which words open in a private chat: ask, browse, be forgotten, and see the gaps.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, beforeEach, describe, expect, it} from '@jest/globals'
import type {Payload} from '../../../adapters/teams/payload.ts'
import {isPayload, partOf, partsIn} from '../../../adapters/teams/payload.ts'
import {phrases} from '../../../src/answers/phrases.ts'
import type {Counselor} from '../../../src/counselor.ts'
import {startCounselor} from '../../contracts/probe.ts'
import type {Posted} from '../../doubles/fake-connector.ts'
import {buttonsIn, cardIn, complaintsOf, filledIn, linesIn} from './read-card.ts'
import type {Reply, Scene, TeamsHouse} from './teams-house.ts'
import {mentioning, openTeamsHouse, posted} from './teams-house.ts'

const say = phrases.en
const ada: Scene = {user: '29:ada', scope: 'personal', conversation: 'a:29:ada'}
const thread: Scene = {...ada, scope: 'channel', conversation: '19:general@thread.tacv2;messageid=1'}

let house: TeamsHouse
let counselor: Counselor

beforeAll(async () => {
  house = await openTeamsHouse({lookUp: typed => counselor.lookUp(typed)})
  counselor = await startCounselor(house.platform)
})

beforeEach(() => {
  house.connector.messages.length = 0
})

afterAll(async () => {
  await counselor.stop()
  await house.close()
})

async function said(text: string, scene = ada): Promise<Posted> {
  const before = house.connector.messages.length
  await house.post(posted(house, scene, scene === ada ? {text} : mentioning(text)))
  return house.connector.until(text, () => house.connector.messages[before])
}

async function pressed(at: Posted, label: string, scene = ada): Promise<Reply> {
  const button = buttonsIn(cardIn(at.activity)).get(label) ?? {}
  const data = partOf(button, 'data')
  const fetches = partOf(data, 'msteams')['type'] === 'task/fetch'
  const name = fetches ? 'task/fetch' : 'adaptiveCard/action'
  const value = fetches ? {data} : {action: {type: 'Action.Execute', verb: 'press', data}}
  return house.post(posted(house, scene, {type: 'invoke', name, value, replyToId: at.id}))
}

function dialogOf({body}: Reply): Payload {
  const card = partOf(partOf(partOf(body, 'task'), 'value'), 'card')['content']
  return isPayload(card) ? card : {}
}

describe("the page of one's own", () => {
  it('holds all that there is, and is no larger than Teams takes', async () => {
    const card = cardIn((await said('home')).activity)
    const labels = [...buttonsIn(card).keys()]
    expect(labels).toEqual(expect.arrayContaining([say.home.ask, ...say.examples, say.home.forget, say.home.export]))
    expect(complaintsOf(card)).toEqual([])
    expect(linesIn(card)).not.toContain('This is too long for Teams: something was left out here.')
  })

  it('comes in the language of the words that ask for it', async () => {
    const chinese = cardIn((await said('主页')).activity)
    expect(linesIn(chinese)[0]).toBe(phrases.zh.home.title)
    expect([...buttonsIn(chinese).keys()]).toContain(phrases.zh.home.forget)
    expect(chinese['lang']).toBe('zh')
  })

  it('is for the person alone where others are around', async () => {
    expect((await said('my page', thread)).onlyFor).toBe(thread.user)
  })

  it('takes a question in a dialog, and answers it in the chat', async () => {
    const home = await said('my page')
    const form = dialogOf(await pressed(home, say.home.ask))
    const value = {data: filledIn(form, {[say.home.yourQuestion]: 'What is an OSPO?'})}
    await house.post(posted(house, ada, {type: 'invoke', name: 'task/submit', value}))
    expect(linesIn(cardIn(house.connector.messages.at(-1)?.activity ?? {}))[0]).toBe('What is an OSPO?')
  })

  it('hands the missed questions over as a file', async () => {
    await said('xyzzy plugh frobnicate')
    await pressed(await said('settings'), say.home.export)
    const offered = house.connector.messages.flatMap(({activity}) => partsIn(activity, 'attachments'))
    expect(offered.at(-1)).toMatchObject({
      name: 'missed-questions.csv',
      contentType: expect.stringContaining('file.consent'),
    })
  })

  it('hands a person their own data over as a file, by a button and by words', async () => {
    for (const ask of [async () => pressed(await said('home'), say.data.show), () => said('my data')]) {
      house.connector.messages.length = 0
      await ask()
      const offered = () =>
        house.connector.messages
          .flatMap(({activity}) => partsIn(activity, 'attachments'))
          .find(({name}) => name === 'my-data.json')
      const offer = await house.connector.until('the file', offered)
      expect(offer['contentType']).toContain('file.consent')
    }
  })

  it('forgets whoever wants to be forgotten, where they are included, and still tells them', async () => {
    const store = house.store
    const kept = async () => {
      const keys: string[] = []
      for await (const [key] of store.list('teams-')) if (/29%3Aada/.test(key)) keys.push(key)
      return keys
    }
    const home = await said('home')
    expect((await kept()).length).toBeGreaterThan(0)
    await pressed(home, say.home.forget)
    const told = linesIn(cardIn(house.connector.messages.at(-1)?.activity ?? {})).join()
    expect(told).toContain('forgotten')
    expect(told).toContain('how to reach you')
    expect(await kept()).toEqual([])
  })
})

describe('the action on a message', () => {
  const about = (content: string) => ({
    commandId: 'ask',
    messagePayload: {id: '5', body: {contentType: 'html', content}},
  })
  const ask = (scene: Scene, content: string) =>
    house.post(posted(house, scene, {type: 'invoke', name: 'composeExtension/fetchTask', value: about(content)}))

  it('answers in a dialog what the message asks, and nobody else sees it', async () => {
    const card = dialogOf(await ask(thread, '<p>What is an <b>OSPO</b>?</p>'))
    expect(linesIn(card)[0]).toBe('What is an OSPO?')
    expect(complaintsOf(card)).toEqual([])
    expect(house.connector.messages).toEqual([])
  })

  it('lets the person read on, and share the answer in the thread', async () => {
    await said('hello', thread)
    const card = dialogOf(await ask(thread, 'What is an OSPO?'))
    const data = partOf(buttonsIn(card).get(say.share) ?? {}, 'data')
    const reply = await house.post(
      posted(house, thread, {type: 'invoke', name: 'composeExtension/submitAction', value: {data, ...about('x')}}),
    )
    expect(reply.body).toEqual({})
    expect(house.connector.messages.at(-1)).toMatchObject({
      conversation: '19:general@thread.tacv2;messageid=5',
      onlyFor: undefined,
    })
  })
})

describe('the search', () => {
  it('finds answers with their sources, whatever is typed', async () => {
    for (const typed of ['', 'o', 'licence', '开源']) {
      const parameters = [{name: 'question', value: typed}]
      const {body} = await house.post(
        posted(house, ada, {type: 'invoke', name: 'composeExtension/query', value: {parameters}}),
      )
      const cards = partsIn(partOf(body, 'composeExtension'), 'attachments').map(each => partOf(each, 'content'))
      expect(cards.length).toBeGreaterThan(0)
      for (const card of cards) expect(complaintsOf(card)).toEqual([])
    }
  })

  it('gives cards with buttons that work in any chat: the source, and a chat with us with the question', async () => {
    const value = {parameters: [{name: 'question', value: 'What is an OSPO?'}]}
    const {body} = await house.post(posted(house, ada, {type: 'invoke', name: 'composeExtension/query', value}))
    const [found = {}] = partsIn(partOf(body, 'composeExtension'), 'attachments')
    const ways = [...buttonsIn(partOf(found, 'content')).values()]
    expect(ways.map(({type}) => type)).toEqual(['Action.OpenUrl', 'Action.OpenUrl'])
    const [source, chat] = ways.map(({url}) => new URL(String(url)))
    expect(source?.href).toBe('https://ospobook.todogroup.org/01-chapter/')
    expect(chat?.href).toMatch(/^https:\/\/teams\.microsoft\.com\/l\/chat\/0\/0\?users=28:00000000-/)
    expect(chat?.searchParams.get('message')).toBe('What is an OSPO?')
  })
})
