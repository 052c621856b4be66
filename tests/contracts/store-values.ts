// CONTRACT of a store, part one: what it does with the value of one key.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, it} from '@jest/globals'
import {life, listed, outlive, type StoreUnderTest} from './store-under-test.ts'

/** The tests of `get` and `put`. */
export function getAndPut(at: () => StoreUnderTest): void {
  it('a key without a value is undefined', async () => {
    expect(await at().store.get('nothing')).toBeUndefined()
  })

  it('a value comes back as it was put', async () => {
    for (const value of [...plainValues, plainValues]) {
      await at().store.put('key', value)
      expect(await at().store.get('key')).toStrictEqual(value)
    }
  })

  it('a value that changes later does not change in the store', async () => {
    const value = {votes: [1]}
    await at().store.put('key', value)
    value.votes.push(2)
    const read = await at().store.get<{votes: number[]}>('key')
    read?.votes.push(3)
    expect(await at().store.get('key')).toEqual({votes: [1]})
  })

  it('the last put wins', async () => {
    await at().store.put('key', 'old')
    await at().store.put('key', 'new')
    expect(await at().store.get('key')).toBe('new')
  })

  it('a value is gone when its time has passed', async () => {
    await at().store.put('key', 'short', life)
    expect(await at().store.get('key')).toBe('short')
    await outlive(at())
    expect(await at().store.get('key')).toBeUndefined()
  })

  it('a put without a time keeps for good what had a time before', async () => {
    await at().store.put('key', 'short', life)
    await at().store.put('key', 'long')
    await outlive(at())
    expect(await at().store.get('key')).toBe('long')
  })
}

const plainValues = [
  ...[null, true, false, 0, -0.5, 1e300, '', ':', ':base64:aGk=', 'Grüße 🦀 \u0000 \ud800 %_\'"\\', [], {}],
  {'': 1, value: null, expires: 1, nested: {deep: [[null, {a: ''}]]}, ['__proto__']: 'own'},
  JSON.parse('{"__proto__": {"a": 1}}') as unknown,
]

/** The tests of `create`. */
export function create(at: () => StoreUnderTest): void {
  it('is true exactly once', async () => {
    const won = await Promise.all(Array.from({length: 50}, (_, caller) => at().store.create('claim', caller)))
    expect(won.filter(Boolean)).toHaveLength(1)
    expect(await at().store.get('claim')).toBe(won.indexOf(true))
    expect(await at().store.create('claim', 'late')).toBe(false)
  })

  it('is false for a key that was put, even with null', async () => {
    await at().store.put('key', null)
    expect(await at().store.create('key', 'mine')).toBe(false)
    expect(await at().store.get('key')).toBeNull()
  })

  it('is true again once the time of the first has passed', async () => {
    expect(await at().store.create('claim', 'first', life)).toBe(true)
    expect(await at().store.create('claim', 'second', life)).toBe(false)
    await outlive(at())
    expect(await at().store.create('claim', 'third', life)).toBe(true)
    expect(await at().store.get('claim')).toBe('third')
  })

  it('is true again after a delete', async () => {
    await at().store.create('claim', 'first')
    await at().store.delete('claim')
    expect(await at().store.create('claim', 'second')).toBe(true)
  })
}

/** The tests of `update`. */
export function update(at: () => StoreUnderTest): void {
  it.each([undefined, 0])('loses none of 50 changes at once to %p', async before => {
    if (before !== undefined) await at().store.put('count', before)
    await Promise.all(Array.from({length: 50}, () => at().store.update<number>('count', old => (old ?? 0) + 1)))
    expect(await at().store.get('count')).toBe(50)
  })

  it('changes what was put, and returns what it wrote', async () => {
    await at().store.put('key', {votes: 1})
    const written = await at().store.update<{votes: number}>('key', old => ({votes: (old?.votes ?? 0) + 1}))
    expect(written).toEqual({votes: 2})
    expect(await at().store.get('key')).toEqual({votes: 2})
  })

  it('sees no value whose time has passed', async () => {
    await at().store.put('key', 'old', life)
    await outlive(at())
    expect(await at().store.update<string>('key', old => old ?? 'none')).toBe('none')
  })

  it('sets the time anew, and without one keeps the value for good', async () => {
    await at().store.update('short', () => 1, life)
    await at().store.put('long', 1, life)
    await at().store.update('long', () => 2)
    await outlive(at())
    expect(await at().store.get('short')).toBeUndefined()
    expect(await at().store.get('long')).toBe(2)
  })

  it('passes on what the change throws, and writes nothing', async () => {
    const refuse = (): never => {
      throw new Error('closed wave')
    }
    await expect(at().store.update('key', refuse)).rejects.toThrow('closed wave')
    expect(await at().store.get('key')).toBeUndefined()
  })
}

/** The tests of `delete`. */
export function remove(at: () => StoreUnderTest): void {
  it('removes a key and only that', async () => {
    await at().store.put('key', 1)
    await at().store.put('key:1', 1)
    await at().store.delete('key')
    expect(await listed(at().store, '')).toEqual(['key:1'])
  })

  it('of a key that is not there does nothing', async () => {
    await expect(at().store.delete('nothing')).resolves.toBeUndefined()
  })
}
