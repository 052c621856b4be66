// SlackCalls over HTTP: a client of the web API that somebody else brings, and plain requests.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Posted} from './http-post.ts'
import {httpPost} from './http-post.ts'
import type {Payload} from './payload.ts'
import {isPayload} from './payload.ts'
import type {SlackCalls} from './slack-calls.ts'
import {callMs, faultOf, networkCode, networkFault, statusFault} from './slack-calls.ts'

/** A client of the web API, as far as it is used here. */
export interface ApiClient {
  apiCall(method: string, args: Payload): Promise<unknown>
}

/**
 * The web API through a client.
 * @param tokenOf the token for a workspace; each call carries its own, so that none is sent with another's
 */
export function slackCalls(client: ApiClient, tokenOf: (tenant: string) => Promise<string>): SlackCalls {
  return {
    call: (tenant, method, args) =>
      failingClearly(method, async () => client.apiCall(method, {...args, token: await tokenOf(tenant)})),
    respond: (url, message) => postTo(url, {type: 'application/json', body: JSON.stringify(message)}, 'an answer'),
    upload: (url, text) => postTo(url, {type: 'application/octet-stream', body: text}, 'a file'),
  }
}

/** What a call yields; rejects with a SlackFault, whatever it threw. */
export async function failingClearly(method: string, call: () => Promise<unknown>): Promise<Payload> {
  try {
    const answer = await call()
    return isPayload(answer) ? answer : {}
  } catch (error) {
    throw faultOf(error, method)
  }
}

/**
 * Fetches like `fetch`, but fails with an error that keeps the code of the network through every library, and sends
 * what the client of the web API posts, which is text, at much less cost.
 */
export async function plainFetch(url: string | URL, init: RequestInit = {}): Promise<Response> {
  const {method, headers, body} = init
  try {
    if (method !== 'POST' || typeof body !== 'string') return await fetch(url, init)
    const posting = {url: String(url), headers: Object.fromEntries(new Headers(headers)), body, ms: callMs}
    return asResponse(await httpPost(posting))
  } catch (error) {
    throw Object.assign(new Error('the request was not answered', {cause: error}), {code: networkCode(error)})
  }
}

function asResponse({status, headers, body}: Posted): Response {
  const told = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)])
  return new Response(body === '' ? null : body, {status, headers: told})
}

async function postTo(url: string, {type, body}: {type: string; body: string}, what: string): Promise<void> {
  const {status} = await httpPost({url, headers: {'content-type': type}, body, ms: callMs}).catch((error: unknown) => {
    throw networkFault(error, what)
  })
  if (status < 200 || status > 299) throw statusFault(status, what)
}
