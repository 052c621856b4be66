// Hand-overs: questions that went to a person, from the sending until they are resolved.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation, MessageRef, Person} from '../chat/conversation.ts'
import type {Keep} from '../keep.ts'
import {dayOf, usualKeep} from '../keep.ts'
import type {Keeper} from '../keeper.ts'
import type {Language} from '../knowledge/passage.ts'
import type {RetentionRule} from '../retention.ts'
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
  /** The day in UTC of the last change; undefined in records of versions that did not note it. */
  readonly day?: string
}

/** The most that is kept of what was said: enough for a draft, bounded for the store. */
const mostSaid = 50

/** Keeps hand-overs, and finds them by the thread in which people reply. */
export class HandOverBook {
  readonly #store: Store
  readonly #now: () => number
  readonly #keptMs: number

  /**
   * @param store where they are kept
   * @param now milliseconds since 1970
   * @param keep for how long
   */
  constructor(store: Store, now: () => number, keep: Keep = usualKeep) {
    this.#store = store
    this.#now = now
    this.#keptMs = keep['hand-overs']
  }

  /** Keeps a new hand-over. */
  async open(handedOver: HandedOver): Promise<void> {
    const {conversation, id} = handedOver.ownerAt
    const dated = {...handedOver, day: dayOf(this.#now())}
    await this.#store.put(keyOf(handedOver.asker, handedOver.id), dated, this.#keptMs)
    await this.#store.put(threadKey(conversation, id), handedOver.id, this.#keptMs)
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
    const first = await this.#store.create(resolvedKey(asker, id), true, this.#keptMs)
    if (first) await this.#change(asker, id, old => ({...old, state: 'resolved'}))
    return first
  }

  /** Who keeps what people handed over. */
  get keeper(): Keeper {
    return {
      thing: 'hand-overs',
      of: async person => this.#where(person, ({asker}) => asker.id === person.id),
      forget: async person => this.#delete(await this.#where(person, ({asker}) => asker.id === person.id)),
    }
  }

  /** Those that were kept under a longer period. */
  get rule(): RetentionRule {
    const isOlder = (before: number) => (each: HandedOver) => each.day !== undefined && each.day < dayOf(before)
    return {kind: 'hand-overs', sweep: async before => this.#delete(await this.#where(undefined, isOlder(before)))}
  }

  async #where(tenant: Tenant | undefined, holds: (each: HandedOver) => boolean): Promise<HandedOver[]> {
    const found: HandedOver[] = []
    const prefix = tenant ? storePrefix('hand-over', tenant.platform, tenant.tenant) : storePrefix('hand-over')
    for await (const [, each] of this.#store.list<HandedOver>(prefix)) if (holds(each)) found.push(each)
    return found
  }

  /** @returns how many there were */
  async #delete(all: readonly HandedOver[]): Promise<number> {
    for (const {asker, id, ownerAt} of all) {
      await this.#store.delete(threadKey(ownerAt.conversation, ownerAt.id))
      await this.#store.delete(resolvedKey(asker, id))
      await this.#store.delete(keyOf(asker, id))
    }
    return all.length
  }

  async #change(tenant: Tenant, id: string, change: (old: HandedOver) => HandedOver): Promise<void> {
    const old = await this.get(tenant, id)
    if (!old) return
    const day = dayOf(this.#now())
    await this.#store.update<HandedOver>(keyOf(tenant, id), current => ({...change(current ?? old), day}), this.#keptMs)
    // What leads from the thread to the record has to last as long as the record.
    const {conversation, id: thread} = old.ownerAt
    await this.#store.put(threadKey(conversation, thread), id, this.#keptMs)
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
