// Drives the web chat for the contract of a platform: over HTTP and its event stream, as the page does.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import {HttpServer} from '../../../adapters/web/http-server.ts'
import {WebPlatform} from '../../../adapters/web/web-platform.ts'
import type {ChatEvent, LastingEvent, Post} from '../../../adapters/web/wire.ts'
import type {Form} from '../../../src/chat/form.ts'
import type {Driver, Seen, SeenForm, Visitor} from '../../contracts/driver.ts'
import {seenCard, seenForm, valuesOf} from '../../contracts/driver.ts'
import {startCounselor} from '../../contracts/probe.ts'
import {buttonsOf} from '../../doubles/card-parts.ts'
import {recordingLog} from '../../doubles/recording-log.ts'
import type {Watching} from './web-client.ts'
import {message, post, watch} from './web-client.ts'

/** A web chat on a free port with the counselor behind it. */
export async function webDriver(): Promise<Driver> {
  const {log} = recordingLog(Date.now)
  const server = new HttpServer({log, ready: () => true})
  const platform = new WebPlatform({server, suggest: () => [], log, now: Date.now, newId: randomUUID})
  const counselor = await startCounselor(platform)
  const port = await server.listen({host: '127.0.0.1', port: 0, orNext: false})
  const alone = async () => {
    const stream = await watch(port)
    await stream.until('done')
    return new WebVisitor(port, stream)
  }
  const close = async () => {
    await counselor.stop()
    await server.close()
  }
  return {paper: false, solitary: true, alone, together: async () => [await alone(), await alone()], close}
}

type Shown = Exclude<LastingEvent, {type: 'said'}>

class WebVisitor implements Visitor {
  readonly #port: number
  readonly #stream: Watching
  readonly #headers: Readonly<Record<string, string>>
  #form: Form | undefined

  constructor(port: number, stream: Watching) {
    this.#port = port
    this.#stream = stream
    this.#headers = {cookie: stream.cookie ?? ''}
  }

  say(text: string): Promise<void> {
    return this.#post(message(text))
  }

  async sayTwice(text: string): Promise<void> {
    const same = message(text)
    await this.#post(same)
    await this.#post(same)
  }

  async press(label: string): Promise<void> {
    for (const {id, card} of (await this.#shown()).reverse()) {
      const button = buttonsOf(card).find(each => each.label === label)
      if (button === undefined) continue
      const {action, value} = button
      return this.#post({id: randomUUID(), kind: 'press', action, value, message: id})
    }
    throw new Error(`no button "${label}"`)
  }

  async sees(): Promise<readonly Seen[]> {
    return (await this.#shown()).map(({card}) => seenCard(card))
  }

  form(): SeenForm | undefined {
    return this.#form && seenForm(this.#form)
  }

  async submit(typed: Readonly<Record<string, string>>): Promise<void> {
    const form = this.#form
    if (form === undefined) throw new Error('no form is open')
    this.#form = undefined
    const {action, value} = form
    await this.#post({id: randomUUID(), kind: 'submission', action, value, values: valuesOf(form, typed)})
  }

  // What a second tab is told: the messages with their latest cards.
  async #shown(): Promise<Shown[]> {
    const tab = await watch(this.#port, this.#headers)
    const events = await tab.until('ready')
    tab.close()
    await tab.ended
    return events.filter(isShown)
  }

  async #post(body: Post): Promise<void> {
    const {status, body: told} = await post(this.#port, body, this.#headers)
    if (status !== 202) throw new Error(`${status} ${told}`)
    for (const event of await this.#stream.until('done')) if (event.type === 'form') this.#form = event.form
  }
}

function isShown(event: ChatEvent): event is Shown {
  return event.type === 'message' || event.type === 'update' || event.type === 'whisper'
}
