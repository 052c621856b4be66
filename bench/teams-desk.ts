// Teams' side of the benchmark: a connector on loopback that takes answers, and people who wait for them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {once} from 'node:events'
import type {IncomingMessage, Server, ServerResponse} from 'node:http'
import {Agent, createServer, request} from 'node:http'
import type {AddressInfo} from 'node:net'
import {FakeIdentity} from '../tests/doubles/fake-identity.ts'
import {registered} from './teams-server.ts'

/** How many people ask at the same time; each waits for the answer before the next question. */
export const people = 20

/** What became of a question. */
export interface Asked {
  /** Milliseconds until the post was answered. */
  readonly ack: number
  /** Milliseconds until the answer came. */
  readonly answer: number
  readonly status: number
}

/** How long anybody waits for an answer, in milliseconds. */
const patience = 30_000

/** A connector that counts. */
export class Desk {
  /** Answers, whether somebody waited for them or not. */
  answers = 0
  /** Answers that came for nobody: a second one, or a late one. */
  unexpected = 0
  readonly #identity = new FakeIdentity()
  readonly #waiting = new Map<string, () => void>()
  // A server closes what was idle for five seconds, and a post may cross that.
  readonly #agent = new Agent({keepAlive: true, maxSockets: people, timeout: 4_000})
  readonly #server: Server = createServer((incoming, response) => void this.#take(incoming, response))
  #token = ''

  /** A desk that listens. */
  static async open(): Promise<Desk> {
    const desk = new Desk()
    desk.#server.keepAliveTimeout = 60_000
    desk.#server.listen(0, '127.0.0.1')
    await once(desk.#server, 'listening')
    desk.#token = desk.#identity.token(registered.appId, desk.#serviceUrl)
    return desk
  }

  /** Scheme, host and port. */
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  get #serviceUrl(): string {
    return `${this.origin}/emea/`
  }

  /** Somebody asks, and waits for the answer. */
  ask(port: number, person: string, text: string): Promise<Asked> {
    const start = performance.now()
    const answered = new Promise<number>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no answer to "${text}"`)), patience)
      this.#waiting.set(`a:${person}`, () => {
        clearTimeout(late)
        resolve(performance.now() - start)
      })
    })
    const acknowledged = this.#post(port, JSON.stringify(activityOf(person, text, this.#serviceUrl)))
    return Promise.all([acknowledged, answered]).then(([{status, at}, answer]) => ({status, ack: at - start, answer}))
  }

  close(): void {
    this.#agent.destroy()
    this.#server.closeAllConnections()
    this.#server.close()
  }

  #post(port: number, body: string): Promise<{readonly status: number; readonly at: number}> {
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': `${Buffer.byteLength(body)}`,
      authorization: `Bearer ${this.#token}`,
    }
    return new Promise((resolve, reject) => {
      const options = {agent: this.#agent, host: '127.0.0.1', port, path: '/api/messages', method: 'POST', headers}
      const sent = request(options, response => {
        response.resume().once('end', () => resolve({status: response.statusCode ?? 0, at: performance.now()}))
      })
      sent.once('error', reject).end(body)
    })
  }

  async #take(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    for await (const _ of incoming);
    const path = incoming.url ?? ''
    const [, conversation] = /\/v3\/conversations\/([^/]+)\/activities/.exec(path) ?? []
    const reply = conversation === undefined ? this.#identity.document(path, this.origin) : {id: `${++this.answers}`}
    response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify(reply))
    if (conversation === undefined) return
    const who = decodeURIComponent(conversation)
    const wake = this.#waiting.get(who)
    this.#waiting.delete(who)
    if (wake) wake()
    else this.unexpected++
  }
}

let ids = 0

function activityOf(person: string, text: string, serviceUrl: string): object {
  return {
    type: 'message',
    id: `bench-${++ids}`,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: {id: person, name: 'Ann', aadObjectId: person},
    recipient: {id: `28:${registered.appId}`, name: 'OSPO Counselor'},
    conversation: {id: `a:${person}`, conversationType: 'personal', tenantId: registered.tenantId},
    channelData: {tenant: {id: registered.tenantId}},
    entities: [{type: 'clientInfo', locale: 'en-US', country: 'US', platform: 'Web', timezone: 'Europe/Berlin'}],
    locale: 'en-US',
    textFormat: 'plain',
    text,
  }
}
