// A plain HTTP post over connections that stay open, at a tenth of what a fetch costs; alone in running undici.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {IncomingHttpHeaders} from 'node:http'
import type {Dispatcher} from 'undici'
import {Agent} from 'undici'

/** What is posted. */
export interface Posting {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** The most milliseconds until the answer is in. */
  readonly ms: number
}

/** What was answered. */
export interface Posted {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** No answer of Slack to a post is near this, in bytes. */
const mostBytes = 4_194_304

// Shorter than the five seconds after which common servers close, so that a post does not meet a closing connection.
const agent = new Agent({keepAliveTimeout: 4_000, connections: 128, maxResponseSize: mostBytes})

/**
 * Posts a body; follows nobody elsewhere.
 * @returns what was answered, whatever its status; rejects with the error of the network, which carries its code, with
 * one of the name `TimeoutError` after `ms`, and where it is sent elsewhere
 */
export function httpPost({url, headers, body, ms}: Posting): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const {origin, pathname, search} = new URL(url)
    const answer = new Answer(resolve, reject)
    const late = setTimeout(() => answer.giveUp(named('TimeoutError', 'the request was not answered in time')), ms)
    answer.onEnd = () => clearTimeout(late)
    agent.dispatch({origin, path: pathname + search, method: 'POST', headers: {...headers}, body}, answer)
  })
}

/** One answer, as it comes in. */
class Answer implements Dispatcher.DispatchHandler {
  onEnd: () => void = () => {}
  readonly #resolve: (posted: Posted) => void
  readonly #reject: (error: unknown) => void
  readonly #chunks: Buffer[] = []
  #controller: Dispatcher.DispatchController | undefined
  #givenUp: Error | undefined
  #status = 0
  #headers: IncomingHttpHeaders = {}

  constructor(resolve: (posted: Posted) => void, reject: (error: unknown) => void) {
    this.#resolve = resolve
    this.#reject = reject
  }

  giveUp(error: Error): void {
    this.#givenUp = error
    this.#controller?.abort(error)
    this.#fail(error)
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller
    if (this.#givenUp) controller.abort(this.#givenUp)
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    this.#status = status
    this.#headers = headers
    if (status >= 300 && status < 400) controller.abort(named('RedirectError', 'the request was sent elsewhere'))
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk)
  }

  onResponseEnd(): void {
    this.onEnd()
    this.#resolve({status: this.#status, headers: this.#headers, body: Buffer.concat(this.#chunks).toString()})
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#fail(error)
  }

  #fail(error: Error): void {
    this.onEnd()
    this.#reject(error)
  }
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), {name})
}
