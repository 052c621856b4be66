// Mailing: brings messages of a wave to everybody who is invited, each once, also when a process dies half way.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Card} from '../chat/card.ts'
import type {Conversation} from '../chat/conversation.ts'
import type {Platform} from '../chat/platform.ts'
import {CounselorError} from '../errors.ts'
import type {Log} from '../log.ts'
import {errorFacts} from '../log.ts'
import type {Store} from '../store.ts'
import {storeKey, storePrefix} from '../store.ts'
import {personOf, platformOf} from './audience.ts'
import type {Wave} from './wave.ts'
import type {Seals} from './wave-seal.ts'
import {nameIn} from './wave-seal.ts'

/** What it works with. */
export interface MailingParts {
  readonly store: Store
  readonly seals: Seals
  readonly platforms: readonly Platform[]
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** What is sent to one place: `kind` tells it from all else that the wave sends there. */
export interface Letter {
  readonly wave: Wave
  readonly kind: 'invitation' | 'reminder' | 'results' | 'running' | 'next' | 'ask' | 'trouble'
  readonly card: Card
}

interface Posting {
  /** When it was first tried. */
  readonly since: number
  /** How often it has failed. */
  readonly failures: number
  /** Undefined while it is to be tried again. */
  readonly sent?: boolean
}

/** How many are under way at once; the pace is the platform's. */
const lanes = 8

/** After so many failures somebody counts as out of reach, so that one account never holds up a whole wave. */
const mostFailures = 5

/** Reasons for which trying again is of no use. */
const hopeless: readonly string[] = ['place-closed', 'delivery-unsure', 'delivery-unknowable']

/** Sends, and remembers what was sent, until the wave is over. */
export class Mailing {
  readonly #parts: MailingParts

  /** @param parts what it works with */
  constructor(parts: MailingParts) {
    this.#parts = parts
  }

  /**
   * Sends to a channel.
   * @returns false where we can no longer write there
   * @throws the platform's error where it may go out another time
   */
  async toChannel(channel: Conversation, letter: Letter): Promise<boolean> {
    return this.#once(`channel ${channel.id}`, letter, async () => channel)
  }

  /**
   * Sends to a person in private.
   * @returns false where the person cannot be reached
   * @throws as {@link Mailing.toChannel}
   */
  toPerson(id: string, letter: Letter): Promise<boolean> {
    const platform = platformOf(this.#parts.platforms, letter.wave)
    return this.#once(`person ${id}`, letter, async () => platform?.place(personOf(letter.wave, id)))
  }

  /**
   * Sends to all of these people in private. One that fails does not keep the others from theirs.
   * @throws the first error, when all others have been tried: then it is to be done again
   */
  async toAll(people: AsyncIterable<string>, letter: Letter): Promise<void> {
    const running = new Set<Promise<void>>()
    const failures: unknown[] = []
    for await (const id of people) {
      const sending = this.toPerson(id, letter)
        .then(() => {})
        .catch((error: unknown) => void failures.push(error))
        .finally(() => running.delete(sending))
      running.add(sending)
      if (running.size >= lanes) await Promise.race(running)
    }
    await Promise.all(running)
    if (failures.length > 0) throw failures[0]
  }

  /** Forgets to whom what was sent, and the secret of the names. */
  async forget(wave: Wave): Promise<void> {
    const {platform, tenant, id} = wave
    await this.#parts.seals.delete(wave, 'people')
    await this.#parts.store.erase(storePrefix('pulse-sent', platform, tenant, id))
  }

  async #once(whom: string, letter: Letter, where: () => Promise<Conversation | undefined>): Promise<boolean> {
    const {store, seals, now} = this.#parts
    const {wave, kind} = letter
    const keys = await seals.begin(wave, 'people')
    const key = storeKey('pulse-sent', wave.platform, wave.tenant, wave.id, nameIn(keys, kind, whom))
    const first: Posting = {since: now(), failures: 0}
    const earlier = (await store.create(key, first)) ? undefined : await store.get<Posting>(key)
    if (earlier?.sent !== undefined) return earlier.sent
    const posting = earlier ?? first
    try {
      const sent = await this.#send(letter, where, earlier?.since)
      await store.put<Posting>(key, {...posting, sent})
      return sent
    } catch (error) {
      const failures = posting.failures + 1
      const over = failures >= mostFailures
      await store.put<Posting>(key, {...posting, failures, ...(over ? {sent: false} : {})})
      if (!over) throw error
      this.#parts.log.warn('a message of a pulse is given up', {...errorFacts(error), kind})
      return false
    }
  }

  async #send(
    {wave, kind, card}: Letter,
    where: () => Promise<Conversation | undefined>,
    since: number | undefined,
  ): Promise<boolean> {
    try {
      const to = await where()
      const platform = platformOf(this.#parts.platforms, wave)
      if (!to || !platform) return false
      await platform.send(to, card, {
        bulk: true,
        mark: `pulse ${wave.id} ${kind}`,
        ...(since === undefined ? {} : {since}),
      })
      return true
    } catch (error) {
      if (!(error instanceof CounselorError) || !hopeless.includes(error.code)) throw error
      this.#parts.log.warn('a message of a pulse was not brought, or not for sure', {...errorFacts(error), kind})
      return false
    }
  }
}
