// Story: a channel gets tips: somebody asks for them, sees a preview, says yes, and they come at their time.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import {cardText} from '../../src/chat/card-text.ts'
import {phrases} from '../../src/tips/phrases.ts'
import {sendJob} from '../../src/tips/subscriptions.ts'
import {labelsOf} from '../doubles/card-parts.ts'
import type {Talk} from '../doubles/talk.ts'
import type {TipsWorld} from './tips-world.ts'
import {day, openTipsWorld} from './tips-world.ts'

const say = phrases.en

let world: TipsWorld
let team: Talk

beforeEach(async () => {
  world = await openTipsWorld()
  team = world.team
})

describe('asking for tips', () => {
  it('in words shows them in plain words, with the first one and three dates, and keeps nothing', async () => {
    const text = await team.read('send us a tip every Tuesday at 9')
    expect(text).toContain('Every Tuesday at 09:00, time of Europe/Berlin.')
    expect(text).toContain('all topics')
    expect(text).toContain('Tue, 24 November 2026 · Tue, 1 December 2026 · Tue, 8 December 2026')
    expect(text).toContain('💡')
    expect([...(await world.stored('tips')), ...(await world.stored('agenda', sendJob))]).toEqual([])
  })

  it('in Chinese works as well', async () => {
    const text = await team.read('每周二9点半发一条小贴士')
    expect(text).toContain('每周二 09:30（Europe/Berlin 时间）')
    await team.press(phrases.zh.confirm)
    expect(await world.stored('tips')).toHaveLength(1)
  })

  it('by the form asks for topics, rhythm, time and quiet days', async () => {
    await team.say('tips')
    const form = await team.openForm(say.subscribe)
    expect(form.inputs.map(({id}) => id)).toEqual([
      'topics',
      'rhythm',
      'days',
      'time',
      'zone',
      'language',
      'quiet',
      'holidays',
      'dates',
    ])
    expect(form.inputs.find(({id}) => id === 'zone')?.initial).toBe('Europe/Berlin')
    const preview = await team.submit(form, {
      ...{topics: 'value\nscenarios', rhythm: 'daily', time: '16:45', zone: 'america/new_york', quiet: 'weekends'},
      ...{holidays: 'us', dates: '2026-12-24/2027-01-01'},
    })
    const text = cardText(preview.card)
    expect(text).toContain('Every day at 16:45, time of America/New_York.')
    expect(text).toContain(
      'Never on: Saturdays and Sundays; Thu, 24 December 2026 to Fri, 1 January 2027; the public holidays of US.',
    )
    expect(text).toContain('Fri, 20 November 2026 · Mon, 23 November 2026 · Tue, 24 November 2026')
    await team.press(say.confirm)
    await world.live(8 * day)
    // Not on the weekends, and not on Thanksgiving.
    expect(world.tipsAt(team)).toHaveLength(5)
  })

  it.each([
    [{zone: 'Berlin'}, say.faults.zone],
    [{time: 'early'}, say.faults.time],
    [{rhythm: 'weekly', days: ''}, say.faults.days],
    [{dates: '24.12.'}, say.faults.dates],
    [{holidays: 'Atlantis'}, say.faults.holidays],
    [{topics: 'cooking'}, say.faults.noTip],
  ])('with %j in the form says what is wrong, and gives the form back as it was', async (values, fault) => {
    await team.say('tips')
    const form = await team.openForm(say.subscribe)
    const told = await team.submit(form, {...values, time: 'time' in values ? values.time : '07:15'})
    expect(cardText(told.card)).toContain(fault)
    const again = await team.openForm(say.mend)
    for (const [id, value] of Object.entries(values))
      expect(again.inputs.find(each => each.id === id)?.initial).toBe(value)
  })

  it('a question about tips is answered as a question', async () => {
    const card = await team.say('What tips are there for a first policy?')
    expect(labelsOf(card)).not.toContain(say.confirm)
  })

  it('yes pressed twice gives one series', async () => {
    await team.say('send us a tip every Tuesday at 9')
    const {button, message} = team.find(say.confirm)
    await team.press(say.confirm)
    await team.do({kind: 'press', ...button, message})
    expect(await world.stored('tips')).toHaveLength(1)
  })

  it('a sixth series is refused kindly', async () => {
    for (let i = 0; i < 5; i += 1) await world.subscribe()
    await team.say('send us a tip every Monday at 9')
    expect(cardText((await team.press(say.confirm)).card)).toContain(say.tooMany)
    expect(await world.stored('tips')).toHaveLength(5)
  })
})

describe('who may', () => {
  it('guests may not', async () => {
    world.platform.profiles.set('U-guest', {kind: 'guest'})
    const guest = world.platform.talk({...team.conversation}, 'U-guest')
    expect(await guest.read('send us a tip every Tuesday at 9')).toContain(say.notYou)
  })

  it('members may not where only admins may, but for themselves', async () => {
    world = await openTipsWorld({mayPlan: 'admins'})
    const member = world.platform.talk({scope: 'channel'}, 'U-bob')
    expect(await member.read('send us tips daily')).toContain(say.adminsOnly)
    expect(await world.platform.talk({}, 'U-bob').read('send me tips daily')).toContain(say.preview)
    world.platform.admins.add('U-bob')
    expect(await member.read('send us tips daily')).toContain(say.preview)
  })

  it('a button of one conversation does nothing in another', async () => {
    await world.subscribe()
    await team.say('tips')
    const {button} = team.find(say.stop)
    const other = world.platform.talk({scope: 'channel'}, 'U-eve')
    const message = {conversation: other.conversation, id: 'm0'}
    expect(cardText(await other.do({kind: 'press', ...button, message}))).toContain(say.gone)
    expect(await world.stored('tips')).toHaveLength(1)
  })
})

describe('a tip', () => {
  it('comes once at its time, week after week, and none twice', async () => {
    await world.subscribe()
    await world.live(29 * day)
    const tips = world.tipsAt(team)
    expect(tips).toHaveLength(4)
    expect(new Set(tips.map(({card}) => cardText(card))).size).toBe(4)
    expect(tips[0]?.delivery).toMatchObject({bulk: true})
    expect(labelsOf(tips[0]?.card ?? {blocks: [], language: 'en'})).toEqual([say.readOn, '👍', say.fewer])
  })

  it('leads to its passage, which only the one who pressed sees, and counts tips and no people', async () => {
    await world.subscribe()
    await world.live(5 * day)
    const read = await team.press(say.readOn)
    expect(read.how).toBe('whisper')
    expect(cardText(read.card)).toContain('Source')
    expect(cardText((await team.press('👍')).card)).toBe(say.thanks)
    const counts = await world.stored('tip-reach')
    expect(counts).toHaveLength(1)
    expect(counts[0]).toContain('{"liked":1,"read":1,"fewer":0}')
    expect(counts.join()).not.toContain('U-ada')
  })

  it('of which somebody wants fewer makes its topic rarer here', async () => {
    await world.subscribe()
    await world.live(5 * day)
    expect(cardText((await team.press(say.fewer)).card)).toBe(say.fewerNoted)
    expect((await world.stored('tips'))[0]).toMatch(/"fewer":\{"[a-z-]+":1\}/)
  })
})
