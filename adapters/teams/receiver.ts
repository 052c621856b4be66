// The address that Teams posts to: checks each request before anything else sees it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {NextFunction, Request, Response} from 'express'
import express, {Router} from 'express'
import type {Log} from '../../src/log.ts'
import {errorFacts} from '../../src/log.ts'
import type {BotActivity, Payload} from './payload.ts'
import {isPayload, lackOf} from './payload.ts'

/** The largest body that is read, in bytes: a message of 80 kB with its copy in HTML and what it quotes. */
const bodyBytes = 512_000

/** What an invoke is answered. */
export interface InvokeAnswer {
  readonly status: number
  readonly body?: Payload
}

/** What the address works with. */
export interface ReceiverParts {
  /** True where Teams sent it; rejects where that cannot be found out now. */
  readonly isGenuine: (activity: BotActivity, header: string) => Promise<boolean>
  /** Takes an activity; its work may go on after the request is answered. The answer counts for an invoke only. */
  readonly take: (activity: BotActivity) => Promise<InvokeAnswer | undefined>
  /** False while stopping: then Teams is asked to try again elsewhere. */
  readonly isOpen: () => boolean
  /** True where the connector has to be on this machine, as in tests. */
  readonly onlyHere: boolean
  readonly log: Log
}

/** The route `POST /api/messages`. Who is not Teams gets 401, what is no activity 400, and nobody a stack. */
export function teamsRoute(parts: ReceiverParts): Router {
  const router = Router()
  // Of JSON only: another type is what a page elsewhere could have a browser post.
  const json = express.json({type: 'application/json', limit: bodyBytes, inflate: false})
  router.post(
    '/api/messages',
    json,
    (request: Request, response: Response) => void receive(parts, request, response),
    refuse,
  )
  return router
}

async function receive(parts: ReceiverParts, request: Request, response: Response): Promise<void> {
  try {
    const {status, body} = await answerTo(parts, request)
    if (body === undefined) response.status(status).end()
    else response.status(status).json(body)
  } catch (error) {
    parts.log.error('what came in from Teams failed', errorFacts(error))
    if (!response.headersSent) response.status(500).end()
  }
}

async function answerTo(parts: ReceiverParts, request: Request): Promise<InvokeAnswer> {
  if (!parts.isOpen()) return {status: 503}
  const posted: unknown = request.body
  const lack = lackOf(posted, parts.onlyHere)
  if (lack !== undefined) return {status: 400, body: {error: 'bad-request', message: lack}}
  const activity = posted as BotActivity
  const genuine = await isGenuine(parts, activity, request.get('authorization') ?? '')
  if (genuine === undefined) return {status: 503}
  if (!genuine) return {status: 401}
  return (await parts.take(activity)) ?? {status: 200}
}

/** Undefined where nobody can tell now: then Teams shall come again. */
async function isGenuine(parts: ReceiverParts, activity: BotActivity, header: string): Promise<boolean | undefined> {
  try {
    return await parts.isGenuine(activity, header)
  } catch (error) {
    parts.log.error('nobody could tell whether Teams sent a request', errorFacts(error))
    return undefined
  }
}

// Express tells an error handler by its four parameters.
function refuse(error: unknown, _request: Request, response: Response, next: NextFunction): void {
  const status = isPayload(error) ? error['status'] : undefined
  if (typeof status === 'number' && status >= 400 && status < 500 && !response.headersSent)
    response.status(status).end()
  else next(error)
}
