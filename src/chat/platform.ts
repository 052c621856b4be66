// PORT: what a chat platform must do.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from './activity.ts'
import type {Card} from './card.ts'
import type {Conversation, MessageRef, NamedPlace, Person, Profile} from './conversation.ts'
import type {Form} from './form.ts'

/** How a card goes out that was not asked for in this moment. */
export interface Delivery {
  /** True where it goes behind answers to people, and may take as long as the pace of the platform asks for. */
  readonly bulk: boolean
  /** Names this message among all that were ever sent to the conversation, so that it can be found there again. */
  readonly mark: string
  /**
   * When it was first tried, in milliseconds since 1970, where an earlier attempt may have arrived: the platform looks
   * for the mark before it sends again. It rejects with `delivery-unsure` where it cannot look now, and with
   * `delivery-unknowable` where it never can.
   */
  readonly since?: number
}

/** A chat platform. Every member that sends rejects where the message did not go out. */
export interface Platform {
  /** The name that its conversations and people carry. */
  readonly name: string
  /** Begins to listen; each activity that comes in is handed to `receive`, which never rejects. */
  start(receive: (activity: Activity) => Promise<void>): Promise<void>
  /** Stops listening, waits for what is running, then returns. */
  stop(): Promise<void>
  /**
   * Sends a card for everybody in the conversation. Rejects with `place-closed` where we can no longer write there:
   * it is archived, we were removed, or our access has ended.
   */
  send(to: Conversation, card: Card, delivery?: Delivery): Promise<MessageRef>
  /** Replaces the card of a message that was sent before; undefined takes the message away. */
  update(message: MessageRef, card: Card | undefined): Promise<void>
  /** Shows a card to one person in a conversation; nobody else sees it. */
  whisper(to: Conversation, person: Person, card: Card): Promise<void>
  /** Opens a form in answer to what a person just did; some platforms allow it for three seconds only. */
  open(activity: Activity, form: Form): Promise<void>
  /** The private conversation with a person, or the place that bears a name; undefined where there is none. */
  place(whom: Person | NamedPlace): Promise<Conversation | undefined>
  /**
   * One person, or all who are in a conversation, bots and guests too; empty where the platform does not know them.
   * A platform that cannot tell who is admin says false. Rejects with `place-closed` where we are not in the conversation.
   */
  people(of: Person | Conversation): Promise<readonly Profile[]>
}
