// Story: a team pulse in a channel of Teams, from its set-up in a dialog to an answer that nobody else sees.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, expect, it} from '@jest/globals'
import type {Payload} from '../../../adapters/teams/payload.ts'
import {isPayload, partOf, partsIn} from '../../../adapters/teams/payload.ts'
import type {Counselor} from '../../../src/counselor.ts'
import {pulsePhrases} from '../../../src/surveys/pulse-phrases.ts'
import {startCounselor} from '../../contracts/probe.ts'
import type {Posted} from '../../doubles/fake-connector.ts'
import {buttonsIn, cardIn, complaintsOf, filledIn, linesIn, partsWithin} from './read-card.ts'
import type {Scene, TeamsHouse} from './teams-house.ts'
import {mentioning, openTeamsHouse, posted} from './teams-house.ts'

const channel = '19:general@thread.tacv2'
const thread = (user: string): Scene => ({user, scope: 'channel', conversation: `${channel};messageid=1`})
const people = ['ada', 'bob', 'cyd', 'dan', 'eve', 'fay'].map(name => ({
  id: `29:${name}`,
  name,
  aadObjectId: `${name}-account`,
}))

let house: TeamsHouse
let counselor: Counselor

beforeAll(async () => {
  house = await openTeamsHouse()
  house.connector.members.set(channel, people)
  counselor = await startCounselor(house.platform)
})

afterAll(async () => {
  await counselor.stop()
  await house.close()
})

it('is set up, sent, and answered in dialogs', async () => {
  await house.post(posted(house, thread('29:ada'), mentioning('start a pulse')))
  const offer = await message('the offer', card => buttonsIn(card).size > 0)
  const setUp = await dialog(thread('29:ada'), [...buttonsIn(cardIn(offer.activity)).values()][0] ?? {}, offer.id)
  expect(partsWithin(setUp).filter(({type}) => String(type).startsWith('Input.')).length).toBeGreaterThan(4)

  const preview = await submitted(thread('29:ada'), filledIn(setUp, {}))
  expect(linesIn(preview)).toContain('6 people are invited.')
  // What asks for a form in a dialog gets it there.
  const again = await submitted(thread('29:ada'), dataOf(preview, 'Change'))
  expect(partsWithin(again).some(({type}) => type === 'Input.Date')).toBe(true)

  await submitted(thread('29:ada'), dataOf(preview, 'Send it now'))
  // What is due goes out when somebody looks, and a story looks by hand.
  await counselor.tick()
  const invited = await house.connector.until('six invitations', () => {
    const all = house.connector.messages.filter(({conversation}) => conversation.startsWith('a:29:'))
    return all.length >= people.length && all
  })
  const bob = invited.find(({conversation}) => conversation === 'a:29:bob')
  const direct: Scene = {user: '29:bob', scope: 'personal', conversation: 'a:29:bob'}
  const [answer] = [...buttonsIn(cardIn(bob?.activity ?? {})).values()].filter(({type}) => type === 'Action.Submit')
  const form = await dialog(direct, answer ?? {}, bob?.id ?? '')
  const before = house.connector.messages.length
  const thanks = await submitted(direct, {...filledIn(form, {}), ...chosen(form)})
  expect([...buttonsIn(thanks).keys()]).toContain(pulsePhrases.en.vote.withdraw)
  expect(house.connector.messages.slice(before).every(({conversation}) => conversation === 'a:29:bob')).toBe(true)
})

/** The last option of each question. */
function chosen(form: Payload): Payload {
  const questions = partsWithin(form).filter(({type}) => type === 'Input.ChoiceSet')
  return Object.fromEntries(questions.map(each => [String(each['id']), partsIn(each, 'choices').at(-1)?.['value']]))
}

function dataOf(card: Payload, label: string): Payload {
  return partOf(buttonsIn(card).get(label) ?? {}, 'data')
}

function message(what: string, fits: (card: Payload) => boolean): Promise<Posted> {
  return house.connector.until(what, () => house.connector.messages.findLast(each => fits(cardIn(each.activity))))
}

function shown(body: Payload): Payload {
  const card = partOf(partOf(partOf(body, 'task'), 'value'), 'card')['content']
  if (!isPayload(card)) throw new Error(`no dialog: ${JSON.stringify(body)}`)
  expect(complaintsOf(card)).toEqual([])
  return card
}

async function dialog(scene: Scene, button: Payload, replyToId: string): Promise<Payload> {
  const value = {data: partOf(button, 'data')}
  return shown((await house.post(posted(house, scene, {type: 'invoke', name: 'task/fetch', value, replyToId}))).body)
}

async function submitted(scene: Scene, data: Payload): Promise<Payload> {
  const {body} = await house.post(posted(house, scene, {type: 'invoke', name: 'task/submit', value: {data}}))
  return shown(body)
}
