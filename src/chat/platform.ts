// PORT: what a chat platform must do.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from './activity.ts'
import type {Card} from './card.ts'
import type {Conversation, MessageRef, NamedPlace, Person} from './conversation.ts'
import type {Form} from './form.ts'

/** A chat platform. Every member that sends rejects where the message did not go out. */
export interface Platform {
  /** The name that its conversations and people carry. */
  readonly name: string
  /** Begins to listen; each activity that comes in is handed to `receive`, which never rejects. */
  start(receive: (activity: Activity) => Promise<void>): Promise<void>
  /** Stops listening, waits for what is running, then returns. */
  stop(): Promise<void>
  /** Sends a card for everybody in the conversation. */
  send(to: Conversation, card: Card): Promise<MessageRef>
  /** Replaces the card of a message that was sent before. */
  update(message: MessageRef, card: Card): Promise<void>
  /** Shows a card to one person in a conversation; nobody else sees it. */
  whisper(to: Conversation, person: Person, card: Card): Promise<void>
  /** Opens a form in answer to what a person just did; some platforms allow it for three seconds only. */
  open(activity: Activity, form: Form): Promise<void>
  /** The private conversation with a person, or the place that bears a name; undefined where there is none. */
  place(whom: Person | NamedPlace): Promise<Conversation | undefined>
  /** True where the platform counts the person among those who run the workspace. */
  isAdmin(person: Person): Promise<boolean>
}
