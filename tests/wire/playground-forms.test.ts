// Wire test in Microsoft's Agents Playground: forms as dialogs, opened, filled in and submitted there.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import type {Payload} from '../../adapters/teams/payload.ts'
import {isPayload, partOf} from '../../adapters/teams/payload.ts'
import {phrases} from '../../src/answers/phrases.ts'
import {phrases as tipPhrases} from '../../src/tips/phrases.ts'
import {complaintsOf, filledIn, seenForm} from '../adapters/teams/read-card.ts'
import {whyWithout} from './peers.ts'
import type {ShownMessage} from './playground.ts'
import {Playground} from './playground.ts'
import {asked, button, messagesIn, next, textIn} from './playground-reading.ts'
import {stage} from './playground-stage.ts'
import type {TeamsHouse} from './teams-house.ts'
import {openTeamsHouse} from './teams-house.ts'

const missing = await whyWithout('@microsoft/m365agentsplayground')
const suite = missing === undefined ? describe : describe.skip
const say = phrases.en

let house: TeamsHouse
let playground: Playground

interface Dialog {
  readonly title: string
  readonly card: Payload
}

/** What a press on a button opens before the person who pressed. */
async function opened(who: string, at: ShownMessage, label: string): Promise<Dialog> {
  const value = {data: partOf(button(at, label), 'data')}
  const where = at.conversation
  return dialogIn(await playground.ask({name: 'task/fetch', who, where, value, replyToId: at.id}))
}

/** What comes after a dialog was filled in and a button in it was pressed; undefined where it closes. */
async function submitted(who: string, where: string, data: Payload): Promise<Dialog | undefined> {
  const answer = await playground.ask({name: 'task/submit', who, where, value: {data}})
  return answer.body['task'] === undefined ? undefined : dialogIn(answer)
}

function dialogIn({statusCode, body}: {readonly statusCode: number; readonly body: Payload}): Dialog {
  const value = partOf(partOf(body, 'task'), 'value')
  const card = partOf(value, 'card')['content']
  if (statusCode !== 200 || !isPayload(card)) throw new Error(`no dialog, but ${statusCode} ${JSON.stringify(body)}`)
  expect(complaintsOf(card)).toEqual([])
  return {title: String(value['title']), card}
}

/** The newest message in a conversation with these words, once it is there. */
function message(where: string, words: string): Promise<ShownMessage> {
  return playground.until(`"${words}" in ${where}`, () =>
    messagesIn(playground, where).findLast(each => textIn(each).includes(words)),
  )
}

suite(`dialogs in the Agents Playground ${missing ?? ''}`, () => {
  beforeAll(async () => {
    house = await openTeamsHouse({access: {type: 'anonymous'}})
    playground = await Playground.open(`${house.origin}/api/messages`)
    // The counselor knows the channels of teams in which it was spoken to.
    await asked(playground, stage.general, 'help')
  })

  afterAll(async () => {
    await playground?.stop()
    await house?.stop()
  })

  it('“Ask a person” is filled in, and desk and asker write to each other by forms', async () => {
    const unknown = await asked(playground, stage.personal, 'xyzzy plugh frobnicate')
    const desk = messagesIn(playground, stage.legal).length
    const consent = await opened(stage.alex, unknown, say.askAPerson)
    expect(consent.title).toBe(say.handOver.title)
    expect(seenForm('', consent.card).text).toContain('xyzzy plugh frobnicate')
    const more = filledIn(consent.card, {[say.handOver.question]: 'What does xyzzy mean?'})
    const told = await submitted(stage.alex, stage.personal, more)
    expect(JSON.stringify(told?.card)).toContain(say.handOver.sent('Open source office'))
    const atDesk = await next(playground, stage.legal, desk)
    expect(textIn(atDesk)).toContain('What does xyzzy mean?')

    const reply = await opened(stage.grace, atDesk, say.handOver.askBack)
    await submitted(stage.grace, atDesk.conversation, filledIn(reply.card, {[say.handOver.yourReply]: 'Magic.'}))
    const heard = await message(stage.personal, 'Magic.')
    const back = await opened(stage.alex, heard, say.handOver.askBack)
    await submitted(stage.alex, stage.personal, filledIn(back.card, {[say.handOver.yourReply]: 'Whose?'}))
    await message(`${stage.legal};messageid=${atDesk.id}`, 'Whose?')
  })

  it('tips are chosen in a form of many fields, kept by a press, and changed in the form as it was filled in', async () => {
    const tips = tipPhrases.en
    const form = await opened(stage.alex, await asked(playground, stage.personal, 'tips'), tips.subscribe)
    expect(seenForm('', form.card).labels.length).toBeGreaterThan(4)
    const [time = ''] = seenForm('', form.card).labels.filter(label => label.startsWith(tips.form.time))
    const seen = messagesIn(playground, stage.personal).length
    expect(await submitted(stage.alex, stage.personal, filledIn(form.card, {[time]: '16:45'}))).toBeUndefined()
    const preview = await next(playground, stage.personal, seen)
    expect(textIn(preview)).toMatch(/16:45[\s\S]*💡/)
    await playground.execute(stage.alex, preview, button(preview, tips.confirm))
    const series = await asked(playground, stage.personal, 'my tips')
    const again = await opened(stage.alex, series, tips.change)
    expect(JSON.stringify(again.card)).toContain('16:45')
  })

  it('a form that is submitted when nobody knows it any more closes without a fault', async () => {
    const data = {c: 'form', a: 'nobody.knows', v: ''}
    expect(await submitted(stage.alex, stage.personal, data)).toBeUndefined()
  })

  it('the page itself opens none, which is why these come as activities of the test', async () => {
    const invoke = {name: 'task/fetch', who: stage.alex, where: stage.personal, value: {}}
    await expect(playground.invoke(invoke)).rejects.toThrow(/answers 400[\s\S]*received 'task\/fetch'/)
  })
})
