// FakeSlack: a fake of our own, a tiny Web API of Slack on loopback for what no peer covers, troubles above all.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {once} from 'node:events'
import type {IncomingMessage, Server, ServerResponse} from 'node:http'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {FakeSockets} from './fake-sockets.ts'
import type {Workspace} from './fake-workspace.ts'
import {FakeWorkspace} from './fake-workspace.ts'

type Json = Readonly<Record<string, unknown>>

/** One request that came in. */
export interface FakeCall {
  /** A method of the Web API, or `response_url`, `upload`. */
  readonly method: string
  /** The bearer's token, or the one in the body. */
  readonly token: string
  readonly args: Json
  /** When it came, in milliseconds of `performance.now()`. */
  readonly at: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

/** What goes wrong: whether the call was accepted all the same decides what the caller may do next. */
export type Fault =
  | {readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>>}
  | {readonly kind: 'error'; readonly error: string; readonly more?: Json}
  | {readonly kind: 'reset' | 'hang'; readonly accepted: boolean}
  | {readonly kind: 'late'; readonly accepted: true; readonly ms: number}

/** Slack asks to wait, as in its documentation of rate limits. */
export function rateLimited(seconds: number): Fault {
  return {kind: 'status', status: 429, headers: {'retry-after': `${seconds}`}}
}

interface Planned {
  readonly fault: Fault
  readonly like: (call: FakeCall) => boolean
  left: number
}

/** Which calls a fault hits; all of the method where nothing is said. */
export interface Hits {
  readonly channel?: string
  /** How many of them; one where nothing is said. */
  readonly times?: number
}

/** A Slack of several workspaces, each with its own tokens. */
export class FakeSlack {
  /** Every request that came in, oldest first. */
  readonly calls: FakeCall[] = []
  /** Its Socket Mode, for tokens that begin with `xapp-`. */
  readonly sockets: FakeSockets
  readonly #server: Server
  readonly #workspaces: FakeWorkspace[] = []
  readonly #planned: Planned[] = []
  readonly #waiting: (() => void)[] = []

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#take(request, response).catch((error: unknown) => response.destroy(error as Error))
    })
    this.sockets = new FakeSockets(this.#server)
  }

  /** A fake that listens. */
  static async open(): Promise<FakeSlack> {
    const slack = new FakeSlack()
    slack.#server.listen(0, '127.0.0.1')
    await once(slack.#server, 'listening')
    return slack
  }

  /** The address of the server, without a path. */
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** The address for clients of the Web API. */
  get apiUrl(): string {
    return `${this.origin}/api/`
  }

  /** One more workspace. */
  add(workspace: Workspace): FakeWorkspace {
    const added = new FakeWorkspace(workspace, this.origin)
    this.#workspaces.push(added)
    return added
  }

  /** From now on the next calls of a method fail. */
  fail(method: string, fault: Fault, {channel, times = 1}: Hits = {}): void {
    const like = (call: FakeCall) =>
      call.method === method && (channel === undefined || call.args['channel'] === channel)
    this.#planned.push({fault, like, left: times})
  }

  /** The calls of one method. */
  called(method: string): FakeCall[] {
    return this.calls.filter(call => call.method === method)
  }

  /** Waits until something holds; it is looked at after each call. */
  async until<T>(what: string, found: () => T | undefined | false, ms = 4_500): Promise<T> {
    for (const until = Date.now() + ms; ; ) {
      const now = found()
      if (now !== undefined && now !== false) return now
      if (Date.now() > until)
        throw new Error(`${what} did not come; calls: ${this.calls.map(call => call.method).join(', ')}`)
      await this.#next()
    }
  }

  /** Stops at once, whatever hangs. */
  async close(): Promise<void> {
    this.sockets.break()
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #next(): Promise<void> {
    return new Promise(resolve => {
      const late = setTimeout(resolve, 100)
      this.#waiting.push(() => {
        clearTimeout(late)
        resolve()
      })
    })
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const call = await callOf(request)
    this.calls.push(call)
    const fault = this.#fault(call)
    const accepted = fault === undefined || ('accepted' in fault && fault.accepted)
    const reply = accepted ? this.#reply(call) : {}
    if (fault?.kind === 'late') setTimeout(() => answer(response, 200, reply), fault.ms)
    else if (fault) answerBadly(response, fault)
    else answer(response, 200, reply)
    for (const wake of this.#waiting.splice(0)) wake()
  }

  #fault(call: FakeCall): Fault | undefined {
    const planned = this.#planned.find(each => each.left > 0 && each.like(call))
    if (!planned) return undefined
    planned.left -= 1
    return planned.fault
  }

  #reply(call: FakeCall): Json {
    const {method, token, args} = call
    if (method === 'upload' || method === 'response_url') return {ok: true}
    if (method === 'oauth.v2.access') {
      const granting = this.#workspaces.map(each => each.grant(args)).find(each => each !== undefined)
      return (
        granting ?? {
          ok: false,
          error: args['grant_type'] === 'refresh_token' ? 'invalid_refresh_token' : 'invalid_code',
        }
      )
    }
    if (method === 'apps.connections.open' && token.startsWith('xapp-')) {
      return {ok: true, url: `${this.origin.replace('http:', 'ws:')}/socket`}
    }
    const workspace = this.#workspaces.find(each => each.knows(token))
    return workspace?.reply(method, token, args) ?? {ok: false, error: 'invalid_auth'}
  }
}

function answer(
  response: ServerResponse,
  status: number,
  body: Json,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {'content-type': 'application/json; charset=utf-8', ...headers}).end(JSON.stringify(body))
}

function answerBadly(response: ServerResponse, fault: Exclude<Fault, {kind: 'late'}>): void {
  switch (fault.kind) {
    case 'status':
      answer(
        response,
        fault.status,
        {ok: false, error: fault.status === 429 ? 'ratelimited' : 'internal_error'},
        fault.headers,
      )
      break
    case 'error':
      answer(response, 200, {ok: false, error: fault.error, ...fault.more})
      break
    case 'reset':
      response.socket?.resetAndDestroy()
      break
    case 'hang':
      break
    default:
      fault satisfies never
  }
}

async function callOf(request: IncomingMessage): Promise<FakeCall> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const {pathname, searchParams} = new URL(request.url ?? '/', 'http://fake')
  const type = request.headers['content-type'] ?? ''
  const args = {...Object.fromEntries(searchParams), ...argsOf(type, Buffer.concat(chunks))}
  const [, first = '', rest = ''] = /^\/([^/]+)\/(.*)$/.exec(pathname) ?? []
  const bearer = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1]
  return {
    method: first === 'api' ? rest : first,
    token: bearer ?? String(args['token'] ?? ''),
    args: first === 'api' ? args : {...args, path: pathname},
    at: performance.now(),
    headers: request.headers,
  }
}

/** Slack's clients send forms, in which structures are JSON; file bytes are kept as text. */
function argsOf(type: string, body: Buffer): Json {
  if (type.includes('json')) return JSON.parse(body.toString()) as Json
  if (!type.includes('x-www-form-urlencoded')) return body.length > 0 ? {content: body.toString()} : {}
  const form = Object.fromEntries(new URLSearchParams(body.toString()))
  return Object.fromEntries(
    Object.entries(form).map(([key, value]) => [key, /^[[{]/.test(value) ? parsed(value) : value]),
  )
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}
