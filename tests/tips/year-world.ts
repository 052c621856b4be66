// A year of tips on a simulated clock: processes that are killed at any moment, a store that goes away, a platform that counts.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation} from '../../src/chat/conversation.ts'
import type {Delivery, Platform} from '../../src/chat/platform.ts'
import {CounselorError} from '../../src/errors.ts'
import type {Library} from '../../src/knowledge/library.ts'
import {silentLog} from '../../src/log.ts'
import {Agenda} from '../../src/schedule/agenda.ts'
import {Deliveries} from '../../src/schedule/delivery.ts'
import {neverQuiet} from '../../src/schedule/quiet.ts'
import {Scheduler} from '../../src/schedule/scheduler.ts'
import type {Rhythm} from '../../src/schedule/slots.ts'
import type {Store} from '../../src/store.ts'
import {SendTip} from '../../src/tips/send-tip.ts'
import type {Subscription} from '../../src/tips/subscriptions.ts'
import {Subscriptions} from '../../src/tips/subscriptions.ts'
import {QuickStore} from '../doubles/quick-store.ts'
import {VirtualTime} from '../doubles/virtual-time.ts'

/** How a year goes. */
export interface YearOptions {
  readonly library: Library
  readonly subscriptions: number
  readonly kills: number
  /** How often the store is away, for half a minute to two hours. */
  readonly outages: number
  /** How often somebody sets the clock of the processes, by up to an hour to either side of the right time. */
  readonly jumps: number
  /** False for a platform that cannot look for a message. */
  readonly canLook: boolean
  readonly days: number
  /** Draws everything that happens. */
  readonly seed: number
}

/** How a year went. */
export interface Year {
  readonly slots: number
  /** Slots whose tip came twice or more. */
  readonly doubled: number
  /** Slots without a row in the ledger, or with one that is not final. */
  readonly unaccounted: number
  /** Rows that say `sent` without a post, or `late` with one. */
  readonly wrong: number
  readonly sent: number
  /** By reason. */
  readonly skipped: Readonly<Record<string, number>>
  readonly kills: number
  readonly outages: number
}

const start = Date.UTC(2026, 0, 1)
const day = 86_400_000
const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'] as const

/** One process: from the moment it is killed, nothing that it began goes on. */
interface Process {
  dead: boolean
  readonly scheduler: Scheduler
}

/** Runs a year. */
export async function liveAYear(options: YearOptions): Promise<Year> {
  return new YearWorld(options).live()
}

class YearWorld {
  readonly #options: YearOptions
  readonly #time = new VirtualTime(start)
  readonly #store = new QuickStore(this.#time.now, 'ledger')
  readonly #log = silentLog
  readonly #random: () => number
  readonly #posts = new Map<string, number>()
  readonly #outages: readonly (readonly [from: number, to: number])[]
  readonly #kills: number[]
  readonly #jumps: readonly (readonly [from: number, wrongBy: number])[]
  #processes: Process[] = []
  #killed = 0
  #hit = new Set<number>()

  constructor(options: YearOptions) {
    this.#options = options
    this.#random = randomOf(options.seed)
    const moment = () => start + this.#random() * options.days * day
    this.#outages = Array.from({length: options.outages}, () => {
      const from = moment()
      return [from, from + 30_000 + this.#random() ** 3 * 2 * 3_600_000] as const
    })
    this.#jumps = Array.from({length: options.jumps}, () => {
      return [moment(), Math.round((this.#random() - 0.5) * 2 * 3_600_000)] as const
    }).sort(([a], [b]) => b - a)
    this.#kills = Array.from({length: options.kills}, moment).sort((a, b) => a - b)
  }

  /** The clock of the processes, right or wrong. */
  readonly #clock = (): number => {
    const now = this.#time.now()
    return now + (this.#jumps.find(([from]) => from <= now)?.[1] ?? 0)
  }

  async live(): Promise<Year> {
    const agenda = new Agenda(this.#store)
    const book = new Subscriptions(this.#store, agenda, this.#time.now)
    const all = Array.from({length: this.#options.subscriptions}, (_, i) => this.#subscription(i))
    for (const each of all) await book.add(each)
    this.#processes = [this.#process(), this.#process(), this.#process()]
    const end = start + this.#options.days * day
    for (let next = await agenda.next(); next !== undefined && next < end; next = await agenda.next()) {
      // What is due and does not go on waits for a lease, or for the store.
      const now = this.#clock()
      await this.#time.pass(Math.max(next - now, next <= now ? 60_000 : 0))
      await this.#tick()
    }
    return this.#account(all, book, end)
  }

  async #tick(): Promise<void> {
    this.#processes = this.#processes.map(each => (each.dead ? this.#process() : each))
    for (const {scheduler} of this.#processes) scheduler.tick().catch(() => {})
    // Nothing but promises is under way, so all runs to its end, or to where it was killed, before the next immediate.
    await new Promise(resolve => setImmediate(resolve))
  }

  #process(): Process {
    const process = {dead: false}
    const store = this.#reached(process)
    const agenda = new Agenda(store)
    const now = this.#clock
    const subscriptions = new Subscriptions(store, agenda, now)
    const deliveries = new Deliveries(store, now)
    const platforms = [this.#platform(process)]
    const {library} = this.#options
    const job = new SendTip({library, subscriptions, deliveries, platforms, read: 'read', log: this.#log})
    const scheduler = new Scheduler({agenda, store, jobs: [job], timer: this.#time, now, log: this.#log})
    return Object.assign(process, {scheduler})
  }

  /** One step of a process: it may be killed before it has an effect, or after that and before it hears of it. */
  async #step<T>(process: {dead: boolean}, work: () => Promise<T>): Promise<T> {
    if (process.dead) return new Promise(() => {})
    const killed = this.#dies()
    if (killed) process.dead = true
    if (!killed || this.#random() < 0.5) {
      const done = await work()
      if (!process.dead) return done
    }
    return new Promise(() => {})
  }

  /** Kills come at any of the steps that follow their moment. */
  #dies(): boolean {
    const due = this.#kills[0]
    if (due === undefined || due > this.#time.now() || this.#random() > 0.1) return false
    this.#kills.shift()
    this.#killed += 1
    return true
  }

  #reached(process: {dead: boolean}): Store {
    const inner = this.#store
    const call = <T>(work: () => Promise<T>) => this.#step(process, () => this.#ifThere(work))
    const check = () => call(async () => {})
    return {
      get: <T>(key: string) => call(() => inner.get<T>(key)),
      put: (key, value, ttlMs) => call(() => inner.put(key, value, ttlMs)),
      create: (key, value, ttlMs) => call(() => inner.create(key, value, ttlMs)),
      update: (key, change, ttlMs) => call(() => inner.update(key, change, ttlMs)),
      delete: key => call(() => inner.delete(key)),
      erase: prefix => call(() => inner.erase(prefix)),
      list: async function* <T>(prefix: string) {
        await check()
        yield* inner.list<T>(prefix)
      },
      lease: (key, owner, ms) => call(() => inner.lease(key, owner, ms)),
      close: () => inner.close(),
    }
  }

  /** While the store is away, a write may have happened all the same when it began. */
  async #ifThere<T>(work: () => Promise<T>): Promise<T> {
    const now = this.#time.now()
    const outage = this.#outages.findIndex(([from, to]) => from <= now && now < to)
    if (outage < 0) return work()
    const first = !this.#hit.has(outage)
    this.#hit.add(outage)
    if (first && this.#random() < 0.5) await work()
    throw new CounselorError('store-timeout', 'The store is away.')
  }

  #platform(process: {dead: boolean}): Platform {
    const nothing = async () => {}
    return {
      name: 'counting',
      ...{start: nothing, stop: nothing, update: nothing, whisper: nothing, open: nothing},
      send: (to, _, delivery) => this.#step(process, () => this.#post(to, delivery)),
      place: async () => undefined,
      people: async () => [],
    }
  }

  async #post(to: Conversation, delivery: Delivery | undefined) {
    const mark = delivery?.mark ?? ''
    if (delivery?.since !== undefined) {
      if (!this.#options.canLook) throw new CounselorError('delivery-unknowable', 'Nobody can look.')
      if (this.#posts.has(mark)) return {conversation: to, id: mark}
    }
    const luck = this.#random()
    if (luck < 0.01) throw new CounselorError('delivery-failed', 'The platform was busy.')
    this.#posts.set(mark, (this.#posts.get(mark) ?? 0) + 1)
    // It came, and the answer did not.
    if (luck > 0.995) throw new Error('the connection was reset')
    return {conversation: to, id: mark}
  }

  #subscription(i: number): Subscription {
    const days = [1 + (i % 7)]
    const rhythms: Rhythm[] = [
      {every: 'day'},
      {every: 'week', days},
      {every: 'week', days: [1, 2, 3, 4, 5]},
      {every: 'fortnight', days, from: '2026-01-01'},
      {every: 'month', day: 1 + (i % 7)},
    ]
    const minutes = i % 3 === 0 ? 540 : Math.floor(this.#random() * 1_440)
    const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
    const zone = zones[i % zones.length] ?? zones[0]
    return {
      ...{id: `s${i}`, by: undefined, language: 'en', state: 'on', from: undefined, skip: undefined},
      ...{since: start, done: undefined, last: undefined, round: {number: 0, seen: []}},
      place: {platform: 'counting', tenant: `T${i % 10}`, id: `C${i}`, scope: 'channel'},
      taste: {topics: [], areas: [], fewer: {}},
      schedule: {rhythm: rhythms[i % rhythms.length] ?? {every: 'day'}, time, zone, quiet: neverQuiet},
    }
  }

  async #account(all: readonly Subscription[], book: Subscriptions, end: number): Promise<Year> {
    const deliveries = new Deliveries(this.#store, this.#time.now)
    const skipped: Record<string, number> = {}
    let [slots, unaccounted, wrong, sent] = [0, 0, 0, 0]
    for (const each of all) {
      let done: string | undefined
      for (let slot = book.next(each); slot && slot.at < end - day; slot = book.next({...each, done})) {
        done = slot.date
        slots += 1
        const letter = {schedule: each.id, date: slot.date, to: each.place}
        const posts = this.#posts.get(`ledger:${slot.date}:${each.id}:${each.place.id}`) ?? 0
        const row = await deliveries.sent(letter)
        if (row?.state === 'sent') sent += 1
        else if (row?.state === 'skipped') skipped[row.reason ?? ''] = (skipped[row.reason ?? ''] ?? 0) + 1
        else unaccounted += 1
        if ((row?.state === 'sent' && posts !== 1) || (row?.reason === 'late' && posts > 0)) wrong += 1
      }
    }
    const doubled = [...this.#posts.values()].filter(count => count > 1).length
    return {slots, doubled, unaccounted, wrong, sent, skipped, kills: this.#killed, outages: this.#hit.size}
  }
}

/** Numbers from 0 to below 1 that a seed always gives (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
