// Writes that wait together share a transaction, and none pays for another.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import type {Transactions} from '../../../adapters/store/write-queue.ts'
import {WriteQueue} from '../../../adapters/store/write-queue.ts'

const busy = new Error('busy')

/** A file whose transactions take all or nothing; it is busy for some of the first tries, and may fail to commit. */
class Disk implements Transactions {
  durable: string[] = []
  open: string[] = []
  transactions = 0
  tries = 0
  busyFor = 0
  commitFails = false

  async run<T>(work: () => T): Promise<T> {
    this.tries += 1
    if (this.tries <= this.busyFor) throw busy
    this.open = []
    const result = work()
    if (this.commitFails) throw new Error('full')
    this.durable.push(...this.open)
    this.transactions += 1
    return result
  }

  isBusy(error: unknown): boolean {
    return error === busy
  }

  write(name: string): () => boolean {
    return () => {
      this.open.push(name)
      return true
    }
  }
}

const bad = () => {
  throw new Error('too big')
}

describe('writes', () => {
  it('that come together are one transaction, in their order, each with its own result', async () => {
    const disk = new Disk()
    const queue = new WriteQueue(disk)
    const results = await Promise.all([queue.add(disk.write('a')), queue.add(() => false), queue.add(disk.write('b'))])
    expect(results).toEqual([true, false, true])
    expect(disk.durable).toEqual(['a', 'b'])
    expect(disk.transactions).toBe(1)
  })

  it('are durable when they end, those before and after a pause alike', async () => {
    const disk = new Disk()
    const queue = new WriteQueue(disk)
    await queue.add(disk.write('a')).then(() => expect(disk.durable).toEqual(['a']))
    await queue.add(disk.write('b')).then(() => expect(disk.durable).toEqual(['a', 'b']))
  })

  it('that fail take no other with them, wherever they stand', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), {minLength: 1, maxLength: 600}), async fair => {
        const disk = new Disk()
        const queue = new WriteQueue(disk)
        const ends = await Promise.allSettled(fair.map((isFair, i) => queue.add(isFair ? disk.write(`${i}`) : bad)))
        expect(ends.map(({status}) => status === 'fulfilled')).toEqual(fair)
        expect(disk.durable).toEqual(fair.flatMap((isFair, i) => (isFair ? [`${i}`] : [])))
      }),
      {numRuns: 30},
    )
  })

  it('wait while another process holds the file, and those that come meanwhile join them', async () => {
    const disk = new Disk()
    disk.busyFor = 3
    const queue = new WriteQueue(disk)
    const first = queue.add(disk.write('a'))
    await new Promise(resolve => setImmediate(resolve))
    await Promise.all([first, queue.add(disk.write('b'))])
    expect(disk.durable).toEqual(['a', 'b'])
    expect(disk.transactions).toBe(1)
  })

  it('are given up after a while as surely not written, and the next ones are taken', async () => {
    let now = 0
    const disk = new Disk()
    disk.busyFor = Number.POSITIVE_INFINITY
    const queue = new WriteQueue(disk, () => {
      now += 400
      return now
    })
    const ends = await Promise.allSettled([queue.add(disk.write('a')), queue.add(disk.write('b'))])
    for (const end of ends) expect(end).toMatchObject({status: 'rejected', reason: {code: 'store-timeout'}})
    disk.busyFor = 0
    expect(await queue.add(disk.write('c'))).toBe(true)
    expect(disk.durable).toEqual(['c'])
  })

  it('of a transaction that cannot be committed fail, each of them, and nothing is written', async () => {
    const disk = new Disk()
    disk.commitFails = true
    const queue = new WriteQueue(disk)
    const ends = await Promise.allSettled(['a', 'b'].map(name => queue.add(disk.write(name))))
    expect(ends.map(({status}) => status)).toEqual(['rejected', 'rejected'])
    expect(disk.durable).toEqual([])
  })
})
