// Story: a terminal that shares the storage with the service takes nothing away that only the service can send.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, it} from '@jest/globals'
import {Counselor} from '../../src/counselor.ts'
import type {Store} from '../../src/store.ts'
import {day, PulseTeam, pulseLibrary, say} from '../doubles/pulse-team.ts'
import {recordingLog} from '../doubles/recording-log.ts'
import type {World} from '../doubles/world.ts'
import {leaping, openWorld} from '../doubles/world.ts'

/** A counselor on the same storage in which no platform of the world runs. */
async function beside(world: World, store: Store): Promise<Counselor> {
  const now = () => world.platform.now()
  const {log} = recordingLog(now)
  const timer = leaping(now)
  return new Counselor({library: world.library, store, platforms: [], log, now, newId: () => 'other', timer})
}

async function openShared(): Promise<{world: World; store: Store}> {
  let store: Store | undefined
  const world = await openWorld({
    library: await pulseLibrary(),
    storeAround: inner => {
      store = inner
      return inner
    },
  })
  if (!store) throw new Error('there is no store')
  return {world, store}
}

it('a pulse is opened by the process in which its platform runs, whoever looks first', async () => {
  const {world, store} = await openShared()
  const team = new PulseTeam(world, 6)
  const other = await beside(world, store)
  const {card} = await team.setUp()
  await team.press(team.owner, card, say.preview.send, team.channel.id)
  await other.tick()
  world.pass(60_000)
  await world.tick()
  expect(() => team.invitation('U-person-0')).not.toThrow()
})

it('what nobody can open for a month is left', async () => {
  const {world, store} = await openShared()
  const team = new PulseTeam(world, 6)
  const other = await beside(world, store)
  const {card} = await team.setUp()
  await team.press(team.owner, card, say.preview.send, team.channel.id)
  for (let i = 0; i < 40; i += 1) {
    await other.tick()
    world.pass(day)
  }
  await other.tick()
  expect((await world.stored('agenda')).filter(line => line.includes('pulse-open'))).toEqual([])
})
