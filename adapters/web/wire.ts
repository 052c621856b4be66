// What the page and the web platform tell each other: plain JSON.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Card} from '../../src/chat/card.ts'
import type {Form} from '../../src/chat/form.ts'

/** Something that stays in the conversation: the visitor's words, or a card. */
export type LastingEvent =
  | {readonly type: 'said'; readonly id: string; readonly text: string; readonly at: number}
  | {
      readonly type: 'message' | 'update' | 'whisper'
      readonly id: string
      readonly card: Card
      /** Milliseconds since 1970. */
      readonly at: number
    }

/**
 * What an event stream carries. `hello` opens it and names the conversation's log (another name: begin anew), then come
 * the lasting events that the page has not seen, then `ready` with the activities that are still being answered;
 * `done` names an activity that has been answered. `form` asks for a form to be filled in, once and never again; `id`
 * names the activity that it answers, so that only the tab that sent that one opens it.
 */
export type ChatEvent =
  | LastingEvent
  | {readonly type: 'hello'; readonly log: string}
  | {readonly type: 'ready'; readonly running: readonly string[]}
  | {readonly type: 'done'; readonly id: string}
  | {readonly type: 'form'; readonly id: string; readonly form: Form}

/** What the page posts; `id` is a UUID, the same one when it tries again. */
export type Post =
  | {readonly id: string; readonly kind: 'message'; readonly text: string}
  | {readonly id: string; readonly kind: 'command'; readonly name: string; readonly text: string}
  | {
      readonly id: string
      readonly kind: 'press'
      readonly action: string
      /** The button's value; for feedback `up:` or `down:` and the block's value. */
      readonly value: string
      /** The id of the message whose button was pressed. */
      readonly message: string
    }
  | {
      readonly id: string
      readonly kind: 'submission'
      /** The form's action and value. */
      readonly action: string
      readonly value: string
      /** What stands in each field, by its id. */
      readonly values: Readonly<Record<string, string>>
    }

/** What every post may tell of the browser besides: its IANA time zone, in which the visitor reads clocks. */
export interface Surroundings {
  readonly zone: string
}

/** The answer to a post that was taken: the log that it went to. */
export interface Taken {
  readonly log: string
}

/** A question to offer while somebody types: what is shown, and what is asked when it is chosen. */
export interface Suggestion {
  readonly label: string
  readonly ask: string
}
