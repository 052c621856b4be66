// The address that Slack posts to: checks each request before Bolt sees it, and acknowledges all but commands at once.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createHmac, timingSafeEqual} from 'node:crypto'
import type {IncomingHttpHeaders, IncomingMessage, ServerResponse} from 'node:http'
import {parse} from 'node:querystring'
import type {Log} from '../../src/log.ts'
import {errorFacts} from '../../src/log.ts'
import type {Acknowledge} from './held-ack.ts'
import type {Payload} from './payload.ts'
import {isCommand, isPayload, isSlackBody, textOf} from './payload.ts'

/** The path that Slack posts to. */
export const eventsPath = '/slack/events'

/** The largest body that is read, in bytes; views of Slack have 250 kB at most. */
const bodyBytes = 1_048_576

/** How far a time stamp may be from our clock, in seconds; docs.slack.dev/authentication/verifying-requests-from-slack. */
const skewSeconds = 300

/** A request as its signature covers it. */
export interface Signed {
  readonly signature: string
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly body: string
}

/** What the address works with. */
export interface ReceiverParts {
  /** True where the signature is Slack's. */
  readonly isGenuine: (request: Signed) => boolean
  /**
   * Takes a body that Slack has signed; its work goes on after the request is answered.
   * @param acknowledge answers the request, where that is not done yet
   */
  readonly take: (body: Payload, acknowledge?: Acknowledge) => void
  /** False while stopping: then Slack is asked to try again elsewhere. */
  readonly isOpen: () => boolean
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Answers posts: each with a status and an empty body, the message that answers a command, or the challenge that Slack sent. */
export function slackRoute(parts: ReceiverParts): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) =>
    whenRead(request, body => {
      try {
        if (typeof body === 'number') answer(response, body)
        else receive(parts, {headers: request.headers, body}, response)
      } catch (error) {
        parts.log.error('a post of Slack failed', errorFacts(error))
        if (!response.headersSent) answer(response, 500)
      }
    })
}

/** Reads the body of a request that is not cut off, or tells the status that refuses it. */
function whenRead(request: IncomingMessage, done: (body: Buffer | 413 | 415) => void): void {
  const chunks: Buffer[] = []
  let left = bodyBytes
  request.on('data', (chunk: Buffer) => {
    const had = left
    left -= chunk.length
    if (left >= 0) chunks.push(chunk)
    else if (had >= 0) done(413)
  })
  request.once('end', () => {
    const coding = request.headers['content-encoding'] ?? 'identity'
    if (left >= 0) done(coding === 'identity' ? Buffer.concat(chunks) : 415)
  })
}

/** The headers that sign a request, where they are well formed and recent; undefined for all others. */
export function signedHeaders(
  headers: Readonly<Record<string, string[] | string | undefined>>,
  nowMs: number,
): Pick<Signed, 'signature' | 'timestamp'> | undefined {
  const signature = headers['x-slack-signature']
  const stamp = headers['x-slack-request-timestamp']
  if (typeof signature !== 'string' || typeof stamp !== 'string') return undefined
  if (!/^v0=[0-9a-f]{64}$/.test(signature) || !/^[1-9]\d{0,11}$/.test(stamp)) return undefined
  const timestamp = Number(stamp)
  return Math.abs(nowMs / 1_000 - timestamp) <= skewSeconds ? {signature, timestamp} : undefined
}

/**
 * True where the signature of a request is that of a secret; docs.slack.dev/authentication/verifying-requests-from-slack.
 * Whether it is recent, {@link signedHeaders} has looked.
 */
export function isSignedBy(secret: string, {signature, timestamp, body}: Signed): boolean {
  const own = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest()
  const theirs = Buffer.from(signature.slice('v0='.length), 'hex')
  return theirs.length === own.length && timingSafeEqual(theirs, own)
}

/** What a body says: JSON, or a form that may hold JSON; undefined for what is neither. */
export function parsedBody(body: string, contentType: string | undefined): unknown {
  try {
    const isForm = /^\s*application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType ?? '')
    if (!isForm) return JSON.parse(body)
    const form = parse(body)
    return typeof form['payload'] === 'string' ? JSON.parse(form['payload']) : {...form}
  } catch {
    return undefined
  }
}

/** A post whose body is read. */
interface Post {
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

function receive(parts: ReceiverParts, post: Post, response: ServerResponse): void {
  const status = parts.isOpen() ? undefined : 503
  const text = status ?? signedText(parts, post)
  const said = typeof text === 'string' ? parsedBody(text, post.headers['content-type']) : undefined
  if (typeof text === 'number') answer(response, text)
  else if (!isSlackBody(said)) {
    parts.log.warn('a signed request had a body that is not of Slack', {kind: kindOf(said)})
    answer(response, 400)
  } else if (said['type'] === 'url_verification') say(response, JSON.stringify({challenge: textOf(said, 'challenge')}))
  else if (isCommand(said) && said['ssl_check'] === undefined) {
    parts.take(said, async json => acknowledge(response, json))
  } else {
    answer(response, 200)
    if (said['ssl_check'] === undefined) parts.take(said)
  }
}

/** The body where its signature is Slack's, or else the status that refuses it. */
function signedText({isGenuine, now}: ReceiverParts, {headers, body: raw}: Post): string | 401 {
  const signature = signedHeaders(headers, now())
  if (!signature) return 401
  const body = raw.toString('utf8')
  return isGenuine({...signature, body}) ? body : 401
}

/** What is left of a body that is too large is not waited for. */
function answer(response: ServerResponse, status: number): void {
  response.writeHead(status, {'content-length': 0, ...(status === 413 ? {connection: 'close'} : {})}).end()
}

function acknowledge(response: ServerResponse, json: string | undefined): void {
  if (response.destroyed) throw new Error('the connection of the request is closed')
  if (json !== undefined) say(response, json)
  else answer(response, 200)
}

function say(response: ServerResponse, json: string): void {
  const headers = {'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(json)}
  response.writeHead(200, headers).end(json)
}

/** Of what kind a body is, and nothing of what it says. */
function kindOf(body: unknown): string {
  return isPayload(body) ? `object of ${Object.keys(body).length} fields` : body === null ? 'null' : typeof body
}
