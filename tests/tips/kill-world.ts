// Real processes that send tips from one store and are killed while they do: what came, what did not, and what is on record.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {ChildProcess} from 'node:child_process'
import {fork} from 'node:child_process'
import {mkdirSync, writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {openStore} from '../../adapters/store/open-store.ts'
import {Agenda} from '../../src/schedule/agenda.ts'
import type {LedgerRow} from '../../src/schedule/delivery.ts'
import {Deliveries} from '../../src/schedule/delivery.ts'
import {neverQuiet} from '../../src/schedule/quiet.ts'
import type {Store} from '../../src/store.ts'
import type {Subscription} from '../../src/tips/subscriptions.ts'
import {Subscriptions} from '../../src/tips/subscriptions.ts'
import {FastTime} from '../doubles/fast-time.ts'
import {front as passageFront, passageText} from '../doubles/knowledge-files.ts'
import {temporaryFolder} from '../doubles/temporary-folder.ts'
import type {Fate, PostingServer} from './posting-server.ts'
import {openPostingServer} from './posting-server.ts'
import {front, tipText} from './tip-files.ts'
import type {TipWork} from './tip-worker.ts'

/** How it goes. */
export interface KillOptions {
  /** A new, empty store, as STORE_URL names it. */
  readonly url: string
  /** The compiled worker. */
  readonly worker: string
  readonly processes: number
  readonly channels: number
  /** Over how many minutes their slots are spread; a minute takes a second. */
  readonly minutes: number
  /** How many processes are killed, about half of them at a post, the others at any moment. */
  readonly kills: number
  /** False for a platform that can never tell whether something arrived. */
  readonly canLook: boolean
}

/** How it went; each slot is counted once in `sent`, `skipped` or `unaccounted`. */
export interface KillReport {
  readonly slots: number
  readonly sent: number
  /** By reason. */
  readonly skipped: Readonly<Record<string, number>>
  /** Slots whose tip was taken twice or more. */
  readonly doubled: number
  /** Slots without a final row in the ledger. */
  readonly unaccounted: number
  /** Rows that say `sent` and of which nothing arrived, or `late` and it did. */
  readonly wrong: number
  readonly kills: number
}

const speed = 60
const nine = Date.UTC(2026, 10, 24, 9)
const date = '2026-11-24'
const minute = 60_000

/** Lets processes send tips and kills them, until every slot has ended. */
export async function killThem(options: KillOptions): Promise<KillReport> {
  const world = new KillWorld(options)
  try {
    return await world.run()
  } finally {
    await world.end()
  }
}

class KillWorld {
  readonly #options: KillOptions
  readonly #folder = temporaryFolder()
  readonly #children = new Map<string, ChildProcess>()
  #time = {begun: 0, from: nine - minute, speed}
  #server: PostingServer | undefined
  #store: Store | undefined
  #started = 0
  #killed = 0
  #over = false
  #failed: string | undefined

  constructor(options: KillOptions) {
    this.#options = options
  }

  async run(): Promise<KillReport> {
    const {channels, processes, url, kills} = this.#options
    this.#writeTips()
    const store = await openStore(url)
    this.#store = store
    this.#server = await openPostingServer(worker => this.#fateOf(worker))
    const all = Array.from({length: channels}, (_, i) => this.#subscription(i))
    const then = () => nine - minute
    const book = new Subscriptions(store, new Agenda(store), then)
    for (const each of all) await book.add(each)
    this.#time = {...this.#time, begun: Date.now()}
    await Promise.all(Array.from({length: processes}, () => this.#start()))
    const killing = this.#killAtAnyMoment()
    const rows = await this.#untilAllEnded(store)
    this.#over = true
    await killing
    if (this.#killed < kills) throw new Error(`all ended after ${this.#killed} kills; use more channels or minutes`)
    return this.#report(all, rows)
  }

  async end(): Promise<void> {
    this.#over = true
    for (const child of this.#children.values()) child.kill('SIGKILL')
    await this.#server?.close()
    await this.#store?.close()
    this.#folder.remove()
  }

  #writeTips(): void {
    mkdirSync(join(this.#folder.path, 'tips'))
    writeFileSync(join(this.#folder.path, 'test.md'), passageFront + passageText('first'))
    const tips = Array.from({length: 20}, (_, i) => tipText(`tip-${i}`))
    writeFileSync(join(this.#folder.path, 'tips/test.md'), front + tips.join(''))
  }

  #subscription(i: number): Subscription {
    const at = new Date(nine + (i % this.#options.minutes) * minute)
    return {
      ...{id: `s${i}`, by: undefined, language: 'en', state: 'on', from: undefined, skip: undefined},
      ...{since: nine - minute, done: undefined, last: undefined, round: {number: 0, seen: []}},
      place: {platform: 'counting', tenant: `T${i % 10}`, id: `C${i}`, scope: 'channel'},
      taste: {topics: [], areas: [], fewer: {}},
      schedule: {rhythm: {every: 'day'}, time: at.toISOString().slice(11, 16), zone: 'UTC', quiet: neverQuiet},
    }
  }

  async #start(): Promise<void> {
    this.#started += 1
    const name = `w${this.#started}`
    const {url, worker, canLook} = this.#options
    const address = this.#server?.address ?? ''
    const work: TipWork = {url, knowledge: this.#folder.path, time: this.#time, address, canLook, worker: name}
    const child = fork(worker, [JSON.stringify(work)], {execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc']})
    this.#children.set(name, child)
    child.once('exit', code => {
      this.#children.delete(name)
      if (code !== null) this.#failed = `a worker ended by itself with ${code}`
      else if (!this.#over) void this.#start()
    })
    await new Promise(resolve => child.once('message', resolve).once('exit', resolve))
  }

  #kill(name: string): boolean {
    const child = this.#children.get(name)
    if (this.#over || this.#killed >= this.#options.kills || !child?.kill('SIGKILL')) return false
    this.#children.delete(name)
    this.#killed += 1
    return true
  }

  /** Some posts cost their process its life, the more of them the fewer are left for the kills that are to come. */
  #fateOf(worker: string): Fate {
    const {kills, channels} = this.#options
    const left = channels - (this.#server?.posts.size ?? 0)
    if (Math.random() > (kills - this.#killed) / Math.max(1, left / 2) || !this.#kill(worker)) return undefined
    return Math.random() < 0.5 ? 'before' : 'after'
  }

  async #killAtAnyMoment(): Promise<void> {
    const {kills, minutes} = this.#options
    while (!this.#over && this.#killed < kills) {
      await pause(Math.random() * ((1_000 * minutes) / kills))
      const names = [...this.#children.keys()]
      if (Math.random() < 0.5) this.#kill(names[Math.floor(Math.random() * names.length)] ?? '')
    }
  }

  /** Slots end an hour after their time at the latest, which is a minute here. */
  async #untilAllEnded(store: Store): Promise<ReadonlyMap<string, LedgerRow>> {
    const {channels, minutes} = this.#options
    const time = new FastTime(this.#time)
    for (;;) {
      if (this.#failed !== undefined) throw new Error(this.#failed)
      const rows = new Map<string, LedgerRow>()
      for await (const row of new Deliveries(store, time.now).rows(date)) rows.set(row.schedule, row)
      const ended = [...rows.values()].filter(isFinal).length
      if (ended === channels || time.now() > nine + (minutes + 120) * minute) return rows
      await pause(200)
    }
  }

  #report(all: readonly Subscription[], rows: ReadonlyMap<string, LedgerRow>): KillReport {
    const posts = this.#server?.posts ?? new Map<string, number>()
    const skipped: Record<string, number> = {}
    let [sent, unaccounted, wrong] = [0, 0, 0]
    for (const {id, place} of all) {
      const row = rows.get(id)
      const count = posts.get(`ledger:${date}:${id}:${place.id}`) ?? 0
      if (!row || !isFinal(row)) unaccounted += 1
      else if (row.state === 'sent') sent += 1
      else skipped[row.reason ?? ''] = (skipped[row.reason ?? ''] ?? 0) + 1
      if ((row?.state === 'sent' && count === 0) || (row?.reason === 'late' && count > 0)) wrong += 1
    }
    const doubled = [...posts.values()].filter(count => count > 1).length
    return {slots: all.length, sent, skipped, doubled, unaccounted, wrong, kills: this.#killed}
  }
}

function isFinal({state}: LedgerRow): boolean {
  return state === 'sent' || state === 'skipped' || state === 'failed'
}
