// Work that does not wait is stopped at its limit, and everything else passes through unchanged.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {inTime, isTooSlow} from '../../src/knowledge/in-time.ts'

function thrownBy(work: () => void): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}

describe('work within the limit', () => {
  it('gives what it returns, the very same', () => {
    const value = {a: [1]}
    expect(inTime(() => value)).toBe(value)
  })

  it('throws what it throws, the very same', () => {
    const error = new RangeError('too deep')
    expect(
      thrownBy(() =>
        inTime(() => {
          throw error
        }),
      ),
    ).toBe(error)
    expect(isTooSlow(error)).toBe(false)
  })
})

describe('work without end', () => {
  it('is stopped even where it catches everything, and is known by its error', () => {
    let rounds = 0
    const forever = () => {
      for (;;) {
        try {
          rounds += 1
        } catch {
          rounds = 0
        }
      }
    }
    expect(isTooSlow(thrownBy(() => inTime(forever)))).toBe(true)
    expect(rounds).toBeGreaterThan(0)
  })
})

describe('an error', () => {
  it.each([undefined, null, 'ERR_SCRIPT_EXECUTION_TIMEOUT', {code: 'ENOENT'}, new Error('x')])(
    '%p is not the one of the limit',
    error => {
      expect(isTooSlow(error)).toBe(false)
    },
  )
})
