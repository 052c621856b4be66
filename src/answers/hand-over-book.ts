// Hand-overs: questions that went to a person, from the sending until they are resolved.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation, MessageRef, Person} from '../chat/conversation.ts'
import type {Language} from '../knowledge/passage.ts'
import type {Store} from '../store.ts'
import {storeKey, storePrefix} from '../store.ts'
import type {Tenant} from './feedback.ts'

/** One thing that was said about a handed-over question. */
export interface Said {
  readonly side: 'asker' | 'owner'
  readonly text: string
}

/** A question that went to the desk of a role. */
export interface HandedOver {
  readonly id: string
  readonly question: string
  readonly language: Language
  readonly role: string
  readonly asker: Person
  /** The private conversation with the asker. */
  readonly askerAt: Conversation
  /** The message at the desk; replies in its thread go back to the asker. */
  readonly ownerAt: MessageRef
  readonly state: 'open' | 'resolved'
  /** What was said since, oldest first. */
  readonly said: readonly Said[]
}

/** How long a hand-over is kept, in milliseconds. */
export const handOverKept = 90 * 86_400_000

/** The most that is kept of what was said: enough for a draft, bounded for the store. */
const mostSaid = 50

/** Keeps hand-overs, and finds them by the thread in which people reply. */
export class HandOverBook {
  readonly #store: Store

  /** @param store where they are kept */
  constructor(store: Store) {
    this.#store = store
  }

  /** Keeps a new hand-over. */
  async open(handedOver: HandedOver): Promise<void> {
    const {conversation, id} = handedOver.ownerAt
    await this.#store.put(keyOf(handedOver.asker, handedOver.id), handedOver, handOverKept)
    await this.#store.put(threadKey(conversation, id), handedOver.id, handOverKept)
  }

  /** A hand-over by its id. */
  get(tenant: Tenant, id: string): Promise<HandedOver | undefined> {
    return this.#store.get<HandedOver>(keyOf(tenant, id))
  }

  /** The hand-over whose thread a conversation is; undefined for every other conversation. */
  async inThread(conversation: Conversation): Promise<HandedOver | undefined> {
    if (conversation.thread === undefined) return undefined
    const id = await this.#store.get<string>(threadKey(conversation, conversation.thread))
    return id === undefined ? undefined : this.get(conversation, id)
  }

  /** Notes what was said; the newest {@link mostSaid} are kept. */
  async say({asker, id}: HandedOver, said: Said): Promise<void> {
    await this.#change(asker, id, old => ({...old, said: [...old.said, said].slice(-mostSaid)}))
  }

  /**
   * Closes a hand-over.
   * @returns true for exactly one of those who close it at once
   */
  async resolve({asker, id}: HandedOver): Promise<boolean> {
    const first = await this.#store.create(resolvedKey(asker, id), true, handOverKept)
    if (first) await this.#change(asker, id, old => ({...old, state: 'resolved'}))
    return first
  }

  /**
   * Deletes all hand-overs of a person.
   * @returns how many there were
   */
  async forget(person: Person): Promise<number> {
    let count = 0
    const prefix = storePrefix('hand-over', person.platform, person.tenant)
    for await (const [key, handedOver] of this.#store.list<HandedOver>(prefix)) {
      if (handedOver.asker.id !== person.id) continue
      await this.#store.delete(threadKey(handedOver.ownerAt.conversation, handedOver.ownerAt.id))
      await this.#store.delete(resolvedKey(person, handedOver.id))
      await this.#store.delete(key)
      count++
    }
    return count
  }

  async #change(tenant: Tenant, id: string, change: (old: HandedOver) => HandedOver): Promise<void> {
    const old = await this.get(tenant, id)
    if (!old) return
    await this.#store.update<HandedOver>(keyOf(tenant, id), current => change(current ?? old), handOverKept)
    // What leads from the thread to the record has to last as long as the record.
    const {conversation, id: thread} = old.ownerAt
    await this.#store.put(threadKey(conversation, thread), id, handOverKept)
  }
}

function keyOf({platform, tenant}: Tenant, id: string): string {
  return storeKey('hand-over', platform, tenant, id)
}

function resolvedKey({platform, tenant}: Tenant, id: string): string {
  return storeKey('hand-over-resolved', platform, tenant, id)
}

function threadKey({platform, tenant, id}: Conversation, thread: string): string {
  return storeKey('hand-over-at', platform, tenant, id, thread)
}
