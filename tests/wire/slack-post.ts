// Posts to an app as Slack does, signed or badly signed.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createHmac} from 'node:crypto'
import type {Json} from './slack-shapes.ts'

/** Where an app takes what Slack posts, and the secret that both share. */
export interface Endpoint {
  readonly url: string
  readonly signingSecret: string
}

/** What may be other than usual. */
export interface PostOptions {
  /** The content type; JSON for a body that begins as one, else a form. */
  readonly type?: string
  /** When it was signed, in seconds since 1970. */
  readonly signedAt?: number
  /** Headers besides; one that is undefined is left out. */
  readonly headers?: Readonly<Record<string, string | undefined>>
}

/** What the app answered. */
export interface Taken {
  readonly status: number
  readonly body: string
}

/** The signature of a body, as docs.slack.dev/authentication/verifying-requests-from-slack describes it. */
export function signatureOf(secret: string, signedAt: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${signedAt}:${body}`).digest('hex')}`
}

/** Posts a body, signed unless the headers say otherwise. */
export async function post({url, signingSecret}: Endpoint, body: string, options: PostOptions = {}): Promise<Taken> {
  const {signedAt = Math.floor(Date.now() / 1_000), type} = options
  const headers = {
    'content-type': type ?? (/^[{[]/.test(body) ? 'application/json' : 'application/x-www-form-urlencoded'),
    'x-slack-request-timestamp': `${signedAt}`,
    'x-slack-signature': signatureOf(signingSecret, signedAt, body),
    ...options.headers,
  }
  const present = Object.entries(headers).filter((header): header is [string, string] => header[1] !== undefined)
  const response = await fetch(url, {method: 'POST', headers: present, body, signal: AbortSignal.timeout(8_000)})
  return {status: response.status, body: await response.text()}
}

/** Posts an event in its envelope. */
export function postEvent(endpoint: Endpoint, envelope: Json, options: PostOptions = {}): Promise<Taken> {
  return post(endpoint, JSON.stringify(envelope), options)
}
