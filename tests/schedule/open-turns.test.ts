// Turns that are under way, and values that are kept for a while.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {Kept} from '../../src/schedule/kept.ts'
import {OpenTurns} from '../../src/schedule/open-turns.ts'
import {VirtualTime} from '../doubles/virtual-time.ts'

describe('stopping', () => {
  it('waits for what is under way, and for what it brings about', async () => {
    const time = new VirtualTime()
    const turns = new OpenTurns()
    const first = time.sleep(100)
    turns.add(first)
    void first.then(() => turns.add(time.sleep(50)))
    const drained = turns.drain(time, 1_000)
    await time.pass(149)
    expect(turns.count).toBe(1)
    await time.pass(1)
    expect(await drained).toBe(0)
    expect(time.waiting).toBe(0)
  })

  it('does not wait longer than it may', async () => {
    const time = new VirtualTime()
    const turns = new OpenTurns()
    turns.add(time.sleep(5_000))
    const drained = turns.drain(time, 1_000)
    await time.pass(1_000)
    expect(await drained).toBe(1)
  })

  it('is done at once where nothing is under way', async () => {
    expect(await new OpenTurns().drain(new VirtualTime(), 1_000)).toBe(0)
  })
})

describe('what is kept', () => {
  it('is asked for once, by all who ask at the same time', async () => {
    let asked = 0
    const kept = new Kept<number>({now: () => 0, ms: 10, most: 10})
    const ask = async () => ++asked
    expect(await Promise.all([kept.get('a', ask), kept.get('a', ask), kept.get('b', ask)])).toEqual([1, 1, 2])
  })

  it('is forgotten when its time has come, when it failed, and when it is told to', async () => {
    let now = 0
    let asked = 0
    const kept = new Kept<number>({now: () => now, ms: 10, most: 10})
    const ask = async () => ++asked
    await kept.get('a', ask)
    now = 10
    expect(await kept.get('a', ask)).toBe(2)
    kept.forget('a')
    expect(await kept.get('a', ask)).toBe(3)
    await expect(kept.get('b', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await kept.get('b', ask)).toBe(4)
  })

  it('is not more than there is room for: the oldest goes', async () => {
    const kept = new Kept<string>({now: () => 0, ms: 10, most: 2})
    for (const key of ['a', 'b', 'c']) await kept.get(key, async () => 'old')
    expect(await kept.get('c', async () => 'new')).toBe('old')
    expect(await kept.get('a', async () => 'new')).toBe('new')
  })
})
