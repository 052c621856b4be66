// Responses: what people answered while a wave or a quarter is open, sealed, under names that nobody can tell without its secret.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Person} from '../chat/conversation.ts'
import type {Store} from '../store.ts'
import {storeKey, storePrefix} from '../store.ts'
import type {Answer} from './tally.ts'
import type {Ballot, SealKeys, Seals} from './wave-seal.ts'
import {nameIn, sealed, unsealed} from './wave-seal.ts'

/** One record, once opened. */
interface Response {
  /** When the person acted, by the platform's clock: of two, the later one wins, whichever arrives first. */
  readonly at: number
  /** The group that the person is in. */
  readonly group: string
  /** Undefined once it was withdrawn: it stays as a mark, so that a late repetition does not bring the answer back. */
  readonly answer: Answer | undefined
}

/** What became of an answer: `older` where a newer one of the person is there, `closed` where it came too late. */
export type Kept = 'saved' | 'older' | 'closed'

/** Who answers, what, and when. */
export interface Given extends Response {
  readonly person: Person
}

/** Keeps answers without any order, time or life time that could be seen, until they are erased with the secret. */
export class Responses {
  readonly #store: Store
  readonly #seals: Seals

  /**
   * @param store where they are kept
   * @param seals the secrets of the waves
   */
  constructor(store: Store, seals: Seals) {
    this.#store = store
    this.#seals = seals
  }

  /** Makes the secret of a wave, once: without it no answer is taken. */
  async begin(wave: Ballot): Promise<void> {
    await this.#seals.begin(wave, 'answers')
  }

  /** Keeps an answer, or that it was withdrawn. What is kept is durable when the promise resolves. */
  async save(wave: Ballot, {person, at, group, answer}: Given): Promise<Kept> {
    const keys = await this.#keys(wave)
    if (!keys) return 'closed'
    const key = keyOf(wave, keys, person)
    const mine = sealed(keys, key, {at, group, answer} satisfies Response)
    const kept = await this.#store.update<string>(key, old => {
      const before = old === undefined ? undefined : unsealed<Response>(keys, key, old)
      return old !== undefined && before !== undefined && before.at > at ? old : mine
    })
    // The wave may have been erased meanwhile; then nothing may stay behind.
    if (await this.#keys(wave)) return kept === mine ? 'saved' : 'older'
    await this.#store.erase(key)
    return 'closed'
  }

  /** Takes back whatever a person has answered so far, for those who want to be forgotten; true where there was something. */
  async takeBack(wave: Ballot, person: Person, now: number): Promise<boolean> {
    const keys = await this.#keys(wave)
    if (!keys || !(await this.own(wave, person))) return false
    const key = keyOf(wave, keys, person)
    // By whatever clock it was given, it is older than the wish to be forgotten.
    const given = unsealed<Response>(keys, key, (await this.#store.get<string>(key)) ?? '')?.at ?? now
    return (await this.save(wave, {person, group: '', at: Math.max(now, given), answer: undefined})) !== 'closed'
  }

  /** What a person has answered so far; undefined for nothing, and once the wave has been erased. */
  async own(wave: Ballot, person: Person): Promise<Answer | undefined> {
    const keys = await this.#keys(wave)
    if (!keys) return undefined
    const key = keyOf(wave, keys, person)
    const record = await this.#store.get<string>(key)
    return record === undefined ? undefined : unsealed<Response>(keys, key, record)?.answer
  }

  /** Whether as many have answered as anything needs; it looks no further, so nobody learns how many. */
  async enough(wave: Ballot, minimum: number): Promise<boolean> {
    let count = 0
    for await (const _ of this.all(wave)) if (++count >= minimum) return true
    return false
  }

  /** All answers with the groups they belong to, in the order of names that mean nothing. */
  async *all(wave: Ballot): AsyncGenerator<{readonly answer: Answer; readonly group: string}, void, void> {
    const keys = await this.#keys(wave)
    if (!keys) return
    for await (const [key, record] of this.#store.list<string>(prefixOf(wave))) {
      const {answer, group = ''} = unsealed<Response>(keys, key, record) ?? {}
      if (answer) yield {answer, group}
    }
  }

  /** Erases the secret and every answer; it may be done again. */
  async erase(wave: Ballot): Promise<void> {
    await this.#seals.delete(wave, 'answers')
    await this.#store.erase(prefixOf(wave))
  }

  #keys(wave: Ballot): Promise<SealKeys | undefined> {
    return this.#seals.keys(wave, 'answers')
  }
}

function prefixOf({platform, tenant, id}: Ballot): string {
  return storePrefix('pulse-response', platform, tenant, id)
}

function keyOf({platform, tenant, id}: Ballot, keys: SealKeys, person: Person): string {
  return storeKey('pulse-response', platform, tenant, id, nameIn(keys, person.platform, person.tenant, person.id))
}
