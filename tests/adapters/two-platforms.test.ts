// Slack and Teams in one process: one server, one counselor, and each is answered where it asked.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, expect, it} from '@jest/globals'
import {SlackPlatform} from '../../adapters/slack/slack-platform.ts'
import {TeamsPlatform} from '../../adapters/teams/teams-platform.ts'
import {HttpServer} from '../../adapters/web/http-server.ts'
import type {Counselor} from '../../src/counselor.ts'
import {systemTimer} from '../../src/schedule/timer.ts'
import {startCounselor} from '../contracts/probe.ts'
import {FakeConnector} from '../doubles/fake-connector.ts'
import {FakeSlack} from '../doubles/fake-slack.ts'
import {MemoryStore} from '../doubles/memory-store.ts'
import {recordingLog} from '../doubles/recording-log.ts'
import {signatureOf} from './slack/signed-posts.ts'
import {directMessage, eventBody, team} from './slack/slack-bodies.ts'
import {cardIn, linesIn} from './teams/read-card.ts'
import {posted} from './teams/teams-house.ts'

const signingSecret = 'a-signing-secret'
const appId = '3f2c1b0a-1234-4cde-8f00-0123456789ab'

let connector: FakeConnector
let slack: FakeSlack
let server: HttpServer
let counselor: Counselor
let origin: string

beforeAll(async () => {
  connector = await FakeConnector.open()
  slack = await FakeSlack.open()
  slack.add({team, token: 'xoxb-good'})
  const {log} = recordingLog(Date.now)
  server = new HttpServer({log, ready: () => true})
  const common = {server, app: server.app, store: new MemoryStore(Date.now), log, timer: systemTimer, random: () => 0}
  const slackAccess = {mode: 'http', botToken: 'xoxb-good', signingSecret, apiUrl: slack.apiUrl} as const
  const password = 'a~secret'
  const teamsAccess = {type: 'SingleTenant', appId, tenantId: appId, password, apiUrl: connector.origin} as const
  counselor = await startCounselor(
    new SlackPlatform({access: slackAccess, prompts: [], ...common}),
    new TeamsPlatform({access: teamsAccess, lookUp: () => [], ...common}),
  )
  origin = `http://127.0.0.1:${await server.listen({host: '127.0.0.1', port: 0, orNext: false})}`
})

afterAll(async () => {
  await counselor.stop()
  await server.close()
  await slack.close()
  await connector.close()
})

async function askSlack(text: string): Promise<number> {
  const body = JSON.stringify(eventBody(directMessage({text}), {event_id: 'Ev1'}))
  const timestamp = Math.floor(Date.now() / 1_000)
  const headers = {
    'content-type': 'application/json',
    'x-slack-request-timestamp': `${timestamp}`,
    'x-slack-signature': signatureOf(body, timestamp, signingSecret),
  }
  return (await fetch(`${origin}/slack/events`, {method: 'POST', headers, body})).status
}

async function askTeams(text: string): Promise<number> {
  const scene = {user: '29:ada', scope: 'personal', conversation: 'a:29:ada'} as const
  const authorization = `Bearer ${connector.identity.token(appId, connector.serviceUrl)}`
  const headers = {'content-type': 'application/json', authorization}
  const body = JSON.stringify(posted({connector}, scene, {text}))
  return (await fetch(`${origin}/api/messages`, {method: 'POST', headers, body})).status
}

it('each is answered where it asked, and none hears of the other', async () => {
  expect(await Promise.all([askSlack('What is an OSPO?'), askTeams('How do I win over our executives?')])).toEqual([
    200, 200,
  ])
  const atTeams = await connector.until('the answer in Teams', () => connector.messages[0])
  await counselor.stop()
  const posts = slack.calls.filter(({method}) => method === 'chat.postMessage')
  expect([posts.length, connector.messages.length]).toEqual([1, 1])
  expect(JSON.stringify(posts)).toContain('What is an OSPO?')
  expect(linesIn(cardIn(atTeams.activity)).join('\n')).toMatch(/executive/i)
})
