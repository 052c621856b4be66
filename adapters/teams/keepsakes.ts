// What is kept of messages that were sent: whose thumbs Teams draws below them, and by which mark they are found again.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Feedback} from '../../src/chat/card.ts'
import type {Conversation} from '../../src/chat/conversation.ts'
import type {Log} from '../../src/log.ts'
import {errorFacts} from '../../src/log.ts'
import type {Store} from '../../src/store.ts'
import {storeKey} from '../../src/store.ts'

/** What a thumb stands for. */
export type Thumbs = Pick<Feedback, 'action' | 'value'>

/** How long both are kept, in milliseconds: as long as an answer can be rated. */
const keptMs = 30 * 86_400_000

/** Keeps what a message does not carry itself. What cannot be kept is logged: the message has gone out. */
export class Keepsakes {
  readonly #store: Store
  readonly #log: Log

  /**
   * @param store where they are kept
   * @param log where it is told that they could not be
   */
  constructor(store: Store, log: Log) {
    this.#store = store
    this.#log = log
  }

  /** Keeps what the thumbs below a message stand for: a press on them tells the message only. */
  keepThumbs(at: Conversation, message: string, {action, value}: Thumbs): Promise<void> {
    return this.#keep(storeKey('teams-thumbs', at.tenant, at.id, message), {action, value})
  }

  /** What the thumbs below a message stand for. */
  thumbs(at: Conversation, message: string): Promise<Thumbs | undefined> {
    return this.#store.get<Thumbs>(storeKey('teams-thumbs', at.tenant, at.id, message))
  }

  /** Keeps which message bears a mark. */
  keepMark(at: Conversation, mark: string, message: string): Promise<void> {
    return this.#keep(storeKey('teams-mark', at.tenant, at.id, mark), message)
  }

  /** The message that bears a mark. */
  marked(at: Conversation, mark: string): Promise<string | undefined> {
    return this.#store.get<string>(storeKey('teams-mark', at.tenant, at.id, mark))
  }

  async #keep(key: string, value: Thumbs | string): Promise<void> {
    try {
      await this.#store.put(key, value, keptMs)
    } catch (error) {
      this.#log.warn('what belongs to a message could not be kept', errorFacts(error))
    }
  }
}
