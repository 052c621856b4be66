// The log writes one JSON object a line, at its level.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {pinoLog} from '../../../adapters/log/pino-log.ts'
import type {LogLevel} from '../../../src/log.ts'
import {logLevels} from '../../../src/log.ts'

/** What a log of this level writes when each level speaks once. */
function spoken(level: LogLevel): string[] {
  const lines: string[] = []
  const log = pinoLog(level, {write: line => void lines.push(line)})
  for (const name of ['error', 'warn', 'info', 'debug'] as const) log[name](`a ${name}`)
  return lines
}

describe('a line', () => {
  it('is one JSON object with time, level, message and facts', () => {
    const lines: string[] = []
    pinoLog('info', {write: line => void lines.push(line)}).warn('it is late', {
      minutes: 5,
      ok: false,
      nothing: undefined,
    })
    const {time, ...rest} = JSON.parse(lines.join(''))
    expect(new Date(time).toISOString()).toBe(time)
    expect(rest).toEqual({level: 'warn', message: 'it is late', minutes: 5, ok: false})
  })

  it('stays one line whatever stands in it', () => {
    const lines: string[] = []
    pinoLog('info', {write: line => void lines.push(line)}).info('a\nb', {text: 'c\r\n"d"'})
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
