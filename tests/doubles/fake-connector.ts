// FakeConnector: a fake of our own, Teams' connector on loopback for what the Playground lacks, troubles above all.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {once} from 'node:events'
import type {IncomingMessage, Server, ServerResponse} from 'node:http'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {Json} from './fake-identity.ts'
import {FakeIdentity} from './fake-identity.ts'

/** What a request asks for. */
export type ConnectorMethod =
  | 'post'
  | 'targeted'
  | 'update'
  | 'delete'
  | 'create'
  | 'members'
  | 'channels'
  | 'token'
  | 'identity'
  | 'unknown'

/** One request that came in. */
export interface ConnectorCall {
  readonly method: ConnectorMethod
  /** The conversation or team in its path, decoded. */
  readonly conversation: string
  /** The activity or member in its path, decoded; empty where there is none. */
  readonly activity: string
  readonly body: Json
  /** The bearer's token, as it came. */
  readonly token: string
  /** When it came, in milliseconds of `performance.now()`. */
  readonly at: number
}

/** A message as it stands now. */
export interface Posted {
  readonly id: string
  readonly conversation: string
  readonly activity: Json
  /** The only person who sees it, where it was targeted. */
  readonly onlyFor: string | undefined
}

/** What goes wrong: whether the call was accepted all the same decides what the caller may do next. */
export type ConnectorFault =
  | {readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>>}
  | {readonly kind: 'reset' | 'hang'; readonly accepted: boolean}
  | {readonly kind: 'late'; readonly accepted: true; readonly ms: number}

/** Teams asks to wait; without a number, as it mostly does, it leaves to the caller how long. */
export function throttled(seconds?: number): ConnectorFault {
  return {kind: 'status', status: 429, headers: seconds === undefined ? {} : {'retry-after': `${seconds}`}}
}

/** Which calls a fault hits; all of the method where nothing is said. */
export interface ConnectorHits {
  readonly conversation?: string
  /** How many of them; one where nothing is said. */
  readonly times?: number
}

interface Planned {
  readonly fault: ConnectorFault
  readonly like: (call: ConnectorCall) => boolean
  left: number
}

interface Member {
  readonly id: string
  readonly name: string
  readonly aadObjectId?: string
  readonly email?: string
}

interface Channel {
  readonly id: string
  readonly name: string | null
}

/** A message may have this many bytes in UTF-16, and a card this many (Microsoft's limits of messages, 2026). */
const most = {message: 80_000, card: 28_000}

/** A connector with its identity provider: the routes of the Bot Framework that the adapter uses. */
export class FakeConnector {
  /** Every request that came in, oldest first. */
  readonly calls: ConnectorCall[] = []
  /** The messages of all conversations, oldest first, as they stand now. */
  readonly messages: Posted[] = []
  /** Who is in a conversation or team, by its id. */
  readonly members = new Map<string, readonly Member[]>()
  /** The channels of a team, by its id. */
  readonly channels = new Map<string, readonly Channel[]>()
  readonly identity = new FakeIdentity()
  readonly #server: Server
  readonly #planned: Planned[] = []
  readonly #waiting: (() => void)[] = []
  #ids = 1_763_600_000_000

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#take(request, response).catch((error: unknown) => response.destroy(error as Error))
    })
  }

  /** A connector that listens. */
  static async open(): Promise<FakeConnector> {
    const connector = new FakeConnector()
    connector.#server.listen(0, '127.0.0.1')
    await once(connector.#server, 'listening')
    return connector
  }

  /** Scheme, host and port. */
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** The service URL that activities name. */
  get serviceUrl(): string {
    return `${this.origin}/emea/`
  }

  /** From now on the next calls of a method fail. */
  fail(method: ConnectorMethod, fault: ConnectorFault, {conversation, times = 1}: ConnectorHits = {}): void {
    const like = (call: ConnectorCall) =>
      call.method === method && (conversation === undefined || call.conversation === conversation)
    this.#planned.push({fault, like, left: times})
  }

  /** The calls of one method. */
  called(method: ConnectorMethod): ConnectorCall[] {
    return this.calls.filter(call => call.method === method)
  }

  /** Waits until something holds; it is looked at after each call. */
  async until<T>(what: string, found: () => T | undefined | false, ms = 4_500): Promise<T> {
    for (const until = Date.now() + ms; ; ) {
      const now = found()
      if (now !== undefined && now !== false) return now
      const calls = this.calls.map(({method, conversation}) => `${method} ${conversation}`).join(', ')
      if (Date.now() > until) throw new Error(`${what} did not come; calls: ${calls}`)
      await this.#next()
    }
  }

  /** Stops at once, whatever hangs. */
  async close(): Promise<void> {
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
    const reply: Reply = accepted ? this.#reply(call, request.url ?? '/') : {status: 200, body: {}}
    if (fault?.kind === 'late') setTimeout(() => answer(response, reply), fault.ms)
    else if (fault?.kind === 'reset') response.socket?.resetAndDestroy()
    else if (fault?.kind === 'status') answer(response, {...errorReply(fault.status), headers: fault.headers})
    else if (fault?.kind !== 'hang') answer(response, reply)
    for (const wake of this.#waiting.splice(0)) wake()
  }

  #fault(call: ConnectorCall): ConnectorFault | undefined {
    const planned = this.#planned.find(each => each.left > 0 && each.like(call))
    if (!planned) return undefined
    planned.left -= 1
    return planned.fault
  }

  #reply(call: ConnectorCall, path: string): Reply {
    switch (call.method) {
      case 'post':
      case 'targeted':
        return this.#post(call)
      case 'update':
      case 'delete':
        return this.#change(call)
      case 'create':
        return this.#create(call)
      case 'members':
        return this.#members(call)
      case 'channels':
        return {status: 200, body: {conversations: this.channels.get(call.conversation) ?? []}}
      case 'token':
        return {status: 200, body: {token_type: 'Bearer', expires_in: 86_399, access_token: 'a token of the fake'}}
      case 'identity':
        return {status: 200, body: this.identity.document(path, this.origin)}
      case 'unknown':
        return errorReply(404)
      default:
        return call.method satisfies never
    }
  }

  #post({method, conversation, body}: ConnectorCall): Reply {
    if (tooBig(body)) return errorReply(413)
    const id = `${++this.#ids}`
    const recipient = body['recipient'] as {readonly id?: string} | undefined
    const onlyFor = method === 'targeted' ? recipient?.id : undefined
    if (method === 'targeted' && onlyFor === undefined) return errorReply(400)
    this.messages.push({id, conversation, activity: body, onlyFor})
    return {status: 201, body: {id}}
  }

  #change({method, activity, body}: ConnectorCall): Reply {
    const at = this.messages.findIndex(({id}) => id === activity)
    const old = this.messages[at]
    if (old === undefined) return errorReply(404)
    if (tooBig(body)) return errorReply(413)
    if (method === 'delete') this.messages.splice(at, 1)
    else this.messages[at] = {...old, activity: body}
    return {status: 200, body: {id: activity}}
  }

  #members({conversation, activity: id}: ConnectorCall): Reply {
    const members = this.members.get(conversation) ?? []
    const body = id === '' ? {members} : members.find(member => member.id === id)
    return body === undefined ? errorReply(404) : {status: 200, body}
  }

  /** A conversation with one person; the same one each time, as Teams gives it. */
  #create({body}: ConnectorCall): Reply {
    const [member] = (body['members'] ?? []) as readonly {readonly id?: string}[]
    return member?.id === undefined ? errorReply(400) : {status: 201, body: {id: `a:${member.id}`}}
  }
}

interface Reply {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** An error as the connector words it. */
function errorReply(status: number): Reply {
  const codes: Readonly<Record<number, string>> = {
    412: 'PreconditionFailed',
    413: 'MessageSizeTooBig',
    429: 'TooManyRequests',
  }
  return {status, body: {error: {code: codes[status] ?? 'ServiceError', message: `The fake answers ${status}.`}}}
}

function tooBig(activity: Json): boolean {
  const size = (value: unknown) => JSON.stringify(value).length * 2
  const cards = (activity['attachments'] ?? []) as readonly {readonly content?: unknown}[]
  // A card's limit is told for its JSON, which is UTF-8 on the wire.
  const heavy = cards.some(({content = {}}) => Buffer.byteLength(JSON.stringify(content)) > most.card)
  return heavy || size(activity) > most.message
}

function answer(response: ServerResponse, {status, body, headers}: Reply): void {
  response.writeHead(status, {'content-type': 'application/json; charset=utf-8', ...headers}).end(JSON.stringify(body))
}

const routes: readonly (readonly [verb: string, path: RegExp, method: ConnectorMethod])[] = [
  ['POST', /\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/, 'post'],
  ['PUT', /\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/, 'update'],
  ['DELETE', /\/v3\/conversations\/([^/]+)\/activities\/([^/]+)$/, 'delete'],
  ['POST', /\/v3\/conversations\/?$/, 'create'],
  ['GET', /\/v3\/conversations\/([^/]+)\/(?:paged)?members(?:\/([^/]+))?$/, 'members'],
  ['GET', /\/v3\/teams\/([^/]+)\/conversations$/, 'channels'],
  ['POST', /^\/login\//, 'token'],
  ['GET', /^\/openid\//, 'identity'],
]

async function callOf(request: IncomingMessage): Promise<ConnectorCall> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const {pathname, searchParams} = new URL(request.url ?? '/', 'http://fake')
  const route = routes.find(([verb, path]) => verb === request.method && path.test(pathname))
  const [, conversation = '', activity = ''] = route?.[1].exec(pathname) ?? []
  const targeted = route?.[2] === 'post' && searchParams.get('isTargetedActivity') === 'true'
  const text = Buffer.concat(chunks).toString()
  return {
    method: targeted ? 'targeted' : (route?.[2] ?? 'unknown'),
    conversation: decodeURIComponent(conversation),
    activity: decodeURIComponent(activity),
    body: text.startsWith('{') ? (JSON.parse(text) as Json) : {},
    token: /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? '',
    at: performance.now(),
  }
}
