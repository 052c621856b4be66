// Story: a pulse when storage fails, processes die, and answers arrive late or twice.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import type {Activity} from '../../src/chat/activity.ts'
import {cardText} from '../../src/chat/card-text.ts'
import type {Form} from '../../src/chat/form.ts'
import {diesAtEachCall} from '../doubles/mortal-world.ts'
import {day, PulseTeam, pulseLibrary, say, statements} from '../doubles/pulse-team.ts'
import {TroubledStore} from '../doubles/troubled-store.ts'
import {VirtualTime} from '../doubles/virtual-time.ts'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

/** A form as it comes in, with one choice for all statements. */
function submission(team: PulseTeam, id: string, form: Form, choice: number): Activity {
  const values = Object.fromEntries(statements.map(name => [name, String(choice)]))
  return team.with(id).activity({kind: 'submission', action: form.action, value: form.value, values})
}

async function chosenBy(team: PulseTeam, id: string): Promise<string | undefined> {
  return (await team.formOf(id, team.invitation(id), say.invitation.answer)).inputs[0]?.initial
}

describe('storage that fails', () => {
  let store: TroubledStore | undefined
  let world: World
  let team: PulseTeam
  const time = new VirtualTime()

  beforeEach(async () => {
    world = await openWorld({
      library: await pulseLibrary(),
      timer: time,
      storeAround: inner => {
        store = new TroubledStore(inner)
        return store
      },
    })
    team = new PulseTeam(world, 8)
    await team.launch()
  })

  it('is told, and nothing is shown as saved', async () => {
    const form = await team.formOf('U-person-0', team.invitation('U-person-0'), say.invitation.answer)
    store?.fail()
    const sent = await world.platform.deliver(submission(team, 'U-person-0', form, 4))
    expect(sent.map(({card}) => cardText(card))).toEqual([say.vote.unsaved])
    store?.heal()
    expect(await chosenBy(team, 'U-person-0')).toBeUndefined()
  })

  it('for over two seconds is told as well, while it still hangs', async () => {
    const form = await team.formOf('U-person-0', team.invitation('U-person-0'), say.invitation.answer)
    const answer = submission(team, 'U-person-0', form, 4)
    store?.hang()
    const delivered = world.platform.deliver(answer)
    // The claim of the event is what hangs first; an answer is taken without it.
    await store?.giveUpNext()
    await time.pass(1_999)
    expect(team.sentTo('U-person-0').map(({card}) => cardText(card))).not.toContain(say.vote.unsaved)
    await time.pass(1)
    expect((await delivered).map(({card}) => cardText(card))).toEqual([say.vote.unsaved])
    store?.heal()
    store?.giveUp()
    expect(world.record.lines.join()).not.toContain('U-person-0')
  })

  it('while a withdrawal is stored is told, too', async () => {
    await team.answer('U-person-1', 2)
    const saved = team.sentTo('U-person-1').at(-1)?.card ?? {language: 'en', blocks: []}
    store?.fail()
    const [told] = await team.press('U-person-1', saved, say.vote.withdraw)
    expect(told && cardText(told.card)).toBe(say.vote.unsaved)
    store?.heal()
    expect(await chosenBy(team, 'U-person-1')).toBe('2')
  })
})

describe('answers that come late or twice', () => {
  let world: World
  let team: PulseTeam
  let form: Form

  beforeEach(async () => {
    world = await openWorld({library: await pulseLibrary()})
    team = new PulseTeam(world, 8)
    await team.launch()
    form = await team.formOf('U-person-0', team.invitation('U-person-0'), say.invitation.answer)
  })

  it('an older one never wins over a newer one', async () => {
    const older = submission(team, 'U-person-0', form, 1)
    world.pass(1_000)
    const newer = submission(team, 'U-person-0', form, 5)
    await world.platform.deliver(newer)
    const [told] = await world.platform.deliver(older)
    expect(told && cardText(told.card)).toBe(say.vote.older)
    expect(await chosenBy(team, 'U-person-0')).toBe('5')
  })

  it('one from before a withdrawal does not bring the answer back', async () => {
    const older = submission(team, 'U-person-0', form, 1)
    world.pass(1_000)
    await team.answer('U-person-0', 4)
    const saved = team.sentTo('U-person-0').at(-1)?.card ?? {language: 'en', blocks: []}
    world.pass(1_000)
    await team.press('U-person-0', saved, say.vote.withdraw)
    await world.platform.deliver(older)
    expect(await chosenBy(team, 'U-person-0')).toBeUndefined()
  })

  it('the same one twice is one answer, and told once', async () => {
    const answer = submission(team, 'U-person-0', form, 3)
    expect(await world.platform.deliver(answer)).toHaveLength(1)
    expect(await world.platform.deliver(answer)).toEqual([])
    expect(await world.stored('pulse-response')).toHaveLength(1)
  })

  it('one after the last day is not taken, although nothing has been added up yet', async () => {
    const answer = submission(team, 'U-person-0', form, 3)
    world.pass(8 * day)
    const [told] = await world.platform.deliver(answer)
    expect(told && cardText(told.card)).toBe(say.vote.over)
  })

  it('the wish to be forgotten withdraws it', async () => {
    await world.platform.deliver(submission(team, 'U-person-0', form, 3))
    await team.with('U-person-0').say('forget me')
    expect(await chosenBy(team, 'U-person-0')).toBeUndefined()
  })
})

describe('an answer in the moment of the close', () => {
  let store: TroubledStore | undefined
  let world: World
  let team: PulseTeam

  beforeEach(async () => {
    world = await openWorld({
      library: await pulseLibrary(),
      storeAround: inner => {
        store = new TroubledStore(inner)
        return store
      },
    })
    team = new PulseTeam(world, 6)
    await team.launch()
    for (const id of team.people) await team.answer(id, 4)
  })

  /** Does something just before the next answer is stored. */
  function beforeTheNextAnswer(deed: () => Promise<void>): void {
    const inner = store
    if (!inner) throw new Error('no store')
    const {update} = inner
    inner.update = async (key, change, ttl) => {
      if (key.startsWith('pulse-response:')) {
        inner.update = update
        await deed()
      }
      return update.call(inner, key, change as (old: unknown) => unknown, ttl) as never
    }
  }

  it('is not taken where everything has been erased meanwhile, and leaves nothing behind', async () => {
    beforeTheNextAnswer(async () => {
      world.pass(8 * day)
      world.platform.failure = new Error('the platform is away, so the wave stays in its close')
      await world.tick()
      world.platform.failure = undefined
    })
    expect(await team.answer('U-person-0', 1)).toBe(say.vote.over)
    expect(await world.stored('pulse-response')).toEqual([])
  })

  it('that is stored when adding up has begun is not told as saved', async () => {
    beforeTheNextAnswer(async () => {
      for (const line of await world.stored('pulse-wave')) {
        const [key = ''] = line.split(' ', 1)
        await store?.update<object>(key, old => ({...old, state: 'closing'}))
      }
    })
    expect(await team.answer('U-person-0', 1)).toBe(say.vote.late)
  })

  it('that a process stored and then died over is swept away within hours', async () => {
    await team.close()
    const [wave = ''] = (await world.stored('pulse-wave')).map(line => line.split(' ', 1)[0])
    await store?.put(`${wave.replace('pulse-wave', 'pulse-response')}:left-behind`, 'a record')
    world.pass(3_600_000)
    await world.tick()
    expect(await world.stored('pulse-response')).toEqual([])
  })
})

describe('a process that dies', () => {
  it('at any call of the close leaves nothing but what the next one finishes: one result, once, and no answer', async () => {
    let wanted: string | undefined
    const told = await diesAtEachCall(await pulseLibrary(), {
      before: async (world, calls) => {
        const team = new PulseTeam(world, 6, `C-${calls}`)
        await team.launch()
        for (const [i, id] of team.people.entries()) await team.answer(id, (i % 5) + 1)
        world.pass(8 * day)
        return team
      },
      again: [5, 3_600_000],
      after: async (world, team) => {
        const results = team.inTheChannel().filter(({card}) => cardText(card).startsWith('Results of the pulse'))
        expect(results).toHaveLength(1)
        const text = cardText(results[0]?.card ?? {language: 'en', blocks: []}).replaceAll(/\d{4}-\d\d-\d\d/g, 'DAY')
        wanted ??= text
        expect(text).toBe(wanted)
        for (const kind of ['pulse-response', 'pulse-half', 'pulse-other-half', 'pulse-invited', 'pulse-sent']) {
          expect(await world.stored(kind)).toEqual([])
        }
      },
    })
    expect(told).toBeGreaterThan(30)
    expect(wanted).toContain('Index: 42, act')
  })

  it('at any call of the opening invites each person once', async () => {
    const told = await diesAtEachCall(await pulseLibrary(), {
      before: async (world, calls) => {
        const team = new PulseTeam(world, 6, `C-${calls}`)
        const {card} = await team.setUp()
        await team.press(team.owner, card, say.preview.send, team.channel.id)
        return {team, seen: world.platform.sent.length}
      },
      again: [3, 60_000],
      after: async (world, {team, seen}) => {
        const sent = world.platform.sent.slice(seen).map(({to}) => to.id)
        const people = team.people.map(id => `D-${id}`)
        expect(sent.sort()).toEqual([team.channel.id, ...people, 'D-U-owner', 'D-U-owner'].sort())
        await team.close()
      },
    })
    expect(told).toBeGreaterThan(30)
  })
})
