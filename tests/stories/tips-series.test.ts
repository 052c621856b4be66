// Story: a series of tips is skipped, paused, changed and stopped, survives what happens, and others reach its channels.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import {cardText} from '../../src/chat/card-text.ts'
import {CounselorError} from '../../src/errors.ts'
import {actions} from '../../src/tips/actions.ts'
import {phrases} from '../../src/tips/phrases.ts'
import {sendJob} from '../../src/tips/subscriptions.ts'
import {buttonsOf} from '../doubles/card-parts.ts'
import type {Talk} from '../doubles/talk.ts'
import type {TipsWorld} from './tips-world.ts'
import {day, hour, openTipsWorld} from './tips-world.ts'

const say = phrases.en

let world: TipsWorld
let team: Talk

beforeEach(async () => {
  world = await openTipsWorld()
  team = world.team
})

describe('a series', () => {
  beforeEach(async () => {
    await world.subscribe('send us a tip daily at 10:00')
    await world.live(day)
    await team.say('tips')
  })

  it('can be skipped once', async () => {
    const before = world.tipsAt(team).length
    expect(cardText((await team.press(say.skip)).card)).toContain('21 November 2026')
    await world.live(2 * day)
    expect(world.tipsAt(team).length).toBe(before + 1)
  })

  it('can pause until a day, and goes on by itself', async () => {
    const before = world.tipsAt(team).length
    const form = await team.openForm(say.pause)
    expect(cardText((await team.submit(form, {until: '2026-11-25'})).card)).toContain('Wed, 25 November 2026')
    await world.live(3 * day)
    expect(world.tipsAt(team).length).toBe(before)
    await world.live(2 * day + hour)
    expect(world.tipsAt(team).length).toBe(before + 2)
  })

  it('can pause without an end, and be resumed', async () => {
    const before = world.tipsAt(team).length
    await team.submit(await team.openForm(say.pause), {until: ''})
    await world.live(10 * day)
    expect(world.tipsAt(team).length).toBe(before)
    await team.say('tips')
    await team.press(say.resume)
    await world.live(2 * day)
    expect(world.tipsAt(team).length).toBe(before + 2)
  })

  it('cannot pause until a day that is gone', async () => {
    const form = await team.openForm(say.pause)
    expect(cardText((await team.submit(form, {until: '2026-11-21'})).card)).toContain(say.faults.date)
  })

  it('can be changed, and what was sent today is not sent again', async () => {
    const before = world.tipsAt(team).length
    const form = await team.openForm(say.change)
    expect(form.inputs.find(({id}) => id === 'time')?.initial).toBe('10:00')
    await team.submit(form, {time: '23:00'})
    await team.press(say.confirm)
    await world.live(day / 2)
    expect(world.tipsAt(team).length).toBe(before)
    await world.live(day)
    expect(world.tipsAt(team).length).toBe(before + 1)
    expect(await world.stored('tips')).toHaveLength(1)
  })

  it('can be stopped, and leaves nothing that comes back', async () => {
    const before = world.tipsAt(team).length
    await team.press(say.stop)
    await world.live(3 * day)
    expect(world.tipsAt(team).length).toBe(before)
    expect([
      ...(await world.stored('tips')),
      ...(await world.stored('tips-at')),
      ...(await world.stored('agenda', sendJob)),
    ]).toEqual([])
  })

  it('lets its last tip be deleted', async () => {
    const last = world.tipsAt(team).at(-1)
    const {button, message} = team.find(say.takeBack)
    expect(cardText((await team.press(say.takeBack)).card)).toContain(say.takenBack)
    expect(world.platform.deleted).toEqual([{conversation: team.conversation, id: last?.id}])
    expect(cardText(await team.do({kind: 'press', ...button, message}))).toContain(say.nothingToTakeBack)
  })

  it('in a place that was closed pauses, tells who set it up once, and goes on when resumed', async () => {
    const {platform} = world
    const send = platform.send.bind(platform)
    let tries = 0
    platform.send = (to, card, delivery) => {
      if (to.id !== team.conversation.id) return send(to, card, delivery)
      tries += 1
      return Promise.reject(new CounselorError('place-closed', 'It is archived.'))
    }
    await world.live(5 * day)
    expect(tries).toBe(1)
    const told = platform.sent.filter(({to}) => to.id === 'D-U-ada')
    expect(told.map(({card}) => cardText(card))).toEqual([say.ended])
    platform.send = send
    const before = world.tipsAt(team).length
    expect(cardText(await team.say('tips'))).toContain(say.closed)
    await team.press(say.resume)
    await world.live(2 * day)
    expect(world.tipsAt(team).length).toBe(before + 2)
  })
})

describe('after a time in which nothing ran', () => {
  it('a tip is sent where it is less than an hour late', async () => {
    await world.subscribe('send us a tip daily at 11:00')
    world.pass(hour + 30 * 60_000)
    await world.tick()
    expect(world.tipsAt(team)).toHaveLength(1)
  })

  it('later ones are skipped and noted, each, and the next one comes as ever', async () => {
    await world.subscribe('send us a tip daily at 11:00')
    world.pass(3 * day + 4 * hour)
    await world.tick()
    expect(world.tipsAt(team)).toHaveLength(0)
    const rows = await world.stored('ledger')
    expect(rows.map(row => /"reason":"(\w+)"/.exec(row)?.[1])).toEqual(['late', 'late', 'late', 'late'])
    await world.live(day)
    expect(world.tipsAt(team)).toHaveLength(1)
  })
})

describe('an announcement', () => {
  it('goes once to every conversation that gets tips, after an admin saw how many', async () => {
    await world.subscribe()
    const other = world.platform.talk({scope: 'channel'}, 'U-ada')
    await other.say('send us tips daily')
    await other.press(say.confirm)
    world.platform.admins.add('U-root')
    const desk = world.platform.talk({}, 'U-root')
    await desk.say('tips')
    const preview = await desk.submit(await desk.openForm(say.announce), {words: 'Our policy is new.\n\nRead it.'})
    expect(cardText(preview.card)).toContain(say.goesTo(2))
    expect(world.tipsAt(team)).toHaveLength(0)
    await desk.press(say.sendNow)
    const {button, message} = desk.find(say.sendNow)
    await desk.do({kind: 'press', ...button, message})
    await world.tick()
    for (const talk of [team, other])
      expect(world.tipsAt(talk).map(({card}) => cardText(card))).toEqual(['Our policy is new.\n\nRead it.'])
  })

  it('is for admins only', async () => {
    const message = {conversation: team.conversation, id: 'm0'}
    const told = await team.do({kind: 'press', action: actions.announce, value: 'en', message})
    expect(cardText(told)).toBe(say.leadsOnly)
  })
})

it('a weak area of a survey offers a series about it, which nobody gets without a yes', async () => {
  const message = {conversation: team.conversation, id: 'm0'}
  const press = team.activity({kind: 'press', action: actions.series, value: 'en security usage', message})
  await world.platform.deliver(press)
  const form = world.platform.forms.at(-1)?.form
  if (!form) throw new Error('no form was opened')
  await team.submit(form, {})
  expect(await world.stored('tips')).toEqual([])
  await team.press(say.confirm)
  expect((await world.stored('tips'))[0]).toContain('"areas":["security","usage"]')
})

it('a person’s own page leads to tips for that person alone', async () => {
  const home = world.platform.talk({scope: 'home', id: 'H1'}, 'U-ada')
  const page = await home.do({kind: 'opened'})
  expect(buttonsOf(page).map(({action}) => action)).toContain(actions.list)
})

it('forgetting a person ends what came to them alone, and leaves channels their tips without the name', async () => {
  await world.subscribe()
  const own = world.platform.talk({}, 'U-ada')
  await own.say('send me tips daily')
  await own.press(say.confirm)
  expect((await world.stored('tips')).join()).toContain('U-ada')
  const told = await own.read('forget me')
  expect(told).toContain('2 series of tips that you ordered (channels keep theirs, without your name)')
  expect(await world.stored('tips')).toHaveLength(1)
  expect((await world.stored('tips')).join()).not.toContain('U-ada')
  expect(await own.read('forget me')).not.toContain('Tips:')
  await world.live(5 * day)
  expect(world.tipsAt(team)).toHaveLength(1)
  expect(world.tipsAt(own)).toHaveLength(0)
})
