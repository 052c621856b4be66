// What Teams has besides messages: thumbs that it draws, a search in the message box, and coming and going.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterEach, describe, expect, it} from '@jest/globals'
import type {Payload} from '../../../adapters/teams/payload.ts'
import {buttons, heading, paragraph} from '../../../src/chat/card.ts'
import type {Scene, TeamsHouse} from './teams-house.ts'
import {openTeamsHouse, posted, settled, tenant} from './teams-house.ts'

const personal: Scene = {user: '29:ada', scope: 'personal', conversation: 'a:29:ada'}
const chat = {platform: 'teams', tenant, id: personal.conversation, scope: 'personal'} as const
const card = {language: 'en', blocks: [heading('Found'), paragraph('Here.')]} as const

let house: TeamsHouse

async function open(...options: Parameters<typeof openTeamsHouse>): Promise<TeamsHouse> {
  house = await openTeamsHouse(...options)
  return house
}

afterEach(() => house.close())

function invoke(scene: Scene, name: string, value: Payload, replyToId?: string): Payload {
  return posted(house, scene, {type: 'invoke', name, value, ...(replyToId === undefined ? {} : {replyToId})})
}

describe('thumbs that Teams draws', () => {
  const rated = {language: 'en', blocks: [paragraph('An answer.'), thumbs()]} as const
  const feedback = (reaction: string) => ({actionName: 'feedback', actionValue: {reaction, feedback: '{}'}})

  function thumbs() {
    return {kind: 'feedback', action: 'answers.rate', value: 'a p en'} as const
  }

  it('stand below answers in private only', async () => {
    await open()
    await house.listen()
    await house.post(posted(house, personal, {text: 'hi'}))
    for (const scope of ['personal', 'group'] as const) await house.platform.send({...chat, scope}, rated)
    const [own, others] = house.connector.messages.map(({activity}) => activity['channelData'])
    expect([own, others]).toEqual([{feedbackLoop: {type: 'custom'}}, undefined])
  })

  it.each([
    ['message/fetchTask', {data: feedback('dislike')}, 'down:a p en'],
    ['message/submitAction', feedback('like'), 'up:a p en'],
  ])('come back by %s as a press', async (name, value, means) => {
    await open()
    await house.listen()
    await house.post(posted(house, personal, {text: 'hi'}))
    const {id} = await house.platform.send(chat, rated)
    const {status} = await house.post(invoke(personal, name, value, id))
    expect(status).toBe(200)
    expect(house.taken.at(-1)).toMatchObject({kind: 'press', action: 'answers.rate', value: means, message: {id}})
  })

  it('that nobody knows any more are answered, and come to nothing', async () => {
    await open()
    await house.listen()
    const {status} = await house.post(invoke(personal, 'message/submitAction', feedback('like'), 'long-ago'))
    expect([status, house.taken]).toEqual([200, []])
    const fetched = await house.post(invoke(personal, 'message/fetchTask', {data: feedback('like')}, 'long-ago'))
    expect(fetched.body).toEqual({task: {type: 'message', value: 'This is too old to be used.'}})
  })
})

describe('the search', () => {
  const found = {
    title: 'What is an OSPO?',
    preview: 'A centre.',
    card: {...card, blocks: [...card.blocks, buttons([{label: 'On', action: 'a', value: 'v'}])]},
  }

  it('lists what is found, with the card that goes into the message', async () => {
    const typed: string[] = []
    await open({
      lookUp: text => {
        typed.push(text)
        return [found]
      },
    })
    await house.listen()
    const query = {commandId: 'search', parameters: [{name: 'question', value: 'ospo'}]}
    const {body} = await house.post(invoke(personal, 'composeExtension/query', query))
    expect(body).toMatchObject({
      composeExtension: {
        type: 'result',
        attachmentLayout: 'list',
        attachments: [{preview: {content: {title: found.title, text: found.preview}}}],
      },
    })
    await house.post(invoke(personal, 'composeExtension/query', {parameters: [{name: 'initialRun', value: 'true'}]}))
    expect(typed).toEqual(['ospo', ''])
    expect(JSON.stringify(body)).not.toMatch(/Action\.(?:Execute|Submit)/)
  })
})

describe('an invoke that we do not know', () => {
  it('is told so', async () => {
    await open()
    await house.listen()
    expect((await house.post(invoke(personal, 'signin/verifyState', {}))).status).toBe(501)
  })
})

describe('coming into a conversation', () => {
  it('is welcomed once, and again after we were removed', async () => {
    await open()
    await house.listen()
    const joined = () => posted(house, personal, {type: 'installationUpdate', action: 'add'})
    for (let i = 0; i < 2; i += 1) await house.post(joined())
    await settled()
    expect(house.taken.map(({kind}) => kind)).toEqual(['joined'])
    await house.post(posted(house, personal, {type: 'installationUpdate', action: 'remove'}))
    await settled()
    await house.post(joined())
    await settled()
    expect(house.taken.map(({kind}) => kind)).toEqual(['joined', 'joined'])
  })
})
