// What the outbox does with sends that the platform refuses, or that may have arrived.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {usualLimits} from '../../src/schedule/outbox-limits.ts'
import {OutboxWorld} from './outbox-world.ts'

describe('a send that the platform refuses', () => {
  it('is not tried again, and its sender gets the cause', async () => {
    const world = new OutboxWorld()
    const course = world.send({steps: [{does: 'refused'}]})
    await world.time.passAll()
    expect(world.tries).toHaveLength(1)
    expect(course).toMatchObject({
      ended: 'delivery-failed',
      error: {message: 'A message was not sent: scripted-refused.'},
    })
    expect(course.error?.cause).toEqual(new Error('secret of 0'))
  })
})

describe('a send that may have arrived', () => {
  it.each(['unsure', 'throw', 'hang'] as const)('is reported and never sent again (%s)', async does => {
    const world = new OutboxWorld()
    const course = world.send({steps: [{does}]})
    const next = world.send()
    await world.time.passAll()
    expect(world.triesOf(course)).toHaveLength(1)
    expect(course.ended).toBe('delivery-unsure')
    expect(next.ended).toBe('sent')
    expect(world.outbox.counts).toMatchObject({unsure: 1, sent: 1})
  })

  it('is given ten seconds', async () => {
    const world = new OutboxWorld()
    const course = world.send({steps: [{does: 'hang'}]})
    await world.time.passAll()
    expect(course).toMatchObject({at: 1_010_000, error: {message: 'A message may not have arrived: timed-out.'}})
  })

  it.each(['unsure', 'throw', 'hang'] as const)('counts as sent when it is found (%s)', async does => {
    const world = new OutboxWorld()
    const course = world.send({steps: [{does}], finds: ['there']})
    await world.time.passAll()
    expect(world.tries).toHaveLength(1)
    expect(course.ended).toBe('sent')
  })

  it('is tried again, after a pause, when it surely is not there', async () => {
    const world = new OutboxWorld()
    const course = world.send({steps: [{does: 'hang'}, {does: 'unsure'}], finds: ['absent', 'there']})
    await world.time.passAll()
    expect(world.begins()).toEqual([0, 11_000])
    expect(course.ended).toBe('sent')
  })

  it.each(['unknown', 'throw', 'hang'] as const)('is reported when nobody can tell (%s)', async finding => {
    const world = new OutboxWorld()
    const course = world.send({steps: [{does: 'unsure'}], finds: [finding]})
    await world.time.passAll()
    expect(world.tries).toHaveLength(1)
    expect(course).toMatchObject({
      ended: 'delivery-unsure',
      error: {message: 'A message may not have arrived: scripted-unsure.'},
    })
  })

  it('is not sent again when its answer comes late but before the next attempt', async () => {
    const world = new OutboxWorld()
    const course = world.send({steps: [{does: 'sent', takes: 10_500}], finds: ['absent']})
    await world.time.passAll()
    expect(world.tries).toHaveLength(1)
    expect(course).toMatchObject({ended: 'sent', at: 1_010_500})
    expect(world.outbox.counts).toMatchObject({sent: 1, unsure: 0, failed: 0})
  })

  it('counts as sent when its answer comes while somebody is finding out', async () => {
    const world = new OutboxWorld()
    const course = world.send({steps: [{does: 'sent', takes: 12_000}], finds: ['hang']})
    await world.time.passAll()
    expect(course).toMatchObject({ended: 'sent', at: 1_012_000})
    expect(world.outbox.counts).toMatchObject({sent: 1, unsure: 0})
  })

  it('is over when its answer comes while it is tried again, however that ends', async () => {
    const world = new OutboxWorld()
    const steps = [
      {does: 'sent', takes: 12_000},
      {does: 'again', takes: 2_000},
    ] as const
    const course = world.send({steps, finds: ['absent']})
    await world.time.pass(13_000)
    expect(course).toMatchObject({ended: 'sent', at: 1_012_000})
    expect(world.outbox.depth).toBe(0)
    expect(world.outbox.counts).toMatchObject({sent: 1, retried: 1})
  })

  it('keeps a pause that the platform asked for even if it has arrived by then', async () => {
    const world = new OutboxWorld()
    const steps = [
      {does: 'sent', takes: 12_000},
      {does: 'wait', ms: 30_000, scope: 'lane', takes: 2_000},
    ] as const
    const course = world.send({steps, finds: ['absent']})
    const next = world.send()
    await world.time.passAll()
    expect(course).toMatchObject({ended: 'sent', at: 1_012_000})
    expect(world.begins()).toEqual([0, 11_000, 43_000])
    expect(next.ended).toBe('sent')
    expect(world.outbox.counts).toMatchObject({sent: 2, waited: 1})
  })
})

describe('what the outbox logs', () => {
  const facts = (world: OutboxWorld) => world.record.lines.map(line => JSON.parse(line))

  it('is how a send ended and why, and nothing of what it was', async () => {
    const world = new OutboxWorld({attempts: 1})
    for (const does of ['refused', 'unsure', 'again'] as const) world.send({steps: [{does}], priority: 'bulk'})
    await world.time.passAll()
    const about = {level: 'warn', priority: 'bulk', tenant: 'acme'}
    expect(facts(world)).toEqual([
      expect.objectContaining({
        ...about,
        ...{message: 'a message was not sent', code: 'delivery-failed', reason: 'scripted-refused', ending: 'refused'},
      }),
      expect.objectContaining({
        ...about,
        ...{message: 'a message may not have arrived', code: 'delivery-unsure', reason: 'scripted-unsure'},
      }),
      expect.objectContaining({
        ...about,
        ...{message: 'a message was not sent', reason: 'scripted-again', ending: 'failed', failures: 1},
      }),
    ])
    expect(world.record.lines.join()).not.toContain('secret')
  })

  it('is how long the platform asked to wait, and that there was no room', async () => {
    const world = new OutboxWorld({held: {...usualLimits.held, ofLane: 1}})
    world.send({steps: [{does: 'wait', ms: 30_000, scope: 'tenant'}]})
    await world.time.pass(1)
    world.send({priority: 'bulk'})
    expect(facts(world)).toContainEqual(
      expect.objectContaining({
        ...{level: 'debug', message: 'the platform asks to wait'},
        ...{ms: 30_000, scope: 'tenant', tenant: 'acme'},
      }),
    )
    expect(facts(world)).toContainEqual(
      expect.objectContaining({level: 'warn', message: 'a message was turned away', code: 'outbox-full'}),
    )
    await world.time.passAll()
  })

  it('is how many were dropped at the end, where some were, and those of the end only', async () => {
    const world = new OutboxWorld({lanePaces: [{burst: 1, gapMs: 1_000}]})
    world.sendMany(4)
    const drained = world.outbox.drain(1_500)
    await world.time.passAll()
    expect(await drained).toEqual({dropped: 2, unsure: 0})
    expect(facts(world)).toEqual([
      expect.objectContaining({level: 'warn', message: 'messages were not sent before the outbox stopped', dropped: 2}),
    ])
    const calm = new OutboxWorld()
    calm.send({steps: [{does: 'unsure'}]})
    await calm.time.passAll()
    const lines = calm.record.lines.length
    expect(await calm.outbox.drain(1_000)).toEqual({dropped: 0, unsure: 0})
    expect(calm.record.lines).toHaveLength(lines)
  })

  it('is no sentence of a platform, which could quote a message', async () => {
    const world = new OutboxWorld()
    await expect(
      world.outbox.send({tenant: 'acme', key: 'general'}, async () => ({
        kind: 'refused',
        reason: 'cannot send "ada is ill"',
      })),
    ).rejects.toMatchObject({message: 'A message was not sent: other.'})
    expect(facts(world)).toEqual([expect.objectContaining({reason: 'other'})])
  })
})
