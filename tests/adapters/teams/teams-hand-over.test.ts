// Story: a question goes from a private chat to a desk in a channel of Teams, and replies come back, each way.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, expect, it} from '@jest/globals'
import type {Payload} from '../../../adapters/teams/payload.ts'
import {isPayload, partOf} from '../../../adapters/teams/payload.ts'
import {phrases} from '../../../src/answers/phrases.ts'
import {Counselor} from '../../../src/counselor.ts'
import {Library} from '../../../src/knowledge/library.ts'
import {systemTimer} from '../../../src/schedule/timer.ts'
import type {Posted} from '../../doubles/fake-connector.ts'
import {knowledgeFolderOf} from '../../doubles/knowledge-files.ts'
import {knowledgeFolder} from '../../doubles/world.ts'
import {buttonsIn, cardIn, filledIn, linesIn} from './read-card.ts'
import type {Reply, Scene, TeamsHouse} from './teams-house.ts'
import {mentioning, openTeamsHouse, posted} from './teams-house.ts'

const say = phrases.en.handOver
const overlay = knowledgeFolderOf({'owners.yml': 'legal: {contact: "#Ask Legal"}\n'})
const ada: Scene = {user: '29:ada', scope: 'personal', conversation: 'a:29:ada'}
const general: Scene = {user: '29:grace', scope: 'channel', conversation: '19:team@thread.tacv2;messageid=1'}
const question = 'Can I use AGPL code in our product?'

let house: TeamsHouse
let counselor: Counselor

beforeAll(async () => {
  house = await openTeamsHouse()
  house.connector.channels.set('19:team@thread.tacv2', [{id: '19:legal@thread.tacv2', name: 'Ask Legal'}])
  const {store, record, platform} = house
  const library = await Library.open({own: knowledgeFolder, overlays: [overlay.path]})
  let ids = 0
  const newId = () => `id-${++ids}`
  counselor = new Counselor({
    library,
    store,
    platforms: [platform],
    log: record.log,
    now: Date.now,
    newId,
    timer: systemTimer,
  })
  await counselor.start()
})

afterAll(async () => {
  await counselor.stop()
  await house.close()
  overlay.remove()
})

it('a question finds its way to the desk and back', async () => {
  // The counselor knows a team from the first message in it.
  await house.post(posted(house, general, mentioning('hello')))
  await message('the welcome', '19:team@thread.tacv2;messageid=1', 'OSPO Counselor')

  await house.post(posted(house, ada, {text: question}))
  const answer = await message('the answer', ada.conversation, '')
  const consent = await fetched(ada, answer, phrases.en.askAPerson)
  expect(linesIn(consent).join('\n')).toContain('Legal desk at #Ask Legal')
  const told = await submitted(ada, consent, {})
  expect(JSON.stringify(told.body)).toContain(say.sent('Legal desk'))

  const atDesk = await message('the question at the desk', '19:legal@thread.tacv2', question)
  const desk: Scene = {...general, conversation: `19:legal@thread.tacv2;messageid=${atDesk.id}`}
  await house.post(posted(house, desk, mentioning('Not without us.')))
  const reply = await message('the reply', ada.conversation, 'Not without us.')

  await submitted(ada, await fetched(ada, reply, say.askBack), {[say.yourReply]: 'Which version?'})
  await message('the question back', desk.conversation, 'Which version?')

  await submitted(desk, await fetched(desk, atDesk, say.askBack), {[say.yourReply]: 'Version 3.'})
  await message('the second reply', ada.conversation, 'Version 3.')
  await message('its copy at the desk', desk.conversation, 'Version 3.')

  const {action} = {action: {type: 'Action.Execute', verb: 'press', data: dataOf(atDesk, say.resolve)}}
  await house.post(
    posted(house, desk, {type: 'invoke', name: 'adaptiveCard/action', value: {action}, replyToId: atDesk.id}),
  )
  await message('the end', ada.conversation, say.closed)
  expect(linesIn(cardIn(shown(atDesk).activity)).join('\n')).toContain(say.resolved)
})

/** The newest message in a conversation with these words, once it is there. */
function message(what: string, conversation: string, words: string): Promise<Posted> {
  const fits = (each: Posted) =>
    each.conversation === conversation && linesIn(cardIn(each.activity)).join('\n').includes(words)
  return house.connector.until(what, () => house.connector.messages.findLast(fits))
}

function shown({id}: Posted): Posted {
  const found = house.connector.messages.find(each => each.id === id)
  if (!found) throw new Error('the message is gone')
  return found
}

function dataOf(at: Posted, label: string): Payload {
  const button = buttonsIn(cardIn(shown(at).activity)).get(label)
  if (!button) throw new Error(`no button "${label}"`)
  return partOf(button, 'data')
}

/** The dialog that a button opens. */
async function fetched(scene: Scene, at: Posted, label: string): Promise<Payload> {
  const value = {data: dataOf(at, label)}
  const {body} = await house.post(posted(house, scene, {type: 'invoke', name: 'task/fetch', value, replyToId: at.id}))
  const card = partOf(partOf(partOf(body, 'task'), 'value'), 'card')['content']
  if (!isPayload(card)) throw new Error(`"${label}" opened no dialog: ${JSON.stringify(body)}`)
  return card
}

function submitted(scene: Scene, form: Payload, typed: Readonly<Record<string, string>>): Promise<Reply> {
  return house.post(posted(house, scene, {type: 'invoke', name: 'task/submit', value: {data: filledIn(form, typed)}}))
}
