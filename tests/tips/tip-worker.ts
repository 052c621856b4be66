// A process of its own that sends tips from a store that others use too, to our fake of a platform, until it is killed.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {openStore} from '../../adapters/store/open-store.ts'
import type {Conversation, MessageRef} from '../../src/chat/conversation.ts'
import type {Delivery, Platform} from '../../src/chat/platform.ts'
import {CounselorError} from '../../src/errors.ts'
import {Library} from '../../src/knowledge/library.ts'
import {silentLog} from '../../src/log.ts'
import {Agenda} from '../../src/schedule/agenda.ts'
import {Deliveries} from '../../src/schedule/delivery.ts'
import {Scheduler} from '../../src/schedule/scheduler.ts'
import {SendTip} from '../../src/tips/send-tip.ts'
import {Subscriptions} from '../../src/tips/subscriptions.ts'
import type {FastTimeParts} from '../doubles/fast-time.ts'
import {FastTime} from '../doubles/fast-time.ts'

/** What a parent says in the first argument, as JSON. */
export interface TipWork {
  readonly url: string
  /** The folder with the tips. */
  readonly knowledge: string
  readonly time: FastTimeParts
  /** Where our fake of a platform is, whether it can be asked, and who asks. */
  readonly address: string
  readonly canLook: boolean
  readonly worker: string
}

const {url, knowledge, time: parts, address, canLook, worker} = JSON.parse(process.argv[2] ?? '') as TipWork
const time = new FastTime(parts)

async function call(path: string, mark: string): Promise<{readonly status: number; readonly there: boolean}> {
  const body = JSON.stringify({mark, worker})
  const answer = await fetch(`${address}/${path}`, {method: 'POST', body})
  const {there = false} = answer.ok ? ((await answer.json()) as {there?: boolean}) : {}
  return {status: answer.status, there}
}

async function send(to: Conversation, _: unknown, delivery?: Delivery): Promise<MessageRef> {
  const {mark = '', since} = delivery ?? {}
  if (since !== undefined) {
    if (!canLook) throw new CounselorError('delivery-unknowable', 'This platform shows no history.')
    if ((await call('look', mark)).there) return {conversation: to, id: mark}
  }
  const {status} = await call('post', mark)
  if (status === 429) throw new CounselorError('delivery-failed', 'The platform was busy.')
  if (status !== 200) throw new CounselorError('delivery-unsure', `The platform answered ${status}.`)
  return {conversation: to, id: mark}
}

const nothing = async () => {}
const platform: Platform = {
  name: 'counting',
  ...{start: nothing, stop: nothing, update: nothing, whisper: nothing, open: nothing, send},
  place: async () => undefined,
  people: async () => [],
}

const store = time.store(await openStore(url))
const agenda = new Agenda(store)
const {now, timer} = time
const library = await Library.open({own: knowledge, overlays: []})
const job = new SendTip({
  ...{library, platforms: [platform], read: 'read', log: silentLog},
  subscriptions: new Subscriptions(store, agenda, now),
  deliveries: new Deliveries(store, now),
})
new Scheduler({agenda, store, jobs: [job], timer, now, log: silentLog}).start()
process.send?.('ready')
