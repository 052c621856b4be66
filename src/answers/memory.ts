// Memory: what a conversation was about a moment ago, so that a follow-up is understood.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation, Person} from '../chat/conversation.ts'
import type {Keeper} from '../keeper.ts'
import {recordKeeper} from '../keeper.ts'
import type {Store} from '../store.ts'
import {storeKey, storePrefix} from '../store.ts'
import {masked} from './mask.ts'
import type {Before} from './ranker.ts'

/** How long a conversation is remembered after its last answer, in milliseconds. */
export const remembered = 30 * 60_000

/** Who talks where; what is whispered to one person is no context for the others. */
export interface Talk {
  readonly discreet: boolean
  readonly activity: {readonly conversation: Conversation; readonly from: Person}
}

/** Remembers the last answer of each conversation, a thread being one of its own. */
export class Memory {
  readonly #store: Store

  /** @param store where it is kept */
  constructor(store: Store) {
    this.#store = store
  }

  /** What was talked about last; undefined after {@link remembered}. */
  recall(talk: Talk): Promise<Before | undefined> {
    return this.#store.get<Before>(keyOf(talk))
  }

  /** Remembers what was talked about now; the question is masked as in every other record. */
  remember(talk: Talk, before: Before): Promise<void> {
    return this.#store.put(keyOf(talk), {...before, question: masked(before.question)}, remembered)
  }

  /** Forgets what a person talked about in a conversation, whispers included. */
  async forget({conversation, from}: Talk['activity']): Promise<void> {
    for (const discreet of [true, false]) await this.#store.delete(keyOf({discreet, activity: {conversation, from}}))
  }

  /** Who keeps what was answered so that only one person saw it, wherever that was. */
  get keeper(): Keeper {
    return recordKeeper(this.#store, 'contexts', person => this.#whispered(person))
  }

  async #whispered({platform, tenant, id}: Person): Promise<Map<string, Before>> {
    const found = new Map<string, Before>()
    for await (const [key, before] of this.#store.list<Before>(storePrefix('context', platform, tenant)))
      if (decodeURIComponent(key.slice(key.lastIndexOf(':') + 1)) === id) found.set(key, before)
    return found
  }
}

function keyOf({discreet, activity: {conversation, from}}: Talk): string {
  const {platform, tenant, id, thread} = conversation
  return storeKey('context', platform, tenant, id, thread ?? '', discreet ? from.id : '')
}
