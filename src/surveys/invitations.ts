// Invitations: who may answer a wave, and in which group; under seal, without order, until the wave is over.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Person} from '../chat/conversation.ts'
import type {Store} from '../store.ts'
import {storeKey, storePrefix} from '../store.ts'
import type {Wave} from './wave.ts'
import type {Seals} from './wave-seal.ts'
import {nameIn, sealed, unsealed} from './wave-seal.ts'

interface Invited {
  readonly person: string
  readonly group: string
}

/** Keeps invitations. They do not tell who answered. */
export class Invitations {
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

  /**
   * Invites people; each stays in the group of the first time.
   * @param people their ids and groups; the empty one for those in none
   */
  async invite(wave: Wave, people: Iterable<Invited>): Promise<void> {
    const keys = await this.#seals.begin(wave, 'people')
    for (const invited of people) {
      const key = keyOf(wave, nameIn(keys, invited.person))
      await this.#store.create(key, sealed(keys, key, invited))
    }
  }

  /** The group of somebody who is invited; undefined for everybody else, and when the wave is over. */
  async group(wave: Wave, person: Person): Promise<string | undefined> {
    const keys = await this.#seals.keys(wave, 'people')
    if (!keys) return undefined
    const key = keyOf(wave, nameIn(keys, person.id))
    const record = await this.#store.get<string>(key)
    return record === undefined ? undefined : unsealed<Invited>(keys, key, record)?.group
  }

  /** All who are invited, by their ids, in no telling order. */
  async *everybody(wave: Wave): AsyncGenerator<string, void, void> {
    const keys = await this.#seals.keys(wave, 'people')
    if (!keys) return
    for await (const [key, record] of this.#store.list<string>(prefixOf(wave))) {
      const invited = unsealed<Invited>(keys, key, record)
      if (invited) yield invited.person
    }
  }

  /** Forgets who was invited, and the secret of the names. */
  async forget(wave: Wave): Promise<void> {
    await this.#seals.delete(wave, 'people')
    await this.#store.erase(prefixOf(wave))
  }
}

function prefixOf({platform, tenant, id}: Wave): string {
  return storePrefix('pulse-invited', platform, tenant, id)
}

function keyOf({platform, tenant, id}: Wave, name: string): string {
  return storeKey('pulse-invited', platform, tenant, id, name)
}
