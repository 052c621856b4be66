// Messages in Teams: posted, changed, whispered and taken away, in order and at the pace of each conversation.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Card, Feedback} from '../../src/chat/card.ts'
import type {Conversation, MessageRef, Person} from '../../src/chat/conversation.ts'
import type {Delivery} from '../../src/chat/platform.ts'
import {CounselorError} from '../../src/errors.ts'
import type {Outbox} from '../../src/schedule/outbox.ts'
import type {Outcome} from '../../src/schedule/sending.ts'
import {citationsOf} from './citations.ts'
import type {Files} from './files.ts'
import {hasRoomFor} from './guard.ts'
import type {Keepsakes} from './keepsakes.ts'
import type {Payload} from './payload.ts'
import type {Posted, TeamsCalls} from './teams-calls.ts'
import {TeamsFault} from './teams-calls.ts'
import {toAdaptiveCard} from './to-adaptive-card.ts'

/** What messages are sent with. */
export interface MessagesParts {
  readonly calls: TeamsCalls
  readonly outbox: Outbox
  readonly keepsakes: Keepsakes
  readonly files: Files
  /** The private conversation with a person. */
  readonly direct: (person: Person) => Promise<Conversation>
}

/** Statuses that say that we can no longer write there; learn.microsoft.com, "Send proactive messages", errors. */
const closed: readonly number[] = [403, 404]

/** Statuses that say that there is no such message, or none that is for all. */
const gone: readonly number[] = [403, 404]

/** Sends cards as messages. */
export class Messages {
  readonly #parts: MessagesParts

  /** @param parts the connector, the outbox, and what is kept of what was sent */
  constructor(parts: MessagesParts) {
    this.#parts = parts
  }

  /**
   * Posts a card, and its files after it.
   * @throws CounselorError `place-closed`, `delivery-failed`, `delivery-unsure`, `delivery-unknowable` or
   * `outbox-full`
   */
  async post(to: Conversation, card: Card, delivery?: Delivery): Promise<MessageRef> {
    const {keepsakes, files} = this.#parts
    const before = delivery?.since === undefined ? undefined : await this.#found(to, delivery)
    if (before !== undefined) return {conversation: to, id: before}
    const id = await this.postActivity(to, cardActivity(card, to), delivery)
    if (delivery) await keepsakes.keepMark(to, delivery.mark, id)
    const thumbs = thumbsOf(card, to)
    // Nobody waits for it, so that it goes into the store with what is noted about the answer; it never rejects.
    if (thumbs) void keepsakes.keepThumbs(to, id, thumbs)
    for (const file of filesBeside(to) ? card.blocks.filter(block => block.kind === 'file') : [])
      await this.postActivity(to, await files.offer(to, file))
    return {conversation: to, id}
  }

  /** Posts an activity that is no card of the counselor's; see {@link post} for what it throws. */
  async postActivity(to: Conversation, activity: Payload, delivery?: Delivery): Promise<string> {
    try {
      return await this.#send(to, () => this.#parts.calls.post(to, activity), delivery)
    } catch (error) {
      throw closed.includes(faultIn(error)?.status ?? 0) ? placeClosed(error) : error
    }
  }

  /**
   * Replaces a message, or takes it away.
   * @throws CounselorError `message-gone` where it is no longer there
   */
  async update({conversation, id}: MessageRef, card: Card | undefined): Promise<void> {
    const {keepsakes} = this.#parts
    try {
      await this.#change({at: conversation, id, targeted: false}, card)
    } catch (error) {
      if (!gone.includes(faultIn(error)?.status ?? 0)) throw error
      await this.#changeTargeted(conversation, id, card)
    }
    const thumbs = card && thumbsOf(card, conversation)
    if (thumbs) await keepsakes.keepThumbs(conversation, id, thumbs)
  }

  #change(message: Posted, card: Card | undefined): Promise<void> {
    const {calls} = this.#parts
    if (card === undefined) return this.#send(message.at, () => calls.remove(message))
    return this.#send(message.at, () => calls.update(message, cardActivity(card, message.at)))
  }

  /** A message that one person sees has another address, and nothing that comes back from it tells that it is one. */
  async #changeTargeted(at: Conversation, id: string, card: Card | undefined): Promise<void> {
    try {
      if (at.scope === 'personal') throw noMessage()
      await this.#change({at, id, targeted: true}, card)
    } catch (error) {
      // What is already gone need not be taken away.
      if (card !== undefined) throw noMessage(error)
    }
  }

  /** Shows a card to one person: in the midst of others where Teams allows it, else in their private conversation. */
  async whisper(to: Conversation, person: Person, card: Card): Promise<void> {
    if (to.scope === 'personal') await this.post(to, card)
    else if (!(await this.whisperActivity(to, person, cardActivity(card, to))))
      await this.post(await this.#parts.direct(person), card)
  }

  /** True where Teams showed the activity to that person alone; false where it will not. */
  async whisperActivity(to: Conversation, person: Person, activity: Payload): Promise<boolean> {
    try {
      await this.#send(to, () => this.#parts.calls.post(to, activity, person))
      return true
    } catch (error) {
      if (faultIn(error)?.kind === 'refused') return false
      throw error
    }
  }

  /** What an earlier attempt left: Teams shows a bot no history, so only what we have noted can be found again. */
  async #found(to: Conversation, {mark}: Delivery): Promise<string> {
    const id = await this.#parts.keepsakes.marked(to, mark)
    if (id !== undefined) return id
    throw new CounselorError('delivery-unknowable', 'Teams does not tell whether an earlier attempt arrived.')
  }

  #send<T>(to: Conversation, call: () => Promise<T>, delivery?: Delivery): Promise<T> {
    const lane = {tenant: to.tenant, key: to.id}
    return this.#parts.outbox.send(lane, () => attempt(call), {priority: delivery?.bulk === true ? 'bulk' : 'answer'})
  }
}

/** A card as the activity of a message. */
export function cardActivity(card: Card, to: Conversation): Payload {
  const ownThumbs = thumbsOf(card, to) !== undefined
  const content = toAdaptiveCard(card, {surface: 'message', ownThumbs, filesBeside: filesBeside(to)})
  const summary = String(content['fallbackText'])
  const entities = citationsOf(card)
  // Where there is no room for citations, the sources still stand in the card.
  const isCited = entities.length > 0 && hasRoomFor(summary, entities)
  return {...contentActivity(content, summary), ...(isCited ? {entities} : {}), ...(ownThumbs ? feedbackLoop : {})}
}

/** Any Adaptive Card as the activity of a message. */
export function contentActivity(content: Payload, summary: string): Payload {
  return {summary, attachments: [{contentType: 'application/vnd.microsoft.card.adaptive', content}]}
}

/** `custom`: Teams asks us what to show after a press, instead of asking for a comment that nobody would keep. */
const feedbackLoop = {channelData: {feedbackLoop: {type: 'custom'}}}

/** The thumbs that Teams draws itself: below a message in private, where nobody else would press them. */
function thumbsOf(card: Card, {scope}: Conversation): Feedback | undefined {
  const feedback = card.blocks.find(block => block.kind === 'feedback')
  return scope === 'personal' && feedback?.chosen === undefined ? feedback : undefined
}

/** Teams takes files of bots in private only. */
function filesBeside({scope}: Conversation): boolean {
  return scope === 'personal'
}

async function attempt<T>(call: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return {kind: 'sent', value: await call()}
  } catch (error) {
    if (!(error instanceof TeamsFault)) return {kind: 'unsure', reason: 'threw', cause: error}
    const {kind, reason, waitMs} = error
    return kind === 'wait' ? {kind, ms: waitMs, scope: 'lane'} : {kind, reason, cause: error}
  }
}

/** The fault of the last attempt, below an error of the outbox. */
function faultIn(error: unknown): TeamsFault | undefined {
  const cause = error instanceof CounselorError && !(error instanceof TeamsFault) ? error.cause : error
  return cause instanceof TeamsFault ? cause : undefined
}

function placeClosed(cause: unknown): CounselorError {
  return new CounselorError('place-closed', 'Teams no longer lets us write in the conversation.', cause)
}

function noMessage(cause?: unknown): CounselorError {
  return new CounselorError('message-gone', 'Teams no longer has the message that was to be changed.', cause)
}
