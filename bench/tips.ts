// Benchmark: 10,000 channels that get a tip at nine, and what it costs to find out what is due.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {join} from 'node:path'
import {slackLimits} from '../adapters/slack/slack-options.ts'
import {openStore} from '../adapters/store/open-store.ts'
import {teamsLimits} from '../adapters/teams/teams-options.ts'
import type {Conversation, MessageRef} from '../src/chat/conversation.ts'
import type {Platform} from '../src/chat/platform.ts'
import {Library} from '../src/knowledge/library.ts'
import {silentLog} from '../src/log.ts'
import {Agenda} from '../src/schedule/agenda.ts'
import {Deliveries} from '../src/schedule/delivery.ts'
import {Outbox} from '../src/schedule/outbox.ts'
import type {OutboxLimits} from '../src/schedule/outbox-limits.ts'
import {usualLimits} from '../src/schedule/outbox-limits.ts'
import type {Pace} from '../src/schedule/pace.ts'
import {Buckets} from '../src/schedule/pace.ts'
import {neverQuiet} from '../src/schedule/quiet.ts'
import {Scheduler} from '../src/schedule/scheduler.ts'
import type {Outcome} from '../src/schedule/sending.ts'
import {SendTip} from '../src/tips/send-tip.ts'
import type {Subscription} from '../src/tips/subscriptions.ts'
import {Subscriptions} from '../src/tips/subscriptions.ts'
import {QuickStore} from '../tests/doubles/quick-store.ts'
import {temporaryFolder} from '../tests/doubles/temporary-folder.ts'
import {VirtualTime} from '../tests/doubles/virtual-time.ts'
import type {Benchmark, Report, Target} from './benchmark.ts'
import {progress} from './benchmark.ts'
import {figure} from './table.ts'

const nine = Date.UTC(2026, 10, 24, 9)

/** How long an answer takes, in milliseconds. */
const latency = 150

/** A platform with what our outbox keeps to there; the fake enforces the same in each workspace. */
interface Setting {
  readonly name: string
  readonly limits: OutboxLimits
}

/** The third one is half of what Slack is said to bear. */
const settings: readonly Setting[] = [
  {name: 'Slack', limits: slackLimits},
  {name: 'Teams', limits: teamsLimits},
  {name: '300 a minute', limits: {...usualLimits, tenantPaces: [{burst: 20, gapMs: 200}]}},
]

/** What a workspace takes of bulk. */
function paceOf({limits}: Setting): Pace {
  const [pace] = limits.bulkPaces.length > 0 ? limits.bulkPaces : limits.tenantPaces
  if (!pace) throw new Error('there is no pace')
  return pace
}

/** A workspace that enforces its limit, behind the outbox that keeps it. */
class Workspaces implements Platform {
  readonly name = 'fake'
  readonly posts: {readonly tenant: string; readonly at: number}[] = []
  rejections = 0
  readonly #time: VirtualTime
  readonly #outbox: Outbox
  readonly #enforced: readonly Pace[]
  readonly #limits = new Map<string, Buckets>()

  constructor(time: VirtualTime, {limits}: Setting) {
    this.#time = time
    this.#enforced = limits.tenantPaces
    this.#outbox = new Outbox({timer: time, limits, log: silentLog, random: () => 0})
  }

  send(to: Conversation): Promise<MessageRef> {
    return this.#outbox.send({tenant: to.tenant, key: to.id}, () => this.#attempt(to), {priority: 'bulk'})
  }

  async #attempt(to: Conversation): Promise<Outcome<MessageRef>> {
    const limit = this.#limits.get(to.tenant) ?? new Buckets(this.#enforced)
    this.#limits.set(to.tenant, limit)
    const now = this.#time.now()
    if (limit.readyAt > now + 1) {
      this.rejections += 1
      return {kind: 'wait', ms: limit.readyAt - now, scope: 'tenant'}
    }
    limit.take(now)
    await this.#time.sleep(latency)
    this.posts.push({tenant: to.tenant, at: this.#time.now()})
    return {kind: 'sent', value: {conversation: to, id: `${this.posts.length}`}}
  }

  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  async update(): Promise<void> {}
  async whisper(): Promise<void> {}
  async open(): Promise<void> {}
  async place(): Promise<undefined> {
    return undefined
  }
  async people(): Promise<readonly []> {
    return []
  }
}

function subscription(i: number, workspaces: number): Subscription {
  return {
    ...{id: `s${i}`, by: undefined, language: 'en', state: 'on', from: undefined, skip: undefined},
    ...{since: nine - 1_000, done: undefined, last: undefined, round: {number: 0, seen: []}},
    place: {platform: 'fake', tenant: `T${i % workspaces}`, id: `C${i}`, scope: 'channel'},
    taste: {topics: [], areas: [], fewer: {}},
    schedule: {rhythm: {every: 'week', days: [2]}, time: '09:00', zone: 'UTC', quiet: neverQuiet},
  }
}

async function atNine(channels: number, workspaces: number, setting: Setting) {
  const time = new VirtualTime(nine - 1_000)
  const store = new QuickStore(time.now)
  const agenda = new Agenda(store)
  const log = silentLog
  const library = await Library.open({own: join(process.cwd(), 'knowledge'), overlays: []})
  const platform = new Workspaces(time, setting)
  const subscriptions = new Subscriptions(store, agenda, time.now)
  for (let i = 0; i < channels; i += 1) await subscriptions.add(subscription(i, workspaces))
  const deliveries = new Deliveries(store, time.now)
  const job = new SendTip({library, subscriptions, deliveries, platforms: [platform], read: 'read', log})
  const scheduler = new Scheduler({agenda, store, jobs: [job], timer: time, now: time.now, log})
  scheduler.start()
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  let most = 0
  while (platform.posts.length < channels && time.now() < nine + 3_600_000) {
    await time.pass(5_000)
    globalThis.gc?.()
    most = Math.max(most, process.memoryUsage().heapUsed - before)
  }
  const stopped = scheduler.stop()
  await time.pass(60_000)
  await stopped
  const took = ((platform.posts.at(-1)?.at ?? 0) - nine) / 1_000
  const doubled = platform.posts.length - channels
  return {took, doubled, rejections: platform.rejections, megabytes: most / 1e6}
}

/** Milliseconds to find ten tasks that are due among so many, on a SQLite file; the best of several. */
async function findAmong(waiting: number): Promise<number> {
  const folder = temporaryFolder()
  try {
    return await findIn(`sqlite:${join(folder.path, 'store.db')}`, waiting)
  } finally {
    folder.remove()
  }
}

async function findIn(url: string, waiting: number): Promise<number> {
  const store = await openStore(url)
  const agenda = new Agenda(store)
  for (let i = 0; i < waiting; i += 20) {
    const some = Array.from({length: Math.min(20, waiting - i)}, (_, j) => i + j)
    await Promise.all(
      some.map(n => agenda.plan({job: 'tips', id: `s${n}`, at: n < 10 ? nine - n : nine + n, data: null})),
    )
  }
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < 50; run += 1) {
    const start = performance.now()
    let found = 0
    for await (const _ of agenda.due(nine)) found += 1
    if (found !== 10) throw new Error(`${found} tasks were found, not 10`)
    best = Math.min(best, performance.now() - start)
  }
  await store.close()
  return best
}

async function run(): Promise<Report> {
  const [channels, workspaces] = [10_000, 50]
  const rows: string[][] = []
  const targets: Target[] = []
  for (const setting of settings) {
    const {burst, gapMs} = paceOf(setting)
    // The last one may begin when the burst and all gaps are over, and then takes its time.
    const allowed = ((channels / workspaces - burst) * gapMs + latency) / 1_000
    const {took, doubled, rejections, megabytes} = await atNine(channels, workspaces, setting)
    progress(`10,000 channels are served at the limits of ${setting.name}`)
    rows.push([setting.name, figure(took), figure(allowed), `${rejections}`, `${doubled}`, figure(megabytes)])
    const met = took <= 1.1 * allowed && rejections === 0 && doubled === 0
    const got = `${figure(took / allowed)}×, ${rejections}, ${doubled}`
    targets.push({says: `${setting.name}: within 10 % of what the limits allow, none refused, none twice`, got, met})
  }
  const [few, many] = [await findAmong(1_000), await findAmong(100_000)]
  targets.push({
    says: 'finding what is due costs at most 2× among 100×',
    got: `${figure(many / few)}×`,
    met: many <= 2 * few,
  })
  const columns = ['limits of', 'seconds', 'allowed', 'refused', 'twice', 'MB more at most']
  const found = [
    ['1,000', figure(few)],
    ['100,000', figure(many)],
  ]
  return {
    tables: [
      {title: '10,000 channels in 50 workspaces at nine, in one process', columns, rows},
      {title: 'Finding 10 tasks that are due, on a SQLite file', columns: ['among', 'ms'], rows: found},
    ],
    targets,
  }
}

/** `npm run bench -- tips` */
export const tipsBenchmark: Benchmark = {name: 'tips', says: 'many tips at once, in virtual time', run}
