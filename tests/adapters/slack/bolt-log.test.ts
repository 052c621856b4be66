// The log of Slack's libraries: what may hold content, tokens or addresses stays out.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import type {LogLevel} from '@slack/bolt'
import {boltLog} from '../../../adapters/slack/bolt-log.ts'
import {recordingLog} from '../../doubles/recording-log.ts'

describe('what a library says', () => {
  const {log, lines} = recordingLog(() => 0)
  const logger = boltLog(log, 'warn' as LogLevel)

  it('passes where it failed, without details, tokens and addresses', () => {
    logger.debug('http request body: {"text":"a question"}')
    logger.info('anything')
    logger.setLevel('debug' as LogLevel)
    logger.setName('bolt')
    logger.error('failed with xoxb-1-2-abc and xoxe.xoxp-1-x and xapp-1-A at https://hooks.slack.com/x?y=z', {
      secret: 1,
    })
    logger.warn(new Error('An API error occurred: invalid_code'), 'x'.repeat(1_000))
    expect(logger.getLevel()).toBe('warn')
    expect(lines.map(line => JSON.parse(line))).toMatchObject([
      {level: 'warn', reason: 'failed with [token] and [token] and [token] at [address] object'},
      {level: 'debug', reason: expect.stringMatching(/^An API error occurred: invalid_code x{100,}$/)},
    ])
    expect(lines.join().length).toBeLessThan(800)
  })
})
