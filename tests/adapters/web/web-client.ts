// A client of the web chat for tests: raw requests with any header, and event streams read event by event.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import type {IncomingHttpHeaders} from 'node:http'
import {request} from 'node:http'
import {HttpServer} from '../../../adapters/web/http-server.ts'
import type {WebPlatformOptions} from '../../../adapters/web/web-platform.ts'
import {WebPlatform} from '../../../adapters/web/web-platform.ts'
import type {ChatEvent, Post} from '../../../adapters/web/wire.ts'
import type {Activity} from '../../../src/chat/activity.ts'
import type {Card} from '../../../src/chat/card.ts'
import {paragraph} from '../../../src/chat/card.ts'
import type {Log} from '../../../src/log.ts'

/** What came back. */
export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A request; a body that is not a string is sent as JSON. */
export interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string | string[]>>
  readonly body?: unknown
}

/** Sends one request to this machine; unlike `fetch`, with whatever Host it is told. */
export function ask(port: number, path: string, asked: Asked = {}): Promise<Answer> {
  const body = typeof asked.body === 'string' || asked.body === undefined ? asked.body : JSON.stringify(asked.body)
  const headers = {...(body === undefined ? {} : {'content-length': Buffer.byteLength(body)}), ...asked.headers}
  return new Promise((resolve, reject) => {
    const sent = request({host: '127.0.0.1', port, path, method: asked.method ?? 'GET', headers, agent: false})
    sent.once('error', reject).once('response', response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('end', () => {
        resolve({status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString()})
      })
    })
    sent.end(body)
  })
}

/** The headers by which a browser shows that our own page posts JSON. */
export const fromPage = {'sec-fetch-site': 'same-origin', 'content-type': 'application/json'} as const

/** Posts an activity as the page does. */
export function post(port: number, body: unknown, headers: Asked['headers'] = {}): Promise<Answer> {
  return ask(port, '/chat/activities', {method: 'POST', body, headers: {...fromPage, ...headers}})
}

/** A message with a fresh id, or the given one. */
export function message(text: string, id: string = randomUUID()): Post {
  return {id, kind: 'message', text}
}

/** An open event stream. */
export interface Watching {
  readonly status: number
  /** The cookie that the server set, ready to be sent back. */
  readonly cookie: string | undefined
  /** The last id that the server gave. */
  lastId(): string
  /** The next event; rejects after two seconds, or when the stream ends. */
  next(): Promise<ChatEvent>
  /** The events up to and with the first of a type. */
  until(type: ChatEvent['type']): Promise<readonly ChatEvent[]>
  /** Resolves when the server ends the stream. */
  readonly ended: Promise<void>
  close(): void
}

/** Opens an event stream. */
export function watch(port: number, headers: Asked['headers'] = {}): Promise<Watching> {
  return new Promise((resolve, reject) => {
    const sent = request({host: '127.0.0.1', port, path: '/chat/events', headers: {...headers}, agent: false})
    sent.once('error', reject).once('response', response => {
      const events: {id: string; event: ChatEvent}[] = []
      let lastId = ''
      let rest = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        const parts = (rest + chunk).split('\n\n')
        rest = parts.pop() ?? ''
        for (const part of parts) events.push(...eventsIn(part))
      })
      const ended = new Promise<void>(end => response.once('close', end))
      response.on('error', () => undefined)
      const next = async (): Promise<ChatEvent> => {
        for (let waited = 0; events.length === 0; waited += 5) {
          if (waited > 2_000) throw new Error('No event came.')
          await new Promise(later => setTimeout(later, 5))
        }
        const first = events.shift()
        if (first === undefined) throw new Error('No event came.')
        if (first.id !== '') lastId = first.id
        return first.event
      }
      const until = async (type: ChatEvent['type']) => {
        const found: ChatEvent[] = []
        while (found.at(-1)?.type !== type) found.push(await next())
        return found
      }
      const cookie = response.headers['set-cookie']?.[0]?.split(';')[0]
      const close = () => void sent.destroy()
      resolve({status: response.statusCode ?? 0, cookie, lastId: () => lastId, next, until, ended, close})
    })
    sent.end()
  })
}

function eventsIn(part: string): {id: string; event: ChatEvent}[] {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(part)?.[1]
  const data = field('data')
  return data === undefined ? [] : [{id: field('id') ?? '', event: JSON.parse(data) as ChatEvent}]
}

/** A web chat on a free port, with what came in. */
export interface Chat {
  readonly port: number
  readonly server: HttpServer
  readonly platform: WebPlatform
  readonly came: Activity[]
  /** What the log was told, as `level message`. */
  readonly logged: string[]
}

/** Starts a web chat that answers every message with its own text. */
export async function startChat(
  options: Partial<WebPlatformOptions> = {},
  receive?: (activity: Activity, platform: WebPlatform) => Promise<void>,
): Promise<Chat> {
  const logged: string[] = []
  const log = recordingLog(logged)
  const server = new HttpServer({log, ready: () => true})
  const suggest = (text: string) => [{label: `${text}?`, ask: `What is ${text}?`}]
  const platform = new WebPlatform({server, suggest, log, now: Date.now, newId: randomUUID, ...options})
  const came: Activity[] = []
  await platform.start(async activity => {
    came.push(activity)
    if (receive !== undefined) await receive(activity, platform)
    else if (activity.kind === 'message') await platform.send(activity.conversation, says(activity.text))
  })
  const port = await server.listen({host: '127.0.0.1', port: 0, orNext: false})
  return {port, server, platform, came, logged}
}

/** A card of one sentence. */
export function says(text: string): Card {
  return {language: 'en', blocks: [paragraph(text)]}
}

/** A log that keeps what it was told. */
export function recordingLog(logged: string[]): Log {
  const at = (level: string) => (message: string) => void logged.push(`${level} ${message}`)
  return {error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug')}
}
