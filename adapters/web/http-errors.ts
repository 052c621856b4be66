// What a client is told when a request fails: a status and a short sentence, never a stack.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {ErrorRequestHandler, Request, Response} from 'express'
import {CounselorError} from '../../src/errors.ts'
import type {Log} from '../../src/log.ts'
import {errorFacts} from '../../src/log.ts'

/** The short names of the statuses that we answer with. */
const names: Readonly<Record<number, string>> = {
  400: 'bad-request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  413: 'too-large',
  415: 'not-json',
  429: 'too-many',
  500: 'failed',
  503: 'not-ready',
}

/** Sentences for failures that carry none that we would show. */
const sentences: Readonly<Record<number, string>> = {
  400: 'The request could not be read.',
  413: 'The body is larger than this address takes.',
  415: 'This address takes JSON in UTF-8.',
}

/** How much of an unwanted body is read, in bytes, so that the client still gets to see the answer. */
const politeBytes = 2_097_152

/** A request that is not served, with the status that says so; routes throw it or pass it on. */
export class Refusal extends Error {
  readonly status: number

  /**
   * @param status an HTTP status from 400
   * @param message what was wrong, for the person who built the request
   */
  constructor(status: number, message: string) {
    super(message)
    this.name = 'Refusal'
    this.status = status
  }
}

/** Refuses every address that no route took. */
export function answerNotFound(_request: Request, _response: Response): void {
  throw new Refusal(404, 'There is nothing at this address.')
}

/** The last error handler: client errors get their sentence, all others are logged and stay inside. */
export function answerError(log: Log): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error: unknown, request: Request, response: Response, _next: unknown) => {
    const status = statusOf(error)
    if (status === 500) log.error('a web request failed', errorFacts(error))
    if (response.headersSent) response.destroy()
    else {
      discardBody(request)
      response.status(status).json({error: names[status] ?? 'failed', message: messageFor(error, status)})
    }
  }
}

function statusOf(error: unknown): number {
  if (error instanceof Refusal) return error.status
  if (error instanceof CounselorError) return error.code === 'bad-activity' ? 400 : 500
  if (typeof error !== 'object' || error === null || !('status' in error)) return 500
  const {status} = error
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500
}

// Messages of libraries can quote the request or the file system, so only our own are told.
function messageFor(error: unknown, status: number): string {
  const ours = error instanceof Refusal || (error instanceof CounselorError && status === 400)
  return ours ? error.message : (sentences[status] ?? 'Something went wrong here.')
}

// Closing a socket with unread bytes resets it, and the client would see a broken line instead of the sentence.
function discardBody(request: Request): void {
  let left = politeBytes
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) request.destroy()
  })
  request.resume()
}
