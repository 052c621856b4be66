// The seal of a wave: random secrets under which people are named and records are sealed, until they are erased.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createCipheriv, createDecipheriv, createHmac, randomBytes} from 'node:crypto'
import type {Store} from '../store.ts'
import {storeKey} from '../store.ts'
import type {Tenant} from './wave.ts'

/** What is answered under seal: a wave of a pulse, or the results of a quarter. */
export interface Ballot extends Tenant {
  /** Names it among all of its tenant. */
  readonly id: string
}

/** A wave has a secret for its answers, which goes first, and one for who is invited. */
export type SealOf = 'answers' | 'people'

/** The keys that come of a secret. */
export interface SealKeys {
  readonly naming: Buffer
  readonly sealing: Buffer
}

/** Every record is as long as a multiple of this, in bytes, so that its length tells little. */
const stride = 512

/**
 * Makes, reads and erases secrets. Each lies in two halves in two places: engines may leave a copy of a record in a
 * page that was split, and one half is of no use.
 */
export class Seals {
  readonly #store: Store

  /** @param store where they are kept */
  constructor(store: Store) {
    this.#store = store
  }

  /** The keys of a wave, made where there are none yet. */
  async begin(wave: Ballot, of: SealOf): Promise<SealKeys> {
    for (const key of halves(wave, of)) await this.#store.create(key, randomBytes(32).toString('base64'))
    const keys = await this.keys(wave, of)
    if (!keys) throw new Error('the secret of a wave was erased while it was made')
    return keys
  }

  /** The keys of a wave; undefined before they were made, and once they have been erased. */
  async keys(wave: Ballot, of: SealOf): Promise<SealKeys | undefined> {
    const parts: string[] = []
    for (const key of halves(wave, of)) {
      const half = await this.#store.get<string>(key)
      if (half === undefined) return undefined
      parts.push(half)
    }
    const secret = parts.join('.')
    return {naming: derived(secret, 'naming'), sealing: derived(secret, 'sealing')}
  }

  /**
   * Deletes a secret; what was sealed with it is of no use any more. The erasure of those records, which follows, clears
   * the engine's own files of both.
   */
  async delete(wave: Ballot, of: SealOf): Promise<void> {
    for (const key of halves(wave, of)) await this.#store.delete(key)
  }
}

/** The name of somebody or something in this wave: the same each time, and nothing to anybody without the secret. */
export function nameIn({naming}: SealKeys, ...what: readonly string[]): string {
  return createHmac('sha256', naming).update(JSON.stringify(what)).digest('base64url')
}

/**
 * A value that only the secret opens (AES-256-GCM).
 * @param key the key of its record: it is part of the seal, so that no record can be put in the place of another
 */
export function sealed({sealing}: SealKeys, key: string, value: unknown): string {
  const json = Buffer.from(JSON.stringify(value))
  const length = Math.ceil((json.length + 1) / stride) * stride
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealing, nonce).setAAD(Buffer.from(key))
  const parts = [cipher.update(Buffer.concat([json, Buffer.alloc(length - json.length, ' ')])), cipher.final()]
  return Buffer.concat([nonce, cipher.getAuthTag(), ...parts]).toString('base64')
}

/** What {@link sealed} sealed; undefined for anything else, which then counts for nothing. */
export function unsealed<T>({sealing}: SealKeys, key: string, record: string): T | undefined {
  try {
    const bytes = Buffer.from(record, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', sealing, bytes.subarray(0, 12), {authTagLength: 16})
    decipher.setAAD(Buffer.from(key)).setAuthTag(bytes.subarray(12, 28))
    const json = decipher.update(bytes.subarray(28))
    // It throws where the seal is broken; of this cipher all that was sealed has come by then.
    decipher.final()
    return JSON.parse(json.toString()) as T
  } catch {
    return undefined
  }
}

function halves({platform, tenant, id}: Ballot, of: SealOf): readonly [string, string] {
  return [storeKey('pulse-half', platform, tenant, id, of), storeKey('pulse-other-half', platform, tenant, id, of)]
}

function derived(secret: string, purpose: string): Buffer {
  return createHmac('sha256', secret).update(purpose).digest()
}
