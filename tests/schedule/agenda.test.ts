// What the agenda keeps: every task until it is done, in order of time, whoever dies between two writes.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import type {Planned, Row, Task} from '../../src/schedule/agenda.ts'
import {Agenda} from '../../src/schedule/agenda.ts'
import type {Store} from '../../src/store.ts'
import {DyingStore} from '../doubles/dying-store.ts'
import {MemoryStore} from '../doubles/memory-store.ts'

const task = (id: string, at: number, data: Task['data'] = null): Task => ({job: 'write', id, at, data})

async function dueOf(agenda: Agenda, now: number): Promise<Task[]> {
  const due: Task[] = []
  for await (const each of agenda.due(now)) due.push(each)
  return due
}

async function rowsOf(agenda: Agenda, now: number): Promise<Row[]> {
  const rows: Row[] = []
  for await (const row of agenda.rows(now)) rows.push(row)
  return rows
}

async function plannedOf(agenda: Agenda, now: number): Promise<Planned> {
  const [row] = await rowsOf(agenda, now)
  const planned = row && (await agenda.at(row))
  if (!planned) throw new Error('nothing is due')
  return planned
}

async function keysOf(store: Store): Promise<string[]> {
  const keys: string[] = []
  for await (const [key] of store.list('')) keys.push(key)
  return keys
}

describe('what is due', () => {
  it('comes in order of time, with what was planned', async () => {
    const agenda = new Agenda(new MemoryStore())
    const late = task('c', 1_000_000_000_000, {words: ['äöü', null], number: 1.5})
    for (const each of [late, task('b', 5), task('a', 70)]) await agenda.plan(each)
    expect(await dueOf(agenda, 1_000_000_000_000)).toEqual([task('b', 5), task('a', 70), late])
  })

  it('ends at the first that is not due yet', async () => {
    const agenda = new Agenda(new MemoryStore())
    for (const at of [10, 20, 21]) await agenda.plan(task(`at ${at}`, at))
    expect((await dueOf(agenda, 20)).map(({at}) => at)).toEqual([10, 20])
    expect(await agenda.next()).toBe(10)
  })

  it('reads no more rows than are due, and one', async () => {
    const store = new MemoryStore()
    const agenda = new Agenda(store)
    for (let at = 0; at < 100; at += 1) await agenda.plan(task(`${at}`, at))
    let read = 0
    const list = store.list.bind(store)
    store.list = async function* <T>(prefix: string) {
      for await (const each of list<T>(prefix)) {
        read += 1
        yield each
      }
    }
    await dueOf(agenda, 2)
    expect(read).toBe(4)
  })

  it('is found by a second agenda on the same store', async () => {
    const store = new MemoryStore()
    await new Agenda(store).plan(task('a', 5))
    expect(await dueOf(new Agenda(store), 5)).toEqual([task('a', 5)])
  })

  it('keeps tasks of equal ids of two jobs apart, whatever characters they hold', async () => {
    const agenda = new Agenda(new MemoryStore())
    const both = [
      {job: 'a:b', id: 'c', at: 1, data: 1},
      {job: 'a', id: 'b:c', at: 2, data: 2},
    ]
    for (const each of both) await agenda.plan(each)
    expect(await dueOf(agenda, 2)).toEqual(both)
  })
})

describe('a task that is planned again', () => {
  it('takes the place of the earlier one', async () => {
    const store = new MemoryStore()
    const agenda = new Agenda(store)
    await agenda.plan(task('a', 5, 'old'))
    await agenda.plan(task('a', 3, 'new'))
    expect(await dueOf(agenda, 10)).toEqual([task('a', 3, 'new')])
    expect(await keysOf(store)).toHaveLength(2)
  })

  it('while it runs is not taken off when that ends', async () => {
    const agenda = new Agenda(new MemoryStore())
    await agenda.plan(task('a', 5))
    const running = await plannedOf(agenda, 5)
    await agenda.plan(task('a', 9))
    await agenda.finish(running)
    await agenda.putOff(running, 100)
    expect(await dueOf(agenda, 9)).toEqual([task('a', 9)])
  })
})

describe('a task that is over', () => {
  it('leaves nothing behind once it was cancelled', async () => {
    const store = new MemoryStore()
    const agenda = new Agenda(store)
    await agenda.plan(task('a', 5))
    await agenda.cancel('write', 'a')
    await agenda.cancel('write', 'never planned')
    expect(await dueOf(agenda, 10)).toEqual([])
    expect(await agenda.next()).toBeUndefined()
    expect(await keysOf(store)).toEqual([])
  })

  it('leaves nothing behind a minute after it was done', async () => {
    let now = 0
    const store = new MemoryStore(() => now)
    const agenda = new Agenda(store)
    await agenda.plan(task('a', 5))
    await agenda.finish(await plannedOf(agenda, 5))
    expect(await dueOf(agenda, 10)).toEqual([])
    expect(await agenda.find('write', 'a')).toBeUndefined()
    now = 60_001
    expect(await keysOf(store)).toEqual([])
  })

  it('can be planned anew at once, for good', async () => {
    let now = 0
    const agenda = new Agenda(new MemoryStore(() => now))
    await agenda.plan(task('a', 5))
    await agenda.finish(await plannedOf(agenda, 5))
    await agenda.plan(task('a', 9))
    now = 10 * 86_400_000
    expect(await dueOf(agenda, 9)).toEqual([task('a', 9)])
  })
})

it('a task that is put off is due later, keeps its time, and counts its failures', async () => {
  const agenda = new Agenda(new MemoryStore())
  await agenda.plan(task('a', 5))
  await agenda.putOff(await plannedOf(agenda, 5), 50)
  expect(await dueOf(agenda, 49)).toEqual([])
  expect(await dueOf(agenda, 50)).toEqual([task('a', 5)])
  expect((await plannedOf(agenda, 50)).failures).toBe(1)
})

it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1])('the moment %s is refused', async at => {
  const store = new MemoryStore()
  await expect(new Agenda(store).plan(task('a', at))).rejects.toThrow(RangeError)
  expect(await keysOf(store)).toEqual([])
})

describe('a process that dies', () => {
  type Act = 'plan' | 'finish' | 'putOff' | 'cancel'
  const deeds: Record<Act, (agenda: Agenda) => Promise<void>> = {
    plan: agenda => agenda.plan(task('a', 7)),
    finish: async agenda => agenda.finish(await plannedOf(agenda, 5)),
    putOff: async agenda => agenda.putOff(await plannedOf(agenda, 5), 8),
    cancel: agenda => agenda.cancel('write', 'a'),
  }
  const allowed: Record<Act, readonly string[]> = {
    plan: ['5', '7'],
    finish: ['5', ''],
    putOff: ['5'],
    cancel: ['5', ''],
  }

  it.each(Object.keys(deeds) as Act[])(
    'after any write of "%s" leaves the task once, as it was or will be',
    async act => {
      for (let writes = 0; writes < 5; writes += 1) {
        const store = new MemoryStore()
        await new Agenda(store).plan(task('a', 5))
        await deeds[act](new Agenda(new DyingStore(store, writes))).catch(() => {})
        const next = new Agenda(store)
        expect(allowed[act]).toContain((await dueOf(next, 10)).map(({at}) => at).join())
        // What it left does not come back by a later plan.
        await next.plan(task('a', 9))
        expect(await dueOf(next, 10)).toEqual([task('a', 9)])
      }
    },
  )
})

it('whatever many processes plan and cancel at once, what was planned last is due once', async () => {
  const deed = fc.record({id: fc.constantFrom('a', 'b'), at: fc.nat(20), plans: fc.boolean()})
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(deed, {maxLength: 5}), {maxLength: 4}), fc.scheduler(), async (processes, s) => {
      const inner = new MemoryStore()
      const work = processes.map(async deeds => {
        const agenda = new Agenda(inOrderOf(inner, call => s.scheduleFunction(call)()))
        for (const {id, at, plans} of deeds) {
          if (plans) await agenda.plan(task(id, at))
          else await agenda.cancel('write', id)
          for await (const _ of agenda.due(20)) break
        }
      })
      await s.waitFor(Promise.all(work))
      const agenda = new Agenda(inner)
      for (const id of ['a', 'b']) {
        const found = await agenda.find('write', id)
        const due = (await dueOf(agenda, 20)).filter(each => each.id === id)
        expect(due).toEqual(found ? [found] : [])
      }
    }),
  )
})

type Scheduled = <T>(call: () => Promise<T>) => Promise<T>

/** A store whose calls come in whatever order a property wants. */
function inOrderOf(inner: Store, scheduled: Scheduled): Store {
  return {
    get: key => scheduled(() => inner.get<never>(key)),
    put: (key, value, ttlMs) => scheduled(() => inner.put(key, value, ttlMs)),
    create: (key, value, ttlMs) => scheduled(() => inner.create(key, value, ttlMs)),
    update: (key, change, ttlMs) => scheduled(() => inner.update(key, change, ttlMs)),
    delete: key => scheduled(() => inner.delete(key)),
    erase: prefix => scheduled(() => inner.erase(prefix)),
    list: prefix => inner.list(prefix),
    lease: (key, owner, ms) => scheduled(() => inner.lease(key, owner, ms)),
    close: () => inner.close(),
  }
}
