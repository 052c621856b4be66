// The doctor asks platforms whether they take our tokens, sends nothing, and tells none of the secrets.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {IncomingMessage, Server, ServerResponse} from 'node:http'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals'
import {slackCheck} from '../../../adapters/doctor/slack-check.ts'
import {teamsCheck} from '../../../adapters/doctor/teams-check.ts'
import {botScopes} from '../../../adapters/slack/permissions.ts'

type Answer = readonly [status: number, body: unknown, headers?: Readonly<Record<string, string>>]

let server: Server
let answers: Readonly<Record<string, Answer>>
let asked: {readonly path: string; readonly authorization: string | undefined; readonly body: string}[]

beforeEach(async () => {
  asked = []
  server = createServer((request, response) => void answer(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
})

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = ''
  for await (const chunk of request) body += String(chunk)
  const path = request.url ?? ''
  asked.push({path, authorization: request.headers.authorization, body})
  const [status, json, headers = {}] = answers[path] ?? [404, {}]
  response.writeHead(status, headers).end(JSON.stringify(json))
}

const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const socket = () =>
  ({mode: 'socket', botToken: 'xoxb-secret', appToken: 'xapp-secret', apiUrl: `${base()}/api/`}) as const
const allScopes = {'x-oauth-scopes': botScopes.join(',')}

describe('Slack', () => {
  it('that takes both tokens is well; nothing is sent', async () => {
    answers = {
      '/api/auth.test': [200, {ok: true, team: 'Example'}, allScopes],
      '/api/apps.connections.open': [200, {ok: true, url: 'wss://x'}],
    }
    const findings = await slackCheck(socket(), Date.now).run()
    expect(findings.map(({says}) => says)).toEqual([
      'SLACK_BOT_TOKEN speaks for the app in “Example”',
      'SLACK_APP_TOKEN may open a socket',
    ])
    expect(asked.map(({path, authorization}) => [path, authorization])).toEqual([
      ['/api/auth.test', 'Bearer xoxb-secret'],
      ['/api/apps.connections.open', 'Bearer xapp-secret'],
    ])
  })

  it('that refuses a token is bad, with its word for it', async () => {
    answers = {
      '/api/auth.test': [200, {ok: false, error: 'invalid_auth'}],
      '/api/apps.connections.open': [200, {ok: false, error: 'not_allowed_token_type'}],
    }
    const findings = await slackCheck(socket(), Date.now).run()
    expect(findings.map(({state, says}) => [state, says])).toEqual([
      ['bad', 'Slack refuses SLACK_BOT_TOKEN: invalid_auth'],
      ['bad', 'Slack refuses SLACK_APP_TOKEN: not_allowed_token_type'],
    ])
    expect(JSON.stringify(findings)).not.toContain('-secret')
  })

  it('names the scopes that are missing', async () => {
    answers = {'/api/auth.test': [200, {ok: true}, {'x-oauth-scopes': botScopes.slice(2).join(', ')}]}
    const access = {mode: 'http', botToken: 'xoxb-secret', signingSecret: 's', apiUrl: `${base()}/api/`} as const
    const [, scopes] = await slackCheck(access, Date.now).run()
    expect(scopes).toMatchObject({state: 'doubtful', says: 'SLACK_BOT_TOKEN lacks app_mentions:read, assistant:write'})
  })

  it('tells that our clock is wrong', async () => {
    answers = {'/api/auth.test': [200, {ok: true}, allScopes]}
    const access = {mode: 'http', botToken: 'xoxb-secret', signingSecret: 's', apiUrl: `${base()}/api/`} as const
    const [, clock] = await slackCheck(access, () => Date.now() - 600_000).run()
    expect(clock).toMatchObject({state: 'doubtful', says: expect.stringMatching(/^our clock is \d+ s behind$/)})
  })

  it('of many workspaces is only asked whether it is there', async () => {
    answers = {'/api/api.test': [200, {ok: true}]}
    const secrets = {clientSecret: 's', stateSecret: 's', signingSecret: 's', encryptionKeys: []}
    const access = {mode: 'oauth', clientId: '1', ...secrets, apiUrl: `${base()}/api/`} as const
    expect(await slackCheck(access, Date.now).run()).toMatchObject([{state: 'good'}])
    expect(asked).toMatchObject([{path: '/api/api.test', authorization: undefined}])
  })

  it('that is away is bad', async () => {
    const access = {...socket(), apiUrl: 'http://127.0.0.1:1/api/'}
    expect(await slackCheck(access, Date.now).run()).toMatchObject([
      {state: 'bad', says: expect.stringMatching(/^it does not answer: /)},
    ])
  })
})

describe('Teams', () => {
  const env = {MicrosoftAppId: 'app', MicrosoftAppTenantId: 'tenant', MicrosoftAppPassword: 'top-secret'}
  const path = '/tenant/oauth2/v2.0/token'
  const check = () => teamsCheck({env, now: Date.now, loginUrl: base()})?.run()

  it('where Entra gives a token is well', async () => {
    answers = {[path]: [200, {access_token: 'token'}]}
    expect(await check()).toEqual([{name: 'Teams', state: 'good', says: 'Entra gives us a token', fix: ''}])
    expect(asked[0]?.body).toContain('grant_type=client_credentials')
  })

  it.each([
    ['AADSTS7000215: Invalid client secret provided.', 'AADSTS7000215', /client secret, not its id/],
    ['AADSTS7000222: The provided client secret keys are expired.', 'AADSTS7000222', /has expired/],
    ['AADSTS1234: something else about top-secret', 'AADSTS1234', /^Check MicrosoftAppId/],
  ])('where Entra says %s is bad', async (description, code, fix) => {
    answers = {[path]: [401, {error: 'invalid_client', error_description: description}]}
    const findings = await check()
    expect(findings).toMatchObject([{state: 'bad', says: `Entra refuses us: ${code}`, fix: expect.stringMatching(fix)}])
    expect(JSON.stringify(findings)).not.toContain('top-secret')
  })

  it.each([
    ['has no secret', {MicrosoftAppId: 'app', MicrosoftAppTenantId: 'tenant'}],
    ['names a peer', {...env, TEAMS_API_URL: 'http://127.0.0.1:1'}],
    ['is open to anybody', {TEAMS_ANONYMOUS: '1'}],
  ])('that %s is not asked, and that is said', async (_, variables) => {
    answers = {}
    expect(await teamsCheck({env: variables, now: Date.now, loginUrl: base()})?.run()).toMatchObject([
      {state: 'doubtful'},
    ])
    expect(asked).toEqual([])
  })

  it('without a variable is not looked at', () => {
    expect(teamsCheck({env: {}, now: Date.now})).toBeUndefined()
  })
})
