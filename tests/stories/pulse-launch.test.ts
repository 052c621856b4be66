// Story: somebody sets a pulse up: who may, for whom, and what is said where it cannot be.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import {cardText} from '../../src/chat/card-text.ts'
import {pulsePhrases} from '../../src/surveys/pulse-phrases.ts'
import {labelsOf} from '../doubles/card-parts.ts'
import {PulseTeam, pulseLibrary, say} from '../doubles/pulse-team.ts'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

let world: World

beforeEach(async () => {
  world = await openWorld({library: await pulseLibrary()})
})

describe('setting a pulse up', () => {
  it.each(['pulse', 'Start a pulse', 'team pulse!', '团队脉搏'])('is offered to whoever writes "%s"', async words => {
    expect(labelsOf(await world.platform.talk().say(words))).toHaveLength(1)
  })

  it('leaves questions about pulses to the knowledge base', async () => {
    expect(labelsOf(await world.platform.talk().say('What is a pulse survey good for?'))).not.toContain(say.setUp)
  })

  it('is refused with fewer than five besides whoever asks, with the reason', async () => {
    const {card} = await new PulseTeam(world, 4).setUp()
    expect(cardText(card)).toContain(say.problems.few(4, 5))
    expect(labelsOf(card)).not.toContain(say.preview.send)
  })

  it('is refused with fewer than an organisation asks for, since nothing could ever be shown', async () => {
    world = await openWorld({library: await pulseLibrary(), pulse: {launch: 'members', minimums: {score: 7}}})
    expect(cardText((await new PulseTeam(world, 6).setUp()).card)).toContain(say.problems.few(6, 7))
    const {card} = await new PulseTeam(world, 7).setUp()
    expect(cardText(card)).toContain(say.preview.advice(10))
  })

  it('with five to seven says that eight are better', async () => {
    expect(cardText((await new PulseTeam(world, 5).setUp()).card)).toContain(say.preview.advice(8))
    expect(cardText((await new PulseTeam(world, 8).setUp()).card)).not.toContain(say.preview.advice(8))
  })

  it.each([
    [{closes: 'soon'}, say.problems.closes],
    [{closes: '2026-11-20'}, say.problems.closes],
    [{closes: '2027-11-20'}, say.problems.closes],
    [{zone: 'Middle Earth'}, say.problems.zone('Middle Earth')],
    [{rhythm: 'hourly'}, say.problems.rhythm],
    [{survey: 'readiness'}, say.problems.survey],
    [{asker: ' '}, say.problems.asker],
    [{audience: 'people', people: ''}, say.problems.few(0, 5)],
    [{audience: 'people', people: Array.from({length: 201}, (_, i) => `U${i}`).join('\n')}, say.problems.many(200)],
  ])('with %j says what to mend, keeps what was typed, and sends nothing', async (values, problem) => {
    const team = new PulseTeam(world, 8)
    const {card} = await team.setUp(values)
    expect(cardText(card)).toContain(problem)
    const form = await team.formOf(team.owner, card, say.preview.change, team.channel.id)
    for (const [id, value] of Object.entries(values).filter(([, typed]) => typed.trim() !== '')) {
      expect(form.inputs.find(input => input.id === id)?.initial).toBe(value)
    }
    await world.tick()
    expect(team.people.flatMap(id => team.sentTo(id))).toEqual([])
  })

  it('where nobody else can be written to is declined at once, and no form opens', async () => {
    const team = new PulseTeam(world, 8)
    world.platform.profiles.set(team.owner, {alone: true})
    for (const words of ['start a pulse', '发起团队脉搏']) {
      const card = await team.with(team.owner).say(words)
      expect(cardText(card)).toBe(pulsePhrases[card.language].alone)
      expect(labelsOf(card)).toEqual([])
    }
    const page = await world.platform.talk({scope: 'home'}, team.owner).do({kind: 'opened'})
    const [told] = await team.press(team.owner, page, say.setUp)
    expect(told && cardText(told.card)).toBe(say.alone)
    expect(world.platform.forms).toEqual([])
  })

  it('is for full members: guests are told so', async () => {
    const team = new PulseTeam(world, 8)
    world.platform.profiles.set(team.owner, {kind: 'guest'})
    const offer = await team.inChannel(team.owner).command('pulse')
    const [told] = await team.press(team.owner, offer, say.setUp, team.channel.id)
    expect(told && cardText(told.card)).toBe(say.membersOnly)
  })

  it('is for admins only where the organisation says so', async () => {
    world = await openWorld({library: await pulseLibrary(), pulse: {launch: 'admins', minimums: {}}})
    const team = new PulseTeam(world, 8)
    const offer = await team.inChannel(team.owner).command('pulse')
    const [told] = await team.press(team.owner, offer, say.setUp, team.channel.id)
    expect(told && cardText(told.card)).toBe(say.adminsOnly)
    world.platform.admins.add(team.owner)
    expect(cardText((await team.setUp()).card)).toContain(say.preview.title)
  })

  it('is for whoever owns the channel too, in it, where the organisation says so', async () => {
    world = await openWorld({library: await pulseLibrary(), pulse: {launch: 'admins', minimums: {}}})
    const team = new PulseTeam(world, 8)
    const offer = await team.inChannel(team.owner).command('pulse')
    const [told] = await team.press(team.owner, offer, say.setUp, team.channel.id)
    expect(told && cardText(told.card)).toBe(say.adminsOnly)
    world.platform.profiles.set(team.owner, {owner: true})
    const [alone] = await team.press(team.owner, offer, say.setUp)
    expect(alone && cardText(alone.card)).toBe(say.adminsOnly)
    expect(cardText((await team.setUp()).card)).toContain(say.preview.title)
  })

  it('is nobody else’s: another person finds no draft, and a second press sends nothing', async () => {
    const team = new PulseTeam(world, 8)
    const {card} = await team.setUp()
    const [other] = await team.press('U-person-1', card, say.preview.send, team.channel.id)
    expect(other && cardText(other.card)).toBe(say.problems.gone)
    await team.press(team.owner, card, say.preview.send, team.channel.id)
    const [again] = await team.press(team.owner, card, say.preview.send, team.channel.id)
    expect(again && cardText(again.card)).toBe(say.preview.sent)
    await world.tick()
    expect(team.inTheChannel()).toHaveLength(1)
  })

  it('can be thrown away', async () => {
    const team = new PulseTeam(world, 8)
    const {card} = await team.setUp()
    await team.press(team.owner, card, say.preview.discard, team.channel.id)
    const [told] = await team.press(team.owner, card, say.preview.send, team.channel.id)
    expect(told && cardText(told.card)).toBe(say.problems.gone)
  })

  it('for a list of people sends results to each of them, and to whoever asked', async () => {
    const team = new PulseTeam(world, 6)
    await team.launch({audience: 'people', people: team.people.join('\n'), survey: 'pulse-short'})
    expect(team.inTheChannel()).toEqual([])
    for (const id of team.people) await team.answer(id, 4)
    await team.close()
    const texts = [team.owner, ...team.people].map(id =>
      cardText(team.sentTo(id).at(-1)?.card ?? {language: 'en', blocks: []}),
    )
    expect(new Set(texts).size).toBe(1)
    expect(texts[0]).toContain('Index: 75, fine')
    expect((await world.stored('pulse-series')).join()).not.toContain('U-person')
  })
})

describe('the Home tab', () => {
  it('has the button that sets a pulse up', async () => {
    const page = await world.platform.talk({scope: 'home'}).do({kind: 'opened'})
    expect(labelsOf(page)).toContain(say.setUp)
  })
})
