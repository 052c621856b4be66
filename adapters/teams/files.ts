// Files in Teams: offered to a person in private, and uploaded to their own storage once they accept.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import type {File} from '../../src/chat/card.ts'
import type {Conversation} from '../../src/chat/conversation.ts'
import type {Store} from '../../src/store.ts'
import {storeKey} from '../../src/store.ts'
import {callMs} from './bot-framework.ts'
import type {Payload} from './payload.ts'
import {partOf, textOf} from './payload.ts'

/** How long a file waits to be accepted, in milliseconds. */
const offeredMs = 86_400_000

const descriptions = {'text/csv': 'CSV', 'text/markdown': 'Markdown', 'application/json': 'JSON'} as const

/** Offers files, and hands over those that are accepted (learn.microsoft.com, "Send and receive files from a bot"). */
export class Files {
  readonly #store: Store
  readonly #plainHttp: boolean

  /**
   * @param store keeps files until they are accepted
   * @param plainHttp true where storage may be on this machine, as in tests
   */
  constructor(store: Store, plainHttp: boolean) {
    this.#store = store
    this.#plainHttp = plainHttp
  }

  /** The activity that offers a file. */
  async offer({tenant, id}: Conversation, {name, text, type}: File): Promise<Payload> {
    const offer = randomUUID()
    await this.#store.put(storeKey('teams-file', tenant, id, offer), {name, text}, offeredMs)
    const content = {
      description: descriptions[type],
      sizeInBytes: Buffer.byteLength(text),
      acceptContext: {offer},
      declineContext: {offer},
    }
    return {
      summary: name,
      attachments: [{contentType: 'application/vnd.microsoft.teams.card.file.consent', name, content}],
    }
  }

  /**
   * Does what a person decided about an offer.
   * @param value that of the `fileConsent/invoke`
   * @returns the activity that shows the file; undefined where it was declined or is no longer offered
   */
  async decided({tenant, id}: Conversation, value: Payload): Promise<Payload | undefined> {
    const key = storeKey('teams-file', tenant, id, textOf(partOf(value, 'context'), 'offer') ?? '')
    const file = await this.#store.get<Pick<File, 'name' | 'text'>>(key)
    if (!file) return undefined
    if (value['action'] === 'accept') {
      const upload = partOf(value, 'uploadInfo')
      await this.#upload(textOf(upload, 'uploadUrl') ?? '', file.text)
      await this.#store.delete(key)
      return shown(file.name, upload)
    }
    await this.#store.delete(key)
    return undefined
  }

  async #upload(address: string, text: string): Promise<void> {
    const {protocol} = new URL(address)
    if (protocol !== 'https:' && !(this.#plainHttp && protocol === 'http:')) throw new Error('no address for an upload')
    const bytes = Buffer.from(text)
    const answer = await fetch(address, {
      method: 'PUT',
      redirect: 'error',
      body: bytes,
      headers: {
        'content-type': 'application/octet-stream',
        'content-range': `bytes 0-${bytes.length - 1}/${bytes.length}`,
      },
      signal: AbortSignal.timeout(callMs),
    })
    if (!answer.ok) throw new Error('the upload of a file was refused')
  }
}

function shown(name: string, upload: Payload): Payload {
  const content = {uniqueId: textOf(upload, 'uniqueId'), fileType: textOf(upload, 'fileType')}
  const contentUrl = textOf(upload, 'contentUrl')
  return {
    summary: name,
    attachments: [{contentType: 'application/vnd.microsoft.teams.card.file.info', contentUrl, name, content}],
  }
}
