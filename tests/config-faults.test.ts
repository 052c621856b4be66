// Whoever sets up a counselor reads every fault at once, and none that is only the echo of another.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {readConfig} from '../src/config.ts'
import {readAsFarAsPossible} from '../src/config-faults.ts'

const subjects = (env: Readonly<Record<string, string>>) =>
  readAsFarAsPossible(env).faults.map(fault => fault.split(' ')[0])

describe('the faults of a configuration', () => {
  it('are none where it is right, and then it is read', () => {
    const env = {SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', PORT: '8080'}
    expect(readAsFarAsPossible(env)).toEqual({faults: [], config: readConfig(env)})
  })

  it.each([
    [['PORT', 'LOG_LEVEL'], {PORT: 'x', LOG_LEVEL: 'loud'}],
    [['SLACK_BOT_TOKEN', 'METRICS_PORT', 'PORT'], {SLACK_BOT_TOKEN: 'x', METRICS_PORT: 'x', PORT: 'x'}],
    [['SLACK_SIGNING_SECRET'], {SLACK_BOT_TOKEN: 'xoxb-1'}],
    [['SLACK_APP_TOKEN'], {SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'wrong'}],
    [['SLACK_BOT_TOKEN', 'LOG_LEVEL'], {SLACK_BOT_TOKEN: 'xoxb-1', SLACK_CLIENT_ID: '1.2', LOG_LEVEL: 'x'}],
    [['WEB_CHAT_USER_HEADER', 'METRICS_HOST'], {WEB_CHAT_ORIGIN: 'https://x.org', METRICS_HOST: 'a b'}],
    [['WEB_CHAT', 'PORT'], {WEB_CHAT: 'yes', PORT: '-1'}],
  ])('%j are told together for %j', (expected, env) => {
    expect(subjects(env).sort()).toEqual([...expected].sort())
  })

  it('that one variable needs another leads no further than that', () => {
    const client = {SLACK_CLIENT_ID: '1', SLACK_CLIENT_SECRET: 's', SLACK_STATE_SECRET: 's', SLACK_SIGNING_SECRET: 's'}
    expect(subjects({...client, ENCRYPTION_KEY: 'short', PORT: 'x'}).sort()).toEqual(['ENCRYPTION_KEY', 'PORT'])
    expect(subjects({...client, PORT: 'x'}).sort()).toEqual(['ENCRYPTION_KEY', 'PORT'])
  })

  it('leave the rest to be read', () => {
    const {config} = readAsFarAsPossible({STORE_URL: 'redis://host', SLACK_BOT_TOKEN: 'wrong', PORT: 'wrong'})
    expect(config).toMatchObject({storeUrl: 'redis://host', slack: undefined, port: {number: 3_000}})
  })
})
