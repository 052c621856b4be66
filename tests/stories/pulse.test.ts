// Story: a team takes a pulse, from the form to the results, and the next one follows by itself.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import {cardText} from '../../src/chat/card-text.ts'
import {labelsOf} from '../doubles/card-parts.ts'
import {day, PulseTeam, say, statements} from '../doubles/pulse-team.ts'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

let world: World
let team: PulseTeam

describe('a pulse', () => {
  beforeAll(async () => {
    world = await openWorld()
    team = new PulseTeam(world, 8)
    world.platform.profiles.set(team.owner, {zone: 'Europe/Berlin'})
    world.platform.profiles.set('U-guest', {kind: 'guest'})
    world.platform.profiles.set('U-bot', {kind: 'bot'})
    world.platform.profiles.set('U-gone', {active: false})
    team.join('U-guest', 'U-bot', 'U-gone')
  })

  it('shows the invitation before anything is sent', async () => {
    const {card, how} = await team.setUp({rhythm: 'six-weeks', asker: 'Ada of the OSPO'})
    expect(how).toBe('whisper')
    const text = cardText(card)
    for (const part of [say.invitation.stored, say.invitation.when, say.invitation.withdraw, say.invitation.platform]) {
      expect(text).toContain(part)
    }
    expect(text).toContain(say.invitation.minimum(5, 10))
    expect(text).toContain('Ada of the OSPO asks: We want to know')
    expect(text).toContain('7 statements, about a minute, until Fri 27 November at 18:00 (Europe/Berlin).')
    expect(text).toContain(say.preview.counts(9, 3))
    expect(team.inTheChannel()).toEqual([])
    expect(team.people.flatMap(id => team.sentTo(id))).toEqual([])
  })

  it('goes to each person in private and once to the channel, but to no guest, bot or account that is off', async () => {
    await team.launch({rhythm: 'six-weeks', asker: 'Ada of the OSPO'})
    for (const id of [team.owner, ...team.people.slice(0, 8)]) {
      expect(cardText(team.invitation(id))).toContain('Ada of the OSPO asks')
    }
    for (const id of ['U-guest', 'U-bot', 'U-gone']) expect(team.sentTo(id)).toEqual([])
    expect(team.inTheChannel()).toHaveLength(1)
    expect(team.inTheChannel()[0]?.delivery).toMatchObject({bulk: true})
  })

  it('is sent once however often that is pressed', async () => {
    const before = world.platform.sent.length
    await world.tick()
    expect(world.platform.sent).toHaveLength(before)
  })

  it('is answered in one form with a choice for each statement', async () => {
    const form = await team.formOf('U-person-0', team.invitation('U-person-0'), say.invitation.answer)
    expect(form.inputs.map(({id}) => id)).toEqual(statements)
    const [first] = form.inputs
    if (first?.kind !== 'choice') throw new Error('not a choice')
    expect(first.options.map(({label}) => label)).toEqual([
      'Strongly disagree',
      'Disagree',
      'Neither',
      'Agree',
      'Strongly agree',
      "Can't say",
    ])
    expect(first.initial).toBeUndefined()
  })

  it('keeps what was answered until it is changed, and shows it to that person alone', async () => {
    expect(await team.answer('U-person-0', 2)).toContain('Saved. You can change or withdraw it until')
    expect(await team.answer('U-person-0', [4, 0, 4, 4, 4, 4, 4])).toContain('Saved')
    const form = await team.formOf('U-person-0', team.invitation('U-person-0'), say.invitation.answer)
    expect(form.inputs.map(({initial}) => initial)).toEqual(['4', '0', '4', '4', '4', '4', '4'])
    const other = await team.formOf('U-person-1', team.invitation('U-person-1'), say.invitation.answer)
    expect(other.inputs.map(({initial}) => initial)).toEqual(statements.map(() => undefined))
  })

  it('can be withdrawn and answered again', async () => {
    await team.answer('U-person-7', 1)
    const saved = team.sentTo('U-person-7').at(-1)?.card
    if (!saved) throw new Error('nothing was sent')
    const [told] = await team.press('U-person-7', saved, say.vote.withdraw)
    expect(cardText(told?.card ?? saved)).toBe(say.vote.withdrawn)
    const form = await team.formOf('U-person-7', team.invitation('U-person-7'), say.invitation.answer)
    expect(form.inputs.map(({initial}) => initial)).toEqual(statements.map(() => undefined))
  })

  it('takes no answer with an option missing', async () => {
    expect(await team.answer('U-person-6', [1, 2, 3, 4, 5, 6, 1])).toBe(
      say.vote.choose('Teams here welcome changes from people outside the team.'),
    )
  })

  it('is not open to somebody who came later, nor to guests', async () => {
    team.join('U-late')
    const card = team.inTheChannel()[0]?.card
    if (!card) throw new Error('no message in the channel')
    for (const id of ['U-late', 'U-guest']) {
      const [told] = await team.press(id, card, say.invitation.answer, team.channel.id)
      expect(told).toMatchObject({how: 'whisper', card: {blocks: [{spans: [{text: say.vote.notInvited}]}]}})
    }
  })

  it('tells nobody more than whether the minimum is reached, the owner and admins included', async () => {
    world.platform.admins.add(team.owner)
    const status = async () => {
      const [told] = await team.press(team.owner, team.invitation(team.owner), say.vote.status)
      return told && cardText(told.card)
    }
    for (const id of ['U-person-1', 'U-person-2', 'U-person-3']) await team.answer(id, 4)
    expect(await status()).toBe(say.vote.notReached)
    await team.answer('U-person-4', 4)
    expect(await status()).toBe(say.vote.reached)
  })

  it('reminds everybody once, on the third working day', async () => {
    const before = world.platform.sent.length
    world.pass(5 * day)
    await world.tick()
    const reminded = world.platform.sent.slice(before)
    expect(reminded.map(({to}) => to.id).sort()).toEqual(
      [team.owner, ...team.people.slice(0, 8)].map(id => `D-${id}`).sort(),
    )
    expect(new Set(reminded.map(({card}) => cardText(card))).size).toBe(1)
    await world.tick()
    expect(world.platform.sent).toHaveLength(before + 9)
  })

  it('closes by itself, and publishes once', async () => {
    const before = team.inTheChannel().length
    await team.close()
    await world.tick()
    expect(team.inTheChannel()).toHaveLength(before + 1)
    const text = team.results()
    expect(text).toContain('Results of the pulse, 2026-11-27')
    expect(text).toContain('5–9 answers')
    expect(text).toContain('Index: 75, fine')
    expect(text).toContain('Knowledge: 75, fine. I know what our rules allow')
    expect(text).toContain('Support: not shown: fewer answers than the minimum')
    expect(text).not.toContain('agree.')
  })

  it('shows bars, a passage to read about the weakest, tips about it, and the table', async () => {
    const card = team.inTheChannel().at(-1)?.card
    expect(card?.blocks.find(block => block.kind === 'chart')).toMatchObject({form: 'bars', most: 100})
    expect(card && labelsOf(card)).toEqual([say.results.read, say.results.tips, say.results.table])
    if (!card) throw new Error('no results')
    const [answer] = await team.press('U-person-3', card, say.results.read, team.channel.id)
    expect(answer && cardText(answer.card).length).toBeGreaterThan(100)
  })

  it('takes nothing more', async () => {
    const [told] = await team.press('U-person-5', team.invitation('U-person-5'), say.invitation.answer)
    expect(told && cardText(told.card)).toBe(say.vote.over)
  })

  it('gives everybody the same table', async () => {
    const card = team.inTheChannel().at(-1)?.card
    if (!card) throw new Error('no results')
    const tables = []
    for (const id of [team.owner, 'U-person-1', 'U-guest']) {
      const [sent] = await team.press(id, card, say.results.table, team.channel.id)
      tables.push(sent?.card.blocks.find(block => block.kind === 'file')?.text)
    }
    expect(new Set(tables).size).toBe(1)
    expect(tables[0]).toContain('answers,,5–9')
    expect(tables[0]).toContain('Knowledge,I know what our rules allow me to do with open source.,75,fine,,')
  })

  it('asks the owner what was done, and tells it with the next one, which starts by itself', async () => {
    const asked = team.sentTo(team.owner).at(-1)?.card
    if (!asked) throw new Error('the owner was not asked')
    expect(cardText(asked)).toContain('The next pulse starts on Fri 1 January at 10:00 (Europe/Berlin).')
    const form = await team.formOf(team.owner, asked, say.owner.tell)
    await team.with(team.owner).submit(form, {done: 'We wrote down who answers.'})
    world.pass(42 * day)
    await world.tick()
    expect(cardText(team.invitation('U-person-2'))).toContain('We wrote down who answers.')
    expect(cardText(team.invitation('U-late'))).toContain(say.invitation.since)
  })

  it('compares with the last one, and says so where nothing is clear', async () => {
    for (const id of team.people.slice(0, 7)) await team.answer(id, 3)
    await team.close()
    const text = team.results()
    expect(text).toContain('We wrote down who answers.')
    expect(text).toContain('Index: 50, watch · worse than last time')
    expect(text).toContain('Knowledge: 50, watch · no clear change')
    expect(text).toContain(say.results.trend)
    expect(text).toMatch(/2026-11-27: 75 of 100\n2027-01-\d\d: 50 of 100/)
  })
})
