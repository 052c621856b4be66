// Secrets at rest: AES-256-GCM with keys that can be exchanged one after the other.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createCipheriv, createDecipheriv, createHash, randomBytes} from 'node:crypto'
import {CounselorError} from '../../src/errors.ts'

/** A secret as it is stored; all parts but the key's name are base64. */
export interface Sealed {
  /** Names the key, and tells nothing about it: the beginning of its SHA-256. */
  readonly key: string
  readonly iv: string
  readonly tag: string
  readonly data: string
}

const cipherName = 'aes-256-gcm'

/** Bytes of a nonce; the size that GCM is made for (NIST SP 800-38D, section 5.2.1.1). */
const nonceBytes = 12

/** Seals with its first key and opens with any. */
export class SecretBox {
  readonly #keys: ReadonlyMap<string, Buffer>
  readonly #first: string

  /** @param keys 32 bytes each, base64; the first one seals, the others are still read */
  constructor(keys: readonly string[]) {
    const named = keys.map(key => Buffer.from(key, 'base64')).map(key => [nameOf(key), key] as const)
    const [first] = named
    if (!first || named.some(([, key]) => key.length !== 32)) {
      throw new CounselorError('config-invalid', 'ENCRYPTION_KEY takes keys of 32 bytes, base64.')
    }
    this.#keys = new Map(named)
    this.#first = first[0]
  }

  /**
   * Seals a text.
   * @param place where it will be stored: it opens only with the same words, so that nobody can move it elsewhere
   */
  seal(text: string, place: string): Sealed {
    const iv = randomBytes(nonceBytes)
    const cipher = createCipheriv(cipherName, this.#key(this.#first), iv).setAAD(Buffer.from(place))
    const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
    return {
      key: this.#first,
      iv: iv.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
      data: data.toString('base64'),
    }
  }

  /**
   * Opens what was sealed.
   * @throws CounselorError `secret-unreadable` where no key fits, or the record was changed or moved
   */
  open({key, iv, tag, data}: Sealed, place: string): string {
    const decipher = createDecipheriv(cipherName, this.#key(key), Buffer.from(iv, 'base64'), {authTagLength: 16})
    try {
      decipher.setAAD(Buffer.from(place)).setAuthTag(Buffer.from(tag, 'base64'))
      return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8')
    } catch (cause) {
      throw new CounselorError('secret-unreadable', 'A stored secret was changed, or moved from another record.', cause)
    }
  }

  /** True where a secret was sealed with the key that seals now. */
  isCurrent({key}: Sealed): boolean {
    return key === this.#first
  }

  #key(name: string): Buffer {
    const key = this.#keys.get(name)
    if (key) return key
    const known = [...this.#keys.keys()].join(', ')
    throw new CounselorError(
      'secret-unreadable',
      `A stored secret was encrypted with the key ${name}; ENCRYPTION_KEY holds ${known}.`,
    )
  }
}

function nameOf(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8)
}
