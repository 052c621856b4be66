// Wire test in Microsoft's Agents Playground: the readiness check, from the words that begin it to the deletion.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import {partOf} from '../../adapters/teams/payload.ts'
import {phrases} from '../../src/surveys/phrases.ts'
import {buttonsIn, cardIn, complaintsOf, filledIn, linesIn, partsWithin} from '../adapters/teams/read-card.ts'
import {freePort} from '../doubles/free-port.ts'
import {temporaryFolder} from '../doubles/temporary-folder.ts'
import {whyWithout} from './peers.ts'
import type {ShownMessage} from './playground.ts'
import {Playground} from './playground.ts'
import {stage} from './playground-stage.ts'
import type {TeamsHouse} from './teams-house.ts'
import {openTeamsHouse} from './teams-house.ts'

const missing = await whyWithout('@microsoft/m365agentsplayground')
const suite = missing === undefined ? describe : describe.skip
const say = phrases.en

suite(`the readiness check in the Agents Playground ${missing ?? ''}`, () => {
  const folder = temporaryFolder()
  let house: TeamsHouse
  let playground: Playground
  let open: () => Promise<TeamsHouse>
  let now = Date.UTC(2026, 10, 23, 9)
  /** The id of the one message on which the check goes on. */
  let id = ''

  beforeAll(async () => {
    const port = await freePort()
    const storeFile = join(folder.path, 'store.sqlite')
    open = () => openTeamsHouse({access: {type: 'anonymous'}, port, storeFile, now: () => now})
    house = await open()
    playground = await Playground.open(`${house.origin}/api/messages`)
  })

  afterAll(async () => {
    const complaints = playground?.messages.flatMap(({content}) => complaintsOf(cardIn(content)))
    await playground?.stop()
    await house?.stop()
    folder.remove()
    expect(complaints).toEqual([])
  })

  const textIn = ({content}: ShownMessage) => linesIn(cardIn(content)).join('\n')
  const labels = ({content}: ShownMessage) => [...buttonsIn(cardIn(content)).keys()]

  function shown(what: string, fits: (message: ShownMessage) => boolean): Promise<ShownMessage> {
    return playground.until(what, () => playground.messages.findLast(fits))
  }

  function card(): ShownMessage {
    const message = playground.messages.find(each => each.id === id)
    if (!message) throw new Error('the check is not shown')
    return message
  }

  async function press(message: ShownMessage, label: string): Promise<void> {
    const button = buttonsIn(cardIn(message.content)).get(label)
    if (!button) throw new Error(`nothing reads "${label}" among ${labels(message).join(', ')}`)
    if (button['type'] === 'Action.Execute') await playground.execute(stage.alex, message, button)
    else await playground.submit(stage.alex, message, partOf(button, 'data'))
  }

  /** Presses a button of the check, and waits until it reads like this. */
  async function taps(label: string, then: string): Promise<void> {
    await press(card(), label)
    await playground.until(then, () => textIn(card()).includes(then))
  }

  it('is begun by words, and asks one question at a time on one message', async () => {
    await playground.say({where: stage.personal, words: 'how ready are we?'})
    const first = await shown('the first question', message => textIn(message).includes('1/11'))
    id = first.id
    await taps('Using it', '2/11')
    await taps('Some teams keep their own list', '3/11')
    const asking = playground.messages.filter(message => textIn(message).includes('/11'))
    expect(asking).toHaveLength(1)
  })

  it('goes back, says what was chosen, and takes that somebody is not sure', async () => {
    await taps(say.back, '2/11')
    expect(textIn(card())).toContain(say.chosen('Some teams keep their own list'))
    await taps('Most products have a current list (SBOM)', '3/11')
    await taps('Not sure', '4/11')
  })

  it('counts a second press on an old card for nothing', async () => {
    const old = card()
    const [option = ''] = labels(old)
    await taps(option, '5/11')
    await press(old, option)
    expect(textIn(card())).toContain('5/11')
  })

  it('goes on after the counselor was started anew', async () => {
    await house.stop()
    house = await open()
    await taps(labels(card())[1] ?? '', '6/11')
  })

  it('stops, and goes on in a newer message when asked for from elsewhere', async () => {
    await taps(say.stop, say.stopped(6, 11))
    await playground.sayAs({who: stage.alex, where: stage.group, words: 'check readiness'})
    const next = await shown('the question', message => message.id !== id && textIn(message).includes(say.goingOn))
    expect(next.conversation).toBe(stage.personal)
    await playground.until('the word on the first message', () => textIn(card()).includes(say.elsewhere))
    id = next.id
    expect(textIn(card())).toContain('6/11')
  })

  it('ends with a stage, a chart, its numbers, what holds back, and what to read', async () => {
    for (let at = 6; at < 11; at += 1) await taps(labels(card())[2] ?? '', `${at + 1}/11`)
    await taps(labels(card())[2] ?? '', say.rough)
    const text = textIn(card())
    for (const part of ['Stage: Ad hoc', 'What holds you back:', 'Using it']) expect(text).toContain(part)
    expect(text).toContain('Knowledge: 17 of 100')
    expect(partsWithin(cardIn(card().content)).some(({type}) => String(type).startsWith('Chart.'))).toBe(true)
    expect(labels(card())).toEqual(expect.arrayContaining([say.later, say.share, say.retake, say.delete]))
  })

  it('is counted in the average without a name, and taken out again', async () => {
    await taps(say.count, say.counted('2026-12-31'))
    await taps(say.takeOut, say.countWhat('2026-12-31', 5))
    expect(textIn(card())).toContain('Stage: Ad hoc')
  })

  it('is shared only after it was shown what will be seen', async () => {
    // A channel is known by its name once the counselor has been met in its team.
    await playground.say({where: stage.legal, words: 'help', mention: true})
    await shown('the help', each => each.conversation.startsWith(`${stage.legal};`))
    await press(card(), say.share)
    const form = await shown('the form', message => textIn(message).includes(say.shareWhat))
    const about = (message: ShownMessage) => textIn(message).includes('One colleague’s view')
    expect(playground.messages.some(each => each.conversation !== stage.personal && about(each))).toBe(false)
    await playground.submit(stage.alex, form, filledIn(cardIn(form.content), {[say.shareWhere]: '#ask-legal'}))
    const shared = await shown('the shared result', each => each.conversation !== stage.personal && about(each))
    expect(shared.conversation).toContain(stage.legal)
    expect(JSON.stringify(shared.content)).not.toMatch(/alex/i)
  })

  it('comes back after three months by a reminder, and is compared with the last result', async () => {
    await taps(say.later, 'I will remind you')
    now = Date.UTC(2027, 1, 23, 9)
    await house.tick()
    const reminder = await shown('the reminder', message => textIn(message).includes('Three months have passed'))
    expect(reminder.conversation).toBe(stage.personal)
    await press(reminder, say.start)
    const next = await shown('the first question', message => textIn(message).includes('1/11'))
    id = next.id
    for (let at = 1; at < 11; at += 1) await taps(labels(card())[3] ?? '', `${at + 1}/11`)
    await taps(labels(card())[3] ?? '', say.rough)
    expect(textIn(card())).toContain('Last time you were at “Ad hoc”')
    expect(textIn(card())).toContain('2026-11-23')
  })

  it('is deleted at a press', async () => {
    await taps(say.delete, say.deleted)
    const keys: string[] = []
    for await (const [key] of house.store.list('check-')) keys.push(key)
    expect(keys.filter(key => key.startsWith('check-result') || key.startsWith('check-run'))).toEqual([])
  })
})
