// What the scheduler does: everything that is due, once over all processes, again where it failed, whatever the store does.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import type {Task} from '../../src/schedule/agenda.ts'
import {Agenda} from '../../src/schedule/agenda.ts'
import type {Job} from '../../src/schedule/scheduler.ts'
import {habits, Scheduler} from '../../src/schedule/scheduler.ts'
import type {Store} from '../../src/store.ts'
import {DyingStore} from '../doubles/dying-store.ts'
import {MemoryStore} from '../doubles/memory-store.ts'
import type {RecordingLog} from '../doubles/recording-log.ts'
import {recordingLog} from '../doubles/recording-log.ts'
import {TroubledStore} from '../doubles/troubled-store.ts'
import {VirtualTime} from '../doubles/virtual-time.ts'

const noon = Date.UTC(2026, 10, 24, 12)

interface Stage {
  readonly time: VirtualTime
  readonly store: MemoryStore
  readonly agenda: Agenda
  readonly record: RecordingLog
  /** The ids of what was run, oldest first. */
  readonly ran: string[]
  /** A scheduler of its own process, on the same store unless told. */
  process(work?: (task: Task) => Promise<void>, store?: Store): Scheduler
}

function stage(): Stage {
  const time = new VirtualTime(noon)
  const store = new MemoryStore(time.now)
  const record = recordingLog(time.now)
  const ran: string[] = []
  const process = (work: (task: Task) => Promise<void> = async () => {}, at: Store = store) => {
    const run = async (task: Task) => {
      ran.push(task.id)
      await work(task)
    }
    const jobs: Job[] = [{name: 'write', run}]
    return new Scheduler({agenda: new Agenda(at), store: at, jobs, timer: time, now: time.now, log: record.log})
  }
  return {time, store, agenda: new Agenda(store), record, ran, process}
}

const task = (id: string, at: number, group?: string): Task =>
  Object.assign({job: 'write', id, at, data: null}, group === undefined ? {} : {group})

describe('what is due', () => {
  it('runs once its time has come, in order, and is then off the agenda', async () => {
    const {agenda, ran, process, time} = stage()
    await agenda.plan(task('b', noon))
    await agenda.plan(task('a', noon - 1))
    await agenda.plan(task('later', noon + 59_998))
    const scheduler = process()
    await scheduler.tick()
    expect(ran).toEqual(['a', 'b'])
    await time.pass(60_000)
    await scheduler.tick()
    await scheduler.tick()
    expect(ran).toEqual(['a', 'b', 'later'])
    expect(await agenda.next()).toBeUndefined()
  })

  it('may plan itself anew while it runs', async () => {
    const {agenda, ran, process, time} = stage()
    const scheduler = process(({id, at}) => agenda.plan(task(id, at + 1_000)))
    await agenda.plan(task('a', noon))
    await scheduler.tick()
    await time.pass(2_000)
    await scheduler.tick()
    expect(ran).toEqual(['a', 'a', 'a'])
  })

  it('is found by itself soon after it was planned elsewhere, and on the moment where that is known', async () => {
    const {agenda, ran, process, time} = stage()
    await agenda.plan(task('known', noon + 500))
    const scheduler = process()
    scheduler.start()
    await time.pass(499)
    expect(ran).toEqual([])
    await time.pass(1)
    expect(ran).toEqual(['known'])
    await agenda.plan(task('new', time.now()))
    await time.pass(habits.look)
    expect(ran).toEqual(['known', 'new'])
    await scheduler.stop()
  })

  it('runs although a row that leads nowhere stands before it', async () => {
    const {agenda, ran, process, store} = stage()
    await new Agenda(new DyingStore(store, 1)).plan(task('a', noon - 2)).catch(() => {})
    await agenda.plan(task('a', noon - 1))
    const scheduler = process()
    await scheduler.tick()
    expect(ran).toEqual(['a'])
  })

  it('waits where no job of that name is there, and holds up nothing else', async () => {
    const {agenda, ran, process, record} = stage()
    await agenda.plan({job: 'sing', id: 'a', at: noon - 9, data: null})
    await agenda.plan(task('b', noon))
    const scheduler = process()
    await scheduler.tick()
    await scheduler.tick()
    expect(ran).toEqual(['b'])
    expect(record.messages('warn')).toEqual(['a task waits for a job that is not there'])
    expect(await agenda.find('sing', 'a')).toBeDefined()
  })
})

describe('three processes on one store', () => {
  it('run everything once between them', async () => {
    const {agenda, ran, process, time} = stage()
    const ids = Array.from({length: 300}, (_, i) => `task ${i}`)
    for (const id of ids) await agenda.plan(task(id, noon + 100, id.slice(-1)))
    const schedulers = Array.from({length: 3}, () => process(() => time.sleep(40)))
    for (const scheduler of schedulers) scheduler.start()
    await time.pass(10_000)
    expect([...ran].sort()).toEqual([...ids].sort())
    await Promise.all(schedulers.map(scheduler => scheduler.stop()))
  })

  it('leave what takes long to the one that does it', async () => {
    const {agenda, ran, process, time} = stage()
    const schedulers = Array.from({length: 3}, () => process(() => time.sleep(10 * habits.lease)))
    await agenda.plan(task('long', noon))
    for (const scheduler of schedulers) scheduler.start()
    await time.pass(11 * habits.lease)
    expect(ran).toEqual(['long'])
    expect(await agenda.next()).toBeUndefined()
    await Promise.all(schedulers.map(scheduler => scheduler.stop()))
  })

  it('do again what one was doing when it died', async () => {
    const {agenda, ran, process, time, store} = stage()
    const dead = new TroubledStore(store)
    await agenda.plan(task('a', noon))
    const first = process(() => {
      dead.fail()
      return new Promise(() => {})
    }, dead)
    void first.tick()
    await time.pass(1)
    const second = process()
    await second.tick()
    expect(ran).toEqual(['a'])
    await time.pass(habits.lease)
    await second.tick()
    expect(ran).toEqual(['a', 'a'])
  })
})

describe('what fails', () => {
  it('is tried again later and later, is told without its content, and holds up nothing else', async () => {
    const {agenda, process, time, record, ran} = stage()
    const times: number[] = []
    const scheduler = process(async ({id}) => {
      if (id === 'well') return
      times.push(time.now() - noon)
      if (times.length < 4) throw new Error('private words')
    })
    await agenda.plan(task('bad', noon))
    await agenda.plan(task('well', noon))
    scheduler.start()
    await time.pass(120_000)
    expect(times.map(ms => Math.round(ms / 1_000))).toEqual([0, 10, 30, 70])
    expect(ran.filter(id => id === 'well')).toHaveLength(1)
    expect(record.messages('warn')).toEqual(Array(3).fill('a task failed and is tried again'))
    expect(record.lines.join()).not.toContain('private words')
    expect(await agenda.next()).toBeUndefined()
    await scheduler.stop()
  })

  it('is tried at least every half an hour', async () => {
    const {agenda, process, time, ran} = stage()
    const scheduler = process(() => Promise.reject(new Error('no')))
    await agenda.plan(task('bad', noon))
    scheduler.start()
    await time.pass(86_400_000)
    expect(ran.length).toBeGreaterThan(48)
    await scheduler.stop()
  })
})

describe('a store that is away', () => {
  it('is asked less and less, and everything goes on by itself when it is back', async () => {
    const {agenda, process, time, ran, store, record} = stage()
    let asked = 0
    let away = true
    const list = store.list.bind(store)
    store.list = async function* <T>(prefix: string) {
      asked += 1
      if (away) throw new Error('ECONNREFUSED')
      yield* list<T>(prefix)
    }
    await agenda.plan(task('a', noon))
    const scheduler = process()
    scheduler.start()
    await time.pass(10 * 60_000)
    expect(asked).toBeLessThan(30)
    expect(record.messages('warn')[0]).toBe('the agenda could not be read')
    away = false
    await time.pass(habits.away)
    expect(ran).toEqual(['a'])
    await scheduler.stop()
  })

  it('when a task is done leaves it due, which does no harm', async () => {
    const {agenda, process, time, ran, store} = stage()
    const troubled = new TroubledStore(store)
    const scheduler = process(async () => {
      if (ran.length === 1) troubled.fail()
    }, troubled)
    await agenda.plan(task('a', noon))
    await scheduler.tick()
    troubled.heal()
    await scheduler.tick()
    expect(ran).toEqual(['a'])
    await time.pass(habits.lease)
    await scheduler.tick()
    expect(ran).toEqual(['a', 'a'])
    expect(await agenda.next()).toBeUndefined()
  })
})

describe('many at once', () => {
  it('are done few at a time, and a small group does not wait for a large one', async () => {
    const {agenda, process, time, ran} = stage()
    let now = 0
    let most = 0
    const scheduler = process(async () => {
      most = Math.max(most, ++now)
      await time.sleep(100)
      now -= 1
    })
    for (let i = 0; i < 1_000; i += 1) await agenda.plan(task(`large ${i}`, noon - 10, 'large'))
    for (let i = 0; i < 20; i += 1) await agenda.plan(task(`small ${i}`, noon, 'small'))
    scheduler.start()
    await time.pass(1_000)
    expect(ran.filter(id => id.startsWith('small'))).toHaveLength(20)
    expect(most).toBe(2 * habits.bounds.running.group)
    await time.pass(13_000)
    expect(new Set(ran).size).toBe(1_020)
    expect(ran).toHaveLength(1_020)
    await scheduler.stop()
  })

  it('are never more at once than all bounds say', async () => {
    const {agenda, process, time, ran} = stage()
    let now = 0
    let most = 0
    const scheduler = process(async () => {
      most = Math.max(most, ++now)
      await time.sleep(100)
      now -= 1
    })
    for (let i = 0; i < 500; i += 1) await agenda.plan(task(`${i}`, noon, `group ${i % 50}`))
    scheduler.start()
    await time.pass(2_000)
    expect(most).toBe(habits.bounds.running.all)
    expect(ran).toHaveLength(500)
    await scheduler.stop()
  })
})

it('stopping begins nothing more and waits for what runs', async () => {
  const {agenda, process, time, ran} = stage()
  const scheduler = process(() => time.sleep(1_000))
  for (let i = 0; i < 30; i += 1) await agenda.plan(task(`${i}`, noon))
  scheduler.start()
  await time.pass(10)
  const begun = ran.length
  let stopped = false
  const stop = scheduler.stop().then(() => {
    stopped = true
  })
  await time.pass(100)
  expect(stopped).toBe(false)
  await time.pass(1_000)
  await stop
  expect(ran).toHaveLength(begun)
  expect(time.waiting).toBe(0)
})
