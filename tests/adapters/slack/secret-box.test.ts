// Secrets at rest: sealed so that only the right key opens them, at the right place.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomBytes} from 'node:crypto'
import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {SecretBox} from '../../../adapters/slack/secret-box.ts'
import {CounselorError} from '../../../src/errors.ts'

const key = () => randomBytes(32).toString('base64')

function faultOf(open: () => unknown): CounselorError {
  try {
    open()
  } catch (error) {
    if (error instanceof CounselorError) return error
    throw error
  }
  throw new Error('it opened')
}

describe('a secret', () => {
  const old = key()
  const box = new SecretBox([old])

  it('opens as what it was, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), fc.string(), (text, place) => {
        expect(box.open(box.seal(text, place), place)).toBe(text)
      }),
    )
  })

  it('is never sealed twice alike', () => {
    const [one, two] = [box.seal('xoxb-1', 'a'), box.seal('xoxb-1', 'a')]
    expect(one.data).not.toBe(two.data)
    expect(one.iv).not.toBe(two.iv)
  })

  it('opens at no other place', () => {
    expect(faultOf(() => box.open(box.seal('xoxb-1', 'team A'), 'team B')).code).toBe('secret-unreadable')
  })

  it.each(['iv', 'tag', 'data'] as const)('opens no more once its %s was changed', part => {
    const sealed = box.seal('xoxb-1', 'a')
    const bytes = Buffer.from(sealed[part], 'base64')
    bytes[0] = (bytes[0] ?? 0) ^ 1
    expect(faultOf(() => box.open({...sealed, [part]: bytes.toString('base64')}, 'a')).code).toBe('secret-unreadable')
  })

  it('opens with no shortened tag', () => {
    const sealed = box.seal('xoxb-1', 'a')
    const tag = Buffer.from(sealed.tag, 'base64').subarray(0, 4).toString('base64')
    expect(faultOf(() => box.open({...sealed, tag}, 'a')).code).toBe('secret-unreadable')
  })

  it('of another key says which keys there are, by names that tell nothing of them', () => {
    const fault = faultOf(() => new SecretBox([key()]).open(box.seal('xoxb-1', 'a'), 'a'))
    expect(fault.code).toBe('secret-unreadable')
    expect(fault.message).toMatch(/encrypted with the key [0-9a-f]{8}; ENCRYPTION_KEY holds [0-9a-f]{8}\./)
    expect(fault.message).not.toContain(old.slice(0, 8))
    expect(fault.fix).toContain('ENCRYPTION_KEY')
  })

  it('opens with the old key behind the new one, and is then known to be old', () => {
    const both = new SecretBox([key(), old])
    const sealed = box.seal('xoxb-1', 'a')
    expect(both.open(sealed, 'a')).toBe('xoxb-1')
    expect(both.isCurrent(sealed)).toBe(false)
    expect(both.isCurrent(both.seal('xoxb-1', 'a'))).toBe(true)
  })
})

describe('a key', () => {
  it.each([[[]], [['']], [['c2hvcnQ=']], [[randomBytes(33).toString('base64')]]])('%j is none', keys => {
    expect(faultOf(() => new SecretBox(keys)).code).toBe('config-invalid')
  })
})
