// The variables of the one platform with many ways: each way has all that it needs, and no secret is ever told.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {readConfig} from '../src/config.ts'
import {CounselorError} from '../src/errors.ts'

const bot = {SLACK_BOT_TOKEN: 'xoxb-1-bot'}
const socket = {...bot, SLACK_APP_TOKEN: 'xapp-1-app'}
const http = {...bot, SLACK_SIGNING_SECRET: 'signing'}
const oauth = {
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'client',
  SLACK_STATE_SECRET: 'state',
  SLACK_SIGNING_SECRET: 'signing',
  ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
}

/** The message of the fault in an environment. */
function faultIn(env: Readonly<Record<string, string>>): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof CounselorError && error.code === 'config-invalid') return error.message
    throw error
  }
  throw new Error('no fault was found')
}

function without(env: Readonly<Record<string, string>>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([key]) => key !== name))
}

describe('each way', () => {
  it.each([
    ['socket', socket],
    ['http', http],
    ['oauth', oauth],
  ])('%s is known by its variables, and switches the open web chat off', (mode, env) => {
    const config = readConfig(env)
    expect(config.slack?.mode).toBe(mode)
    expect(config.webChat.on).toBe(false)
  })

  it.each([
    ...Object.keys(socket)
      .map(name => [name, socket] as const)
      .filter(([name]) => name !== 'SLACK_APP_TOKEN'),
    ...Object.keys(http).map(name => [name, http] as const),
    ...Object.keys(oauth).map(name => [name, oauth] as const),
  ])('lacking %s names it and says where it is found', (name, env) => {
    const fault = faultIn(without(env, name))
    expect(fault.startsWith(`${name} is missing`)).toBe(true)
    expect(fault.length).toBeGreaterThan(name.length + 40)
  })

  it('contradicts another way', () => {
    expect(faultIn({...socket, ...oauth})).toMatch(/SLACK_BOT_TOKEN.*SLACK_CLIENT_ID.*contradict each other/)
  })
})

describe('a value in the wrong place', () => {
  it.each([
    ['SLACK_BOT_TOKEN', {...socket, SLACK_BOT_TOKEN: 'xapp-top-secret'}],
    ['SLACK_APP_TOKEN', {...socket, SLACK_APP_TOKEN: 'xoxb-top-secret'}],
    ['SLACK_SIGNING_SECRET', {...http, SLACK_SIGNING_SECRET: 'xoxb-top-secret'}],
    ['SLACK_BOT_TOKEN', {...http, SLACK_BOT_TOKEN: '"xoxb-top-secret"'}],
    ['SLACK_CLIENT_SECRET', {...oauth, SLACK_CLIENT_SECRET: 'top-secret SLACK_X=1'}],
    ['ENCRYPTION_KEY', {...oauth, ENCRYPTION_KEY: 'top-secret'}],
  ])('of %s is a fault that does not tell the value', (name, env) => {
    expect(faultIn(env).startsWith(`${name} is not as it should be`)).toBe(true)
    expect(faultIn(env)).not.toContain('top-secret')
  })
})

describe('another address of the API', () => {
  it('is for tests, never for production', () => {
    const test = {...socket, SLACK_API_URL: 'http://127.0.0.1:4101/api/'}
    expect(readConfig(test).slack?.apiUrl).toBe('http://127.0.0.1:4101/api/')
    expect(faultIn({...test, NODE_ENV: 'production'})).toMatch(/^SLACK_API_URL is .*NODE_ENV=production/)
    expect(faultIn({...test, SLACK_API_URL: 'ftp://x'})).toMatch(/^SLACK_API_URL is /)
  })
})

describe('what is easily taken for right', () => {
  it('a token that ends after twelve hours is a fault, since nobody would renew it', () => {
    expect(faultIn({...socket, SLACK_BOT_TOKEN: 'xoxe.xoxb-top-secret'})).toMatch(/^SLACK_BOT_TOKEN .* twelve hours/)
  })

  it('a signing secret beside the two tokens of a socket is only unused', () => {
    expect(readConfig({...socket, ...http}).slack?.mode).toBe('socket')
  })

  it('several keys are told apart, and each has to be one', () => {
    const [one = '', two = ''] = [1, 2].map(byte => Buffer.alloc(32, byte).toString('base64'))
    const {slack} = readConfig({...oauth, ENCRYPTION_KEY: `${one}, ${two}`})
    expect(slack?.mode === 'oauth' && slack.encryptionKeys).toEqual([one, two])
    expect(faultIn({...oauth, ENCRYPTION_KEY: `${one},`})).toMatch(/^ENCRYPTION_KEY is not as it should be/)
    expect(faultIn({...oauth, ENCRYPTION_KEY: Buffer.alloc(16).toString('base64')})).toMatch(/32 bytes in base64/)
  })
})
