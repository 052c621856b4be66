// Story: everything ends: a daily job deletes what was kept under longer periods, and what ends by no clock.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import {keepFor} from '../../src/keep.ts'
import type {Store} from '../../src/store.ts'
import {phrases as tipPhrases} from '../../src/tips/phrases.ts'
import type {Subscription} from '../../src/tips/subscriptions.ts'
import {countsIn, lunchLibrary, quarterEnds} from '../doubles/lunch-people.ts'
import {PulseTeam, pulseLibrary} from '../doubles/pulse-team.ts'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

const day = 86_400_000

/** Two worlds with one store: the second one with other settings, as after a restart. */
async function restarted(world: World, rows: Map<string, unknown>, days: Parameters<typeof keepFor>[0]) {
  let store: Store | undefined
  const second = await openWorld({
    library: world.library,
    keep: keepFor(days),
    storeAround: inner => {
      store = inner
      return inner
    },
  })
  for (const [key, value] of rows) await store?.put(key, value)
  return second
}

async function rowsOf(world: World, ...kinds: string[]): Promise<Map<string, unknown>> {
  const rows = new Map<string, unknown>()
  for (const kind of kinds)
    for (const line of await world.stored(kind)) {
      const at = line.indexOf(' ')
      rows.set(line.slice(0, at), JSON.parse(line.slice(at + 1)))
    }
  return rows
}

const kinds = [
  'answer',
  'rating',
  'missed',
  'hand-over',
  'check-result',
  'pulse-wave',
  'pulse-series',
  'pulse-outcome',
  'tips',
  'tips-at',
]

describe('the daily job', () => {
  it('deletes what is older than the periods that were shortened, and leaves what is younger', async () => {
    const world = await openWorld()
    const talk = world.platform.talk({}, 'U1')
    await talk.say('qwertz zxcvb plugh')
    await talk.say('What is an OSPO?')
    // Without a life time of its own, as if it had been written under a longer period.
    const second = await restarted(world, await rowsOf(world, 'answer', 'missed'), {answers: 3, missed: 5})
    const left = async () => [(await second.stored('answer')).length, (await second.stored('missed')).length]
    expect(await left()).toEqual([2, 1])
    second.pass(2 * day)
    await second.tick()
    expect(await left()).toEqual([2, 1])
    second.pass(2 * day)
    await second.tick()
    expect(await left()).toEqual([0, 1])
    second.pass(2 * day)
    await second.tick()
    expect(await left()).toEqual([0, 0])
  })

  it('notes how many of each kind went, and who they were not', async () => {
    const world = await openWorld()
    await world.platform.talk({}, 'U-ada-4711').say('qwertz zxcvb plugh')
    const second = await restarted(world, await rowsOf(world, 'answer', 'missed'), {answers: 1, missed: 1})
    second.pass(3 * day)
    await second.tick()
    const noted = (await second.stored('audit')).join()
    expect(noted).toContain('"act":"retention-run"')
    expect(noted).toContain('answers 1, missed 1')
    expect(noted).not.toContain('U-ada-4711')
  })

  it('deletes entries of the audit log, too, where their period was shortened, and no younger ones', async () => {
    const world = await openWorld()
    await world.platform.talk({}, 'U1').say('my data')
    const second = await restarted(world, await rowsOf(world, 'audit'), {audit: 3})
    second.pass(2 * day)
    await second.tick()
    expect((await second.stored('audit')).join()).toContain('own-data-exported')
    second.pass(2 * day)
    await second.tick()
    const left = (await second.stored('audit')).join()
    expect(left).not.toContain('own-data-exported')
    expect(left).toContain('retention-run')
  })

  it('runs every day, also when the process was down for long', async () => {
    const world = await openWorld({library: await pulseLibrary()})
    // The start does not wait until its first run is planned.
    await world.platform.talk().say('hello')
    for (let days = 0; days < 5; days += 1) {
      world.pass(day)
      await world.tick()
    }
    const runs = async () => (await world.stored('audit')).filter(line => line.includes('retention-run')).length
    expect(await runs()).toBe(5)
    world.pass(30 * day)
    await world.tick()
    expect(await runs()).toBe(6)
  })

  it('lets what new periods cover end by itself', async () => {
    const world = await openWorld({keep: keepFor({answers: 2})})
    await world.platform.talk({}, 'U1').say('What is an OSPO?')
    world.pass(2 * day - 1)
    expect(await world.stored('answer')).toHaveLength(1)
    world.pass(1)
    expect(await world.stored('answer')).toEqual([])
  })
})

describe('a pulse that is over', () => {
  it('leaves nothing after the published table has had its time', async () => {
    const world = await openWorld({library: await pulseLibrary()})
    const team = new PulseTeam(world, 6)
    await team.launch()
    for (const id of team.people) await team.answer(id, 4)
    await team.close()
    for (let i = 0; i < 24; i += 1) {
      world.pass(50 * day)
      await world.tick()
    }
    const left = (await world.stored()).filter(line => line.startsWith('pulse'))
    expect(left).toEqual([])
    expect((await world.stored()).join()).not.toMatch(/U-owner|U-person/)
  })

  it('is closed once more where its closing was lost', async () => {
    const world = await openWorld({library: await pulseLibrary()})
    const team = new PulseTeam(world, 6)
    await team.launch()
    for (const id of team.people) await team.answer(id, 4)
    const rows = await rowsOf(world, 'pulse-wave', 'pulse-series', 'pulse-half', 'pulse-other-half', 'pulse-response')
    const second = await restarted(world, rows, {})
    second.platform.members.set(team.channel.id, [team.owner, ...team.people])
    second.pass(12 * day)
    await second.tick()
    expect(await second.stored('pulse-response')).toEqual([])
    expect(await second.stored('pulse-outcome')).toHaveLength(1)
  })
})

describe('the average of a quarter', () => {
  it('goes after its time, from the end of the quarter on', async () => {
    const world = await openWorld({library: await lunchLibrary()})
    for (const id of ['A', 'B', 'C', 'D', 'E']) await countsIn(world, id, '22')
    await quarterEnds(world)
    const second = await restarted(world, await rowsOf(world, 'average'), {averages: 20})
    const left = async () => (await second.stored('average')).length
    // The quarter ends 42 days after the beginning of the story.
    for (const [days, count] of [
      [61, 1],
      [3, 0],
    ] as const) {
      second.pass(days * day)
      await second.tick()
      expect(await left()).toBe(count)
    }
  })
})

describe('tips for a place in which we can no longer write', () => {
  it('go after their time, and those of other places stay', async () => {
    const world = await openWorld()
    for (const id of ['C-closed', 'C-open']) {
      const talk = world.platform.talk({scope: 'channel', id}, 'U-ada')
      await talk.say('send us a tip every Tuesday at 9')
      await talk.press(tipPhrases.en.confirm)
    }
    const rows = await rowsOf(world, ...kinds)
    for (const [key, value] of rows) {
      const subscription = value as Subscription
      if (subscription.place?.id === 'C-closed') rows.set(key, {...subscription, state: 'closed'})
    }
    const second = await restarted(world, rows, {})
    second.pass(150 * day)
    await second.tick()
    expect(await second.stored('tips')).toHaveLength(2)
    second.pass(60 * day)
    await second.tick()
    expect((await second.stored('tips')).join()).not.toContain('C-closed')
    expect((await second.stored('tips')).join()).toContain('C-open')
  })
})

it('whatever a life leaves behind is gone after ten years, but for what has a reason to stay', async () => {
  const world = await openWorld()
  const talk = world.platform.talk({}, 'U1')
  await talk.say('qwertz zxcvb plugh')
  await talk.say('What is an OSPO?')
  await world.platform.deliver(
    talk.activity({
      kind: 'press',
      action: 'answers.rate',
      value: `up:${talk.find(phrases.en.askAPerson).button.value}`,
      message: talk.find(phrases.en.askAPerson).message,
    }),
  )
  await talk.say('my data')
  expect((await world.stored()).length).toBeGreaterThan(8)
  world.pass(3_650 * day)
  const left = new Set((await world.stored()).map(line => line.split(':')[0]?.split(' ')[0]))
  // The agenda ends with its tasks, and the key of the audit log's pseudonyms has to outlive every entry.
  expect([...left].sort()).toEqual(['agenda', 'agenda-due', 'audit-key'])
})
