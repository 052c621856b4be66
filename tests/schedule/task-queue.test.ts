// The tasks that wait for their turn: groups in turn, bounds for all and for each, and when a look finds more.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import type {Row} from '../../src/schedule/agenda.ts'
import {TaskQueue} from '../../src/schedule/task-queue.ts'

const row = (group: string, id: string): Row => ({place: `${group} ${id}`, job: 'write', id, group})

/** A queue that holds four, two of each group, and runs two, one of each group. */
function queue(...offered: readonly [group: string, id: string][]): TaskQueue {
  const made = new TaskQueue({running: {all: 2, group: 1}, waiting: {all: 4, group: 2}})
  for (const [group, id] of offered) made.offer(row(group, id))
  return made
}

/** The ids of all that may run now. */
function takeAll(from: TaskQueue): string[] {
  const ids: string[] = []
  for (let next = from.take(); next; next = from.take()) ids.push(next.id)
  return ids
}

describe('tasks that wait', () => {
  it('run by turns of their groups, so many of each and of all at once', () => {
    const tasks = queue(['a', 'a1'], ['a', 'a2'], ['b', 'b1'], ['c', 'c1'])
    expect(takeAll(tasks)).toEqual(['a1', 'b1'])
    tasks.release(row('a', 'a1'))
    // The group that was served stands behind the others.
    expect(takeAll(tasks)).toEqual(['c1'])
    tasks.release(row('b', 'b1'))
    tasks.release(row('c', 'c1'))
    expect(takeAll(tasks)).toEqual(['a2'])
    tasks.release(row('a', 'a2'))
    expect(takeAll(tasks)).toEqual([])
  })

  it('are held once, while they wait and while they run, and may come again afterwards', () => {
    const tasks = queue(['a', 'a1'], ['a', 'a1'])
    const first = tasks.take()
    expect(first?.id).toBe('a1')
    tasks.offer(row('a', 'a1'))
    tasks.release(row('a', 'a1'))
    expect(tasks.take()).toBeUndefined()
    tasks.offer(row('a', 'a1'))
    expect(tasks.take()?.id).toBe('a1')
  })

  it('are no more than there is room for, of one group and of all', () => {
    const tasks = queue(['a', 'a1'], ['a', 'a2'], ['a', 'a3'], ['b', 'b1'])
    expect(tasks.full).toBe(false)
    tasks.offer(row('c', 'c1'))
    expect(tasks.full).toBe(true)
    tasks.offer(row('d', 'd1'))
    const seen: string[] = []
    for (let turn = 0; turn < 9; turn += 1) {
      const next = tasks.take()
      if (next) seen.push(next.id)
      if (next) tasks.release(next)
    }
    expect(seen).toEqual(['a1', 'b1', 'c1', 'a2'])
    expect(tasks.full).toBe(false)
  })

  it('have room again as soon as one of them runs', () => {
    const tasks = queue(['a', 'a1'], ['a', 'a2'], ['b', 'b1'], ['b', 'b2'])
    expect(tasks.full).toBe(true)
    expect(tasks.take()?.id).toBe('a1')
    expect(tasks.full).toBe(false)
    tasks.offer(row('a', 'a3'))
    expect(tasks.full).toBe(true)
  })
})

describe('one more look', () => {
  it('is of use once a group of which something found no room has nothing waiting any more', () => {
    const tasks = queue(['a', 'a1'], ['a', 'a2'], ['a', 'a3'])
    expect(tasks.hungry).toBe(false)
    for (const id of ['a1', 'a2']) {
      expect(tasks.take()?.id).toBe(id)
      tasks.release(row('a', id))
      expect(tasks.hungry).toBe(id === 'a2')
    }
    tasks.clear()
    expect(tasks.hungry).toBe(false)
  })

  it('is of no use while there is no room for any', () => {
    const tasks = queue(['a', 'a1'], ['a', 'a2'], ['b', 'b1'], ['b', 'b2'], ['c', 'c1'])
    expect(tasks.full).toBe(true)
    expect(tasks.hungry).toBe(false)
    tasks.take()
    expect(tasks.hungry).toBe(true)
  })

  it('is of use after one that ended early, as soon as few wait', () => {
    const tasks = queue(['a', 'a1'], ['b', 'b1'])
    expect(tasks.hungry).toBe(false)
    tasks.cut()
    expect(tasks.hungry).toBe(false)
    tasks.take()
    expect(tasks.hungry).toBe(true)
    tasks.clear()
    expect(tasks.hungry).toBe(false)
  })
})
