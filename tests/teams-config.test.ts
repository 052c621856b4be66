// Config of Teams: every way in which it can be wrong is told, and nothing opens a door by mistake.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {readConfig} from '../src/config.ts'
import {CounselorError} from '../src/errors.ts'

const appId = '3f2c1b0a-1234-4cde-8f00-0123456789ab'
const tenantId = '9a8b7c6d-4321-4fed-8f00-ba9876543210'
const single = {
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppId: appId,
  MicrosoftAppTenantId: tenantId,
  MicrosoftAppPassword: 'a~secret.value',
}
const {MicrosoftAppPassword: _, ...managed} = {...single, MicrosoftAppType: 'UserAssignedMSI'}

function faultIn(env: Readonly<Record<string, string | undefined>>): string {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof CounselorError && error.code === 'config-invalid') return error.message
    throw error
  }
  return ''
}

describe('Teams', () => {
  it('is served with a secret or with a managed identity', () => {
    const {MicrosoftAppPassword: password} = single
    expect(readConfig(single).teams).toEqual({type: 'SingleTenant', appId, tenantId, password, admins: []})
    expect(readConfig(managed).teams).toEqual({type: 'UserAssignedMSI', appId, tenantId, admins: []})
  })

  it('is not served where nothing is set', () => {
    expect(readConfig({}).teams).toBeUndefined()
    expect(readConfig({MicrosoftAppId: ' ', TEAMS_ANONYMOUS: ''}).teams).toBeUndefined()
  })

  it('has the web chat off beside it, and may stand beside Slack', () => {
    const slack = {SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1'}
    const config = readConfig({...single, ...slack})
    expect([config.webChat.on, config.slack?.mode, config.teams?.type]).toEqual([false, 'socket', 'SingleTenant'])
  })

  it.each([
    ['MultiTenant', /it takes SingleTenant or UserAssignedMSI; new bots of many tenants/],
    ['singletenant', /write it as SingleTenant/],
    ['UserAssignedMsi', /write it as UserAssignedMSI/],
    ['SingelTenant', /it takes SingleTenant or UserAssignedMSI$/],
    ['', /MicrosoftAppType is missing; set it to SingleTenant/],
  ])('with MicrosoftAppType "%s" is refused', (MicrosoftAppType, right) => {
    expect(faultIn({...single, MicrosoftAppType})).toMatch(right)
  })

  it.each(['MicrosoftAppId', 'MicrosoftAppTenantId', 'MicrosoftAppPassword', 'MicrosoftAppType'])(
    'without %s is refused',
    name => {
      expect(faultIn({...single, [name]: undefined})).toMatch(new RegExp(`^${name} is missing; set it to `))
    },
  )

  it('never tells a secret that stands in the wrong variable', () => {
    const {MicrosoftAppPassword: secret} = single
    for (const env of [
      {...single, MicrosoftAppId: secret},
      {...single, MicrosoftAppTenantId: secret},
      {...single, MicrosoftAppPassword: `"${secret}"`},
      {...managed, MicrosoftAppPassword: secret},
    ]) {
      expect(faultIn(env)).not.toBe('')
      expect(faultIn(env)).not.toContain(secret)
    }
    expect(faultIn({...single, MicrosoftAppPassword: appId})).toMatch(/it holds an id/)
  })

  it('knows who runs the counselor', () => {
    expect(readConfig({...single, TEAMS_ADMINS: ` ${appId}, ann@example.org ,`}).teams?.admins).toEqual([
      appId,
      'ann@example.org',
    ])
    expect(faultIn({...single, TEAMS_ADMINS: 'Ann'})).toMatch(/^TEAMS_ADMINS is "Ann"/)
  })
})

describe('the open door', () => {
  it('is for this machine, and has to be asked for', () => {
    expect(readConfig({TEAMS_ANONYMOUS: '1'}).teams).toEqual({type: 'anonymous', admins: []})
  })

  it.each([
    [{TEAMS_ANONYMOUS: 'true'}, /^TEAMS_ANONYMOUS is "true"; it takes 1/],
    [{TEAMS_ANONYMOUS: '1', NODE_ENV: 'production'}, /^TEAMS_ANONYMOUS is "1"; with NODE_ENV=production/],
    [{TEAMS_ANONYMOUS: '1', ...single}, /contradict each other/],
  ])('%j does not open it', (env, right) => {
    expect(faultIn(env)).toMatch(right)
  })

  it('stays shut, whatever is set beside a bot', () => {
    const names = [...Object.keys(single), 'NODE_ENV', 'TEAMS_API_URL', 'TEAMS_ANONYMOUS', 'TEAMS_ADMINS']
    const values = ['', '0', '1', 'yes', 'production', 'SingleTenant', 'singleTenant', appId, 'http://127.0.0.1:1', 'x']
    const env = fc.dictionary(fc.constantFrom(...names), fc.constantFrom(...values))
    fc.assert(
      fc.property(env, set => {
        if (faultIn(set) !== '') return
        const {teams} = readConfig(set)
        const asked = set['TEAMS_ANONYMOUS'] === '1' && set['NODE_ENV'] !== 'production'
        expect(teams?.type === 'anonymous').toBe(asked)
        if (teams && teams.type !== 'anonymous') expect(teams.appId).toBe(appId)
      }),
      {numRuns: 500},
    )
  })
})

describe('a peer', () => {
  it('is for tests', () => {
    const TEAMS_API_URL = 'http://127.0.0.1:4102'
    expect(readConfig({...single, TEAMS_API_URL}).teams).toMatchObject({apiUrl: TEAMS_API_URL})
    expect(faultIn({...single, TEAMS_API_URL, NODE_ENV: 'production'})).toMatch(/^TEAMS_API_URL is .*for tests/)
    expect(faultIn({...single, TEAMS_API_URL: 'nowhere'})).toMatch(/^TEAMS_API_URL is .*address/)
  })
})
