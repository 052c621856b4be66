// What the outbox does with sends that the platform refuses, or that may have arrived.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
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
