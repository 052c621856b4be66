// Wire test on our own fake of Teams' connector: what happens to messages when Teams is slow, full, away or says no.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import type {Card} from '../../src/chat/card.ts'
import {paragraph} from '../../src/chat/card.ts'
import type {Conversation} from '../../src/chat/conversation.ts'
import type {ConnectorFault} from '../doubles/fake-connector.ts'
import {throttled} from '../doubles/fake-connector.ts'
import type {Json} from '../doubles/fake-identity.ts'
import {contoso, conversationId, messageIn} from './teams-activities.ts'
import {FakeTeams} from './teams-house.ts'

let teams: FakeTeams
let people = 0

beforeAll(async () => {
  teams = await FakeTeams.open()
}, 60_000)

afterAll(() => teams?.stop(), 60_000)

const card = (text: string): Card => ({language: 'en', blocks: [paragraph(text)]})

/** The private chat of somebody who has just been greeted, so that no earlier test is in the way. */
async function newChat(): Promise<Conversation> {
  const scene = teams.scene(`visitor${++people}`)
  await teams.say(scene, 'thanks')
  const id = conversationId(scene)
  await teams.connector.until('the greeting', () => teams.connector.messages.some(each => each.conversation === id))
  return {platform: 'teams', tenant: contoso.tenant, id, scope: 'personal'}
}

/** All that can be read in an activity. */
function words(activity: Json): string {
  return JSON.stringify(activity['attachments'] ?? activity)
}

/** Which of the texts stand in the conversation, in the order of their messages. */
function arrived({id}: Conversation, ...texts: readonly string[]): string[] {
  const there = teams.connector.messages.filter(({conversation}) => conversation === id)
  return there.flatMap(({activity}) => texts.filter(text => words(activity).includes(text)))
}

/** How often Teams was asked to take a text. */
function asked({id}: Conversation, text: string): number {
  const posts = teams.connector.called('post').filter(({conversation}) => conversation === id)
  return posts.filter(({body}) => words(body).includes(text)).length
}

function send(to: Conversation, text: string): Promise<unknown> {
  return teams.house.platform.send(to, card(text))
}

const status = (code: number): ConnectorFault => ({kind: 'status', status: code})

describe('when Teams asks to wait (429), on our own fake', () => {
  it('the chat waits as long as it was told, in order and without a second copy, and others go on', async () => {
    const [full, free] = [await newChat(), await newChat()]
    teams.connector.fail('post', throttled(1), {conversation: full.id})
    const begun = performance.now()
    const late = Promise.all(['one', 'two', 'three'].map(text => send(full, text)))
    await Promise.all(['four', 'five'].map(text => send(free, text)))
    expect(performance.now() - begun).toBeLessThan(900)
    await late
    expect(performance.now() - begun).toBeGreaterThanOrEqual(1_000)
    expect(arrived(full, 'one', 'two', 'three')).toEqual(['one', 'two', 'three'])
    expect(arrived(free, 'four', 'five')).toEqual(['four', 'five'])
    expect(asked(full, 'one')).toBe(2)
  })

  it('and does not say how long, the message still arrives, once', async () => {
    const to = await newChat()
    teams.connector.fail('post', throttled(), {conversation: to.id})
    await send(to, 'patience')
    expect([arrived(to, 'patience'), asked(to, 'patience')]).toEqual([['patience'], 2])
  })
})

describe('when Teams fails, on our own fake', () => {
  it.each([412, 502, 503, 504])('what it did not take (%d) is sent again until it arrives, once', async code => {
    const to = await newChat()
    teams.connector.fail('post', status(code), {conversation: to.id})
    await send(to, 'again')
    expect([arrived(to, 'again'), asked(to, 'again')]).toEqual([['again'], 2])
  })

  it.each<[string, ConnectorFault]>([
    ['an error that may have come after it was taken (500)', status(500)],
    ['a connection that was reset before it was taken', {kind: 'reset', accepted: false}],
    ['a connection that was reset after it was taken', {kind: 'reset', accepted: true}],
    ['no answer at all', {kind: 'hang', accepted: true}],
  ])('%s is told as unsure, and nothing is sent again', async (_, fault) => {
    const to = await newChat()
    teams.connector.fail('post', fault, {conversation: to.id})
    await expect(send(to, 'perhaps')).rejects.toMatchObject({code: 'delivery-unsure'})
    expect(asked(to, 'perhaps')).toBe(1)
    await send(to, 'the next one')
    expect(arrived(to, 'the next one')).toEqual(['the next one'])
  })

  it.each([400, 413])('what it refuses (%d) is told as failed, and the next message goes out', async code => {
    const to = await newChat()
    teams.connector.fail('post', status(code), {conversation: to.id})
    await expect(send(to, 'no')).rejects.toMatchObject({code: 'delivery-failed'})
    await send(to, 'yes')
    expect([arrived(to, 'no', 'yes'), asked(to, 'no')]).toEqual([['yes'], 1])
  })

  it('a chat from which we were removed (403) is told as closed', async () => {
    const to = await newChat()
    teams.connector.fail('post', status(403), {conversation: to.id})
    await expect(send(to, 'anybody?')).rejects.toMatchObject({code: 'place-closed'})
    expect(asked(to, 'anybody?')).toBe(1)
  })

  it('a change that fails leaves the message as it was', async () => {
    const to = await newChat()
    const message = await teams.house.platform.send(to, card('before'))
    teams.connector.fail('update', status(404), {conversation: to.id})
    await expect(teams.house.platform.update(message, card('after'))).rejects.toMatchObject({code: 'message-gone'})
    await teams.house.platform.update(message, card('later'))
    expect(arrived(to, 'before', 'after', 'later')).toEqual(['later'])
  })
})

describe('what only one person shall see, on our own fake', () => {
  const inGroup = (who: string) => teams.scene(who, 'groupChat')
  const recipient = {id: contoso.bot, name: 'OSPO Counselor', isTargeted: true}
  const targeted = () => teams.connector.messages.filter(({onlyFor}) => onlyFor !== undefined)

  it('is posted to that person alone where Teams can', async () => {
    const scene = inGroup('ada')
    await teams.post({...messageIn(scene, 'What is an OSPO?'), recipient})
    const [whisper] = await teams.connector.until('the whisper', () => targeted().length > 0 && targeted())
    expect(whisper).toMatchObject({conversation: contoso.group, onlyFor: '29:ada'})
    expect(words(whisper?.activity ?? {})).toContain('What is an OSPO?')
  })

  it('comes to the private chat instead where Teams refuses it, and never to the others', async () => {
    const scene = inGroup('grace')
    teams.connector.fail('targeted', status(400))
    await teams.post({...messageIn(scene, 'What is an OSPO?'), recipient})
    const inPrivate = () => teams.connector.messages.filter(({conversation}) => conversation === 'a:29:grace')
    await teams.connector.until('the answer in private', () => inPrivate().length > 0)
    const open = teams.connector.messages.filter(
      ({conversation, onlyFor}) => conversation === contoso.group && onlyFor === undefined,
    )
    expect(open).toEqual([])
  })
})

describe('what leaves us, on our own fake', () => {
  it('an answer carries its citations whole, which botbuilder by itself strips to their type', async () => {
    const scene = teams.scene('linus')
    await teams.say(scene, 'What is an OSPO?')
    const sent = await teams.connector.until('the answer', () =>
      teams.connector.messages.find(({conversation}) => conversation === conversationId(scene)),
    )
    const [entity] = (sent.activity['entities'] ?? []) as readonly Json[]
    expect(entity).toMatchObject({
      type: 'https://schema.org/Message',
      citation: [{position: 1, appearance: {'@type': 'DigitalDocument', url: expect.stringMatching(/^https:/)}}],
    })
    // Our texts are written by people: no label may say otherwise.
    expect(JSON.stringify(sent.activity)).not.toContain('AIGeneratedContent')
  })

  it('an answer to a very long question is no longer than Teams takes', async () => {
    const scene = teams.scene('margaret')
    await teams.say(scene, `What is an OSPO? ${'Ünd noch ein Wört 🙂 '.repeat(2_000)}`)
    await teams.connector.until('an answer', () =>
      teams.connector.messages.some(({conversation}) => conversation === conversationId(scene)),
    )
  })

  it('the same event delivered twice is answered once', async () => {
    const scene = teams.scene('radia')
    const event = messageIn(scene, 'What is an OSPO?')
    await Promise.all([teams.post(event), teams.post(event), teams.post(event)])
    await teams.say(scene, 'help')
    const mine = () => teams.connector.messages.filter(({conversation}) => conversation === conversationId(scene))
    await teams.connector.until('both answers', () => mine().length >= 2)
    expect(mine()).toHaveLength(2)
  })
})
