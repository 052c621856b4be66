// The timer of the machine and the alarm that is moved; here setTimeout itself is played, so nothing sleeps.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterEach, beforeEach, describe, expect, it, jest} from '@jest/globals'
import {Alarm, systemTimer} from '../../src/schedule/timer.ts'
import {VirtualTime} from '../doubles/virtual-time.ts'

describe('the timer of the machine', () => {
  beforeEach(() => {
    jest.useFakeTimers()
  })

  afterEach(() => {
    jest.useRealTimers()
  })

  it('counts milliseconds since 1970', () => {
    jest.useRealTimers()
    expect(Math.abs(systemTimer.now() - Date.now())).toBeLessThan(60_000)
  })

  it('ends a wait after its time and not before', async () => {
    let over = false
    void systemTimer.wait(99.5).promise.then(() => {
      over = true
    })
    await jest.advanceTimersByTimeAsync(99)
    expect(over).toBe(false)
    await jest.advanceTimersByTimeAsync(1)
    expect(over).toBe(true)
  })

  it('leaves nothing behind when a wait is called off', () => {
    const wait = systemTimer.wait(1_000)
    expect(jest.getTimerCount()).toBe(1)
    wait.cancel()
    expect(jest.getTimerCount()).toBe(0)
  })

  it('does not take a wait of months for one of no time', async () => {
    let over = false
    void systemTimer.wait(90 * 86_400_000).promise.then(() => {
      over = true
    })
    await jest.advanceTimersByTimeAsync(86_400_000)
    expect(over).toBe(false)
  })
})

describe('an alarm', () => {
  /** An alarm that notes when it rings. */
  function noted() {
    const time = new VirtualTime()
    const rings: number[] = []
    return {time, rings, alarm: new Alarm(time, () => rings.push(time.now()))}
  }

  it('rings once, at its moment', async () => {
    const {time, rings, alarm} = noted()
    alarm.set(500)
    await time.passAll()
    expect(rings).toEqual([500])
  })

  it('rings at the last moment that it was moved to, and can be set again', async () => {
    const {time, rings, alarm} = noted()
    alarm.set(500)
    alarm.set(700)
    alarm.set(300)
    await time.pass(400)
    alarm.set(300)
    await time.passAll()
    expect(rings).toEqual([300, 400])
  })

  it('does not ring when it was turned off, even while its wait was ending', async () => {
    const time = new VirtualTime()
    const rings: string[] = []
    const second = new Alarm(time, () => rings.push('second'))
    const first = new Alarm(time, () => {
      rings.push('first')
      second.set(Number.POSITIVE_INFINITY)
    })
    first.set(500)
    second.set(500)
    await time.passAll()
    expect(rings).toEqual(['first'])
    expect(time.waiting).toBe(0)
  })

  it('that was moved between the end of its wait and its ring stays quiet', async () => {
    let end = () => {}
    const rings: string[] = []
    const wait = () => ({
      promise: new Promise<void>(resolve => {
        end = resolve
      }),
      cancel: () => {},
    })
    const alarm = new Alarm({now: () => 0, wait}, () => rings.push('rung'))
    alarm.set(500)
    end()
    alarm.set(Number.POSITIVE_INFINITY)
    await Promise.resolve()
    await Promise.resolve()
    expect(rings).toEqual([])
  })
})
