// The conversations that the process keeps: the least recently used goes first.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Person} from '../../src/chat/conversation.ts'
import {WebConversation} from './web-conversation.ts'

/** How many conversations are kept; the one that was used least recently goes first. */
const keptConversations = 500

/** All conversations of the process. */
export class Conversations {
  readonly #kept = new Map<string, WebConversation>()
  readonly #newId: () => string

  /** @param newId makes the names of logs */
  constructor(newId: () => string) {
    this.#newId = newId
  }

  /** The visitor's conversation, a new one where none is kept; it counts as just used. */
  of(visitor: Person): WebConversation {
    const conversation = this.#kept.get(visitor.id) ?? new WebConversation(visitor, this.#newId)
    this.#kept.delete(visitor.id)
    this.#kept.set(visitor.id, conversation)
    if (this.#kept.size > keptConversations) this.#dropOne()
    return conversation
  }

  /** The conversation of a visitor where one is kept. */
  find(visitor: Person): WebConversation | undefined {
    return this.#kept.get(visitor.id)
  }

  // Nobody loses a conversation that is on a screen while there is one that is not.
  #dropOne(): void {
    const oldest = [...this.#kept.values()].slice(0, -1)
    const dropped = oldest.find(conversation => conversation.watchers === 0) ?? oldest[0]
    if (dropped === undefined) return
    this.#kept.delete(dropped.visitor.id)
    dropped.end()
  }
}
