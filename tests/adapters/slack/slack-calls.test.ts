// How a call that failed is told: what may be tried again, and what might have arrived.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import {faultOf, SlackFault} from '../../../adapters/slack/slack-calls.ts'
import {plainFetch, slackCalls} from '../../../adapters/slack/web-calls.ts'
import {CounselorError} from '../../../src/errors.ts'

const said = (error: string, more = {}) => ({code: 'slack_webapi_platform_error', data: {ok: false, error, ...more}})
const network = (code: string) => ({code: 'slack_webapi_request_error', original: {cause: {code}}})
const status = (statusCode: number) => ({code: 'slack_webapi_http_error', statusCode})

describe('a call that failed', () => {
  it.each([
    ['a 429', {code: 'slack_webapi_rate_limited_error', retryAfter: 7}, 'wait', 'ratelimited'],
    ['too many messages', said('rate_limited'), 'wait', 'rate_limited'],
    ['no connection', network('ECONNREFUSED'), 'again', 'ECONNREFUSED'],
    ['no such name', network('ENOTFOUND'), 'again', 'ENOTFOUND'],
    ['a connection that took too long', network('UND_ERR_CONNECT_TIMEOUT'), 'again', 'UND_ERR_CONNECT_TIMEOUT'],
    ['a service that is away', said('service_unavailable'), 'again', 'service_unavailable'],
    ['a gateway that is away', status(503), 'again', 'http-503'],
    ['a connection that broke', network('ECONNRESET'), 'unsure', 'ECONNRESET'],
    [
      'a time-out',
      {code: 'slack_webapi_request_error', original: {name: 'TimeoutError', code: 23}},
      'unsure',
      'timed-out',
    ],
    ['a time-out while reading', {name: 'TimeoutError', code: 23}, 'unsure', 'timed-out'],
    ['a server that failed', status(500), 'unsure', 'http-500'],
    ['a Slack that failed', said('fatal_error'), 'unsure', 'fatal_error'],
    ['an answer that is no JSON', said('<html>a long page</html>'), 'unsure', 'unreadable-answer'],
    ['something thrown', 'oh', 'unsure', 'no-answer'],
    ['a channel without us', said('not_in_channel'), 'refused', 'not_in_channel'],
    ['an archived channel', said('is_archived'), 'refused', 'is_archived'],
    ['no such channel', said('channel_not_found'), 'refused', 'channel_not_found'],
    ['a token that was taken back', said('token_revoked'), 'refused', 'token_revoked'],
    ['an address that is gone', status(404), 'refused', 'http-404'],
    ['a workspace without us', new CounselorError('not-installed', 'no'), 'refused', 'not-installed'],
  ])('by %s is told so', (_, error, kind, reason) => {
    expect(faultOf(error, 'chat.postMessage')).toMatchObject({kind, reason})
  })

  it('by a 429 says how long to wait, and some seconds where Slack says nothing', () => {
    expect(faultOf({code: 'slack_webapi_rate_limited_error', retryAfter: 7}, 'a').waitMs).toBe(7_000)
    expect(faultOf(said('ratelimited', {response_metadata: {retryAfter: 2}}), 'a').waitMs).toBe(2_000)
    expect(faultOf(said('ratelimited'), 'a').waitMs).toBe(3_000)
  })

  it('for want of a scope says which, and nothing else of the answer', () => {
    const fault = faultOf(said('missing_scope', {needed: 'users:read', provided: 'chat:write'}), 'users.info')
    expect(fault.message).toBe('Slack did not take users.info: missing_scope, the scope users:read is needed.')
    expect(faultOf(said('missing_scope', {needed: 'a b\nc'}), 'a').message).not.toContain('b')
  })

  it('is told once', () => {
    const fault = new SlackFault({kind: 'refused', reason: 'a'}, 'b')
    expect(faultOf(fault, 'c')).toBe(fault)
  })
})

describe('requests', () => {
  let origin = ''
  const server = createServer((request, response) => {
    request.resume()
    if (request.url === '/moved') response.writeHead(302, {location: '/ok'}).end()
    else if (request.url === '/reset') request.socket.destroy()
    else response.writeHead(request.url === '/gone' ? 404 : 200).end('ok')
  })
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  // Connections that stay open would keep the process for as long as they do.
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  const calls = slackCalls({apiCall: async () => 'no object'}, async () => 'xoxb-1')

  it('to an address for answers are taken, or told as what they are', async () => {
    await expect(calls.respond(`${origin}/ok`, {text: 'a'})).resolves.toBeUndefined()
    await expect(calls.respond(`${origin}/gone`, {text: 'a'})).rejects.toMatchObject({
      kind: 'refused',
      reason: 'http-404',
    })
    await expect(calls.upload(`${origin}/reset`, 'a')).rejects.toMatchObject({kind: 'unsure'})
  })

  it('follow nobody elsewhere', async () => {
    await expect(calls.respond(`${origin}/moved`, {text: 'a'})).rejects.toMatchObject({kind: 'unsure'})
  })

  it('that get no connection say so through any library', async () => {
    const gone = createServer()
    await new Promise<void>(resolve => gone.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(gone.address() as AddressInfo).port}/`
    await new Promise(resolve => gone.close(resolve))
    const error = await plainFetch(address).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({code: 'ECONNREFUSED'})
    expect(faultOf({code: 'slack_webapi_request_error', original: error}, 'a').kind).toBe('again')
  })

  it('that yield no object yield an empty one', async () => {
    expect(await calls.call('T', 'auth.test', {})).toEqual({})
  })
})
