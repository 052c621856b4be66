// Tests of what the log tells about errors: how to mend them, and nothing personal.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {CounselorError} from '../src/errors.ts'
import {errorFacts, silentLog} from '../src/log.ts'

it('a log that nobody reads takes everything', () => {
  for (const level of ['error', 'warn', 'info', 'debug'] as const) expect(silentLog[level]('a word')).toBeUndefined()
})

describe('the facts of an error', () => {
  it('of ours say what is wrong and how to mend it', () => {
    const error = new CounselorError('store-timeout', 'The storage did not answer "get" within 3000 ms.')
    expect(errorFacts(error)).toMatchObject({
      error: 'CounselorError',
      code: 'store-timeout',
      reason: 'The storage did not answer "get" within 3000 ms.',
      fix: error.fix,
    })
  })

  it('of others leave out the message, which may quote what a person wrote, and say where it was raised', () => {
    const error = new TypeError('cannot send "is my boss in Zanzibar?"\n    at Zanzibar (question.ts:1:1)')
    const facts = errorFacts(error)
    expect(facts).toMatchObject({error: 'TypeError'})
    expect(JSON.stringify(facts)).not.toContain('Zanzibar')
    expect(facts['stack']).toMatch(/^\s*at .*log\.test/)
  })

  it('keep the code of an engine, which says what broke', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), {code: 'ECONNREFUSED'})
    expect(errorFacts(error)).toMatchObject({code: 'ECONNREFUSED'})
    expect(JSON.stringify(errorFacts(error))).not.toContain('10.0.0.7')
  })

  it.each([undefined, null, 'my secret text', 42, {secret: 1}, []])(
    'of %p, which is no error, tell its type only',
    thrown => {
      expect(JSON.stringify(errorFacts(thrown))).not.toMatch(/secret/)
    },
  )
})
