// Tests of the HTTP server: health, headers, limits, ports and the orderly end.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {connect} from 'node:net'
import {afterEach, describe, expect, test} from '@jest/globals'
import type {HttpServerOptions} from '../../../adapters/web/http-server.ts'
import {HttpServer} from '../../../adapters/web/http-server.ts'
import {CounselorError} from '../../../src/errors.ts'
import {ask, recordingLog} from './web-client.ts'

const local = {host: '127.0.0.1', port: 0, orNext: false}
const servers: HttpServer[] = []
const logged: string[] = []

function newServer(options: Partial<HttpServerOptions> = {}): HttpServer {
  const server = new HttpServer({log: recordingLog(logged), ready: () => true, ...options})
  servers.push(server)
  return server
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map(server => server.close()))
  logged.length = 0
})

describe('health', () => {
  test('the process is healthy as soon as it listens', async () => {
    const port = await newServer().listen(local)
    expect((await ask(port, '/healthz')).status).toBe(200)
  })

  test('readiness is what the callback says', async () => {
    let ready = false
    const port = await newServer({ready: () => ready}).listen(local)
    expect((await ask(port, '/readyz')).status).toBe(503)
    ready = true
    expect((await ask(port, '/readyz')).status).toBe(200)
  })
})

describe('headers', () => {
  test.each(['/healthz', '/nowhere'])('%s carries the security headers', async path => {
    const {headers} = await ask(await newServer().listen(local), path)
    const policy = headers['content-security-policy']
    for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'"]) {
      expect(policy).toContain(rule)
    }
    for (const rule of ["connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"]) {
      expect(policy).toContain(rule)
    }
    expect(policy).not.toContain('unsafe')
    expect(headers).toMatchObject({'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff'})
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['x-powered-by']).toBeUndefined()
  })
})

describe('errors', () => {
  test('an unknown address is a short JSON', async () => {
    const {status, body} = await ask(await newServer().listen(local), '/nowhere')
    expect(status).toBe(404)
    expect(JSON.parse(body)).toEqual({error: 'not-found', message: 'There is nothing at this address.'})
  })

  test('a failure inside is logged and told without a stack', async () => {
    const server = newServer()
    server.app.get('/broken', () => {
      throw new Error('the secret reason')
    })
    const {status, body} = await ask(await server.listen(local), '/broken')
    expect(status).toBe(500)
    expect(JSON.parse(body)).toEqual({error: 'failed', message: 'Something went wrong here.'})
    expect(logged).toContain('error a web request failed')
  })

  test('a malformed address is the fault of the client', async () => {
    const server = newServer()
    server.app.get('/things/:name', (_request, response) => void response.end())
    const {status, body} = await ask(await server.listen(local), '/things/%E0%A4%A')
    expect(status).toBe(400)
    expect(body).not.toContain('decode')
  })
})

describe('limits', () => {
  test('a body over the limit is refused before a route sees it', async () => {
    const server = newServer({limits: {bodyBytes: 1_000}})
    const {status} = await ask(await server.listen(local), '/', {method: 'POST', body: 'x'.repeat(1_001)})
    expect(status).toBe(413)
  })

  test('a client that never ends its headers is cut off', async () => {
    const port = await newServer({limits: {headersMs: 100, requestMs: 200}}).listen(local)
    const socket = connect(port, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')
    const answer = await new Promise<string>(resolve => {
      let heard = ''
      socket.on('data', chunk => {
        heard += String(chunk)
      })
      socket.on('error', () => undefined).once('close', () => resolve(heard))
    })
    expect(answer).toContain('408')
  })
})

describe('ports', () => {
  test('where it listens is for those who debug only', async () => {
    await newServer().listen(local)
    expect(logged).toEqual(['debug the web server listens'])
  })

  test('a taken port is an error with a fix', async () => {
    const port = await newServer().listen(local)
    const second = newServer().listen({...local, port})
    await expect(second).rejects.toThrow(CounselorError)
    await expect(second).rejects.toMatchObject({code: 'port-taken', fix: expect.stringContaining('PORT')})
  })

  test('with `orNext` the next free port is taken', async () => {
    const port = await newServer().listen(local)
    const next = await newServer().listen({...local, port, orNext: true})
    expect(next).toBeGreaterThan(port)
    expect(next).toBeLessThan(port + 20)
    expect((await ask(next, '/healthz')).status).toBe(200)
  })

  test('a host that is not ours is the plain error of the system', async () => {
    await expect(newServer().listen({host: '192.0.2.1', port: 0, orNext: false})).rejects.toThrow('EADDRNOTAVAIL')
  })
})

describe('the end', () => {
  test('a running request is finished, new ones are not accepted', async () => {
    const server = newServer()
    let finish: () => void = () => undefined
    const begun = new Promise<void>(resolve => {
      server.app.get('/slow', (_request, response) => {
        finish = () => response.end('done')
        resolve()
      })
    })
    const port = await server.listen(local)
    const slow = ask(port, '/slow')
    await begun
    const closed = server.close()
    await expect(ask(port, '/healthz')).rejects.toThrow('ECONNREFUSED')
    finish()
    expect((await slow).body).toBe('done')
    await closed
  })

  test('an event stream is ended, not waited for', async () => {
    const server = newServer()
    server.app.get('/stream', (_request, response) => {
      response.write('on and on')
      server.keepOpen(response)
    })
    const stream = ask(await server.listen(local), '/stream')
    await new Promise(resolve => setTimeout(resolve, 50))
    await server.close()
    expect((await stream).body).toBe('on and on')
  })

  test('a request that never ends is cut after the grace', async () => {
    const server = newServer({limits: {graceMs: 50}})
    server.app.get('/never', () => undefined)
    const never = expect(ask(await server.listen(local), '/never')).rejects.toThrow()
    await new Promise(resolve => setTimeout(resolve, 50))
    await server.close()
    await never
  })

  test('closing twice, or before listening, is no error', async () => {
    const server = newServer()
    await server.close()
    await server.close()
  })
})
