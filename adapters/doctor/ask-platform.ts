// Asks a platform something that sends nothing, with a time limit; the answer tells its clock, too.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Finding} from './finding.ts'
import {bad, doubtful} from './finding.ts'

/** What a platform answered. */
export interface PlatformAnswer {
  readonly status: number
  readonly headers: Headers
  /** The body as JSON; an empty object where it is none. */
  readonly body: Readonly<Record<string, unknown>>
}

/** How long a platform may take, in milliseconds. */
const answerMs = 8_000

/** Asks a platform; rejects with `unanswered` where no answer came. */
export async function askPlatform(url: string, init: RequestInit): Promise<PlatformAnswer> {
  const response = await fetch(url, {method: 'POST', redirect: 'error', ...init, signal: AbortSignal.timeout(answerMs)})
  const body: unknown = await response.json().catch(() => ({}))
  const isObject = typeof body === 'object' && body !== null
  return {status: response.status, headers: response.headers, body: isObject ? {...body} : {}}
}

/** What to say where no answer came. */
export function unanswered(name: string, error: unknown): Finding {
  const {cause} = Object(error) as {readonly cause?: {readonly code?: unknown}}
  const code = cause?.code ?? (error instanceof Error ? error.name : 'unknown')
  const fix = 'Check the network, a proxy in between, and the status page of the platform.'
  return bad(name, `it does not answer: ${String(code)}`, fix)
}

/** Requests are refused from five minutes on; half of that is late enough to be told. */
const mostSkewMs = 150_000

/**
 * What the `Date` of an answer tells about our clock: nothing where both agree.
 * @param nowMs our clock, in milliseconds since 1970
 */
export function clockFindings(name: string, {headers}: PlatformAnswer, nowMs: number): Finding[] {
  const theirs = Date.parse(headers.get('date') ?? '')
  if (Number.isNaN(theirs) || Math.abs(theirs - nowMs) <= mostSkewMs) return []
  const seconds = Math.round(Math.abs(theirs - nowMs) / 1_000)
  const says = `our clock is ${seconds} s ${theirs > nowMs ? 'behind' : 'ahead'}`
  return [doubtful(name, says, 'Set it by NTP: from five minutes on every request is refused.')]
}
