// The environment is read variable by variable; each fault names its variable and what would be right.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {resolve} from 'node:path'
import {describe, expect, it} from '@jest/globals'
import {readConfig} from '../src/config.ts'
import {CounselorError} from '../src/errors.ts'
import {usualKeep} from '../src/keep.ts'

const proxy = {WEB_CHAT_ORIGIN: 'https://ospo.example.org', WEB_CHAT_USER_HEADER: 'X-User'}
const production = {NODE_ENV: 'production'}
const teams = {TEAMS_ANONYMOUS: '1'}

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

describe('without any variable', () => {
  it('the defaults hold', () => {
    expect(readConfig({})).toEqual({
      port: {number: 3000, fixed: false},
      storeUrl: 'sqlite:./data/counselor.sqlite',
      metrics: undefined,
      traces: undefined,
      overlays: [],
      webChat: {on: true, proxy: undefined},
      logLevel: 'info',
      pulse: {launch: 'members', minimums: {}},
      mayPlan: 'members',
      unsureTips: 'skip',
      roles: {channelOwners: [], ospoLeads: [], operators: []},
      keep: usualKeep,
      slack: undefined,
      teams: undefined,
    })
  })

  it('or with empty ones, which is the same', () => {
    const names = [
      'PORT',
      'STORE_URL',
      'KNOWLEDGE_DIRS',
      'LOG_LEVEL',
      'WEB_CHAT',
      'WEB_CHAT_ORIGIN',
      'WEB_CHAT_USER_HEADER',
      'MicrosoftAppId',
    ]
    for (const empty of ['', '  '])
      expect(readConfig(Object.fromEntries(names.map(name => [name, empty])))).toEqual(readConfig({}))
  })
})

describe('PORT', () => {
  it.each([
    ['8080', 8080],
    ['0', 0],
    ['65535', 65_535],
    [' 80 ', 80],
  ])('"%s" is a port, and fixed', (value, number) => {
    expect(readConfig({PORT: value}).port).toEqual({number, fixed: true})
  })

  it.each(['-1', '65536', '80.5', 'http', '80a', 'NaN', 'Infinity'])('"%s" is a fault', value => {
    expect(faultIn({PORT: value})).toBe(`PORT is "${value}"; it takes a number from 0 to 65535`)
  })
})

describe('STORE_URL', () => {
  it('is taken as it is, and checked where the store is opened', () => {
    expect(readConfig({STORE_URL: ' redis://host '}).storeUrl).toBe('redis://host')
  })
})

describe('KNOWLEDGE_DIRS', () => {
  it('is a list of folders, made absolute, in their order', () => {
    expect(readConfig({KNOWLEDGE_DIRS: '/a:b::c/'}).overlays).toEqual(['/a', resolve('b'), resolve('c')])
  })
})

describe('LOG_LEVEL', () => {
  it.each(['silent', 'error', 'warn', 'info', 'debug'])('"%s" is one', value => {
    expect(readConfig({LOG_LEVEL: value}).logLevel).toBe(value)
  })

  it('of another name is a fault that lists them', () => {
    expect(faultIn({LOG_LEVEL: 'loud'})).toBe('LOG_LEVEL is "loud"; it takes one of silent, error, warn, info, debug')
  })
})

describe('WEB_CHAT', () => {
  it.each([
    ['without anything', {}, true],
    ['switched off', {WEB_CHAT: 'off'}, false],
    ['switched on', {WEB_CHAT: 'on'}, true],
    ['in production', production, false],
    ['in production behind a proxy', {...production, ...proxy}, true],
    ['in production, switched on behind a proxy', {...production, ...proxy, WEB_CHAT: 'on'}, true],
    ['beside a platform', teams, false],
    ['beside a platform, even behind a proxy, unless asked for', {...teams, ...proxy}, false],
    ['beside a platform, asked for behind a proxy', {...teams, ...proxy, WEB_CHAT: 'on'}, true],
  ])('%s: %j is %s', (_, env, on) => {
    expect(readConfig(env).webChat.on).toBe(on)
  })

  it.each([
    ['in production', production],
    ['beside a platform', teams],
  ])('on %s without a proxy that signs people in is a fault', (_, env) => {
    expect(faultIn({...env, WEB_CHAT: 'on'})).toMatch(/^WEB_CHAT is "on"; .*WEB_CHAT_ORIGIN and WEB_CHAT_USER_HEADER/)
  })

  it('is on or off and nothing else', () => {
    expect(faultIn({WEB_CHAT: 'yes'})).toBe('WEB_CHAT is "yes"; it takes on or off')
  })
})

describe('the proxy', () => {
  it('has an origin and a header, which is compared in small letters', () => {
    expect(readConfig(proxy).webChat.proxy).toEqual({
      origin: 'https://ospo.example.org',
      userHeader: 'x-user',
      admins: [],
    })
  })

  it.each([
    [{WEB_CHAT_ORIGIN: 'https://x.org'}, 'WEB_CHAT_USER_HEADER'],
    [{WEB_CHAT_USER_HEADER: 'x-user'}, 'WEB_CHAT_ORIGIN'],
  ])('%j lacks the other half', (env, missing) => {
    expect(faultIn(env)).toMatch(new RegExp(`^${missing} .*belong together`))
  })

  it.each(['https://x.org/', 'https://x.org/path', 'x.org', 'javascript:alert(1)', 'https://', '*', 'null'])(
    'WEB_CHAT_ORIGIN "%s" is a fault',
    origin => {
      expect(faultIn({...proxy, WEB_CHAT_ORIGIN: origin})).toMatch(
        /^WEB_CHAT_ORIGIN is .*such as https:\/\/ospo\.example\.org$/,
      )
    },
  )

  it('WEB_CHAT_ADMINS names people, and only behind a proxy', () => {
    const admins = {WEB_CHAT_ADMINS: 'ada@example.org, grace ,'}
    expect(readConfig({...proxy, ...admins}).webChat.proxy?.admins).toEqual(['ada@example.org', 'grace'])
    expect(faultIn(admins)).toMatch(/^WEB_CHAT_ADMINS is .*WEB_CHAT_ORIGIN and WEB_CHAT_USER_HEADER/)
  })

  it.each(['x user', 'x:user', 'x\nuser', 'ü'])('WEB_CHAT_USER_HEADER "%s" is a fault', userHeader => {
    expect(faultIn({...proxy, WEB_CHAT_USER_HEADER: userHeader})).toMatch(
      /^WEB_CHAT_USER_HEADER is .*name of a header$/s,
    )
  })
})

describe('TIPS_SUBSCRIBE and TIPS_UNSURE', () => {
  it('are taken', () => {
    expect(readConfig({TIPS_SUBSCRIBE: 'admins', TIPS_UNSURE: 'send'})).toMatchObject({
      mayPlan: 'admins',
      unsureTips: 'send',
    })
  })

  it('that say anything else are a fault', () => {
    expect(faultIn({TIPS_SUBSCRIBE: 'all'})).toBe('TIPS_SUBSCRIBE is "all"; it takes members, admins, leads')
    expect(faultIn({TIPS_UNSURE: 'ask'})).toBe('TIPS_UNSURE is "ask"; it takes skip or send')
  })
})

describe('PULSE_LAUNCH and PULSE_MINIMUM', () => {
  it('say who may start a pulse, and how many answers a score needs', () => {
    expect(readConfig({PULSE_LAUNCH: 'admins', PULSE_MINIMUM: '8'}).pulse).toEqual({
      launch: 'admins',
      minimums: {score: 8},
    })
  })

  it.each([
    [{PULSE_LAUNCH: 'everybody'}, /^PULSE_LAUNCH is "everybody"; it takes members, admins, leads/],
    [{PULSE_MINIMUM: '4'}, /^PULSE_MINIMUM is "4"; .* never lowered/],
    [{PULSE_MINIMUM: 'five'}, /^PULSE_MINIMUM is "five"; /],
  ])('%j is a fault', (env, fault) => {
    expect(faultIn(env)).toMatch(fault)
  })
})
