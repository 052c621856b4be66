// How an outbox is run: its bounds, who goes first, how it stops, what it counts, logs and remembers.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {OutboxWorld} from './outbox-world.ts'

const slow = {steps: [{does: 'sent', takes: 1_000}]} as const

/** Sends, each in a lane of its own. */
function spread(world: OutboxWorld, count: number, letter: Parameters<OutboxWorld['send']>[0] = {}) {
  return Array.from({length: count}, (_, i) => world.send({key: `lane-${i}`, ...letter}))
}

describe('attempts at the same time', () => {
  it('are bounded overall', async () => {
    const world = new OutboxWorld({running: {ofAll: 3, ofTenant: 9}})
    spread(world, 7, slow)
    await world.time.passAll()
    expect(world.begins()).toEqual([0, 0, 0, 1_000, 1_000, 1_000, 2_000])
  })

  it('are bounded for a tenant, so that one that hangs leaves room for the others', async () => {
    const world = new OutboxWorld({running: {ofAll: 3, ofTenant: 2}})
    spread(world, 20, {steps: [{does: 'hang'}]})
    await world.time.pass(1_000)
    const other = world.send({tenant: 'umbrella'})
    await world.time.pass(0)
    expect(other.ended).toBe('sent')
  })

  it('are shared by the tenants in turn, however much each has to send', async () => {
    const world = new OutboxWorld({running: {ofAll: 1, ofTenant: 1}})
    spread(world, 4, slow)
    spread(world, 2, {tenant: 'umbrella', ...slow})
    spread(world, 3, {tenant: 'initech', ...slow})
    await world.time.passAll()
    const [acme, umbrella, initech] = ['acme', 'umbrella', 'initech']
    const order = [acme, umbrella, initech, acme, umbrella, initech, acme, initech, acme]
    expect(world.tries.map(({tenant}) => tenant)).toEqual(order)
  })
})

describe('the lanes of a tenant', () => {
  it('are served in turn, those with much to send no sooner than the others', async () => {
    const world = new OutboxWorld({running: {ofAll: 1, ofTenant: 1}})
    for (const key of ['a', 'a', 'a', 'b', 'c', 'c']) world.send({key, ...slow})
    await world.time.passAll()
    expect(world.tries.map(({key}) => key).join('')).toBe('abcaca')
  })
})

describe('answers', () => {
  it('go before scheduled bulk', async () => {
    const world = new OutboxWorld({running: {ofAll: 2, ofTenant: 2}})
    spread(world, 5, {priority: 'bulk', ...slow})
    await world.time.pass(500)
    spread(world, 3, {tenant: 'umbrella', ...slow})
    await world.time.passAll()
    expect(world.tries.slice(0, 4).map(({priority}) => priority)).toEqual(['bulk', 'answer', 'answer', 'answer'])
    expect(world.begins().slice(0, 4)).toEqual([0, 500, 1_000, 1_500])
  })

  it('overtake the bulk of their own lane, but not what is on its way', async () => {
    const world = new OutboxWorld()
    world.sendMany(3, {priority: 'bulk', ...slow})
    world.sendMany(2, slow)
    await world.time.passAll()
    expect(world.tries.map(({id}) => id)).toEqual([0, 3, 4, 1, 2])
  })

  it('find a place free when bulk hangs', async () => {
    const world = new OutboxWorld()
    for (let i = 0; i < 20; i += 1) spread(world, 20, {tenant: `t${i}`, priority: 'bulk', steps: [{does: 'hang'}]})
    await world.time.pass(1_000)
    expect(world.tries).toHaveLength(192)
    const answers = spread(world, 4)
    await world.time.pass(0)
    expect(answers.map(({ended}) => ended)).toEqual(Array(4).fill('sent'))
  })

  it('are not held back by the budget of a tenant for bulk', async () => {
    const world = new OutboxWorld({bulkPaces: [{burst: 1, gapMs: 10_000}]})
    spread(world, 3, {priority: 'bulk'})
    spread(world, 2)
    await world.time.passAll()
    expect(world.begins(world.tries.filter(({priority}) => priority === 'bulk'))).toEqual([0, 10_000, 20_000])
    expect(world.begins(world.tries.filter(({priority}) => priority === 'answer'))).toEqual([0, 0])
  })

  it('and bulk keep the pace of their tenant together', async () => {
    const world = new OutboxWorld({tenantPaces: [{burst: 1, gapMs: 100}]})
    spread(world, 2, {priority: 'bulk'})
    spread(world, 2)
    const other = world.send({tenant: 'umbrella'})
    await world.time.passAll()
    expect(world.begins(world.tries.filter(({tenant}) => tenant === 'acme'))).toEqual([0, 100, 200, 300])
    expect(world.begins(world.triesOf(other))).toEqual([0])
  })
})

describe('an outbox that is full', () => {
  const held = {ofAll: 8, ofTenant: 6, ofLane: 4}

  it.each([
    ['in a lane', 4, () => ({})],
    ['of a tenant', 6, (i: number) => ({key: `k${i}`})],
    ['overall', 8, (i: number) => ({tenant: `t${i}`})],
  ])('turns away what is too much %s', async (_where, bound, where) => {
    const world = new OutboxWorld({held})
    const courses = Array.from({length: bound + 2}, (_, i) => world.send({...where(i), ...slow}))
    await world.time.pass(0)
    expect(courses.filter(({ended}) => ended === 'outbox-full')).toHaveLength(2)
    expect(world.outbox.depth).toBe(bound)
    await world.time.passAll()
    expect(world.send().ended).toBeUndefined()
    expect(world.outbox.counts).toMatchObject({sent: bound, turnedAway: 2})
  })

  it('of bulk still has room for answers', async () => {
    const world = new OutboxWorld({held})
    const bulk = world.sendMany(5, {priority: 'bulk', ...slow})
    const answer = world.send(slow)
    await world.time.passAll()
    expect(bulk.filter(({ended}) => ended === 'sent')).toHaveLength(3)
    expect(answer.ended).toBe('sent')
  })
})

describe('an outbox that is stopped', () => {
  it('takes nothing more and finishes what it has', async () => {
    const world = new OutboxWorld()
    world.sendMany(3, slow)
    const drained = world.outbox.drain(10_000)
    const late = world.send()
    await world.time.passAll()
    expect(late.ended).toBe('delivery-failed')
    expect(await drained).toEqual({dropped: 0, unsure: 0})
    expect(world.time.now()).toBe(1_003_000)
    expect(world.outbox.counts).toMatchObject({sent: 3, turnedAway: 1})
  })

  it('ends at once when it is empty', async () => {
    const world = new OutboxWorld()
    expect(await world.outbox.drain(10_000)).toEqual({dropped: 0, unsure: 0})
    expect(world.time.waiting).toBe(0)
  })

  it('rejects and counts what is not done in time; what is on its way is unsure', async () => {
    const world = new OutboxWorld()
    const courses = world.sendMany(5, slow)
    let ended: unknown
    void world.outbox.drain(2_500).then(drained => {
      ended = drained
    })
    await world.time.pass(2_500)
    expect(ended).toEqual({dropped: 2, unsure: 1})
    const failed = Array(2).fill('delivery-failed')
    expect(courses.map(course => course.ended)).toEqual(['sent', 'sent', 'delivery-unsure', ...failed])
    await world.time.passAll()
    expect(world.tries).toHaveLength(3)
    expect(world.outbox.counts).toMatchObject({sent: 2, unsure: 1, dropped: 2})
  })

  it('does not wait for what could only go out later', async () => {
    const world = new OutboxWorld()
    const course = world.send({steps: [{does: 'wait', ms: 60_000, scope: 'lane'}]})
    await world.time.pass(1_000)
    const drained = world.outbox.drain(20_000)
    await world.time.pass(0)
    expect(await drained).toEqual({dropped: 1, unsure: 0})
    expect(world.time.waiting).toBe(0)
    expect(course).toMatchObject({ended: 'delivery-failed', at: 1_001_000})
  })

  it('is not stopped twice', async () => {
    const world = new OutboxWorld()
    expect(world.outbox.drain(1)).toBe(world.outbox.drain(2))
  })

  it('counts as sent what arrived late while it waited to be tried again', async () => {
    const world = new OutboxWorld()
    const course = world.send({steps: [{does: 'sent', takes: 10_300}], finds: ['absent']})
    await world.time.pass(10_400)
    expect(course.ended).toBe('sent')
    expect(await world.outbox.drain(100)).toEqual({dropped: 0, unsure: 0})
    expect(world.outbox.counts).toMatchObject({sent: 1, dropped: 0})
  })

  it('is not sure of what it drops while an attempt that timed out is still under way', async () => {
    const world = new OutboxWorld()
    const course = world.send({steps: [{does: 'sent', takes: 10_300}], finds: ['absent']})
    await world.time.pass(10_100)
    expect(await world.outbox.drain(100)).toEqual({dropped: 0, unsure: 1})
    await world.time.pass(0)
    expect(course.ended).toBe('delivery-unsure')
  })

  it('counts as sent what arrived late while it was tried again', async () => {
    const world = new OutboxWorld()
    const course = world.send({steps: [{does: 'sent', takes: 11_500}, {does: 'hang'}], finds: ['absent']})
    await world.time.pass(11_200)
    const drained = world.outbox.drain(600)
    await world.time.passAll()
    expect(await drained).toEqual({dropped: 0, unsure: 0})
    expect(course.ended).toBe('sent')
    expect(world.outbox.counts).toMatchObject({sent: 1, dropped: 0, unsure: 0})
  })

  it('asks nobody any more whether something arrived', async () => {
    const world = new OutboxWorld()
    const hanging = world.send({key: 'a', steps: [{does: 'hang'}], finds: ['there']})
    const retrying = world.send({key: 'b', steps: [{does: 'sent', takes: 10_500}], finds: ['absent']})
    await world.time.pass(9_000)
    const drained = world.outbox.drain(500)
    await world.time.passAll()
    expect(await drained).toEqual({dropped: 0, unsure: 2})
    expect(world.tries.map(({found}) => found)).toEqual([undefined, undefined])
    expect([hanging.ended, retrying.ended]).toEqual(Array(2).fill('delivery-unsure'))
  })
})

describe('what an outbox remembers', () => {
  it('is nothing once its lanes are empty and rested', async () => {
    const world = new OutboxWorld({lanePaces: [{burst: 3, gapMs: 1_000}], tenantPaces: [{burst: 9, gapMs: 500}]})
    for (const tenant of ['acme', 'umbrella']) spread(world, 100, {tenant, priority: 'bulk'})
    await world.time.pass(0)
    expect([world.outbox.lanes, world.outbox.tenants]).toEqual([200, 2])
    await world.time.passAll()
    expect([world.outbox.lanes, world.outbox.tenants, world.outbox.depth, world.time.waiting]).toEqual([0, 0, 0, 0])
  })

  it('is the pace and the pause of a lane that is empty', async () => {
    const world = new OutboxWorld({lanePaces: [{burst: 1, gapMs: 1_000}], withinMs: {answer: 5_000, bulk: 60_000}})
    world.send({steps: [{does: 'wait', ms: 20_000, scope: 'lane'}]})
    await world.time.pass(100)
    expect(world.outbox.lanes).toBe(1)
    world.send({priority: 'bulk'})
    await world.time.passAll()
    expect(world.begins()).toEqual([0, 20_000])
    expect(world.outbox.lanes).toBe(0)
  })
})

describe('what an outbox logs', () => {
  const steps = ['refused', 'unsure', 'throw', 'again', 'wait'] as const

  it('holds no content, no channel and nothing of the cause', async () => {
    const world = new OutboxWorld({attempts: 1})
    for (const does of steps) world.send({key: 'secret-channel', steps: [{does, ms: 1_000, scope: 'lane'}]})
    await world.time.passAll()
    expect(world.record.lines.join('')).not.toMatch(/secret/)
    expect(world.record.messages('warn')).toEqual([
      'a message was not sent',
      'a message may not have arrived',
      'a message may not have arrived',
      'a message was not sent',
    ])
    const facts = {
      code: 'delivery-failed',
      reason: 'scripted-refused',
      ending: 'refused',
      priority: 'answer',
      tenant: 'acme',
    }
    expect(JSON.parse(world.record.lines[0] ?? '')).toMatchObject(facts)
  })

  it('holds a reason only if it is one word', async () => {
    const world = new OutboxWorld()
    const refuse = async () => ({kind: 'refused', reason: 'channel C1 of Anna is archived'}) as const
    const sent = world.outbox.send({tenant: 'acme', key: 'general'}, refuse)
    await expect(sent).rejects.toThrow('A message was not sent: other.')
    expect(world.record.lines.join('')).not.toContain('Anna')
  })

  it('names how many were dropped in one line', async () => {
    const world = new OutboxWorld()
    world.sendMany(50, slow)
    void world.outbox.drain(0)
    await world.time.passAll()
    expect(world.record.messages('warn')).toHaveLength(2)
    expect(world.record.lines.join('')).toContain('"dropped":49')
  })
})
