// What we ask of Slack's web API, and how a call that failed is told.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {CounselorError} from '../../src/errors.ts'
import type {Payload} from './payload.ts'
import {isPayload, partOf, textOf} from './payload.ts'

/** How long one call may take, in milliseconds. */
export const callMs = 10_000

/** The web API, as far as this adapter uses it. Every member rejects with a {@link SlackFault}. */
export interface SlackCalls {
  /** Calls a method with the token of a workspace; undefined arguments are left out. */
  call(tenant: string, method: string, args: Payload): Promise<Payload>
  /** Posts to the address that Slack gave for answering one interaction. */
  respond(url: string, message: Payload): Promise<void>
  /** Puts the bytes of a file where Slack said. */
  upload(url: string, text: string): Promise<void>
}

/** How a call failed, in the words of the outbox. */
export type FaultKind = 'wait' | 'again' | 'unsure' | 'refused'

/** A call that failed. */
export class SlackFault extends CounselorError {
  readonly kind: FaultKind
  /** One word: Slack's error code, or that of the network. */
  readonly reason: string
  /** How long to wait where Slack asks for it, in milliseconds. */
  readonly waitMs: number

  /** @param what how it failed; `method` names the call for the log */
  constructor(
    what: {kind: FaultKind; reason: string; waitMs?: number; detail?: string},
    method: string,
    cause?: unknown,
  ) {
    const {kind, reason, waitMs = 0, detail = ''} = what
    const code = kind === 'unsure' ? 'delivery-unsure' : 'delivery-failed'
    super(code, `Slack did not take ${method}: ${reason}${detail}.`, cause)
    this.name = 'SlackFault'
    this.kind = kind
    this.reason = reason
    this.waitMs = waitMs
  }
}

/** Nothing got through to Slack: no connection came about. */
const neverLeft: readonly string[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]

/** Slack says that it may have done some of it; docs.slack.dev/reference/methods/chat.postMessage, "Errors". */
const perhapsDone: readonly string[] = ['fatal_error', 'internal_error']

/** Slack did not look at the request, and will at another time. */
const notNow: readonly string[] = ['service_unavailable', 'request_timeout', 'team_added_to_org', 'ekm_access_denied']

const tooMany: readonly string[] = ['ratelimited', 'rate_limited', 'message_limit_exceeded']

/** How long to wait where Slack does not say, in milliseconds. */
const usualWaitMs = 3_000

/** What the client of the web API threw, as a fault. Tells errors by their fields, which survive any library boundary. */
export function faultOf(error: unknown, method: string): SlackFault {
  if (error instanceof SlackFault) return error
  if (error instanceof CounselorError) return new SlackFault({kind: 'refused', reason: error.code}, method, error)
  const facts: Payload = isPayload(error) ? error : {}
  switch (facts['code']) {
    case 'slack_webapi_platform_error':
      return answered(partOf(facts, 'data'), method, error)
    case 'slack_webapi_rate_limited_error':
      return new SlackFault(
        {kind: 'wait', reason: 'ratelimited', waitMs: secondsIn(facts['retryAfter'])},
        method,
        error,
      )
    case 'slack_webapi_http_error':
      return statusFault(Number(facts['statusCode']), method, error)
    case 'slack_webapi_request_error':
      return networkFault(facts['original'], method)
    default:
      return networkFault(error, method)
  }
}

/** The fault of an HTTP status other than success. */
export function statusFault(status: number, method: string, cause?: unknown): SlackFault {
  const kind = status === 429 ? 'wait' : status === 503 ? 'again' : status >= 500 ? 'unsure' : 'refused'
  return new SlackFault({kind, reason: `http-${status}`, waitMs: usualWaitMs}, method, cause)
}

/** The fault of a request that got no answer. */
export function networkFault(error: unknown, method: string): SlackFault {
  const reason = networkCode(error)
  return new SlackFault({kind: neverLeft.includes(reason) ? 'again' : 'unsure', reason}, method, error)
}

function answered(data: Payload, method: string, cause: unknown): SlackFault {
  const said = textOf(data, 'error') ?? 'unknown'
  // A body that is no JSON comes here as an error of any length.
  const reason = /^[\w.:-]{1,60}$/.test(said) ? said : 'unreadable-answer'
  const needed = textOf(data, 'needed')
  const detail = needed !== undefined && /^[\w.:,-]{1,80}$/.test(needed) ? `, the scope ${needed} is needed` : ''
  const kind = kindOf(reason)
  const waitMs = kind === 'wait' ? secondsIn(partOf(data, 'response_metadata')['retryAfter']) : 0
  return new SlackFault({kind, reason, waitMs, detail}, method, cause)
}

function kindOf(reason: string): FaultKind {
  if (tooMany.includes(reason)) return 'wait'
  if (notNow.includes(reason)) return 'again'
  return perhapsDone.includes(reason) || reason === 'unreadable-answer' ? 'unsure' : 'refused'
}

function secondsIn(value: unknown): number {
  const seconds = Number(value ?? Number.NaN)
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : usualWaitMs
}

/** The code of the innermost error that has one; a fetch that failed hides it below its cause. */
export function networkCode(error: unknown): string {
  for (let each: unknown = error, depth = 0; isPayload(each) && depth < 5; each = each['cause'], depth++) {
    const code = each['code']
    if (typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code)) return code
    if (each['name'] === 'TimeoutError') return 'timed-out'
  }
  return 'no-answer'
}
