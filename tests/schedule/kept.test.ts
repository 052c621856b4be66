// What is kept for a while: asked for once, forgotten in time, and never a failure.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, it} from '@jest/globals'
import {Kept} from '../../src/schedule/kept.ts'

function kept(most = 2) {
  const clock = {now: 0}
  let asked = 0
  const values = new Kept<number>({now: () => clock.now, ms: 100, most})
  const get = (key: string) => values.get(key, async () => ++asked)
  return {clock, values, get}
}

it('a value is asked for once until its time is over, also by those who ask at the same moment', async () => {
  const {clock, get} = kept()
  expect(await Promise.all([get('a'), get('a')])).toEqual([1, 1])
  clock.now = 99
  expect(await get('a')).toBe(1)
  clock.now = 100
  expect(await get('a')).toBe(2)
})

it('the oldest value goes where there are too many, and no other', async () => {
  const {get} = kept()
  expect([await get('a'), await get('b'), await get('a'), await get('b')]).toEqual([1, 2, 1, 2])
  await get('c')
  expect([await get('b'), await get('c'), await get('a')]).toEqual([2, 3, 4])
})

it('a value can be forgotten, and all of them', async () => {
  const {values, get} = kept()
  expect([await get('a'), await get('b')]).toEqual([1, 2])
  values.forget('a')
  expect([await get('b'), await get('a')]).toEqual([2, 3])
  values.clear()
  expect([await get('a'), await get('b')]).toEqual([4, 5])
})

it('a failure is not kept, and takes no newer value with it', async () => {
  const {values, get} = kept()
  let fail = (_: Error) => {}
  const failing = values.get('a', () => new Promise((_, reject) => (fail = reject)))
  values.forget('a')
  expect(await get('a')).toBe(1)
  fail(new Error('away'))
  await expect(failing).rejects.toThrow('away')
  expect(await get('a')).toBe(1)
  await expect(values.get('b', () => Promise.reject(new Error('away')))).rejects.toThrow('away')
  expect(await get('b')).toBe(2)
})
