// What we ask of Teams through the Bot Framework's connector, and how a call that failed is told.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation, Person} from '../../src/chat/conversation.ts'
import {CounselorError} from '../../src/errors.ts'
import type {BotConnector, ConnectorRequest} from './bot-framework.ts'
import type {Payload} from './payload.ts'
import {isPayload, partOf, partsIn, textOf} from './payload.ts'
import type {Reference, References} from './references.ts'

/** How a call failed, in the words of the outbox. */
export type FaultKind = 'wait' | 'again' | 'unsure' | 'refused'

/** A call that failed. */
export class TeamsFault extends CounselorError {
  readonly kind: FaultKind
  /** One word: the code that the connector gave, the status, or the code of the network. */
  readonly reason: string
  readonly status: number
  /** How long to wait where we are asked to, in milliseconds. */
  readonly waitMs: number

  /** @param what how it failed; `call` names the call for the log */
  constructor(
    what: {kind: FaultKind; reason: string; status?: number; waitMs?: number},
    call: string,
    cause?: unknown,
  ) {
    const {kind, reason, status = 0, waitMs = 0} = what
    const code = kind === 'unsure' ? 'delivery-unsure' : 'delivery-failed'
    super(code, `Teams did not take ${call}: ${reason}.`, cause)
    this.name = 'TeamsFault'
    this.kind = kind
    this.reason = reason
    this.status = status
    this.waitMs = waitMs
  }
}

/** Nothing got through: no connection came about. */
const neverLeft: readonly string[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']

/**
 * Teams asks to send again later, with jitter
 * (learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit, "Handle rate limits"); 503 says so itself.
 */
const later: readonly number[] = [412, 502, 503, 504]

/** How long to wait where Teams does not say, in milliseconds. */
const usualWaitMs = 2_000

/** What calls are made with. */
export interface TeamsCallsParts {
  readonly connector: BotConnector
  readonly references: References
}

/** A message of ours. */
export interface Posted {
  readonly at: Conversation
  readonly id: string
  /** True where only one person sees it, for which Teams has an address of its own. */
  readonly targeted: boolean
}

/** The calls to the connector. Every member rejects with a {@link TeamsFault}. */
export class TeamsCalls {
  readonly #parts: TeamsCallsParts

  /** @param parts the connector, and where conversations are */
  constructor(parts: TeamsCallsParts) {
    this.#parts = parts
  }

  /**
   * Posts an activity to a conversation, in its thread where it has one.
   * @param only the person who alone sees it, if any
   * @returns the id of the message
   */
  async post(to: Conversation, activity: Payload, only?: Person): Promise<string> {
    const reference = await this.#reference(to)
    const query = only === undefined ? '' : '?isTargetedActivity=true'
    const path = `/v3/conversations/${encodeURIComponent(idOf(to))}/activities${query}`
    const recipient = only === undefined ? {} : {recipient: {id: only.id}}
    const body = {...framed(reference, to), ...activity, ...recipient}
    const answer = await this.#call(reference, 'a message', {method: 'POST', path, body})
    return textOf(answer, 'id') ?? textOf(answer, 'activityId') ?? ''
  }

  /**
   * Replaces a message.
   * @param message where it is, and whether only one person sees it
   */
  async update(message: Posted, activity: Payload): Promise<void> {
    const reference = await this.#reference(message.at)
    const body = {...framed(reference, message.at), ...activity, id: message.id}
    await this.#call(reference, 'a change of a message', {method: 'PUT', path: pathOf(message), body})
  }

  /** Takes a message away. */
  async remove(message: Posted): Promise<void> {
    const reference = await this.#reference(message.at)
    await this.#call(reference, 'the end of a message', {method: 'DELETE', path: pathOf(message)})
  }

  /** Opens the private conversation with a person; the same one each time. */
  async openDirect({tenant, id}: Person): Promise<Reference> {
    const reference = await this.#anywhere(tenant)
    const body = {
      isGroup: false,
      bot: {id: reference.bot},
      members: [{id}],
      tenantId: tenant,
      channelData: {tenant: {id: tenant}},
    }
    const answer = await this.#call(reference, 'a new chat', {method: 'POST', path: '/v3/conversations', body})
    const conversation = textOf(answer, 'id')
    if (conversation === undefined) throw new TeamsFault({kind: 'refused', reason: 'no-conversation'}, 'a new chat')
    const {serviceUrl, bot} = reference
    return {serviceUrl, bot, tenant, conversation, scope: 'personal', user: id}
  }

  /** All who are in a conversation, page by page. */
  async members(to: Conversation): Promise<Payload[]> {
    const reference = await this.#reference(to)
    const all: Payload[] = []
    for (let page = 0, token: string | undefined; page < mostPages; page++) {
      const next = token === undefined ? '' : `&continuationToken=${encodeURIComponent(token)}`
      const path = `/v3/conversations/${encodeURIComponent(to.id)}/pagedmembers?pageSize=${pageSize}${next}`
      const answer = await this.#call(reference, 'a list of people', {method: 'GET', path})
      all.push(...partsIn(answer, 'members'))
      token = textOf(answer, 'continuationToken')
      if (token === undefined) break
    }
    return all
  }

  /** One who is in a conversation. */
  async member(to: Conversation, id: string): Promise<Payload> {
    const reference = await this.#reference(to)
    const path = `/v3/conversations/${encodeURIComponent(to.id)}/members/${encodeURIComponent(id)}`
    return this.#call(reference, 'a look at a person', {method: 'GET', path})
  }

  /** The channels of a team. */
  async channels(tenant: string, team: string): Promise<Payload[]> {
    const path = `/v3/teams/${encodeURIComponent(team)}/conversations`
    const reference = await this.#anywhere(tenant)
    return partsIn(await this.#call(reference, 'a list of channels', {method: 'GET', path}), 'conversations')
  }

  async #reference(to: Conversation): Promise<Reference> {
    const reference = await this.#parts.references.of(to)
    if (!reference)
      throw new TeamsFault({kind: 'refused', reason: 'never-seen'}, 'a message to an unknown organisation')
    return reference
  }

  async #anywhere(tenant: string): Promise<Reference> {
    const reference = await this.#parts.references.tenant(tenant)
    if (!reference) throw new TeamsFault({kind: 'refused', reason: 'never-seen'}, 'a call for an unknown organisation')
    return reference
  }

  async #call({serviceUrl}: Reference, name: string, request: ConnectorRequest): Promise<Payload> {
    const answer = await this.#parts.connector.call(serviceUrl, request).catch((error: unknown) => {
      throw networkFault(error, name)
    })
    if (answer.status >= 200 && answer.status < 300) return answer.body
    throw statusFault(answer.status, textOf(partOf(answer.body, 'error'), 'code'), name, answer.waitMs)
  }
}

/** How much one page of a list holds (the most that Teams gives), and how many pages are read. */
const pageSize = 500
const mostPages = 40

/** The conversation's id as the connector takes it: a thread of a channel is part of it. */
export function idOf({id, scope, thread}: Conversation): string {
  return scope === 'channel' && thread !== undefined ? `${id};messageid=${thread}` : id
}

function pathOf({at, id, targeted}: Posted): string {
  const query = targeted ? '?isTargetedActivity=true' : ''
  return `/v3/conversations/${encodeURIComponent(idOf(at))}/activities/${encodeURIComponent(id)}${query}`
}

/** What every activity of ours says of itself. */
function framed({bot}: Reference, to: Conversation): Payload {
  return {
    type: 'message',
    channelId: 'msteams',
    from: {id: bot},
    conversation: {id: idOf(to), isGroup: to.scope !== 'personal', tenantId: to.tenant},
  }
}

function statusFault(status: number, code: string | undefined, call: string, waitMs = usualWaitMs): TeamsFault {
  const kind = status === 429 ? 'wait' : later.includes(status) ? 'again' : status >= 500 ? 'unsure' : 'refused'
  const reason = code !== undefined && /^[\w.:-]{1,60}$/.test(code) ? code : `http-${status}`
  return new TeamsFault({kind, reason, status, waitMs}, call)
}

/** Tells errors by their fields, which survive any library boundary. */
function networkFault(error: unknown, call: string): TeamsFault {
  if (error instanceof TeamsFault) return error
  // Without a token nothing has left for Teams.
  if (error instanceof CounselorError) return new TeamsFault({kind: 'again', reason: 'no-token'}, call, error)
  for (let each: unknown = error, depth = 0; isPayload(each) && depth < 5; each = each['cause'], depth++) {
    const code = each['code']
    if (typeof code === 'string' && /^[A-Z_]{3,40}$/.test(code)) {
      return new TeamsFault({kind: neverLeft.includes(code) ? 'again' : 'unsure', reason: code}, call, error)
    }
  }
  return new TeamsFault({kind: 'unsure', reason: 'no-answer'}, call, error)
}
