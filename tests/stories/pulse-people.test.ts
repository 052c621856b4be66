// Story: what becomes of a pulse when people, channels and owners go away.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import {cardText} from '../../src/chat/card-text.ts'
import {CounselorError} from '../../src/errors.ts'
import {day, PulseTeam, pulseLibrary, say} from '../doubles/pulse-team.ts'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

let world: World

beforeEach(async () => {
  world = await openWorld({library: await pulseLibrary()})
})

describe('people who go away', () => {
  it('someone who left the channel meanwhile is still asked, and the answer counts', async () => {
    const team = new PulseTeam(world, 5)
    await team.launch()
    const leaver = 'U-person-0'
    team.leave(leaver)
    for (const id of [leaver, ...team.people]) await team.answer(id, 4)
    await team.close()
    expect(team.results()).toContain('Index: 75, fine')
  })

  it('an account that cannot be reached holds nobody up', async () => {
    const team = new PulseTeam(world, 8)
    const {place} = world.platform
    world.platform.place = async whom => {
      if ('id' in whom && whom.id === 'U-person-3') throw new CounselorError('delivery-failed', 'no such account')
      return place.call(world.platform, whom)
    }
    await team.launch()
    for (let again = 0; again < 6; again += 1) {
      world.pass(1_800_000)
      await world.tick()
    }
    for (const id of team.people.filter(each => each !== 'U-person-3')) expect(team.sentTo(id)).toHaveLength(1)
    expect(world.record.messages('warn')).toContain('a message of a pulse is given up')
  })
})

describe('a channel that is archived meanwhile', () => {
  it('does not keep the results from those who were invited', async () => {
    const team = new PulseTeam(world, 6)
    await team.launch()
    for (const id of team.people) await team.answer(id, 2)
    const {send} = world.platform
    world.platform.send = async (to, card, delivery) => {
      if (to.id === team.channel.id) throw new CounselorError('place-closed', 'the channel is archived')
      return send.call(world.platform, to, card, delivery)
    }
    await team.close()
    for (const id of team.people) {
      expect(cardText(team.sentTo(id).at(-1)?.card ?? {language: 'en', blocks: []})).toContain('Index: 25, act')
    }
  })
})

describe('a channel that we can no longer see', () => {
  it('is told to whoever wants to ask it, and to the owner of a series that goes on in it', async () => {
    const team = new PulseTeam(world, 6)
    await team.launch({rhythm: 'quarterly'})
    await team.close()
    const people = world.platform.people.bind(world.platform)
    world.platform.people = async of => {
      if ('scope' in of) throw new CounselorError('place-closed', 'we are not in there')
      return people(of)
    }
    expect(cardText((await team.setUp()).card)).toContain(say.problems.nobody)
    world.pass(92 * day)
    await world.tick()
    expect(cardText(team.sentTo(team.owner).at(-1)?.card ?? {language: 'en', blocks: []})).toBe(say.owner.unseen)
    world.platform.people = people
    const before = team.inTheChannel().length
    world.pass(92 * day)
    await world.tick()
    expect(team.inTheChannel()).toHaveLength(before + 1)
  })
})

describe('a series', () => {
  const values = {rhythm: 'quarterly'}

  it('that has become too small waits for its next time, and its owner is told', async () => {
    const team = new PulseTeam(world, 6)
    await team.launch(values)
    await team.close()
    const gone = team.people.slice(0, 3)
    for (const id of gone) team.leave(id)
    world.pass(92 * day)
    await world.tick()
    expect(cardText(team.sentTo(team.owner).at(-1)?.card ?? {language: 'en', blocks: []})).toBe(say.owner.few(3, 5))
    team.join(...gone)
    const before = team.inTheChannel().length
    world.pass(92 * day)
    await world.tick()
    expect(team.inTheChannel()).toHaveLength(before + 1)
  })

  it('ends with its owner', async () => {
    const team = new PulseTeam(world, 6)
    await team.launch(values)
    await team.close()
    world.platform.profiles.set(team.owner, {active: false})
    const before = world.platform.sent.length
    for (let times = 0; times < 3; times += 1) {
      world.pass(92 * day)
      await world.tick()
    }
    expect(world.platform.sent.slice(before).filter(({to}) => to.id !== `D-${team.owner}`)).toEqual([])
  })

  it('whose owner leaves while a wave is open still publishes that one, and then ends', async () => {
    const team = new PulseTeam(world, 6)
    await team.launch(values)
    for (const id of team.people) await team.answer(id, 4)
    world.platform.profiles.set(team.owner, {active: false})
    const {place} = world.platform
    world.platform.place = async whom =>
      'id' in whom && whom.id === team.owner ? undefined : place.call(world.platform, whom)
    await team.close()
    expect(team.results()).toContain('Index: 75, fine')
    const before = world.platform.sent.length
    for (let times = 0; times < 3; times += 1) {
      world.pass(92 * day)
      await world.tick()
    }
    expect(world.platform.sent).toHaveLength(before)
    expect((await world.stored('pulse-series')).join()).toContain('"state":"ended"')
  })

  it('ends when its owner says so, and nobody else can', async () => {
    const team = new PulseTeam(world, 6)
    await team.launch(values)
    await team.close()
    const card = team.sentTo(team.owner).at(-1)?.card ?? {language: 'en', blocks: []}
    const [refused] = await team.press('U-person-1', card, say.owner.stop)
    expect(refused && cardText(refused.card)).toBe(say.owner.notYours)
    const [told] = await team.press(team.owner, card, say.owner.stop)
    expect(told && cardText(told.card)).toBe(say.owner.stopped)
    const before = world.platform.sent.length
    world.pass(92 * day)
    await world.tick()
    expect(world.platform.sent).toHaveLength(before)
  })

  it('that is ended while a wave of it is open still publishes that one, and then forgets whom it asked', async () => {
    const team = new PulseTeam(world, 6)
    await team.launch({...values, audience: 'people', people: team.people.join('\n')})
    for (const id of team.people) await team.answer(id, 4)
    await team.close()
    const stop = team.sentTo(team.owner).at(-1)?.card ?? {language: 'en', blocks: []}
    world.pass(92 * day)
    await world.tick()
    for (const id of team.people) await team.answer(id, 2)
    await team.press(team.owner, stop, say.owner.stop)
    await team.close()
    expect(cardText(team.sentTo('U-person-0').at(-1)?.card ?? {language: 'en', blocks: []})).toContain('Index: 25, act')
    expect((await world.stored()).join()).not.toContain('U-person')
  })

  it('asks the owner again before the next one, where nothing was said', async () => {
    const team = new PulseTeam(world, 6)
    await team.launch(values)
    await team.close()
    const before = team.sentTo(team.owner).length
    // What follows the close comes at its own time, and not in the moment in which the owner is asked.
    world.pass(day)
    await world.tick()
    world.pass(81 * day)
    await world.tick()
    expect(cardText(team.sentTo(team.owner)[before]?.card ?? {language: 'en', blocks: []})).toContain(
      say.owner.whatDone,
    )
  })
})

describe('a wave that its owner closes by hand', () => {
  it('takes no more answers, and is published in a moment', async () => {
    const team = new PulseTeam(world, 6)
    await team.launch()
    for (const id of team.people) await team.answer(id, 3)
    const card = team.sentTo(team.owner).at(-1)?.card ?? {language: 'en', blocks: []}
    const [refused] = await team.press('U-person-1', card, say.owner.closeNow)
    expect(refused && cardText(refused.card)).toBe(say.owner.notYours)
    const [told] = await team.press(team.owner, card, say.owner.closeNow)
    expect(told && cardText(told.card)).toBe(say.owner.closing)
    const [late] = await team.press('U-person-1', team.invitation('U-person-1'), say.invitation.answer)
    expect(late && cardText(late.card)).toBe(say.vote.over)
    world.pass(15_000)
    await world.tick()
    expect(team.results()).toContain('Index: 50, watch')
  })
})
