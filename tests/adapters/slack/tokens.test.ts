// Whose token speaks for which workspace.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomBytes} from 'node:crypto'
import {describe, expect, it} from '@jest/globals'
import type {AuthorizeResult, InstallationQuery} from '@slack/bolt'
import {Installations} from '../../../adapters/slack/installations.ts'
import {SecretBox} from '../../../adapters/slack/secret-box.ts'
import {SlackFault} from '../../../adapters/slack/slack-calls.ts'
import {identify, ManyWorkspaces, OneWorkspace} from '../../../adapters/slack/tokens.ts'
import {MemoryStore} from '../../doubles/memory-store.ts'
import {directMessage, eventBody} from './slack-bodies.ts'

const refused = (reason: string) => async () => {
  throw new SlackFault({kind: 'refused', reason}, 'auth.test')
}

describe('one workspace', () => {
  it('is that of the token', async () => {
    const identity = await identify('xoxb-1', async () => ({user_id: 'U0BOT', team_id: 'T0A', bot_id: 'B0'}))
    expect(identity).toEqual({token: 'xoxb-1', botUserId: 'U0BOT', tenant: 'T0A'})
    expect(await new OneWorkspace(identity).from()).toBe(identity)
    expect(await new OneWorkspace(identity).of()).toBe(identity)
  })

  it('of a token for a whole organisation is whatever a payload says', async () => {
    const answer = {user_id: 'U0BOT', team_id: 'E0ORG', is_enterprise_install: true}
    expect(await identify('xoxb-1', async () => answer)).toEqual({token: 'xoxb-1', botUserId: 'U0BOT'})
  })

  it('whose token Slack refuses is a fault of the configuration, and the token is not told', async () => {
    const work = identify('xoxb-secret', refused('invalid_auth'))
    await expect(work).rejects.toMatchObject({code: 'config-invalid'})
    await expect(work).rejects.toThrow(/SLACK_BOT_TOKEN.*invalid_auth/)
    await expect(work).rejects.not.toThrow(/xoxb-secret/)
  })

  it('that cannot be asked for is a fault of the network', async () => {
    const silent = async () => {
      throw new SlackFault({kind: 'again', reason: 'ECONNREFUSED'}, 'auth.test')
    }
    await expect(identify('xoxb-1', silent)).rejects.toMatchObject({code: 'platform-unreachable'})
  })

  it('of a token without a user is a fault of the configuration', async () => {
    await expect(identify('xoxb-1', async () => ({}))).rejects.toMatchObject({code: 'config-invalid'})
  })
})

describe('many workspaces', () => {
  function open() {
    const asked: InstallationQuery<boolean>[] = []
    let time = 1_000
    const store = new MemoryStore()
    const now = () => time
    const box = new SecretBox([randomBytes(32).toString('base64')])
    const installations = new Installations({store, box, now})
    const authorize = async (query: InstallationQuery<boolean>): Promise<AuthorizeResult> => {
      asked.push(query)
      const id = query.isEnterpriseInstall ? query.enterpriseId : query.teamId
      if (id === 'T0NONE') return {}
      return {botToken: `xoxb-${id}`, botUserId: `U${id}`}
    }
    const pass = (ms: number) => {
      time += ms
    }
    return {asked, pass, installations, tokens: new ManyWorkspaces({installations, authorize, now})}
  }

  const installed = (team: string | undefined, enterprise?: string) => ({
    team: team === undefined ? undefined : {id: team},
    enterprise: enterprise === undefined ? undefined : {id: enterprise},
    user: {token: undefined, scopes: undefined, id: 'U0ADMIN'},
    isEnterpriseInstall: team === undefined,
  })

  const from = (team: string) => eventBody(directMessage(), {authorizations: [{team_id: team}]})

  it('each have their own token', async () => {
    const {tokens} = open()
    const all = await Promise.all(['T0A', 'T0B', 'T0A'].map(team => tokens.from(from(team))))
    expect(all.map(({token}) => token)).toEqual(['xoxb-T0A', 'xoxb-T0B', 'xoxb-T0A'])
    expect((await tokens.of('T0B')).botUserId).toBe('UT0B')
  })

  it('are looked up once at a time, and again after ten seconds or when one was removed', async () => {
    const {tokens, asked, pass} = open()
    await Promise.all([1, 2, 3].map(() => tokens.of('T0A')))
    expect(asked).toHaveLength(1)
    pass(10_001)
    await tokens.of('T0A')
    expect(asked).toHaveLength(2)
    tokens.forget('T0A')
    await tokens.of('T0A')
    expect(asked).toHaveLength(3)
  })

  it('are looked up again at once where the app is installed anew, and only those', async () => {
    const {tokens, asked, installations} = open()
    await Promise.all(['T0A', 'T0B'].map(team => tokens.of(team)))
    await installations.storeInstallation(installed('T0A'))
    await Promise.all(['T0A', 'T0B'].map(team => tokens.of(team)))
    expect(asked.map(({teamId}) => teamId)).toEqual(['T0A', 'T0B', 'T0A'])
  })

  it('are all looked up again where an organisation installs the app, since it may speak for any', async () => {
    const {tokens, asked, installations} = open()
    await Promise.all(['T0A', 'T0B'].map(team => tokens.of(team)))
    await installations.storeInstallation(installed(undefined, 'E0ORG'))
    await Promise.all(['T0A', 'T0B'].map(team => tokens.of(team)))
    expect(asked).toHaveLength(4)
  })

  it('of an organisation are served by its token, also when nothing but the workspace is named later', async () => {
    const {tokens} = open()
    const authorizations = [{team_id: 'T0A', enterprise_id: 'E0ORG', is_enterprise_install: true}]
    expect((await tokens.from(eventBody(directMessage(), {authorizations}))).token).toBe('xoxb-E0ORG')
    expect((await tokens.of('T0A')).token).toBe('xoxb-E0ORG')
  })

  it('without a bot, or without a name, are not installed', async () => {
    const {tokens} = open()
    await expect(tokens.of('T0NONE')).rejects.toMatchObject({code: 'not-installed'})
    await expect(tokens.from({type: 'event_callback'})).rejects.toMatchObject({code: 'not-installed'})
  })
})
