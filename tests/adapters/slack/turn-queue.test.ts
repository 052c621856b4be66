// Turns begin in their order, a few between two looks at the network.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {setImmediate as nextLook} from 'node:timers/promises'
import {describe, expect, it} from '@jest/globals'
import {mostWaiting, TurnQueue, turnsAtOnce} from '../../../adapters/slack/turn-queue.ts'

describe('turns', () => {
  function open(now = () => 0) {
    const begun: string[] = []
    const queue = new TurnQueue(now)
    const add = (name: string, isUrgent = false) => void queue.turn(isUrgent).then(() => begun.push(name))
    const crowd = (count: number) => Array.from({length: count}, (_, i) => add(`${i}`))
    return {begun, queue, add, crowd}
  }

  it('begin at once where few come', async () => {
    const {begun, add} = open()
    add('a')
    await Promise.resolve()
    expect(begun).toEqual(['a'])
  })

  it('of a crowd begin a few at a time, in their order, and all of them do', async () => {
    const {begun, crowd} = open()
    crowd(turnsAtOnce * 3 + 1)
    await Promise.resolve()
    expect(begun).toHaveLength(turnsAtOnce)
    await nextLook()
    expect(begun.length).toBeLessThanOrEqual(turnsAtOnce * 2)
    for (let look = 0; look < 5; look += 1) await nextLook()
    expect(begun).toEqual(Array.from({length: turnsAtOnce * 3 + 1}, (_, i) => `${i}`))
  })

  it('are fewer at once while the process is slow to look at the network, but never none', async () => {
    let time = 0
    const {begun, crowd} = open(() => (time += 100))
    crowd(turnsAtOnce * 3)
    const counts: number[] = []
    for (let look = 0; look < 40; look += 1) {
      counts.push(begun.length)
      await nextLook()
    }
    expect(counts.slice(1, 5).map((count, i) => count - (counts[i] ?? 0))).toEqual([turnsAtOnce + 6, 3, 2, 2])
    expect(begun).toHaveLength(turnsAtOnce * 3)
  })

  it('of somebody who presses a button go before those that wait', async () => {
    const {begun, crowd, add} = open()
    crowd(turnsAtOnce * 2)
    add('press', true)
    for (let look = 0; look < 5; look += 1) await nextLook()
    expect(begun.indexOf('press')).toBe(turnsAtOnce)
    expect(begun).toHaveLength(turnsAtOnce * 2 + 1)
  })

  it('are refused where too many wait, and taken again when they have begun', async () => {
    const {queue, crowd} = open()
    crowd(mostWaiting + turnsAtOnce - 1)
    expect(queue.isFull).toBe(false)
    crowd(1)
    expect(queue.isFull).toBe(true)
    await nextLook()
    expect(queue.isFull).toBe(false)
  })

  it('may come while others begin', async () => {
    const {queue, begun, add} = open()
    await queue.turn(false)
    add('later')
    await nextLook()
    expect(begun).toEqual(['later'])
  })
})
