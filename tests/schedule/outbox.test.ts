// What happens to a send: its turn, its pace, and what follows from each way in which an attempt can end.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import type {Course} from './outbox-world.ts'
import {OutboxWorld} from './outbox-world.ts'

const endings = (courses: readonly Course[]) => courses.map(({ended}) => ended)

describe('a lane', () => {
  it('sends at once what is alone, and gives back what the platform returned', async () => {
    const world = new OutboxWorld()
    const course = world.send()
    await world.time.pass(0)
    expect(course).toMatchObject({ended: 'sent', at: course.called})
  })

  it('sends one after the other in the order of the calls', async () => {
    const world = new OutboxWorld()
    world.sendMany(4, {steps: [{does: 'sent', takes: 250}]})
    await world.time.passAll()
    expect(world.tries.map(({id}) => id)).toEqual([0, 1, 2, 3])
    expect(world.begins()).toEqual([0, 250, 500, 750])
  })

  it('sends three at once after a rest and then one a second', async () => {
    const world = new OutboxWorld({lanePaces: [{burst: 3, gapMs: 1_000}]})
    world.sendMany(6)
    await world.time.pass(10_000)
    world.sendMany(4)
    await world.time.passAll()
    expect(world.begins()).toEqual([0, 0, 0, 1_000, 2_000, 3_000, 10_000, 10_000, 10_000, 11_000])
  })

  it('keeps several paces at once', async () => {
    const paces = [
      {burst: 2, gapMs: 1_000},
      {burst: 4, gapMs: 10_000},
    ]
    const world = new OutboxWorld({lanePaces: paces})
    world.sendMany(6)
    await world.time.passAll()
    expect(world.begins()).toEqual([0, 0, 1_000, 2_000, 10_000, 20_000])
  })

  it('does not wait for another lane', async () => {
    const world = new OutboxWorld({lanePaces: [{burst: 1, gapMs: 1_000}]})
    for (const key of ['a', 'b', 'c']) world.sendMany(2, {key, steps: [{does: 'sent', takes: 500}]})
    await world.time.passAll()
    expect(world.begins()).toEqual([0, 0, 0, 1_000, 1_000, 1_000])
  })

  it('is not mixed up with one of another tenant that is called the same', async () => {
    const world = new OutboxWorld({lanePaces: [{burst: 1, gapMs: 1_000}]})
    for (const tenant of ['acme', 'umbrella'])
      world.send({tenant, steps: [{does: 'wait', ms: 60_000, scope: 'tenant'}]})
    world.send({tenant: 'third'})
    await world.time.passAll()
    expect(world.begins()).toEqual([0, 0, 0, 60_000, 60_000])
  })

  it('lets an attempt send something itself', async () => {
    const world = new OutboxWorld()
    let inner: Promise<string> | undefined
    const lane = {tenant: 'acme', key: 'general'}
    const outer = world.outbox.send(lane, async () => {
      inner = world.outbox.send(lane, async () => ({kind: 'sent', value: 'inner'}))
      return {kind: 'sent', value: 'outer'}
    })
    await world.time.passAll()
    expect([await outer, await inner]).toEqual(['outer', 'inner'])
  })
})

describe('a platform that asks to wait', () => {
  it('gets nothing more in that lane for that long, while other lanes go on', async () => {
    const world = new OutboxWorld()
    const first = world.send({key: 'a', steps: [{does: 'wait', ms: 30_000, scope: 'lane'}]})
    const second = world.send({key: 'a'})
    const other = world.send({key: 'b', steps: [{does: 'sent', takes: 5}]})
    await world.time.passAll()
    expect(world.begins(world.triesOf(first))).toEqual([0, 30_000])
    expect(world.begins(world.triesOf(second))).toEqual([30_000])
    expect(world.begins(world.triesOf(other))).toEqual([0])
    expect(world.outbox.counts).toMatchObject({sent: 3, waited: 1, retried: 0})
  })

  it('gets nothing more of that tenant where it says so, while other tenants go on', async () => {
    const world = new OutboxWorld()
    world.send({key: 'a', steps: [{does: 'wait', ms: 30_000, scope: 'tenant'}]})
    await world.time.pass(1_000)
    const same = world.send({key: 'b'})
    const other = world.send({tenant: 'umbrella', key: 'b'})
    await world.time.passAll()
    expect(world.begins(world.triesOf(same))).toEqual([30_000])
    expect(world.begins(world.triesOf(other))).toEqual([1_000])
  })

  it('is not asked sooner because a shorter pause came later', async () => {
    const world = new OutboxWorld()
    world.send({key: 'a', steps: [{does: 'wait', ms: 30_000, scope: 'tenant'}]})
    world.send({key: 'b', steps: [{does: 'wait', ms: 2_000, scope: 'tenant', takes: 100}]})
    await world.time.passAll()
    expect(world.begins()).toEqual([0, 0, 30_000, 30_000])
  })

  it.each([0, -5, Number.NaN, Number.POSITIVE_INFINITY])('for %p ms gets a second', async ms => {
    const world = new OutboxWorld()
    const course = world.send({steps: [{does: 'wait', ms, scope: 'lane'}]})
    await world.time.passAll()
    expect(world.begins()).toEqual([0, 1_000])
    expect(course.ended).toBe('sent')
  })

  it('may ask more often than a send may fail', async () => {
    const world = new OutboxWorld()
    const course = world.send({steps: Array(20).fill({does: 'wait', ms: 1_000, scope: 'lane'})})
    await world.time.passAll()
    expect(course.ended).toBe('sent')
  })

  it('for longer than an answer is worth gets none of those that wait, and their senders know at once', async () => {
    const world = new OutboxWorld()
    const courses = world.sendMany(3, {steps: [{does: 'wait', ms: 600_000, scope: 'lane'}]})
    const bulk = world.send({priority: 'bulk'})
    await world.time.pass(1_000)
    const later = world.send()
    await world.time.pass(0)
    expect(endings([...courses, later])).toEqual(Array(4).fill('delivery-failed'))
    expect(courses[0]?.error?.message).toBe('A message was not sent: told-to-wait.')
    await world.time.passAll()
    expect(bulk).toMatchObject({ended: 'sent', at: 1_600_000})
  })
})

describe('a tenant that is told to wait for longer than answers are worth', () => {
  it('gets none of those that wait in its lanes, and their senders know at once', async () => {
    const world = new OutboxWorld({lanePaces: [{burst: 1, gapMs: 5_000}]})
    const others = ['b', 'c'].flatMap(key => world.sendMany(2, {key}))
    const first = world.send({key: 'a', steps: [{does: 'wait', ms: 600_000, scope: 'tenant', takes: 50}]})
    const elsewhere = world.sendMany(2, {tenant: 'umbrella'})
    await world.time.pass(50)
    expect(endings([...others, first])).toEqual([
      'sent',
      'delivery-failed',
      'sent',
      'delivery-failed',
      'delivery-failed',
    ])
    const late = world.send({key: 'd'})
    await world.time.passAll()
    expect(late).toMatchObject({ended: 'delivery-failed', at: 1_000_050})
    expect(endings(elsewhere)).toEqual(['sent', 'sent'])
    expect(world.outbox.tenants).toBe(0)
  })
})

describe('a send that was surely not accepted', () => {
  it('is tried again after pauses that double, five times in all', async () => {
    const world = new OutboxWorld()
    const course = world.send({steps: Array(9).fill({does: 'again'})})
    const next = world.send()
    await world.time.passAll()
    expect(world.begins(world.triesOf(course))).toEqual([0, 1_000, 3_000, 7_000, 15_000])
    expect(course).toMatchObject({ended: 'delivery-failed', at: 1_015_000})
    expect(course.error?.cause).toEqual(new Error('secret of 0'))
    expect(world.begins(world.triesOf(next))).toEqual([15_000])
    expect(world.outbox.counts).toMatchObject({failed: 1, sent: 1, retried: 4})
  })

  it('waits up to a half less by chance, so that not all come back at once', async () => {
    const world = new OutboxWorld({}, () => 0.5)
    world.send({steps: [{does: 'again'}, {does: 'again'}]})
    await world.time.passAll()
    expect(world.begins()).toEqual([0, 750, 2_250])
  })

  it('is given up as soon as the next attempt would come too late', async () => {
    const world = new OutboxWorld({attempts: 100})
    const course = world.send({steps: Array(99).fill({does: 'again'})})
    await world.time.passAll()
    expect(world.begins().at(-1)).toBe(91_000)
    expect(course).toMatchObject({ended: 'delivery-failed', at: 1_091_000})
  })

  it('does not hold back an answer while scheduled bulk waits to be tried again', async () => {
    const world = new OutboxWorld()
    world.send({priority: 'bulk', steps: [{does: 'again'}]})
    await world.time.pass(100)
    const answer = world.send()
    await world.time.passAll()
    expect(world.begins(world.triesOf(answer))).toEqual([100])
  })

  it('keeps the pace of its lane', async () => {
    const world = new OutboxWorld({lanePaces: [{burst: 1, gapMs: 5_000}]})
    world.send({steps: [{does: 'again'}]})
    world.send()
    await world.time.passAll()
    expect(world.begins()).toEqual([0, 5_000, 10_000])
  })
})
