// A platform for the soak, a fake of our own: a Web API of Slack on loopback that keeps every message it accepted.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {once} from 'node:events'
import type {IncomingMessage, Server, ServerResponse} from 'node:http'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'

type Json = Readonly<Record<string, unknown>>

/** A message that was accepted. */
export interface Kept {
  readonly channel: string
  readonly ts: string
  readonly thread: string | undefined
  readonly text: string
  /** What the message carries so that it can be found again; scheduled ones have it. */
  readonly mark: string | undefined
  readonly metadata: unknown
}

/** The workspace of the soak. */
export const soakTeam = 'T0SOAK'

/** The platform. It accepts everything at once, and never forgets. */
export class SoakSlack {
  /** Every message, oldest first. */
  readonly messages: Kept[] = []
  readonly #byChannel = new Map<string, Kept[]>()
  readonly #server: Server = createServer((request, response) => void this.#take(request, response))
  #count = 0

  /** A platform that listens. */
  static async open(): Promise<SoakSlack> {
    const slack = new SoakSlack()
    slack.#server.listen(0, '127.0.0.1')
    await once(slack.#server, 'listening')
    return slack
  }

  /** The address for clients of the Web API. */
  get apiUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/api/`
  }

  /** What was posted in a channel, oldest first. */
  in(channel: string): readonly Kept[] {
    return this.#byChannel.get(channel) ?? []
  }

  /** Stops at once. */
  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer)
    } catch {
      // Whoever posted was killed before all of it was here, so nothing is accepted.
      return
    }
    const {pathname, searchParams} = new URL(request.url ?? '/', 'http://soak')
    const args = {...Object.fromEntries(searchParams), ...Object.fromEntries(formIn(Buffer.concat(chunks)))}
    const reply = {ok: true, ...this.#reply(pathname.replace('/api/', ''), args)}
    response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify(reply))
  }

  #reply(method: string, args: Readonly<Record<string, string>>): Json {
    switch (method) {
      case 'auth.test':
        return {url: 'http://soak/', team_id: soakTeam, user_id: 'U0BOT', bot_id: 'B0BOT'}
      case 'chat.postMessage':
      case 'chat.postEphemeral':
        return this.#post(args)
      case 'conversations.history':
      case 'conversations.replies':
        return {messages: this.#found(args), response_metadata: {next_cursor: ''}}
      case 'users.info':
        return {user: {id: args['user'], team_id: soakTeam, is_bot: false, deleted: false, tz: 'UTC'}}
      case 'conversations.open':
        return {channel: {id: `D${args['users']}`}}
      default:
        return {}
    }
  }

  #post({channel = '', thread_ts, text = '', metadata}: Readonly<Record<string, string>>): Json {
    const ts = `${Math.floor(Date.now() / 1_000)}.${String(++this.#count).padStart(6, '0')}`
    const carried: unknown = metadata === undefined ? undefined : JSON.parse(metadata)
    const {event_payload: payload} = Object(carried) as {readonly event_payload?: {readonly mark?: string}}
    const kept = {channel, ts, thread: thread_ts, text, mark: payload?.mark, metadata: carried}
    this.messages.push(kept)
    const there = this.#byChannel.get(channel)
    if (there) there.push(kept)
    else this.#byChannel.set(channel, [kept])
    return {channel, ts, message_ts: ts}
  }

  /** Newest first, as Slack has it. */
  #found({channel = ''}: Readonly<Record<string, string>>): Json[] {
    return this.in(channel)
      .map(({ts, text, metadata}) => ({type: 'message', ts, text, metadata}))
      .reverse()
  }
}

function formIn(body: Buffer): URLSearchParams {
  return new URLSearchParams(body.toString())
}
