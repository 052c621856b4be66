// Wire test in Microsoft's Agents Playground: a pulse in a group chat, from its launch to the next wave.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import type {Payload} from '../../adapters/teams/payload.ts'
import {partOf, partsIn} from '../../adapters/teams/payload.ts'
import {storePrefix} from '../../src/store.ts'
import {pulsePhrases} from '../../src/surveys/pulse-phrases.ts'
import {buttonsIn, cardIn, complaintsOf, filledIn, linesIn, partsWithin} from '../adapters/teams/read-card.ts'
import {whyWithout} from './peers.ts'
import type {ShownMessage} from './playground.ts'
import {Playground} from './playground.ts'
import {stage} from './playground-stage.ts'
import type {TeamsHouse} from './teams-house.ts'
import {openTeamsHouse} from './teams-house.ts'

const missing = await whyWithout('@microsoft/m365agentsplayground')
const suite = missing === undefined ? describe : describe.skip
const say = pulsePhrases.en
const day = 86_400_000
const monday = Date.UTC(2026, 10, 23, 9)
/** The Playground has six people, no more and no fewer: Alex, who asks and answers too, and five others. */
const team = [stage.alex, stage.grace, ...stage.others]

suite(`a pulse in the Agents Playground ${missing ?? ''}`, () => {
  let house: TeamsHouse
  let playground: Playground
  let now = monday
  let preview: ShownMessage
  const invitations = new Map<string, ShownMessage>()

  beforeAll(async () => {
    house = await openTeamsHouse({access: {type: 'anonymous'}, now: () => now})
    playground = await Playground.open(`${house.origin}/api/messages`)
  })

  afterAll(async () => {
    const complaints = playground?.messages.flatMap(({content}) => complaintsOf(cardIn(content)))
    await playground?.stop()
    await house?.stop()
    expect(complaints).toEqual([])
  })

  const textIn = ({content}: ShownMessage) => linesIn(cardIn(content)).join('\n')

  function dataOf(message: ShownMessage, label: string): Payload {
    const button = buttonsIn(cardIn(message.content)).get(label)
    if (!button) throw new Error(`nothing reads "${label}" in: ${textIn(message)}`)
    return partOf(button, 'data')
  }

  /** Does something, and gives the message that is new or changed by it and reads like this. */
  async function shown(where: string, words: string, deed: () => Promise<unknown>): Promise<ShownMessage> {
    const before = new Set(playground.messages.map(each => JSON.stringify(each)))
    await deed()
    return playground.until(`“${words}” in ${where}`, () =>
      playground.messages.findLast(
        each => each.conversation === where && !before.has(JSON.stringify(each)) && textIn(each).includes(words),
      ),
    )
  }

  /** Somebody presses a button of a message; the Playground has no dialogs of bots, so forms come as messages. */
  const press = (who: string, message: ShownMessage, label: string) =>
    playground.submit(who, message, dataOf(message, label))

  const chatOf = async (who: string) =>
    (await house.platform.place({platform: 'teams', tenant: stage.tenant, id: who}))?.id ?? ''

  /** Opens the form on somebody's invitation. */
  async function opened(who: string): Promise<ShownMessage> {
    const invitation = invitations.get(who)
    if (!invitation) throw new Error(`${who} was not invited`)
    return shown(invitation.conversation, say.title, () => press(who, invitation, say.invitation.answer))
  }

  /** Somebody chooses the same for every statement and sends it, by the older way or the newer one. */
  async function votes(who: string, option: string, way: 'submit' | 'execute' = 'submit'): Promise<ShownMessage> {
    const form = await opened(who)
    const data = {...filledIn(cardIn(form.content), {}), ...chosen(cardIn(form.content), option)}
    const send = () =>
      way === 'submit' ? playground.submit(who, form, data) : playground.execute(who, form, {verb: 'form', data})
    return shown(form.conversation, 'Saved.', send)
  }

  async function records(kind: string): Promise<string[]> {
    const keys: string[] = []
    for await (const [key] of house.store.list(storePrefix(kind))) keys.push(key)
    return keys
  }

  it('is set up in a form, and shown before anything is sent', async () => {
    const offer = await shown(stage.group, 'A pulse asks a team', () =>
      playground.say({where: stage.group, words: 'start a pulse', mention: true}),
    )
    const form = await shown(stage.group, say.title, () => press(stage.alex, offer, say.setUp))
    const typed = {[say.form.rhythm]: 'six-weeks', [say.form.asker]: 'Alex of the OSPO'}
    preview = await shown(stage.group, say.preview.title, () =>
      playground.submit(stage.alex, form, filledIn(cardIn(form.content), typed)),
    )
    for (const part of [say.invitation.stored, say.invitation.minimum(5, 10), say.invitation.platform]) {
      expect(textIn(preview)).toContain(part)
    }
    expect(textIn(preview)).toContain(say.preview.counts(6, 0))
  })

  it('is brought to each of six people in private, and once to the group', async () => {
    await shown(stage.group, 'on their way', () => press(stage.alex, preview, say.preview.send))
    await house.tick()
    for (const who of team) {
      const chat = await chatOf(who)
      const mine = await playground.until(`the invitation of ${who}`, () =>
        playground.messages.find(each => each.conversation === chat && textIn(each).includes('Alex of the OSPO asks')),
      )
      invitations.set(who, mine)
    }
    expect(new Set([...invitations.values()].map(({conversation}) => conversation)).size).toBe(6)
    const inGroup = playground.messages.filter(
      each => each.conversation === stage.group && textIn(each).includes('has started a pulse'),
    )
    expect(inGroup).toHaveLength(1)
  })

  it('is answered by all, by Action.Submit and by Action.Execute', async () => {
    for (const [i, who] of team.entries()) await votes(who, 'Agree', i % 2 === 0 ? 'submit' : 'execute')
    expect(await records('pulse-response')).toHaveLength(6)
  })

  it('can be changed, and withdrawn', async () => {
    const [first, second = ''] = team
    const saved = await votes(first ?? '', 'Strongly disagree')
    expect([...buttonsIn(cardIn(saved.content)).keys()]).toEqual([say.vote.change, say.vote.withdraw, say.vote.status])
    const mine = await votes(second, 'Agree')
    await shown(mine.conversation, say.vote.withdrawn, () => press(second, mine, say.vote.withdraw))
    expect(await records('pulse-response')).toHaveLength(6)
  })

  it('reminds everybody', async () => {
    now = monday + 4 * day
    await house.tick()
    const reminded = () => playground.messages.filter(each => textIn(each).includes('A reminder to everybody'))
    await playground.until('six reminders', () => reminded().length === 6)
  })

  it('publishes once after the close, with a chart and without names', async () => {
    now = monday + 9 * day
    const results = await shown(stage.group, 'Results of the pulse', () => house.tick())
    const text = textIn(results)
    expect(text).toContain('5–9 answers')
    // Four agree and one does not at all: 4 × 75 / 5.
    expect(text).toContain('Index: 60, watch')
    for (const who of team) expect(text).not.toMatch(new RegExp(who, 'i'))
    expect(partsWithin(cardIn(results.content)).some(({type}) => String(type).startsWith('Chart.'))).toBe(true)
    expect(await records('pulse-response')).toEqual([])
    expect([...buttonsIn(cardIn(results.content)).keys()]).toEqual(
      expect.arrayContaining([say.results.read, say.results.tips, say.results.table]),
    )
  })

  it('takes no answer any more', async () => {
    const invitation = invitations.get(stage.grace)
    if (!invitation) throw new Error('no invitation')
    await shown(invitation.conversation, say.vote.over, () => press(stage.grace, invitation, say.invitation.answer))
  })

  it('starts again by itself after six weeks, with what was done since', async () => {
    const chat = await chatOf(stage.alex)
    const asked = await playground.until('the question what was done', () =>
      playground.messages.findLast(each => each.conversation === chat && textIn(each).includes(say.owner.whatDone)),
    )
    const form = await shown(chat, say.owner.done, () => press(stage.alex, asked, say.owner.tell))
    const typed = filledIn(cardIn(form.content), {[say.owner.done]: 'We wrote the rules down.'})
    await shown(chat, say.owner.thanks, () => playground.submit(stage.alex, form, typed))
    now = monday + 45 * day
    await house.tick()
    for (const who of team) {
      const where = await chatOf(who)
      const next = await playground.until(`the next invitation of ${who}`, () =>
        playground.messages.findLast(
          each => each.conversation === where && textIn(each).includes('We wrote the rules down.'),
        ),
      )
      invitations.set(who, next)
      await votes(who, 'Strongly agree')
    }
    now = monday + 55 * day
    const results = await shown(stage.group, 'better than last time', () => house.tick())
    expect(textIn(results)).toContain(say.results.trend)
  })
})

/** One option for every question of a form, by its label. */
function chosen(card: Payload, label: string): Payload {
  const questions = partsWithin(card).filter(({type}) => type === 'Input.ChoiceSet')
  return Object.fromEntries(
    questions.map(each => {
      const choice = partsIn(each, 'choices').find(({title}) => title === label)
      if (!choice) throw new Error(`no choice reads "${label}"`)
      return [String(each['id']), choice['value']]
    }),
  )
}
