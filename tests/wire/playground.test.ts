// Wire test in Microsoft's Agents Playground: what people do in Teams, and what they see, with the real counselor behind it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import {partOf, partsIn} from '../../adapters/teams/payload.ts'
import {phrases} from '../../src/answers/phrases.ts'
import {paragraph} from '../../src/chat/card.ts'
import {storePrefix} from '../../src/store.ts'
import {buttonsIn, complaintsOf, filledIn, linesIn, seenForm} from '../adapters/teams/read-card.ts'
import {freePort} from '../doubles/free-port.ts'
import {temporaryFolder} from '../doubles/temporary-folder.ts'
import {whyWithout} from './peers.ts'
import {Playground} from './playground.ts'
import {
  asked as askedIn,
  button,
  cardOf,
  labels,
  messagesIn as messagesOf,
  next as nextIn,
  textIn,
} from './playground-reading.ts'
import {stage} from './playground-stage.ts'
import type {TeamsHouse} from './teams-house.ts'
import {openTeamsHouse} from './teams-house.ts'

const missing = await whyWithout('@microsoft/m365agentsplayground')
const suite = missing === undefined ? describe : describe.skip
const say = phrases.en
const question = 'What is an OSPO?'

let house: TeamsHouse
let playground: Playground
let port: number
const folder = temporaryFolder()

const open = () => openTeamsHouse({access: {type: 'anonymous'}, port, storeFile: join(folder.path, 'store.sqlite')})

const next = (where: string, seen: number) => nextIn(playground, where, seen)
const messagesIn = (where: string) => messagesOf(playground, where)
const asked = (where: string, words: string) => askedIn(playground, where, words)

suite(`in the Agents Playground ${missing ?? ''}`, () => {
  beforeAll(async () => {
    port = await freePort()
    house = await open()
    playground = await Playground.open(`${house.origin}/api/messages`)
  })

  afterAll(async () => {
    const complaints = playground?.messages.flatMap(message => complaintsOf(cardOf(message)))
    await playground?.stop()
    await house?.stop()
    folder.remove()
    expect(complaints).toEqual([])
  })

  it('whoever installs the app is welcomed with examples, once', async () => {
    await playground.install(stage.personal)
    const welcome = await next(stage.personal, 0)
    expect(textIn(welcome)).toContain(say.hello)
    expect(labels(welcome)).toEqual(say.examples)
    await playground.install(stage.personal)
    await asked(stage.personal, 'help')
    expect(messagesIn(stage.personal)).toHaveLength(2)
  })

  it('a question in private is answered with its source, as a citation too', async () => {
    const answer = await asked(stage.personal, question)
    expect(textIn(answer)).toMatch(/What is an OSPO\?[\s\S]*TODO Group OSPO Book[\s\S]*CC-BY-4\.0/)
    const [cited] = partsIn(partOf(answer.content, 'aiEntity'), 'citation')
    expect(cited).toMatchObject({appearance: {name: expect.stringContaining('TODO Group OSPO Book')}})
    expect(answer.content['feedbackLoopEnabled'] ?? answer.content['feedbackLoop']).toBeDefined()
    expect(JSON.stringify(answer.content)).not.toContain('AIGenerated')
  })

  it('an Action.Execute is answered, and a client that knows only Action.Submit gets the same', async () => {
    const help = await asked(stage.personal, 'topics')
    const [chapter = ''] = labels(help)
    const seen = messagesIn(stage.personal).length
    await playground.execute(stage.alex, help, button(help, chapter))
    const pressed = messagesIn(stage.personal)
    const shown = pressed.length > seen ? pressed.at(-1) : pressed.find(({id}) => id === help.id)
    const fallback = partOf(button(help, chapter), 'fallback')
    expect(fallback).toMatchObject({type: 'Action.Submit', title: chapter})
    const again = await asked(stage.personal, 'topics')
    const before = playground.messages.map(each => JSON.stringify(each)).join()
    await playground.submit(stage.alex, again, partOf(fallback, 'data'))
    await playground.until('the effect', () => playground.messages.map(each => JSON.stringify(each)).join() !== before)
    const after = messagesIn(stage.personal)
    expect(after.filter(each => textIn(each) === textIn(shown ?? again)).length).toBeGreaterThanOrEqual(2)
  })

  it('a thumb below the message is counted, and the message says so', async () => {
    const answer = await asked(stage.personal, question)
    const value = {actionName: 'feedback', actionValue: {reaction: 'like', feedback: '{}'}}
    // The Playground leaves out the message that Teams names, so the activity is filled in here.
    const frame = await playground.template(stage.personal)
    await playground.custom({...frame, type: 'invoke', name: 'message/submitAction', value, replyToId: answer.id})
    await playground.until('the thanks', () => {
      const now = playground.messages.find(({id}) => id === answer.id)
      return now !== undefined && textIn(now).includes('👍')
    })
  })

  it('in a group it answers who mentions it, and nobody else', async () => {
    await playground.sayAs({who: stage.grace, where: stage.group, words: 'Lunch at noon?', mention: false})
    await playground.sayAs({who: stage.grace, where: stage.group, words: question})
    const answer = await next(stage.group, 0)
    expect(textIn(answer)).toContain(question)
    const [linus] = stage.others
    await playground.sayAs({who: linus, where: stage.group, words: 'help'})
    expect(textIn(await next(stage.group, 1))).toContain(say.help)
    expect(messagesIn(stage.group)).toHaveLength(2)
  })

  it('several people press on the same message, and each press counts', async () => {
    const answer = await asked(stage.group, question)
    const [linus, margaret] = stage.others
    for (const who of [stage.grace, linus, margaret]) {
      const now = playground.messages.find(({id}) => id === answer.id) ?? answer
      const thumb = buttonsIn(cardOf(now)).get('👍') ?? button(answer, '👍')
      expect(await playground.execute(who, answer, thumb)).toHaveProperty('type')
    }
    const raters: string[] = []
    const data = partOf(button(answer, '👍'), 'data')
    const id = String(data['v']).replace(/^up:/, '').split(' ')[0] ?? ''
    for await (const [key] of house.store.list(storePrefix('rating', 'teams', stage.tenant, id))) raters.push(key)
    expect(raters).toHaveLength(3)
  })

  it('in a channel it answers in the thread, and follows up there when it is mentioned again', async () => {
    const thread = await playground.say({
      where: stage.general,
      words: 'How is an OSPO usually organised?',
      mention: true,
    })
    expect(thread).toMatch(/;messageid=\d+$/)
    await next(thread, 0)
    await playground.sayAs({who: stage.grace, where: thread, words: 'and in government?'})
    const follow = await next(thread, 1)
    expect(textIn(follow)).not.toContain(say.unknown)
    expect(messagesIn(stage.general)).toEqual([])
  })

  it('the same event twice is answered once', async () => {
    const id = randomUUID()
    const thread = await playground.say({where: stage.legal, words: 'help', mention: true})
    await next(thread, 0)
    for (let i = 0; i < 2; i += 1) {
      await playground.sayAs({who: stage.grace, where: thread, words: question, id})
    }
    await playground.sayAs({who: stage.grace, where: thread, words: 'topics'})
    await next(thread, 2)
    expect(messagesIn(thread)).toHaveLength(3)
  })

  it('“None of these” replaces the choice on the message itself', async () => {
    const choice = await asked(stage.personal, 'Is an OSPO worth it for a small company?')
    expect(labels(choice)).toContain(say.noneOfThese)
    await playground.execute(stage.alex, choice, button(choice, say.noneOfThese))
    const changed = await playground.until('the change', () => {
      const now = playground.messages.find(({id}) => id === choice.id)
      return now !== undefined && textIn(now).includes(say.noneNoted) && now
    })
    expect(labels(changed)).not.toContain(say.noneOfThese)
  })

  it('a search in the message box finds answers, and what is inserted can be used', async () => {
    const search = (value: string, name = 'question') =>
      playground.invoke({
        name: 'composeExtension/query',
        who: stage.alex,
        where: stage.group,
        value: {commandId: 'search', parameters: [{name, value}], queryOptions: {skip: 0, count: 25}},
      })
    for (const reply of [await search('licence'), await search('true', 'initialRun'), await search('许可证')]) {
      const found = partsIn(partOf(reply, 'composeExtension'), 'attachments')
      expect(found.length).toBeGreaterThan(0)
      expect(found.flatMap(each => complaintsOf(partOf(each, 'content')))).toEqual([])
      expect(found.every(each => partOf(partOf(each, 'preview'), 'content')['title'] !== undefined)).toBe(true)
    }
    const nothing = partsIn(partOf(await search('xyzzy plugh frobnicate'), 'composeExtension'), 'attachments')
    expect(nothing).toEqual([])
  })

  it('“Ask the counselor” on a message shows the answer in a dialog', async () => {
    const messagePayload = {id: '1700000000001', body: {contentType: 'html', content: '<p>What is an <b>OSPO</b>?</p>'}}
    const reply = await playground.invoke({
      name: 'composeExtension/fetchTask',
      who: stage.alex,
      where: stage.group,
      value: {commandId: 'ask', commandContext: 'message', messagePayload},
    })
    const card = partOf(partOf(partOf(partOf(reply, 'task'), 'value'), 'card'), 'content')
    expect(linesIn(card).join('\n')).toContain('centre of expertise for open source')
    expect(complaintsOf(card)).toEqual([])
  })

  it('“Ask a person” opens a form, and what is submitted goes to the desk’s channel', async () => {
    const answer = await asked(stage.personal, 'xyzzy plugh frobnicate')
    expect(button(answer, say.askAPerson)['data']).toMatchObject({msteams: {type: 'task/fetch'}})
    const seen = messagesIn(stage.personal).length
    const desk = messagesIn(stage.legal).length
    // The page of the Playground opens no dialogs: it posts the press as a message, as older clients do.
    await playground.submit(stage.alex, answer, partOf(button(answer, say.askAPerson), 'data'))
    const form = await next(stage.personal, seen)
    expect(seenForm('', cardOf(form)).labels.length).toBeGreaterThan(0)
    await playground.submit(stage.alex, form, filledIn(cardOf(form), {}))
    const asking = await next(stage.legal, desk)
    expect(textIn(asking)).toContain('xyzzy plugh frobnicate')
    const reply = 'It is a word of magic.'
    await playground.sayAs({who: stage.grace, where: `${stage.legal};messageid=${asking.id}`, words: reply})
    await playground.until('the reply', () => messagesIn(stage.personal).some(each => textIn(each).includes(reply)))
  })

  it('whoever was met before the counselor was started anew is still reached, and met only once', async () => {
    await house.stop()
    house = await open()
    const seen = messagesIn(stage.personal).length
    const place = {platform: 'teams', tenant: stage.tenant, id: stage.personal, scope: 'personal'} as const
    await house.platform.send(place, {language: 'en', blocks: [paragraph('A word after the restart.')]})
    expect(textIn(await next(stage.personal, seen))).toBe('A word after the restart.')
    const person = {platform: 'teams', tenant: stage.tenant, id: stage.alex}
    expect(await house.platform.place(person)).toMatchObject({scope: 'personal'})
    await playground.install(stage.personal)
    expect(textIn(await asked(stage.personal, 'help'))).toContain(say.help)
  })
})
