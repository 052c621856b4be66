// Messages in Slack: posted, changed and whispered, in order and at the pace of each channel.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Card, File} from '../../src/chat/card.ts'
import {paragraph} from '../../src/chat/card.ts'
import {chartLines} from '../../src/chat/card-text.ts'
import type {Conversation, MessageRef, Person} from '../../src/chat/conversation.ts'
import type {Delivery} from '../../src/chat/platform.ts'
import {CounselorError} from '../../src/errors.ts'
import type {Log} from '../../src/log.ts'
import {errorFacts} from '../../src/log.ts'
import type {Outbox} from '../../src/schedule/outbox.ts'
import type {Outcome, Priority} from '../../src/schedule/sending.ts'
import {uploadFile} from './files.ts'
import type {LiveTurns, Means} from './live-turns.ts'
import type {Payload} from './payload.ts'
import {partOf, partsIn, textOf} from './payload.ts'
import type {SlackCalls} from './slack-calls.ts'
import {faultOf, SlackFault} from './slack-calls.ts'
import {toBlocks, toMessageJson} from './to-blocks.ts'

/** What messages are sent with. */
export interface MessagesParts {
  readonly calls: SlackCalls
  readonly outbox: Outbox
  readonly turns: LiveTurns
  readonly log: Log
  /** The private conversation with a person. */
  readonly direct: (person: Person) => Promise<Conversation>
}

/** Slack's words for a channel that we are not in. */
const outside: readonly string[] = ['not_in_channel', 'channel_not_found']

/** Slack's words for a conversation, or a workspace, in which we can no longer write. */
const closed: readonly string[] = [...outside, 'is_archived', 'account_inactive', 'token_revoked', 'user_disabled']

/** The name of what messages carry so that they can be found again; docs.slack.dev/messaging/message-metadata. */
const markType = 'counselor_mark'

/** How much of a conversation is looked through for a mark: pages, and messages in each. */
const markPages = 5
const markPage = 200

/** How much our clock may be ahead of Slack's, in milliseconds. */
const clockSkew = 120_000

/** Why Slack keeps a message that only one person sees from that person in a channel. */
const notThere: readonly string[] = [...outside, 'user_not_in_channel', 'is_archived', 'restricted_action']

/** Sends cards as messages. */
export class Messages {
  readonly #parts: MessagesParts

  /** @param parts the web API, the outbox, and how to reach a person */
  constructor(parts: MessagesParts) {
    this.#parts = parts
  }

  /**
   * Posts a card, and its files after it. Where we are not in the channel, an answer goes by the address that Slack
   * gave for it, which reaches everybody there all the same.
   * @throws CounselorError `delivery-failed`, `delivery-unsure`, `place-closed` or `outbox-full`
   */
  async post(to: Conversation, card: Card, delivery?: Delivery): Promise<MessageRef> {
    const earlier = delivery?.since === undefined ? undefined : await this.#marked(to, delivery.mark, delivery.since)
    if (earlier !== undefined) return {conversation: to, id: earlier}
    const mark = delivery && {metadata: {event_type: markType, event_payload: {mark: delivery.mark}}}
    const args = {channel: to.id, thread_ts: to.thread, unfurl_links: false, unfurl_media: false, ...mark}
    const priority = delivery?.bulk === true ? 'bulk' : 'answer'
    const id = await this.#sendCard(to, 'chat.postMessage', args, card, priority).then(
      answer => textOf(answer, 'ts') ?? '',
      error => this.#postAsAnswer(to, card, error),
    )
    await this.#upload(to, card)
    return {conversation: to, id}
  }

  /** The id of the message that carries a mark, if it has arrived. */
  async #marked(to: Conversation, mark: string, since: number): Promise<string | undefined> {
    const method = to.thread === undefined ? 'conversations.history' : 'conversations.replies'
    const where = {channel: to.id, ts: to.thread, oldest: String((since - clockSkew) / 1_000)}
    let cursor: string | undefined
    for (let page = 0; page < markPages; page++) {
      const args = {...where, limit: markPage, include_all_metadata: true, cursor}
      const answer = await this.#parts.calls.call(to.tenant, method, args).catch((error: unknown) => {
        throw unsure(error)
      })
      const found = partsIn(answer, 'messages').find(message => markOf(message) === mark)
      if (found) return textOf(found, 'ts')
      cursor = textOf(partOf(answer, 'response_metadata'), 'next_cursor')
      if (cursor === undefined) return undefined
    }
    throw unsure()
  }

  /**
   * Replaces a message; one that only its person sees for as long as Slack allows it.
   * @throws CounselorError `message-gone` where it is no longer there or can no longer be changed
   */
  async update(message: MessageRef, card: Card | undefined): Promise<void> {
    const {calls, turns} = this.#parts
    const {conversation} = message
    const own = turns.privateUrl(message)
    if (own) {
      const url = turns.takeUrl(own)
      if (url === undefined) throw gone()
      return calls.respond(url, card ? {replace_original: true, ...content(card)} : {delete_original: true})
    }
    const args = {channel: conversation.id, ts: message.id}
    try {
      if (card) await this.#sendCard(conversation, 'chat.update', args, card)
      else await this.#send(conversation, 'chat.delete', args)
    } catch (error) {
      throw reasonOf(error) === 'message_not_found' ? gone(error) : error
    }
  }

  /** Shows a card to one person: at the place where that is possible, else in their private conversation. */
  async whisper(to: Conversation, person: Person, card: Card): Promise<void> {
    const means = this.#parts.turns.with(to, person)
    const isCommand = means?.activity.kind === 'command'
    if (to.scope === 'personal' && !isCommand) {
      await this.post(to, card)
      return
    }
    const thread = means ? means.activeThread : to.thread
    const place = thread === undefined ? withoutThread(to) : {...to, thread}
    const isTold = (await acknowledged(means, card)) || (await this.#respond(means, place, card))
    if (!isTold) await this.#ephemeral(place, person, card)
    await this.#uploadInPrivate(person, card)
  }

  /** True where the address for answers took it. */
  async #respond(means: Means | undefined, to: Conversation, card: Card): Promise<boolean> {
    const {calls, turns, log} = this.#parts
    const url = turns.takeUrl(means?.response)
    if (url === undefined) return false
    const how = {response_type: 'ephemeral', replace_original: false, thread_ts: to.thread}
    try {
      await calls.respond(url, {...how, ...content(card)})
      return true
    } catch (error) {
      log.debug('a response address did not take an answer', errorFacts(error))
      return false
    }
  }

  /** What was sent so has no id that we learn, so it cannot be changed later. */
  async #postAsAnswer(to: Conversation, card: Card, error: unknown): Promise<string> {
    const {calls, turns} = this.#parts
    const isOutside = outside.includes(reasonOf(error) ?? '')
    const url = isOutside ? turns.takeUrl(turns.answering(to)?.response) : undefined
    if (url === undefined) throw closed.includes(reasonOf(error) ?? '') ? shut(error) : error
    await calls.respond(url, {response_type: 'in_channel', replace_original: false, ...content(card)})
    return ''
  }

  async #ephemeral(to: Conversation, person: Person, card: Card): Promise<void> {
    const args = {channel: to.id, user: person.id, thread_ts: to.thread}
    try {
      await this.#sendCard(to, 'chat.postEphemeral', args, card)
    } catch (error) {
      if (!notThere.includes(reasonOf(error) ?? '')) throw error
      await this.post(await this.#parts.direct(person), card)
    }
  }

  async #uploadInPrivate(person: Person, card: Card): Promise<void> {
    if (filesOf(card).length > 0) await this.#upload(await this.#parts.direct(person), card)
  }

  /** Uploads the files of a card to a conversation. */
  async #upload(to: Conversation, card: Card): Promise<void> {
    for (const file of filesOf(card)) await uploadFile(this.#parts.calls, to, file)
  }

  /** Sends a card; where Slack does not draw its charts yet, once more with bars of signs in their place. */
  async #sendCard(to: Conversation, method: string, args: Payload, card: Card, priority: Priority = 'answer') {
    try {
      return await this.#send(to, method, {...args, ...content(card)}, priority)
    } catch (error) {
      const drawn = reasonOf(error) === 'invalid_blocks' && card.blocks.some(block => block.kind === 'chart')
      if (!drawn) throw error
      this.#parts.log.warn('Slack did not take a chart', errorFacts(error))
      return this.#send(to, method, {...args, ...content(withoutPictures(card))}, priority)
    }
  }

  #send(to: Conversation, method: string, args: Payload, priority: Priority = 'answer'): Promise<Payload> {
    const attempt = () => this.#attempt(to.tenant, method, args)
    return this.#parts.outbox.send({tenant: to.tenant, key: to.id}, attempt, {priority})
  }

  async #attempt(tenant: string, method: string, args: Payload): Promise<Outcome<Payload>> {
    try {
      return {kind: 'sent', value: await this.#parts.calls.call(tenant, method, args)}
    } catch (error) {
      const fault = faultOf(error, method)
      // The outbox tells the bare reason; only here the scope has a name.
      if (fault.reason === 'missing_scope')
        this.#parts.log.error('the app lacks a scope', {...errorFacts(fault), tenant})
      if (fault.kind === 'wait') return {kind: 'wait', ms: fault.waitMs, scope: 'lane'}
      return {kind: fault.kind, reason: fault.reason, cause: fault}
    }
  }
}

/**
 * True where the acknowledgement of a command took the card. Slack does not tell us where it refuses one, so what it may
 * refuse goes by the address for answers.
 */
async function acknowledged(means: Means | undefined, card: Card): Promise<boolean> {
  if (!means?.ack) return false
  if (!card.blocks.some(({kind}) => kind === 'chart')) return means.ack.answer(toMessageJson(card))
  // So that nothing comes to the person before it.
  await means.ack.end()
  return false
}

/** The blocks and the text of a message; `text` is for notifications and for those who hear it read out. */
function content(card: Card): Payload {
  return {...toBlocks(card, 'message')}
}

function filesOf(card: Card): File[] {
  return card.blocks.filter(block => block.kind === 'file')
}

function withoutThread({platform, tenant, id, scope}: Conversation): Conversation {
  return {platform, tenant, id, scope}
}

/** Slack's word for why it refused, from below an error of the outbox. */
function reasonOf(error: unknown): string | undefined {
  const cause = error instanceof CounselorError && !(error instanceof SlackFault) ? error.cause : error
  return cause instanceof SlackFault && cause.kind === 'refused' ? cause.reason : undefined
}

function gone(cause?: unknown): CounselorError {
  return new CounselorError('message-gone', 'Slack no longer has the message that was to be changed.', cause)
}

/** The card with its charts in words. */
function withoutPictures(card: Card): Card {
  return {...card, blocks: card.blocks.map(block => (block.kind === 'chart' ? paragraph(chartLines(block)) : block))}
}

function markOf(message: Payload): string | undefined {
  const metadata = partOf(message, 'metadata')
  return textOf(metadata, 'event_type') === markType ? textOf(partOf(metadata, 'event_payload'), 'mark') : undefined
}

function unsure(cause?: unknown): CounselorError {
  return new CounselorError('delivery-unsure', 'Slack could not be asked whether a message has arrived.', cause)
}

function shut(cause: unknown): CounselorError {
  return new CounselorError('place-closed', 'Slack no longer lets us write in a conversation.', cause)
}
