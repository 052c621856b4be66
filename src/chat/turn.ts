// One Activity and the ways to answer it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from './activity.ts'
import type {Card} from './card.ts'
import type {Conversation, MessageRef, Person, Profile} from './conversation.ts'
import type {Form} from './form.ts'
import type {Platform} from './platform.ts'

/** One activity, from when it comes in until it is answered. */
export class Turn<A extends Activity = Activity> {
  readonly activity: A
  readonly #platform: Platform

  /**
   * @param activity what came in
   * @param platform where it came from, and where the answer goes
   */
  constructor(activity: A, platform: Platform) {
    this.activity = activity
    this.#platform = platform
  }

  /** Answers where the activity came from: in the same conversation and thread. */
  reply(card: Card): Promise<MessageRef> {
    return this.#platform.send(this.activity.conversation, card)
  }

  /** True where others are around and the person did not speak to all of them: a command, or a press of a button. */
  get discreet(): boolean {
    const {kind, conversation} = this.activity
    return (
      (kind === 'command' || kind === 'press') && (conversation.scope === 'channel' || conversation.scope === 'group')
    )
  }

  /** Answers as it fits: to the person alone where the turn is {@link Turn.discreet}, else to all who are there. */
  async answer(card: Card): Promise<void> {
    if (this.discreet) await this.whisper(card)
    else await this.reply(card)
  }

  /** Answers so that only the person who acted sees it. */
  whisper(card: Card): Promise<void> {
    return this.#platform.whisper(this.activity.conversation, this.activity.from, card)
  }

  /** Sends to another place. */
  send(to: Conversation, card: Card): Promise<MessageRef> {
    return this.#platform.send(to, card)
  }

  /** Asks the person who acted to fill in a form. */
  open(form: Form): Promise<void> {
    return this.#platform.open(this.activity, form)
  }

  /** The place that an organisation wrote down; undefined where the platform knows none of that name. */
  find(name: string): Promise<Conversation | undefined> {
    const {platform, tenant} = this.activity.conversation
    return this.#platform.place({platform, tenant, name})
  }

  /** The private conversation with a person. */
  direct(person: Person): Promise<Conversation | undefined> {
    return this.#platform.place(person)
  }

  /** What the platform tells about the person who acted. */
  async profile(): Promise<Profile | undefined> {
    return (await this.#platform.people(this.activity.from))[0]
  }

  /** All who are in a conversation. */
  people(place: Conversation): Promise<readonly Profile[]> {
    return this.#platform.people(place)
  }

  /** Replaces the card of a message; undefined takes the message away. */
  update(message: MessageRef, card: Card | undefined): Promise<void> {
    return this.#platform.update(message, card)
  }
}

/** Something that the counselor does when an activity comes in. */
export interface Handler {
  readonly name: string
  /** True where the activity was this handler's and has been answered; false passes it on to the next one. */
  handle(turn: Turn): Promise<boolean>
}
