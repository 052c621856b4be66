// What the Slack benchmarks post: signed requests made in advance, over connections that stay open.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createHmac} from 'node:crypto'
import {Agent, request} from 'node:http'
import {readQuestions} from './questions.ts'
import {randomFrom} from './statistics.ts'

/** The secret that both sides share. */
export const signingSecret = 'a-secret-of-the-benchmark'

/** How many connections stay open. */
export const connections = 50

/** A request that is ready to go. */
export interface Signed {
  /** What its answer is known by. */
  readonly id: string
  readonly body: string
  readonly headers: Readonly<Record<string, string>>
}

/** What became of a request. */
export interface Posted {
  readonly id: string
  /** When it was sent, in milliseconds of `performance.now()`. */
  readonly at: number
  /** Milliseconds until it was acknowledged. */
  readonly ms: number
  readonly status: number
  /** Whether the acknowledgement had a body, which answers a command. */
  readonly isAnswered: boolean
}

const openings = ['', 'Hi, ', 'Hello! ', 'Quick one: ', 'A colleague asks: ', 'For our team, ', 'Please tell me: ']
const endings = [
  '',
  ' Thanks!',
  ' Any pointer helps.',
  ' It is urgent.',
  ' We ship next week.',
  ' (asking for a friend)',
]

/**
 * Questions that all differ in their words: those of the two sets, worded in other ways.
 * @param count how many
 * @param seed of the wording
 */
export async function differentQuestions(count: number, seed: number): Promise<string[]> {
  const known = [...(await readQuestions('development')), ...(await readQuestions('held-out'))]
  const random = randomFrom(seed)
  const pick = (texts: readonly string[]) => texts[Math.floor(random() * texts.length)] ?? ''
  const questions = known.map(({q}) => q)
  const made = new Set<string>()
  while (made.size < count) {
    // Two words are about as many as people add of their own.
    const own = `${pick(openings)}${pick(questions)}${pick(endings)}`
    made.add(made.has(own) ? `${own} ${pick(questions).split(' ').slice(0, 2).join(' ')}` : own)
  }
  return [...made]
}

/** A body, signed as of now; valid for five minutes. */
export function signed(id: string, body: string, type: string): Signed {
  const stamp = `${Math.floor(Date.now() / 1_000)}`
  const signature = createHmac('sha256', signingSecret).update(`v0:${stamp}:${body}`).digest('hex')
  const length = `${Buffer.byteLength(body)}`
  return {
    id,
    body,
    headers: {
      'content-type': type,
      'content-length': length,
      'x-slack-request-timestamp': stamp,
      'x-slack-signature': `v0=${signature}`,
    },
  }
}

/** An agent for connections that stay open. */
export function newAgent(): Agent {
  return new Agent({keepAlive: true, maxSockets: connections})
}

/** Posts one request. */
export function post(agent: Agent, port: number, {id, body, headers}: Signed): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const at = performance.now()
    const options = {agent, host: '127.0.0.1', port, path: '/slack/events', method: 'POST', headers}
    const sent = request(options, response => {
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      response.once('end', () => {
        resolve({id, at, ms: performance.now() - at, status: response.statusCode ?? 0, isAnswered: bytes > 0})
      })
    })
    sent.once('error', reject).end(body)
  })
}

/** Posts all requests; each connection sends its next one as soon as the last is acknowledged. */
export async function postAll(port: number, requests: readonly Signed[]): Promise<Posted[]> {
  const agent = newAgent()
  const posted: Posted[] = []
  let next = 0
  const connection = async () => {
    for (let each = requests[next++]; each; each = requests[next++]) posted.push(await post(agent, port, each))
  }
  await Promise.all(Array.from({length: connections}, connection))
  agent.destroy()
  return posted
}
