// What Teams posts as an Activity: whom it is from, where, and whether it concerns us.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import type {BotActivity, Payload} from '../../../adapters/teams/payload.ts'
import {lackOf} from '../../../adapters/teams/payload.ts'
import {comesIn, goesOut, referenceOf, toActivity} from '../../../adapters/teams/to-activity.ts'
import {wordsInHtml} from '../../../adapters/teams/to-words.ts'
import type {Activity} from '../../../src/chat/activity.ts'
import {hostileText} from './hostile-cards.ts'
import type {Scene} from './teams-house.ts'
import {bot, mentioning, posted, tenant} from './teams-house.ts'

const house = {connector: {serviceUrl: 'https://smba.example/emea/'}} as Parameters<typeof posted>[0]
const personal: Scene = {user: '29:ada', scope: 'personal', conversation: 'a:1'}
const group: Scene = {user: '29:ada', scope: 'groupChat', conversation: '19:group@thread.v2'}
const thread: Scene = {user: '29:ada', scope: 'channel', conversation: '19:chan@thread.tacv2;messageid=170'}

function taken(scene: Scene, more: Payload): Activity | undefined {
  return toActivity(posted(house, scene, more), 5)
}

const quote = (mri: string) =>
  `<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1701"><strong itemprop="mri" itemid="${mri}">Bot</strong><p itemprop="preview">old words</p></blockquote><p>I say &lt;so&gt;&nbsp;too</p>`

describe('a message', () => {
  it('in private is addressed to us', () => {
    expect(taken(personal, {text: ' What is\u00a0an OSPO? '})).toMatchObject({
      kind: 'message',
      text: 'What is an OSPO?',
      addressed: true,
      at: Date.parse('2026-11-24T09:00:00.000Z'),
      from: {platform: 'teams', tenant, id: '29:ada'},
      conversation: {platform: 'teams', tenant, id: 'a:1', scope: 'personal'},
    })
  })

  it('with our name loses it, and keeps the names of others', () => {
    const {entities, text} = mentioning('ask <at>Ann</at> too')
    expect(taken(group, {text, entities})).toMatchObject({text: 'ask @Ann too', addressed: true})
  })

  it('in a thread belongs to it', () => {
    const conversation = {id: '19:chan@thread.tacv2', scope: 'channel', thread: '170'}
    expect(taken(thread, {text: 'and then?'})).toMatchObject({addressed: false, conversation})
  })

  it('that begins a thread without our name is none of our business', () => {
    expect(taken(thread, {id: '170', text: 'Good morning'})).toBeUndefined()
    expect(taken({...thread, conversation: '19:chan@thread.tacv2'}, {text: 'Good morning'})).toBeUndefined()
  })

  it('in a group without our name is none of our business, unless it quotes us', () => {
    const html = (mri: string) => ({attachments: [{contentType: 'text/html', content: quote(mri)}]})
    expect(taken(group, {text: 'Lunch?'})).toBeUndefined()
    expect(taken(group, {text: 'x', ...html('8:orgid:ann')})).toBeUndefined()
    expect(taken(group, {text: 'x', ...html(bot)})).toMatchObject({
      quotes: '1701',
      text: 'I say <so> too',
      addressed: false,
    })
  })

  it('with a copy in HTML has its signs decoded, and without one has them as they are', () => {
    const copy = {attachments: [{contentType: 'text/html', content: '<p>a &lt; b &amp;amp; c</p>'}]}
    expect(taken(personal, {text: 'a &lt; b &amp;amp; c', ...copy})).toMatchObject({text: 'a < b &amp; c'})
    expect(taken(personal, {text: 'a &lt; b'})).toMatchObject({text: 'a &lt; b'})
  })

  it('without a recipient of any use is still read', () => {
    const text = '<at>Counselor</at> hello'
    expect(
      taken(group, {text, entities: [{type: 'mention'}, 'x', {type: 'mention', mentioned: {id: bot}}]}),
    ).toMatchObject({
      text: '@Counselor hello',
      addressed: true,
    })
  })

  it.each(['home', 'settings', '主页'])('"%s" goes on as it was said: the core knows who wants their page', text => {
    expect(taken(personal, {text})).toMatchObject({kind: 'message', text, addressed: true})
    expect(taken(group, mentioning(text))).toMatchObject({kind: 'message', text, addressed: true})
  })

  it.each([
    ['', 'help', ''],
    ['Topics', 'topics', ''],
    ['what is an OSPO?', 'ask', 'what is an OSPO?'],
  ])('"%s" to us alone in the midst of others is a command', (text, name, rest) => {
    expect(taken(group, {text, recipient: {id: bot, isTargeted: true}})).toMatchObject({
      kind: 'command',
      name,
      text: rest,
    })
  })
})

describe('a word that is a command', () => {
  it.each([
    ['readiness', 'readiness', ''],
    ['Tips every Monday 09:30', 'tips', 'every Monday 09:30'],
  ])('"%s" is one where it is said to us', (text, name, rest) => {
    expect(taken(personal, {text})).toMatchObject({kind: 'command', name, text: rest})
    expect(taken(thread, mentioning(text))).toMatchObject({kind: 'command', name, text: rest})
  })

  it.each(['tips for a start?', 'tips on how we should start an open source office'])('"%s" is a question', text => {
    expect(taken(personal, {text})?.kind).toBe('message')
  })
})

describe('a press', () => {
  const data = {c: 'press', a: 'answers.read', v: 'x y en'}
  const ways: [string, Payload][] = [
    [
      'executed',
      {type: 'invoke', name: 'adaptiveCard/action', value: {action: {type: 'Action.Execute', verb: 'press', data}}},
    ],
    ['fetched', {type: 'invoke', name: 'task/fetch', value: {data: {...data, msteams: {type: 'task/fetch'}}}}],
    ['submitted as a message', {value: data}],
  ]

  it.each(ways)('that is %s says what was pressed, and on which message', (_, more) => {
    expect(taken(thread, {...more, replyToId: '171'})).toMatchObject({
      kind: 'press',
      action: 'answers.read',
      value: 'x y en',
      message: {id: '171', conversation: {thread: '170'}},
    })
  })

  it('of anything that is not ours is nothing', () => {
    for (const value of [{}, {c: 'press'}, {a: 'x'}, {c: 'other', a: 'x', v: 'y'}, 7, null, [data]])
      expect(taken(personal, {type: 'invoke', name: 'task/fetch', value: {data: value}})).toBeUndefined()
  })
})

describe('a form', () => {
  it('comes back with its values', () => {
    const data = {c: 'form', a: 'answers.send', v: 'id', 'f-question': 'Why?'}
    const more = {type: 'invoke', name: 'task/submit', value: {data}}
    expect(taken(personal, more)).toMatchObject({kind: 'submission', values: {question: 'Why?'}})
  })
})

describe('the action on a message', () => {
  const value = {
    commandId: 'ask',
    messagePayload: {id: '171', replyToId: '170', body: {contentType: 'html', content: '<p>What is <b>GPL</b>?</p>'}},
  }

  it('asks what the message says, in its thread', () => {
    expect(
      taken(
        {...thread, conversation: '19:chan@thread.tacv2'},
        {type: 'invoke', name: 'composeExtension/fetchTask', value},
      ),
    ).toMatchObject({
      kind: 'command',
      name: 'ask',
      text: 'What is GPL?',
      conversation: {thread: '170'},
    })
  })

  it('in a chat of two people has others around', () => {
    const more = {type: 'invoke', name: 'composeExtension/fetchTask', value}
    expect(taken(personal, more)?.conversation.scope).toBe('group')
  })
})

describe('coming and going', () => {
  const added = {type: 'conversationUpdate', membersAdded: [{id: bot}]}

  it('is ours, or that of others', () => {
    expect(taken(personal, added)?.kind).toBe('joined')
    expect(taken(personal, {...added, membersAdded: [{id: '29:ada'}]})).toBeUndefined()
    expect(comesIn(posted(house, personal, {type: 'installationUpdate', action: 'add-upgrade'}))).toBe(true)
    expect(goesOut(posted(house, personal, {type: 'installationUpdate', action: 'remove'}))).toBe(true)
    expect(goesOut(posted(house, thread, {type: 'conversationUpdate', membersRemoved: [{id: bot}]}))).toBe(true)
    expect(goesOut(posted(house, thread, {type: 'message', membersRemoved: [{id: bot}]}))).toBe(false)
  })

  it('leaves a reference that is plain JSON and names nobody', () => {
    expect(referenceOf(posted(house, thread, added))).toEqual({
      serviceUrl: 'https://smba.example/emea/',
      conversation: '19:chan@thread.tacv2',
      scope: 'channel',
      tenant,
      bot,
      team: '19:team@thread.tacv2',
    })
    expect(referenceOf(posted(house, personal, added))).toMatchObject({user: '29:ada'})
  })
})

describe('the id of an event', () => {
  it('is the same for a repetition, and another in another conversation', () => {
    const id = (scene: Scene, own: string) => taken(scene, {id: own, ...mentioning('hi')})?.id
    expect(id(group, '1')).toBe(id(group, '1'))
    expect(new Set([id(group, '1'), id(group, '2'), id(personal, '1')]).size).toBe(3)
  })
})

describe('whatever comes', () => {
  it('is refused with a sentence, or read without a fault', () => {
    const base = posted(house, personal, {})
    const field = fc.constantFrom(...Object.keys(base), 'value', 'name', 'entities', 'attachments', 'replyToId', 'text')
    const value = fc.oneof(
      fc.constantFrom('invoke', 'message', 'conversationUpdate', 'task/fetch'),
      hostileText,
      fc.jsonValue(),
    )
    fc.assert(
      fc.property(fc.dictionary(field, value), changes => {
        const body = {...base, ...changes}
        const lack = lackOf(body, false)
        if (lack !== undefined) expect(lack).toMatch(/^(?:`|The|An).*\.$/)
        else {
          const activity = toActivity(body as BotActivity, 5)
          referenceOf(body as BotActivity)
          if (activity) expect(typeof activity.from.id).toBe('string')
        }
      }),
      {numRuns: 500},
    )
  })

  it.each([
    [undefined, 'The body has to be'],
    [[], 'The body has to be'],
    [{}, '`type`'],
    [{channelId: 'emulator'}, '`channelId`'],
    [{serviceUrl: undefined}, '`serviceUrl`'],
    [{serviceUrl: 'http://127.0.0.1'}, '`serviceUrl`'],
    [{serviceUrl: 'file:///etc/passwd'}, '`serviceUrl`'],
    [{recipient: undefined}, '`recipient.id`'],
    [{from: {id: 7}}, '`from.id`'],
    [{conversation: {id: 'x'.repeat(401)}}, '`conversation.id`'],
    [{type: 'invoke'}, 'An invoke'],
  ])('%j is told what it lacks', (change, sentence) => {
    const body =
      Array.isArray(change) || change === undefined || Object.keys(change).length === 0
        ? change
        : {...posted(house, personal, {}), ...change}
    expect(lackOf(body, false)).toMatch(sentence.startsWith('The') || sentence.startsWith('An') ? sentence : sentence)
  })
})

describe('words in HTML', () => {
  it('are read without tags, quotes and codes, in linear time', () => {
    expect(wordsInHtml('<div>One<br>two</div><p>3 &lt; 4 &amp;lt; 5</p>')).toBe('One\ntwo\n3 < 4 &lt; 5')
    expect(wordsInHtml(quote('8:x'))).toBe('I say <so> too')
    expect(wordsInHtml('<'.repeat(200_000)).length).toBeLessThanOrEqual(12_000)
    expect(wordsInHtml('<blockquote schema.skype.com/Reply>'.repeat(20_000))).toBe('')
  })
})
