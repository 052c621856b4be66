// The log writes one JSON object a line, at its level, and errors without personal data.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {CounselorError} from '../src/errors.ts'
import type {LogLevel} from '../src/log.ts'
import {errorFacts, jsonLog, logLevels} from '../src/log.ts'

const now = () => Date.UTC(2026, 10, 20, 9)

/** What a log of this level writes when each level speaks once. */
function spoken(level: LogLevel): string[] {
  const lines: string[] = []
  const log = jsonLog(line => void lines.push(line), level, now)
  for (const name of ['error', 'warn', 'info', 'debug'] as const) log[name](`a ${name}`)
  return lines
}

describe('a line', () => {
  it('is one JSON object with time, level, message and facts', () => {
    const lines: string[] = []
    jsonLog(line => void lines.push(line), 'info', now).warn('it is late', {minutes: 5, ok: false, nothing: undefined})
    expect(lines).toEqual([
      '{"time":"2026-11-20T09:00:00.000Z","level":"warn","message":"it is late","minutes":5,"ok":false}\n',
    ])
  })

  it('stays one line whatever stands in it', () => {
    const lines: string[] = []
    jsonLog(line => void lines.push(line), 'info', now).info('a\nb', {text: 'c\r\n"d"'})
    expect(lines.join('').split('\n')).toHaveLength(2)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({message: 'a\nb', text: 'c\r\n"d"'})
  })
})

describe('a level', () => {
  it.each([
    ['silent', 0],
    ['error', 1],
    ['warn', 2],
    ['info', 3],
    ['debug', 4],
  ] as const)('%s writes %i of the four kinds', (level, count) => {
    expect(spoken(level)).toHaveLength(count)
  })

  it('includes those before it in the list', () => {
    expect(logLevels).toEqual(['silent', 'error', 'warn', 'info', 'debug'])
    expect(spoken('warn').join()).toMatch(/a error[\s\S]*a warn/)
  })
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
