// Tests of the web chat over HTTP: the page, what may be posted and by whom, and the proxy in front.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import {afterEach, describe, expect, test} from '@jest/globals'
import {pageFiles} from '../../../adapters/web/page-files.ts'
import type {WebPlatformOptions} from '../../../adapters/web/web-platform.ts'
import type {Activity} from '../../../src/chat/activity.ts'
import type {Chat} from './web-client.ts'
import {ask, fromPage, message, post, startChat, watch} from './web-client.ts'

const chats: Chat[] = []

async function start(options: Partial<WebPlatformOptions> = {}, receive?: (activity: Activity) => Promise<void>) {
  const chat = await startChat(options, receive)
  chats.push(chat)
  return chat
}

afterEach(async () => {
  await Promise.all(chats.splice(0).map(chat => chat.server.close()))
})

describe('the page', () => {
  test('it is served with its style sheets and its icon', async () => {
    const {port} = await start()
    const {status, headers, body} = await ask(port, '/')
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['set-cookie']).toBeUndefined()
    const own = [...body.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map(found => found[1] ?? '')
    expect(own.length).toBeGreaterThan(5)
    for (const address of own) expect(pageFiles.has(address)).toBe(true)
    for (const address of own.filter(each => !each.endsWith('.js'))) expect((await ask(port, address)).status).toBe(200)
  })

  test('it has no script, style or address of another host in its text', async () => {
    const {body} = await ask((await start()).port, '/')
    expect(body).not.toMatch(/https?:|\son\w+=|\sstyle=|<style|<script>/)
  })

  test('a file that has not changed is not sent again', async () => {
    const {port} = await start()
    const etag = (await ask(port, '/chat/base.css')).headers.etag
    expect((await ask(port, '/chat/base.css', {headers: {'if-none-match': etag ?? ''}})).status).toBe(304)
  })

  test.each(['/chat/../package.json', '/chat/%2e%2e/package.json', '/chat/chat.ts', '/package.json'])(
    'the address %s leads to no file',
    async path => expect((await ask((await start()).port, path)).status).toBe(404),
  )
})

describe('who may come in', () => {
  test.each(['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST'])('the name %s is ours', async name => {
    const {port} = await start()
    expect((await ask(port, '/', {headers: {host: `${name}:${port}`}})).status).toBe(200)
  })

  test.each(['evil.example', 'evil.example:80', 'localhost', 'localhost:1', '127.0.0.1.evil.example'])(
    'the name "%s" is refused, as in DNS rebinding',
    async host => {
      const {port} = await start()
      for (const path of ['/', '/chat/base.css', '/chat/events', '/chat/suggestions?q=a']) {
        expect((await ask(port, path, {headers: {host}})).status).toBe(403)
      }
    },
  )

  test('health does not depend on the name', async () => {
    expect((await ask((await start()).port, '/healthz', {headers: {host: 'lb.example'}})).status).toBe(200)
  })

  test.each(['cross-site', 'same-site', 'none'])('a post that is %s is refused', async site => {
    const chat = await start()
    const refused = await post(chat.port, message('hi'), {'sec-fetch-site': site})
    expect(refused.status).toBe(403)
    expect(chat.came).toEqual([])
  })

  test('a post without any sign of our page is refused', async () => {
    const {port} = await start()
    const headers = {'content-type': 'application/json'}
    expect((await ask(port, '/chat/activities', {method: 'POST', body: message('hi'), headers})).status).toBe(403)
    expect((await ask(port, '/chat/history', {method: 'DELETE'})).status).toBe(403)
  })

  test('an origin that is ours will do, another one will not', async () => {
    const {port} = await start()
    const withOrigin = (origin: string) => {
      const headers = {origin, 'content-type': 'application/json'}
      return ask(port, '/chat/activities', {method: 'POST', body: message('hi'), headers})
    }
    expect((await withOrigin(`http://127.0.0.1:${port}`)).status).toBe(202)
    expect((await withOrigin(`http://localhost:${port}`)).status).toBe(403)
    expect((await withOrigin('http://evil.example')).status).toBe(403)
    expect((await withOrigin('null')).status).toBe(403)
  })

  test('another site may not open an event stream or read suggestions', async () => {
    const {port} = await start()
    const headers = {'sec-fetch-site': 'cross-site'}
    expect((await ask(port, '/chat/events', {headers})).status).toBe(403)
    expect((await ask(port, '/chat/suggestions?q=a', {headers})).status).toBe(403)
  })
})

describe('what may be posted', () => {
  const id = randomUUID()
  const wrong: readonly (readonly [string, unknown])[] = [
    ['JSON object', []],
    ['JSON object', [1]],
    ['`id`', {kind: 'message', text: 'hi'}],
    ['`id`', {id: 'x', kind: 'message', text: 'hi'}],
    ['`kind`', {id, text: 'hi'}],
    ['`kind`', {id, kind: 'joined'}],
    ['`text`', {id, kind: 'message'}],
    ['`text`', {id, kind: 'message', text: ['hi']}],
    ['`text`', {id, kind: 'message', text: ' \n'}],
    ['12001', {id, kind: 'message', text: 'x'.repeat(12_001)}],
    ['`name`', {id, kind: 'command', name: '../x', text: ''}],
    ['`text`', {id, kind: 'command', name: 'help'}],
    ['`action`', {id, kind: 'press', action: '', value: 'v', message: 'm'}],
    ['`value`', {id, kind: 'press', action: 'a', message: 'm'}],
    ['`message`', {id, kind: 'press', action: 'a', value: 'v', message: {id: 'm'}}],
  ]

  test.each(wrong)('a 400 names %s', async (named, body) => {
    const chat = await start()
    const {status, body: told} = await post(chat.port, body)
    expect(status).toBe(400)
    expect(JSON.parse(told)).toMatchObject({error: 'bad-request', message: expect.stringContaining(named)})
    expect(chat.came).toEqual([])
  })

  test('broken JSON is a 400 that does not quote it, another type a 415, too much a 413', async () => {
    const {port} = await start()
    const broken = await post(port, '{"id": secret')
    expect([broken.status, broken.body.includes('secret')]).toEqual([400, false])
    expect((await post(port, 'hi', {'content-type': 'text/plain'})).status).toBe(415)
    expect((await post(port, message('x'.repeat(70_000)))).status).toBe(413)
  })

  test('12,000 Chinese characters fit', async () => {
    expect((await post((await start()).port, message('问'.repeat(12_000)))).status).toBe(202)
  })

  test('message, command and press reach the core with who, where and when', async () => {
    const chat = await start({now: () => 42})
    const first = await watch(chat.port)
    const headers = {cookie: first.cookie ?? ''}
    await post(chat.port, {id, kind: 'message', text: 'hi'}, headers)
    await post(chat.port, {id, kind: 'command', name: 'help', text: 'me'}, headers)
    await post(chat.port, {id, kind: 'press', action: 'a', value: 'v', message: 'm'}, headers)
    const {from, conversation} = chat.came[0] ?? {}
    expect(from).toMatchObject({platform: 'web', tenant: 'local', id: conversation?.id})
    expect(conversation).toMatchObject({platform: 'web', tenant: 'local', scope: 'personal'})
    const all = {id, at: 42, from, conversation}
    expect(chat.came.slice(1)).toEqual([
      {...all, kind: 'message', text: 'hi', addressed: true},
      {...all, kind: 'command', name: 'help', text: 'me'},
      {...all, kind: 'press', action: 'a', value: 'v', message: {conversation, id: 'm'}},
    ])
    first.close()
  })

  test('the same id twice goes to the core twice: to tell is its business', async () => {
    const chat = await start()
    const same = message('hi')
    const cookie = (await post(chat.port, same)).headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    expect((await post(chat.port, same, {cookie})).status).toBe(202)
    expect(chat.came.map(activity => activity.id)).toEqual([same.id, same.id])
  })

  test('a post is taken before it is answered', async () => {
    const chat = await start({}, () => new Promise(() => undefined))
    expect((await post(chat.port, message('hi'))).status).toBe(202)
  })

  test('a visitor cannot have more than twenty questions under way', async () => {
    const chat = await start({}, () => new Promise(() => undefined))
    const cookie = (await post(chat.port, message('0'))).headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    for (let i = 1; i < 20; i += 1) await post(chat.port, message(`${i}`), {cookie})
    expect((await post(chat.port, message('20'), {cookie})).status).toBe(429)
  })

  test('a core that fails is logged, and the page does not wait for ever', async () => {
    const chat = await start({}, () => Promise.reject(new Error('broken')))
    const stream = await watch(chat.port)
    await stream.until('done')
    expect(chat.logged).toContain('error an activity of the web chat failed')
    stream.close()
  })
})

describe('visitors', () => {
  test('the cookie is for this server and this session only', async () => {
    const stream = await ask((await start()).port, '/chat/activities', {
      method: 'POST',
      body: message('hi'),
      headers: fromPage,
    })
    const cookie = stream.headers['set-cookie']?.[0] ?? ''
    expect(cookie).toMatch(/^counselor_visitor=[\w-]{32}; Path=\/; HttpOnly; SameSite=Strict$/)
  })

  test('the id of a person does not lead to the cookie', async () => {
    const chat = await start()
    const stream = await watch(chat.port)
    expect(chat.came[0]?.from.id).toMatch(/^[\w-]{22}$/)
    expect(stream.cookie).not.toContain(chat.came[0]?.from.id)
    stream.close()
  })

  test('a cookie that we did not make gets a new one', async () => {
    const stream = await watch((await start()).port, {cookie: 'other=1; counselor_visitor=admin'})
    expect(stream.cookie).toMatch(/^counselor_visitor=[\w-]{32}$/)
    stream.close()
  })
})

describe('suggestions', () => {
  test('they are what the callback gives for the typed text', async () => {
    const {status, body, headers} = await ask((await start()).port, '/chat/suggestions?q=%20OSPO%20')
    expect([status, headers['cache-control']]).toEqual([200, 'no-store'])
    expect(JSON.parse(body)).toEqual({suggestions: [{label: 'OSPO?', ask: 'What is OSPO?'}]})
  })

  test('nothing typed, nothing asked; no text at all is a 400', async () => {
    const {port} = await start()
    expect(JSON.parse((await ask(port, '/chat/suggestions?q=')).body)).toEqual({suggestions: []})
    expect((await ask(port, '/chat/suggestions')).status).toBe(400)
    expect((await ask(port, '/chat/suggestions?q=a&q=b')).status).toBe(400)
  })
})

describe('behind a proxy', () => {
  const proxy = {origin: 'https://counselor.example.org', userHeader: 'X-Remote-User'}

  test('a request without a person, or with two, is a 401', async () => {
    const {port} = await start({proxy})
    for (const path of ['/', '/chat/base.css', '/chat/events', '/chat/suggestions?q=a']) {
      expect((await ask(port, path)).status).toBe(401)
    }
    expect((await ask(port, '/', {headers: {'x-remote-user': ''}})).status).toBe(401)
    expect((await ask(port, '/', {headers: {'x-remote-user': ['ada', 'eve']}})).status).toBe(401)
    expect((await ask(port, '/', {headers: {'x-remote-user': 'ada, eve'}})).status).toBe(401)
  })

  test('the header names the person, and no cookie is set', async () => {
    const chat = await start({proxy})
    const headers = {'x-remote-user': 'ada@example.org', origin: proxy.origin, host: 'counselor.example.org'}
    const taken = await post(chat.port, message('hi'), {...headers, 'sec-fetch-site': 'cross-site'})
    expect([taken.status, taken.headers['set-cookie']]).toEqual([202, undefined])
    expect(chat.came[0]).toMatchObject({from: {id: 'ada@example.org'}, conversation: {id: 'ada@example.org'}})
  })

  test('a foreign name or origin is refused all the same', async () => {
    const {port} = await start({proxy})
    const headers = {'x-remote-user': 'ada'}
    expect((await ask(port, '/', {headers: {...headers, host: 'evil.example'}})).status).toBe(403)
    const crossed = {...headers, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site'}
    expect((await post(port, message('hi'), crossed)).status).toBe(403)
  })
})
