// A Platform that records what is sent, so that a story can be told and looked at.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from '../../src/chat/activity.ts'
import type {Card} from '../../src/chat/card.ts'
import type {Conversation, MessageRef, NamedPlace, Person, Profile} from '../../src/chat/conversation.ts'
import type {Form} from '../../src/chat/form.ts'
import type {Delivery, Platform} from '../../src/chat/platform.ts'
import {Talk} from './talk.ts'

/** One call of a sending member. */
export interface Sent {
  readonly how: 'send' | 'update' | 'whisper'
  readonly to: Conversation
  readonly card: Card
  /** How it was to go out, where the counselor said so. */
  readonly delivery?: Delivery
  /** The message that was sent or changed; empty for a whisper, which nobody can change. */
  readonly id: string
  /** Who saw it, where only one person did. */
  readonly person?: Person
}

/** A form that was opened, and what it answers. */
export interface OpenedForm {
  readonly activity: Activity
  readonly form: Form
}

/** Records every card; tests speak through {@link RecordingPlatform.talk}. */
export class RecordingPlatform implements Platform {
  readonly name = 'recording'
  /** Everything that was sent, oldest first. */
  readonly sent: Sent[] = []
  /** Every form that was opened, oldest first. */
  readonly forms: OpenedForm[] = []
  /** The directory of named places, by name; a test fills it. */
  readonly places = new Map<string, Conversation>()
  /** The ids of those who run the workspace; a test fills it. */
  readonly admins = new Set<string>()
  /** The ids of those who are in a conversation, by its id; a test fills it. */
  readonly members = new Map<string, readonly string[]>()
  /** What is other than usual about a person, by id; a test fills it. */
  readonly profiles = new Map<string, Partial<Profile>>()
  /** The messages that were taken away. */
  readonly deleted: MessageRef[] = []
  /** What every sending member throws, where a test has set it. */
  failure: unknown
  #receive: ((activity: Activity) => Promise<void>) | undefined
  readonly #running = new Set<Promise<void>>()
  readonly #now: () => number
  readonly #waiting: (() => void)[] = []
  #count = 0

  /** @param now milliseconds since 1970 */
  constructor(now: () => number) {
    this.#now = now
  }

  async start(receive: (activity: Activity) => Promise<void>): Promise<void> {
    this.#receive = receive
  }

  async stop(): Promise<void> {
    this.#receive = undefined
    await Promise.all(this.#running)
  }

  async send(to: Conversation, card: Card, delivery?: Delivery): Promise<MessageRef> {
    const earlier = delivery?.since === undefined ? undefined : this.#marked(to, delivery.mark)
    if (earlier) return {conversation: to, id: earlier.id}
    const id = this.nextId('m')
    this.#record({how: 'send', to, card, id, ...(delivery ? {delivery} : {})})
    return {conversation: to, id}
  }

  async update(message: MessageRef, card: Card | undefined): Promise<void> {
    if (card === undefined) this.deleted.push(message)
    else this.#record({how: 'update', to: message.conversation, card, id: message.id})
  }

  async whisper(to: Conversation, person: Person, card: Card): Promise<void> {
    this.#record({how: 'whisper', to, card, id: '', person})
  }

  async open(activity: Activity, form: Form): Promise<void> {
    if (this.failure !== undefined) throw this.failure
    this.forms.push({activity, form})
    this.#wake()
  }

  async place(whom: Person | NamedPlace): Promise<Conversation | undefined> {
    if ('name' in whom) return this.places.get(whom.name)
    return {platform: this.name, tenant: whom.tenant, id: `D-${whom.id}`, scope: 'personal'}
  }

  async people(of: Person | Conversation): Promise<readonly Profile[]> {
    if ('scope' in of) return (this.members.get(of.id) ?? []).map(id => this.#profile({...of, id}))
    return [this.#profile(of)]
  }

  #profile({platform, tenant, id}: Person): Profile {
    const person = {platform, tenant, id}
    return {person, kind: 'member', active: true, admin: this.admins.has(id), ...this.profiles.get(id)}
  }

  #marked({id, thread}: Conversation, mark: string): Sent | undefined {
    return this.sent.find(({to, delivery}) => to.id === id && to.thread === thread && delivery?.mark === mark)
  }

  #record(sent: Sent): void {
    if (this.failure !== undefined) throw this.failure
    this.sent.push(sent)
    this.#wake()
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake()
  }

  /** Resolves as soon as one more card has been sent, or one more form opened. */
  nextSent(): Promise<void> {
    return new Promise(resolve => this.#waiting.push(resolve))
  }

  /** A new id, different from all before it. */
  nextId(kind: string): string {
    this.#count += 1
    return `${kind}${this.#count}`
  }

  /** A new conversation with a person, in which a test speaks. */
  talk(place: Partial<Conversation> = {}, who = 'U-ada-lovelace'): Talk {
    const conversation: Conversation = {
      platform: this.name,
      tenant: 'T1',
      id: this.nextId('C'),
      scope: 'personal',
      ...place,
    }
    return new Talk(this, conversation, {platform: this.name, tenant: conversation.tenant, id: who})
  }

  /** Hands in an activity as it is, and gives what was sent to its conversation until it was dealt with. */
  async deliver(activity: Activity): Promise<Sent[]> {
    const before = this.sent.length
    const work = this.#receive?.(activity)
    if (!work) throw new Error('the platform is not running')
    this.#running.add(work)
    try {
      await work
    } finally {
      this.#running.delete(work)
    }
    const {id, thread} = activity.conversation
    return this.sent.slice(before).filter(({to}) => to.id === id && to.thread === thread)
  }

  /** When something happens now, in milliseconds since 1970. */
  now(): number {
    return this.#now()
  }

  /** The card that a message shows now. */
  shown(id: string): Card | undefined {
    return this.sent.findLast(sent => sent.id === id)?.card
  }
}
