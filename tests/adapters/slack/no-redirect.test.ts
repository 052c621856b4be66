// An answer goes to the address that a signed request named and to no other, whatever that address says.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Server} from 'node:http'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {afterEach, beforeEach, expect, it} from '@jest/globals'
import {slackCalls} from '../../../adapters/slack/web-calls.ts'

let server: Server
let reached: string[]

beforeEach(async () => {
  reached = []
  server = createServer((request, response) => {
    reached.push(request.url ?? '')
    const status = Number(/^\/(30\d)/.exec(request.url ?? '')?.[1] ?? 200)
    response.writeHead(status, status === 200 ? {} : {location: '/inside'}).end('ok')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
})

const calls = slackCalls({apiCall: async () => ({})}, async () => 'token')
const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`

it('an answer and a file reach their address', async () => {
  await calls.respond(at('/answer'), {text: 'hello'})
  await calls.upload(at('/file'), 'hello')
  expect(reached).toEqual(['/answer', '/file'])
})

it.each(['/301', '/302', '/303', '/307', '/308'])('a redirect by %s is not followed', async path => {
  await expect(calls.respond(at(path), {text: 'hello'})).rejects.toThrow()
  await expect(calls.upload(at(path), 'hello')).rejects.toThrow()
  expect(reached).toEqual([path, path])
})
