// Requests that somebody built by hand: paths that lead out, bodies that never end, fields that every object has.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {connect} from 'node:net'
import {afterEach, describe, expect, test} from '@jest/globals'
import express from 'express'
import {HttpServer} from '../../../adapters/web/http-server.ts'
import {ask, message, post, recordingLog, startChat} from './web-client.ts'

const servers: {close(): Promise<void>}[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.close()))
})

describe('a path that leads out of the page', () => {
  test.each([
    '/../package.json',
    '/chat/../../package.json',
    '/chat/..%2f..%2fpackage.json',
    '/chat/%2e%2e/%2e%2e/package.json',
    '/chat/....//package.json',
    '/chat/..\\..\\package.json',
    '/chat/base.css%00.js',
    '/chat/base.css/../../package.json',
    '//etc/passwd',
    '/file:///etc/passwd',
    '/dist/src/main.js',
    '/data/counselor.sqlite',
    '/.env',
  ])('%s leads nowhere', async path => {
    const {port, server} = await startChat()
    servers.push(server)
    const {status, body} = await ask(port, path)
    expect([400, 404]).toContain(status)
    expect(body).not.toMatch(/ospo-counselor|root:/)
  })
})

describe('a client that takes its time', () => {
  test('with the body of a request is cut off', async () => {
    const server = new HttpServer({log: recordingLog([]), ready: () => true, limits: {headersMs: 100, requestMs: 200}})
    servers.push(server)
    server.app.post('/body', express.json(), (_request, response) => void response.json({}))
    const port = await server.listen({host: '127.0.0.1', port: 0, orNext: false})
    const socket = connect(port, '127.0.0.1')
    const head =
      'POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n'
    socket.write(`${head}{"a`)
    const closed = new Promise<boolean>(resolve => {
      socket
        .on('error', () => undefined)
        .once('close', () => resolve(true))
        .resume()
    })
    expect(await closed).toBe(true)
  })
})

describe('fields that every object has', () => {
  test.each(['__proto__', 'constructor', 'prototype'])('%s in a post changes no other object', async name => {
    const {port, server} = await startChat()
    servers.push(server)
    const body = JSON.stringify(message('hello')).replace(
      '{',
      `{"${name}":{"polluted":true,"prototype":{"polluted":true}},`,
    )
    expect((await post(port, body)).status).toBeLessThan(500)
    expect(({} as Readonly<Record<string, unknown>>)['polluted']).toBeUndefined()
  })
})
