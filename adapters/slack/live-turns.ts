// What came in and is being answered: how Slack lets us answer it, as long as it does.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from '../../src/chat/activity.ts'
import type {Conversation, MessageRef, Person} from '../../src/chat/conversation.ts'
import {fromMetadata} from './form-metadata.ts'
import type {HeldAck} from './held-ack.ts'
import type {Payload} from './payload.ts'
import {partOf, textOf} from './payload.ts'

/** How long a `trigger_id` opens a modal, in milliseconds; docs.slack.dev/interactivity/handling-user-interaction. */
const triggerMs = 3_000

/** How long and how often a `response_url` takes messages; the same page. */
const responseMs = 30 * 60_000
const responseUses = 5

/** How many messages that only one person sees are remembered; the oldest go first. */
const keptPrivate = 5_000

/** An address for answers to one interaction. */
export interface ResponseUrl {
  readonly url: string
  readonly until: number
  left: number
}

/** The ways to answer one activity besides posting a message. */
export interface Means {
  readonly activity: Activity
  /** Opens one modal, until a moment in milliseconds since 1970; gone once it was used. */
  trigger?: {readonly id: string; readonly until: number} | undefined
  readonly response?: ResponseUrl
  /** The acknowledgement of a command, which can carry one message. */
  readonly ack?: HeldAck
  /** The modal that was acted in, or was opened in answer. */
  modal?: string | undefined
  /** The thread in which there is a reply already, if any: Slack shows what only one person sees in no other. */
  readonly activeThread: string | undefined
}

/** The activities that are being answered. */
export class LiveTurns {
  readonly #now: () => number
  readonly #running = new Map<string, Means[]>()
  readonly #private = new Map<string, ResponseUrl>()
  readonly #held = new WeakMap<Payload, HeldAck>()
  readonly #arrivals = new WeakMap<Payload, number>()

  /** @param now milliseconds since 1970 */
  constructor(now: () => number) {
    this.#now = now
  }

  /** Notes the acknowledgement that can carry the answer to a body. */
  hold(body: Payload, ack: HeldAck): void {
    this.#held.set(body, ack)
  }

  /** Notes that a body has come in now: it may wait for its turn, and what the person did next may not. */
  arrive(body: Payload): void {
    this.#arrivals.set(body, this.#now())
  }

  /** When a body came in, in milliseconds since 1970; now, for one of which that was not noted. */
  arrivedAt(body: Payload): number {
    return this.#arrivals.get(body) ?? this.#now()
  }

  /** Notes how an activity can be answered, while the work on it runs. */
  async during(activity: Activity, body: Payload, work: () => Promise<void>): Promise<void> {
    const means = this.#meansOf(activity, body)
    this.#add(means)
    this.#keepPrivate(means, body)
    try {
      await work()
    } finally {
      this.#remove(means)
    }
  }

  /** The means to answer this very activity; undefined once the work on it has ended. */
  of(activity: Activity): Means | undefined {
    return this.#at(activity.conversation, activity.from).find(means => means.activity.id === activity.id)
  }

  /** The means to answer a person in a conversation where that person has just acted. */
  with(conversation: Conversation, person: Person): Means | undefined {
    const running = this.#at(conversation, person)
    // Two presses can be under way: then the answer names the conversation of its own activity.
    return running.find(means => means.activity.conversation === conversation) ?? running.at(-1)
  }

  /** The means of the activity whose own conversation this is; undefined for the same place from elsewhere. */
  answering(conversation: Conversation): Means | undefined {
    for (const running of this.#running.values()) {
      const means = running.find(({activity}) => activity.conversation === conversation)
      if (means) return means
    }
    return undefined
  }

  /** The address that replaces a message which only one person sees; undefined for all other messages. */
  privateUrl(message: MessageRef): ResponseUrl | undefined {
    return this.#private.get(privateKey(message))
  }

  /** Takes the trigger, which opens one modal; undefined where it is used or too old. */
  takeTrigger(means: Means): string | undefined {
    const {trigger} = means
    means.trigger = undefined
    return trigger && trigger.until > this.#now() ? trigger.id : undefined
  }

  /** Takes one use of an address; undefined where none is left. */
  takeUrl(response: ResponseUrl | undefined): string | undefined {
    if (!response || response.left <= 0 || response.until <= this.#now()) return undefined
    response.left -= 1
    return response.url
  }

  #meansOf(activity: Activity, body: Payload): Means {
    const now = this.#now()
    const trigger = textOf(body, 'trigger_id')
    const url = textOf(body, 'response_url')
    const ack = this.#held.get(body)
    const view = partOf(body, 'view')
    // A form that was submitted closes; a modal with buttons stays.
    const modal = view['type'] === 'modal' && activity.kind === 'press' ? textOf(view, 'id') : undefined
    return {
      activity,
      trigger: trigger === undefined ? undefined : {id: trigger, until: now + triggerMs},
      ...(url === undefined ? {} : {response: {url, until: now + responseMs, left: responseUses}}),
      ...(ack && {ack}),
      modal,
      activeThread: activeThreadIn(body),
    }
  }

  #keepPrivate({activity, response}: Means, body: Payload): void {
    if (!response || activity.kind !== 'press' || partOf(body, 'container')['is_ephemeral'] !== true) return
    const key = privateKey(activity.message)
    this.#private.delete(key)
    this.#private.set(key, response)
    for (const [old, {until}] of this.#private) {
      if (until > this.#now() && this.#private.size <= keptPrivate) break
      this.#private.delete(old)
    }
  }

  #at(conversation: Conversation, person: Person): readonly Means[] {
    return this.#running.get(turnKey(conversation, person)) ?? []
  }

  #add(means: Means): void {
    const {conversation, from} = means.activity
    this.#running.set(turnKey(conversation, from), [...this.#at(conversation, from), means])
  }

  #remove(means: Means): void {
    const {conversation, from} = means.activity
    const left = this.#at(conversation, from).filter(each => each !== means)
    if (left.length > 0) this.#running.set(turnKey(conversation, from), left)
    else this.#running.delete(turnKey(conversation, from))
  }
}

function activeThreadIn(body: Payload): string | undefined {
  return (
    textOf(partOf(body, 'event'), 'thread_ts') ??
    textOf(partOf(body, 'message'), 'thread_ts') ??
    textOf(partOf(body, 'container'), 'thread_ts') ??
    fromMetadata(textOf(partOf(body, 'view'), 'private_metadata'))?.activeThread
  )
}

function turnKey({tenant, id, scope, thread = ''}: Conversation, person: Person): string {
  return [tenant, id, scope, thread, person.id].join(' ')
}

function privateKey({conversation, id}: MessageRef): string {
  return [conversation.tenant, conversation.id, id].join(' ')
}
