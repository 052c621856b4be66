// The scheduler begins what is due on its moment, also while earlier work is still under way.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, it} from '@jest/globals'
import {silentLog} from '../../src/log.ts'
import {Agenda} from '../../src/schedule/agenda.ts'
import {Scheduler} from '../../src/schedule/scheduler.ts'
import {MemoryStore} from '../doubles/memory-store.ts'
import {VirtualTime} from '../doubles/virtual-time.ts'

const noon = Date.UTC(2026, 10, 24, 12)

it('a task is begun on its moment although one before it takes a minute', async () => {
  const time = new VirtualTime(noon)
  const {now} = time
  const store = new MemoryStore(now)
  const agenda = new Agenda(store)
  const ran: string[] = []
  const run = async ({id}: {readonly id: string}) => {
    ran.push(id)
    if (id === 'long') await time.sleep(60_000)
  }
  await agenda.plan({job: 'write', id: 'long', at: noon, data: null})
  await agenda.plan({job: 'write', id: 'soon', at: noon + 500, data: null})
  const scheduler = new Scheduler({agenda, store, jobs: [{name: 'write', run}], timer: time, now, log: silentLog})
  scheduler.start()
  await time.pass(499)
  expect(ran).toEqual(['long'])
  await time.pass(1)
  expect(ran).toEqual(['long', 'soon'])
  const stopped = scheduler.stop()
  await time.pass(60_000)
  await stopped
})
