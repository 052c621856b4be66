// Responses: what people answered while a wave is open, sealed, under names that nobody can tell without its secret.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createCipheriv, createDecipheriv, createHmac, randomBytes} from 'node:crypto'
import type {Person} from '../chat/conversation.ts'
import type {Store} from '../store.ts'
import {storeKey, storePrefix} from '../store.ts'
import type {Answer} from './tally.ts'
import type {Wave} from './wave.ts'

/** One row, once opened. */
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
export interface Given {
  readonly person: Person
  readonly group: string
  readonly at: number
  /** Undefined to withdraw. */
  readonly answer: Answer | undefined
}

/** The keys that come of a wave's secret. */
interface Keys {
  readonly naming: Buffer
  readonly sealing: Buffer
}

/** Every row is as long as a multiple of this, in bytes, so that its length tells little. */
const stride = 512

/**
 * Keeps answers without any order, time or life time that could be seen, until they are erased with the secret. The
 * secret lies in two halves in two places, so that a page of the engine that outlives it is of no use.
 */
export class Responses {
  readonly #store: Store

  /** @param store where they are kept */
  constructor(store: Store) {
    this.#store = store
  }

  /** Makes the secret of a wave, once. */
  async begin(wave: Wave): Promise<void> {
    for (const key of halves(wave)) await this.#store.create(key, randomBytes(32).toString('base64'))
  }

  /** Keeps an answer, or that it was withdrawn. What is kept is durable when the promise resolves. */
  async save(wave: Wave, {person, group, at, answer}: Given): Promise<Kept> {
    const keys = await this.#keys(wave)
    if (!keys) return 'closed'
    const key = rowKey(wave, keys, person)
    const mine = seal(keys, key, {at, group, answer})
    const kept = await this.#store.update<string>(key, old => {
      const before = old === undefined ? undefined : unseal(keys, key, old)
      return old !== undefined && before !== undefined && before.at > at ? old : mine
    })
    // The wave may have been erased meanwhile; then nothing may stay behind.
    if (await this.#keys(wave)) return kept === mine ? 'saved' : 'older'
    await this.#store.erase(key)
    return 'closed'
  }

  /** What a person has answered so far; undefined for nothing, and once the wave has been erased. */
  async own(wave: Wave, person: Person): Promise<Answer | undefined> {
    const keys = await this.#keys(wave)
    if (!keys) return undefined
    const key = rowKey(wave, keys, person)
    const row = await this.#store.get<string>(key)
    return row === undefined ? undefined : unseal(keys, key, row)?.answer
  }

  /** Whether as many have answered as anything needs; it looks no further, so nobody learns how many. */
  async enough(wave: Wave, minimum: number): Promise<boolean> {
    let count = 0
    for await (const response of this.#opened(wave)) {
      if (response.answer && ++count >= minimum) return true
    }
    return false
  }

  /** All answers with the groups they belong to, in the order of names that mean nothing. */
  async *all(wave: Wave): AsyncGenerator<{readonly answer: Answer; readonly group: string}, void, void> {
    for await (const {answer, group} of this.#opened(wave)) if (answer) yield {answer, group}
  }

  /** Erases the secret and every answer; it may be done again. */
  async erase(wave: Wave): Promise<void> {
    for (const key of halves(wave)) await this.#store.delete(key)
    await this.#store.erase(rowPrefix(wave))
  }

  async *#opened(wave: Wave): AsyncGenerator<Response, void, void> {
    const keys = await this.#keys(wave)
    if (!keys) return
    for await (const [key, row] of this.#store.list<string>(rowPrefix(wave))) {
      const response = unseal(keys, key, row)
      if (response) yield response
    }
  }

  async #keys(wave: Wave): Promise<Keys | undefined> {
    const parts: string[] = []
    for (const key of halves(wave)) {
      const half = await this.#store.get<string>(key)
      if (half === undefined) return undefined
      parts.push(half)
    }
    const secret = parts.join('.')
    return {naming: derived(secret, 'naming'), sealing: derived(secret, 'sealing')}
  }
}

function halves({platform, tenant, id}: Wave): readonly [string, string] {
  return [storeKey('pulse-half', platform, tenant, id), storeKey('pulse-other-half', platform, tenant, id)]
}

function rowPrefix({platform, tenant, id}: Wave): string {
  return storePrefix('pulse-response', platform, tenant, id)
}

function rowKey({platform, tenant, id}: Wave, {naming}: Keys, person: Person): string {
  const who = JSON.stringify([person.platform, person.tenant, person.id])
  return storeKey('pulse-response', platform, tenant, id, createHmac('sha256', naming).update(who).digest('base64url'))
}

function derived(secret: string, purpose: string): Buffer {
  return createHmac('sha256', secret).update(purpose).digest()
}

/** AES-256-GCM; the key of the row is part of it, so that a row cannot be put in the place of another. */
function seal({sealing}: Keys, key: string, response: Response): string {
  const json = Buffer.from(JSON.stringify(response))
  const length = Math.ceil((json.length + 1) / stride) * stride
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(key))
  const sealed = [cipher.update(Buffer.concat([json, Buffer.alloc(length - json.length, ' ')])), cipher.final()]
  return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]).toString('base64')
}

/** Undefined for a row that is not of our sealing: it is counted by nobody. */
function unseal({sealing}: Keys, key: string, row: string): Response | undefined {
  try {
    const bytes = Buffer.from(row, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12), {authTagLength: 16})
    decipher.setAAD(Buffer.from(key)).setAuthTag(bytes.subarray(12, 28))
    return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString()) as Response
  } catch {
    return undefined
  }
}
