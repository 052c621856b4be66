// The rotation: no tip twice before all were there, every topic in turn, each channel in an order of its own.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import type {Round, Taste} from '../../src/tips/rotation.ts'
import {listFor, nextTip} from '../../src/tips/rotation.ts'
import type {Tip} from '../../src/tips/tip.ts'
import {tipOf} from './tip-files.ts'

const all: Taste = {topics: [], areas: [], fewer: {}}
const date = '2026-11-24'

/** What a channel gets, one after the other. */
function sequence(tips: readonly Tip[], count: number, {seed = 'C1', taste = all} = {}): Tip[] {
  let round: Round = {number: 0, seen: []}
  const got: Tip[] = []
  for (let i = 0; i < count; i += 1) {
    const choice = nextTip(tips, {seed, date, taste, round})
    if (!choice) break
    got.push(choice.tip)
    round = choice.round
  }
  return got
}

const ids = (tips: readonly Tip[]) => tips.map(({id}) => id)

/** Topics of these sizes. */
function tipsOfSizes(sizes: readonly number[]): Tip[] {
  return sizes.flatMap((size, topic) =>
    Array.from({length: size}, (_, i) => tipOf(`t${topic}-${i}`, {topic: `topic-${topic}`})),
  )
}

const sizes = fc.array(fc.integer({min: 1, max: 12}), {minLength: 1, maxLength: 6})

describe('any list', () => {
  it('is used up before anything comes again, round after round, and nothing comes twice in a row', () => {
    fc.assert(
      fc.property(sizes, fc.string(), (of, seed) => {
        const tips = tipsOfSizes(of)
        const got = ids(sequence(tips, tips.length * 3, {seed}))
        for (let i = 0; i < 3; i += 1)
          expect([...got.slice(i * tips.length, (i + 1) * tips.length)].sort()).toEqual(ids(tips).sort())
        if (tips.length > 1) expect(got.some((id, i) => id === got[i - 1])).toBe(false)
      }),
    )
  })

  it('has its topics in turn: at no time is one more than two tips away from its share', () => {
    fc.assert(
      fc.property(sizes, fc.string(), (of, seed) => {
        const tips = tipsOfSizes(of)
        const had = of.map(() => 0)
        for (const [i, tip] of sequence(tips, tips.length, {seed}).entries()) {
          const topic = Number(tip.topic.id.slice('topic-'.length))
          had[topic] = (had[topic] ?? 0) + 1
          for (const [each, size] of of.entries())
            expect(Math.abs((had[each] ?? 0) - ((i + 1) * size) / tips.length)).toBeLessThanOrEqual(2)
        }
      }),
    )
  })
})

describe('a channel', () => {
  const tips = tipsOfSizes([10, 10, 10])

  it('has an order of its own, the same whenever it is asked', () => {
    const orders = ['C1', 'C2', 'C3', 'C1'].map(seed => ids(sequence(tips, 30, {seed})).join())
    expect(new Set(orders).size).toBe(3)
    expect(orders[3]).toBe(orders[0])
  })

  it('has another order in its second round', () => {
    const got = ids(sequence(tips, 60))
    expect(got.slice(0, 30)).not.toEqual(got.slice(30))
  })

  it('gets the topics and areas that it chose', () => {
    const taste = {...all, topics: ['topic-1']}
    expect(new Set(sequence(tips, 20, {taste}).map(({topic}) => topic.id))).toEqual(new Set(['topic-1']))
    const some = [tipOf('a', {areas: ['security']}), tipOf('b', {areas: ['usage', 'culture']}), tipOf('c')]
    expect(ids(listFor(some, {seed: 'C1', date, taste: {...all, areas: ['usage']}}))).toEqual(['b'])
    expect(sequence(tips, 3, {taste: {...all, topics: ['none']}})).toEqual([])
  })

  it('gets fewer of a topic each time that somebody asks for fewer', () => {
    const many = tipsOfSizes([400, 10])
    const left = [0, 1, 2, 3].map(
      times => listFor(many, {seed: 'C1', date, taste: {...all, fewer: {'topic-0': times}}}).length - 10,
    )
    expect(left[0]).toBe(400)
    for (const [i, count] of left.slice(1).entries()) {
      expect(count).toBeGreaterThan(400 * 2 ** -(i + 1) * 0.7)
      expect(count).toBeLessThan(400 * 2 ** -(i + 1) * 1.3)
    }
  })
})

it('a tip for a time comes within it, before others, and never outside', () => {
  const tips = [
    ...tipsOfSizes([5]),
    tipOf('week', {from: '2026-11-23', until: '2026-11-27'}),
    tipOf('old', {until: '2026-11-01'}),
  ]
  const first = (on: string) => nextTip(tips, {seed: 'C1', date: on, taste: all, round: {number: 0, seen: []}})?.tip.id
  expect(first('2026-11-23')).toBe('week')
  expect(first('2026-11-27')).toBe('week')
  for (const on of ['2026-11-22', '2026-11-28']) {
    expect(ids(listFor(tips, {seed: 'C1', date: on, taste: all}))).not.toContain('week')
    expect(ids(listFor(tips, {seed: 'C1', date: on, taste: all}))).not.toContain('old')
  }
})
