// What came in: a message, a command, a press of a button, a new member.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation, MessageRef, Person} from './conversation.ts'

interface Incoming {
  /** The platform's id of this event: the same event delivered twice carries the same id. */
  readonly id: string
  /** When the person acted, in milliseconds since 1970, by the platform's clock. */
  readonly at: number
  readonly from: Person
  readonly conversation: Conversation
}

/** Words that somebody wrote to the counselor. */
export interface Message extends Incoming {
  readonly kind: 'message'
  readonly text: string
  /** True where it was said to us: in private, or with our name. Others count only in threads that we are part of. */
  readonly addressed: boolean
  /** The id of the message that it answers by quoting it, where there are no threads to answer in. */
  readonly quotes?: string
}

/** A command such as `help`, with what stands behind it. */
export interface Command extends Incoming {
  readonly kind: 'command'
  readonly name: string
  readonly text: string
}

/** A press of a button on a card. */
export interface Press extends Incoming {
  readonly kind: 'press'
  readonly action: string
  readonly value: string
  /** The message whose button was pressed. */
  readonly message: MessageRef
}

/** A form that was filled in. */
export interface Submission extends Incoming {
  readonly kind: 'submission'
  readonly action: string
  readonly value: string
  /** What stands in each field, by its id. */
  readonly values: Readonly<Record<string, string>>
}

/** A person opened their own page with us. */
export interface Opened extends Incoming {
  readonly kind: 'opened'
}

/** The counselor or a person came into a conversation. */
export interface Joined extends Incoming {
  readonly kind: 'joined'
}

/** Everything that can come in. */
export type Activity = Message | Command | Press | Submission | Opened | Joined
