// Story: what the result of the readiness check says, and what a person can do with it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, beforeEach, describe, expect, it} from '@jest/globals'
import {phrases as answersPhrases} from '../../src/answers/phrases.ts'
import type {Card} from '../../src/chat/card.ts'
import {cardText} from '../../src/chat/card-text.ts'
import type {Conversation} from '../../src/chat/conversation.ts'
import {phrases} from '../../src/surveys/phrases.ts'
import {labelsOf} from '../doubles/card-parts.ts'
import {tapAll} from '../doubles/check-taps.ts'
import type {Talk} from '../doubles/talk.ts'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

const say = phrases.en
const day = 86_400_000

let world: World
let ada: Talk
let people = 0

beforeAll(async () => {
  world = await openWorld()
})

beforeEach(() => {
  people += 1
  ada = world.platform.talk({id: `D-R${people}`}, `R${people}`)
})

/** Takes the whole check, the involvement being "Joining in". */
async function take(answers: string, talk = ada): Promise<Card> {
  await talk.command('readiness')
  return finish(answers, talk)
}

/** Answers from the first question on; `?` is "not sure". */
async function finish(answers: string, talk = ada): Promise<Card> {
  return tapAll(world.platform, talk, ['3', ...[...answers].map(answer => (answer === '?' ? 'Not sure' : answer))])
}

const text = (card: Card) => cardText(card, {buttons: true})
const chart = (card: Card) => card.blocks.find(block => block.kind === 'chart')

describe('the result', () => {
  it('names involvement, stage, each area with its number, the total, and that it is no audit', async () => {
    const card = await take('2322222222')
    const shown = text(card)
    expect(shown).toContain('Your involvement: Joining in: bug reports, events, sponsoring')
    expect(shown).toContain('Stage: Ad hoc')
    expect(chart(card)).toMatchObject({form: 'bars', most: 100, series: [{values: [50, 33, 33, 33, 33]}]})
    expect(shown).toContain('Usage: 50 of 100\nKnowledge: 33 of 100\nCulture: 33 of 100')
    expect(shown).toContain('In total 11 of 30.')
    expect(shown).toContain('A rough guide from your own view, not an audit.')
  })

  it('says in words what holds back, and the nearest step over it', async () => {
    const card = await take('4444441144')
    expect(text(card)).toContain(
      'What holds you back: “Security, education and strategy” takes 50 of 100 in “Tools and processes”, and you are at 0.',
    )
    expect(text(card)).toContain(
      'on “How does a team get an OK to use or publish open source?”: from “No known way” to “Ask around”.',
    )
  })

  it('names two passages for the two lowest areas, which can be read', async () => {
    const card = await take('4411443322')
    const labels = labelsOf(card)
    expect(labels.slice(0, 2)).toEqual(['Readiness: knowledge and understanding', 'Readiness: addressing the gaps'])
    const read = (await ada.press('Readiness: knowledge and understanding')).card
    expect(text(read)).toContain(answersPhrases.en.licence)
  })

  it('leads to a person', async () => {
    await take('4411443322')
    const {button} = ada.find(answersPhrases.en.askAPerson)
    const card = await ada.do({kind: 'press', ...button, message: ada.find(say.retake).message})
    expect(text(card)).toContain('Please ask:')
  })

  it('at the top has nothing that holds back', async () => {
    const card = await take('4444444444')
    expect(text(card)).toContain('Stage: Leader and advisor')
    expect(text(card)).toContain(say.top)
  })

  it('is told in Chinese to who asked in Chinese', async () => {
    let last = await ada.say('我们准备好了吗')
    for (let i = 0; i < 11; i += 1) last = (await ada.press(labelsOf(last)[1] ?? '')).card
    expect(text(last)).toContain('阶段：临时应对')
    expect(text(last)).toContain(phrases.zh.rough)
    expect(text(last)).toContain('使用情况: 33')
  })
})

describe('without a picture', () => {
  it('there is no stage, but what to find out, and the twelve questions', async () => {
    const card = await take('????222222')
    const shown = text(card)
    expect(shown).toContain(say.noPicture)
    expect(shown).toContain(say.noPictureWhy(4))
    expect(shown).not.toContain(say.stage)
    expect(chart(card)).toBeUndefined()
    expect(shown).toContain('• Do we know which open source we depend on?')
    expect(shown).toContain('• What resources and support would it need?')
    expect(labelsOf(card)).toContain('Twelve questions to ask stakeholders')
  })

  it('three unsure answers still make one', async () => {
    const card = await take('???2222222')
    expect(text(card)).toContain('Stage: Ad hoc')
    expect(text(card)).toContain('Not known: Usage.')
    expect(text(card)).toContain('Usage: –')
  })
})

describe('a second time', () => {
  it('is compared with the person’s own last result, and with nobody else’s', async () => {
    await take('4444444444', world.platform.talk({id: 'D-else'}, 'U-else'))
    await take('2222222222')
    world.pass(100 * day)
    await ada.press(say.retake)
    const card = await finish('4444444444')
    expect(chart(card)).toMatchObject({
      series: [{name: say.now, values: [100, 100, 100, 100, 100]}, {values: [33, 33, 33, 33, 33]}],
    })
    expect(text(card)).toContain(say.stageUp('Ad hoc'))
  })

  it('the first result can be looked at before it begins', async () => {
    await take('2222222222')
    await ada.press(say.retake)
    expect(text((await ada.press(say.myResult)).card)).toContain('Stage: Ad hoc')
  })

  it('the last result comes back by its words', async () => {
    await take('2222222222')
    expect(await ada.read('my readiness result')).toContain('Stage: Ad hoc')
    expect(text(await ada.command('readiness', 'result'))).toContain('Stage: Ad hoc')
  })
})

describe('the reminder', () => {
  it('comes after three months, once, in private, and leads to the check', async () => {
    await take('2222222222')
    const card = (await ada.press(say.later)).card
    const due = new Date(world.platform.now())
    due.setUTCMonth(due.getUTCMonth() + 3)
    expect(text(card)).toContain(say.laterPlanned(due.toISOString().slice(0, 10)))
    expect(labelsOf(card)).not.toContain(say.later)
    const reminders = () => world.platform.sent.filter(({card: sent}) => text(sent).includes(say.reminderWhy))
    world.pass(due.getTime() - world.platform.now() - 60_000)
    await world.tick()
    expect(reminders()).toHaveLength(0)
    world.pass(60_000)
    await world.tick()
    await world.tick()
    expect(reminders().map(({to}) => to.id)).toEqual([`D-${ada.person.id}`])
    expect(labelsOf(await ada.say('checks'))).toContain('How ready are we?')
  })

  it('waits a while for who cannot be found, and goes out at most once', async () => {
    await take('2222222222')
    await ada.press(say.later)
    const {platform} = world
    const place = platform.place.bind(platform)
    platform.place = async () => undefined
    world.pass(93 * day)
    await world.tick()
    platform.place = place
    const before = platform.sent.length
    world.pass(day)
    await world.tick()
    await world.tick()
    expect(platform.sent.slice(before).map(({to}) => to.id)).toEqual([`D-${ada.person.id}`])
  })

  it('does not come to who has deleted the result', async () => {
    await take('2222222222')
    await ada.press(say.later)
    await ada.press(say.delete)
    const before = world.platform.sent.length
    world.pass(120 * day)
    await world.tick()
    expect(world.platform.sent).toHaveLength(before)
  })
})

describe('what is kept', () => {
  it('is deleted at a press', async () => {
    await take('2222222222')
    expect(await world.stored('check-result', ada.person.id)).toHaveLength(1)
    expect(text((await ada.press(say.delete)).card)).toContain(say.deleted)
    expect(await world.stored('check-result', ada.person.id)).toEqual([])
    expect(await world.stored('check-run', ada.person.id)).toEqual([])
  })

  it('is deleted with everything else by “forget me”', async () => {
    await take('2222222222')
    await ada.press(say.later)
    expect(await ada.read('forget me')).toContain('1 check with its answers')
    expect(await world.stored('check-result', ada.person.id)).toEqual([])
    expect(await world.stored('check-run', ada.person.id)).toEqual([])
    const before = world.platform.sent.length
    world.pass(120 * day)
    await world.tick()
    expect(world.platform.sent).toHaveLength(before)
  })

  it('never stands in the log', async () => {
    await take('2134123412')
    const {lines} = world.record
    expect(JSON.stringify(lines)).not.toMatch(/u1|Joining|marks/)
  })
})

describe('sharing', () => {
  const channel: Conversation = {platform: 'recording', tenant: 'T1', id: 'C-platform', scope: 'channel'}

  beforeEach(() => {
    world.platform.places.set('#platform', channel)
    world.platform.members.set('C-platform', [ada.person.id, 'U-other'])
  })

  const inChannel = () => world.platform.sent.filter(({to}) => to.id === 'C-platform')

  it('shows first exactly what will be seen, and sends nothing yet', async () => {
    await take('2322222222')
    const before = inChannel().length
    const form = await ada.openForm(say.share)
    expect(JSON.stringify(form.prose)).toContain('Stage: Ad hoc')
    expect(inChannel()).toHaveLength(before)
    await ada.submit(form, {channel: '#platform'})
    const shared = inChannel().at(-1)
    const lines = shared
      ? cardText(shared.card)
          .split('\n')
          .filter(line => line !== '')
      : []
    for (const line of lines) expect(JSON.stringify(form.prose)).toContain(JSON.stringify(line).slice(1, -1))
    expect(JSON.stringify(shared)).not.toContain(ada.person.id)
    expect(lines.join()).not.toContain('Joining in')
  })

  it('goes nowhere where the person is not, or where there is no such channel', async () => {
    await take('2322222222')
    world.platform.members.set('C-platform', ['U-other'])
    const before = inChannel().length
    for (const name of ['#platform', '#nowhere']) {
      const form = await ada.openForm(say.share)
      const {card} = await ada.submit(form, {channel: name})
      expect(text(card)).toContain(say.notShared)
      expect(text(card)).toContain('Stage: Ad hoc')
    }
    expect(inChannel()).toHaveLength(before)
  })

  it('where nobody else can be written to gives the text to copy at once, and no form', async () => {
    world.platform.profiles.set(ada.person.id, {alone: true})
    await take('2322222222')
    const forms = world.platform.forms.length
    const {card} = await ada.press(say.share)
    expect(text(card)).toContain(say.shareAlone)
    expect(text(card)).toContain('Stage: Ad hoc')
    expect(world.platform.forms).toHaveLength(forms)
  })

  it('may go where the check was begun', async () => {
    const team = world.platform.talk({scope: 'channel', id: 'C-begin'}, ada.person.id)
    await team.command('readiness')
    const mine = world.platform.talk({id: `D-${ada.person.id}`}, ada.person.id)
    await finish('2233223322', mine)
    const form = await mine.openForm(say.share)
    await mine.submit(form, {})
    expect(world.platform.sent.filter(({to, how}) => to.id === 'C-begin' && how === 'send')).toHaveLength(1)
  })

  it('of a result that is no longer the last one does not happen', async () => {
    await take('2322222222')
    const form = await ada.openForm(say.share)
    await ada.press(say.delete)
    const before = inChannel().length
    await ada.submit(form, {channel: '#platform'})
    expect(inChannel()).toHaveLength(before)
  })
})
