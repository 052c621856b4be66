// A running Slack platform over HTTP, and posts to it that are signed as Slack signs them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createHmac} from 'node:crypto'
import type {IncomingHttpHeaders, OutgoingHttpHeaders} from 'node:http'
import {Agent, request} from 'node:http'
import {SlackPlatform} from '../../../adapters/slack/slack-platform.ts'
import {HttpServer} from '../../../adapters/web/http-server.ts'
import type {Activity} from '../../../src/chat/activity.ts'
import {systemTimer} from '../../../src/schedule/timer.ts'
import {FakeSlack} from '../../doubles/fake-slack.ts'
import {MemoryStore} from '../../doubles/memory-store.ts'
import type {RecordingLog} from '../../doubles/recording-log.ts'
import {recordingLog} from '../../doubles/recording-log.ts'
import {team} from './slack-bodies.ts'

/** The secret that Slack and we share in these tests. */
export const signingSecret = '8f742231b10e8888abcd99yyyzzz85a5'

/** What was answered. */
export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A platform that listens. */
export interface Listening {
  /** What it handed on. */
  readonly received: Activity[]
  readonly record: RecordingLog
  /** Posts to the address of Slack's events, on kept connections. */
  post(body: string | Buffer, headers: OutgoingHttpHeaders): Promise<Answered>
  close(): Promise<void>
}

/** The signature of a body; docs.slack.dev/authentication/verifying-requests-from-slack. */
export function signatureOf(body: string | Buffer, timestamp: number | string, secret = signingSecret): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex')}`
}

/** The headers that Slack sends with a body. */
export function signedBy(
  body: string | Buffer,
  timestamp: number | string,
  type = 'application/json',
): OutgoingHttpHeaders {
  return {
    'content-type': type,
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signatureOf(body, timestamp),
  }
}

/** @param now milliseconds since 1970 */
export async function listen(now: () => number): Promise<Listening> {
  const slack = await FakeSlack.open()
  slack.add({team, token: 'xoxb-test'})
  const record = recordingLog(now)
  const {log} = record
  const server = new HttpServer({log, ready: () => true})
  const platform = new SlackPlatform({
    access: {mode: 'http', botToken: 'xoxb-test', signingSecret, apiUrl: slack.apiUrl},
    server,
    store: new MemoryStore(now),
    log,
    timer: {...systemTimer, now},
    random: () => 0,
    prompts: [],
  })
  const received: Activity[] = []
  await platform.start(async activity => void received.push(activity))
  const port = await server.listen({host: '127.0.0.1', port: 0, orNext: false})
  const agent = new Agent({keepAlive: true, maxSockets: 40})
  const post = (body: string | Buffer, headers: OutgoingHttpHeaders) => send(agent, port, {body, headers})
  const close = async () => {
    agent.destroy()
    await platform.stop()
    await server.close()
    await slack.close()
  }
  return {received, record, post, close}
}

function send(
  agent: Agent,
  port: number,
  {body, headers}: {readonly body: string | Buffer; readonly headers: OutgoingHttpHeaders},
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request({agent, port, host: '127.0.0.1', method: 'POST', path: '/slack/events', headers}, response => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString('utf8'),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
