// Benchmark: answers a second through signed commands of Slack, beside Bolt with nothing behind it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Benchmark, Report, Target} from './benchmark.ts'
import {progress} from './benchmark.ts'
import type {Posted, Signed} from './slack-load.ts'
import {connections, differentQuestions, postAll, signed} from './slack-load.ts'
import {ServerProcess, Sink} from './slack-sink.ts'
import {median, quantile} from './statistics.ts'
import {figure} from './table.ts'

const counts = {bare: 8_000, different: 3_000, repeated: 4_000} as const
type Way = keyof typeof counts
const ways: readonly Way[] = ['bare', 'different', 'repeated']
const rounds = 5

/** A service runs for months: what is measured is what it does once it is warm, bare Bolt as well as ours. */
const warmUp = 2_000
const repeatedQuestions = 50

/** What one round found; times in milliseconds. */
interface Round {
  readonly requests: number
  readonly answers: number
  /** What one request took of the server's processor, in milliseconds. */
  readonly serverMs: number
  readonly acks: readonly number[]
  readonly waits: readonly number[]
  readonly lost: number
  readonly twice: number
}

/** The benchmark `slack`. */
export const slackBenchmark: Benchmark = {
  name: 'slack',
  says: `signed /ospo requests over ${connections} connections, each server in a process of its own`,
  run,
}

async function run(): Promise<Report> {
  const found: Record<Way, Round[]> = {bare: [], different: [], repeated: []}
  for (let round = 0; round < rounds; round++) {
    for (const way of ways) {
      progress(`round ${round + 1} of ${rounds}: ${way}`)
      found[way].push(await measure(way, round))
    }
  }
  const rate = (way: Way) => median(found[way].map(({answers}) => answers))
  const columns = [
    '',
    'requests/s',
    'answers/s',
    'of bare',
    'server ms',
    'ack p50 ms',
    'ack p99 ms',
    'answer p50 ms',
    'answer p99 ms',
  ]
  const rows = ways.map(way => rowOf(way, found[way], rate(way) / rate('bare')))
  const ours = [...found.different, ...found.repeated]
  return {
    tables: [{title: `Commands, the median of ${rounds} rounds`, columns, rows}],
    targets: [
      ratio('different', rate('different') / rate('bare'), 0.25),
      ratio('repeated', rate('repeated') / rate('bare'), 0.6),
      slowest('different', found.different),
      slowest('repeated', found.repeated),
      exactlyOnce(ours),
    ],
  }
}

async function measure(way: Way, round: number): Promise<Round> {
  const sink = await Sink.open()
  const server = await ServerProcess.open(way === 'bare' ? 'bare' : 'http', `${sink.origin}/api/`)
  const requests = await requestsOf(way, round, sink.origin)
  const first = await postAll(server.port, requests.slice(0, warmUp))
  if (way !== 'bare') countAnswered(first, sink)
  if (way !== 'bare') await sink.until(warmUp)
  const measured = requests.slice(warmUp)
  const before = await server.spent()
  const start = performance.now()
  const posted = await postAll(server.port, measured)
  const acked = performance.now()
  if (way !== 'bare') countAnswered(posted, sink)
  if (way !== 'bare') await sink.until(requests.length)
  const serverMs = ((await server.spent()).cpuMs - before.cpuMs) / measured.length
  const found = roundOf(posted, {start, acked, serverMs, answers: way === 'bare' ? undefined : sink})
  await server.stop()
  sink.close()
  return found
}

/** Counts what was answered with the acknowledgement. */
function countAnswered(posted: readonly Posted[], sink: Sink): void {
  for (const {id, at, ms, isAnswered} of posted) if (isAnswered) sink.count(id, at + ms)
}

async function requestsOf(way: Way, round: number, origin: string): Promise<Signed[]> {
  const all = warmUp + counts[way]
  const texts = await differentQuestions(way === 'different' ? all : repeatedQuestions, round + 1)
  return Array.from({length: all}, (_, i) => {
    const id = `${way}-${i}`
    return signed(id, commandOf(id, texts[i % texts.length] ?? '', origin), 'application/x-www-form-urlencoded')
  })
}

function commandOf(id: string, text: string, origin: string): string {
  return new URLSearchParams({
    token: 'not to be looked at',
    team_id: 'T000000000',
    team_domain: 'acme',
    channel_id: `C${id}`,
    channel_name: 'general',
    user_id: `U${id}`,
    user_name: 'ann',
    command: '/ospo',
    text,
    api_app_id: 'A0001',
    is_enterprise_install: 'false',
    response_url: `${origin}/answer/${id}`,
    trigger_id: `1.2.${id}`,
  }).toString()
}

/** When a round began and was acknowledged, what it took, and what was answered, for ours. */
interface Seen {
  readonly start: number
  readonly acked: number
  readonly serverMs: number
  readonly answers: Sink | undefined
}

function roundOf(posted: readonly Posted[], {start, acked, serverMs, answers}: Seen): Round {
  const refused = posted.find(({status}) => status !== 200)
  if (refused) throw new Error(`${refused.id} was answered with ${refused.status}`)
  const requests = (posted.length / (acked - start)) * 1_000
  const acks = posted.map(({ms}) => ms)
  if (!answers) return {requests, answers: requests, serverMs, acks, waits: acks, lost: 0, twice: 0}
  const got = posted.filter(({id}) => answers.firstAt.has(id))
  const ends = got.map(({id}) => answers.firstAt.get(id) ?? 0)
  const end = ends.reduce((most, each) => Math.max(most, each), start)
  return {
    requests,
    answers: (got.length / (end - start)) * 1_000,
    serverMs,
    acks,
    waits: got.map(({at}, i) => (ends[i] ?? at) - at),
    lost: posted.length - got.length,
    twice: [...answers.counts.values()].filter(count => count > 1).length,
  }
}

function rowOf(way: Way, found: readonly Round[], ofBare: number): string[] {
  const middle = (of: (round: Round) => number) => figure(median(found.map(of)))
  const labels = {
    bare: "bare Bolt, ack('hi')",
    different: `ours, ${counts.different.toLocaleString('en')} different questions`,
    repeated: `ours, ${repeatedQuestions} questions repeated`,
  }
  return [
    labels[way],
    middle(({requests}) => requests),
    middle(({answers}) => answers),
    `${figure(ofBare)}×`,
    middle(({serverMs}) => serverMs),
    middle(({acks}) => quantile(acks, 0.5)),
    middle(({acks}) => quantile(acks, 0.99)),
    middle(({waits}) => quantile(waits, 0.5)),
    middle(({waits}) => quantile(waits, 0.99)),
  ]
}

function ratio(way: Way, got: number, wanted: number): Target {
  return {says: `${way} questions at ≥ ${wanted} of bare Bolt`, got: figure(got), met: got >= wanted}
}

function slowest(way: Way, found: readonly Round[]): Target {
  const got = median(found.map(({acks}) => quantile(acks, 0.99)))
  return {says: `${way} questions acknowledged within 60 ms at p99`, got: `${figure(got)} ms`, met: got < 60}
}

function exactlyOnce(found: readonly Round[]): Target {
  const lost = found.reduce((sum, each) => sum + each.lost, 0)
  const twice = found.reduce((sum, each) => sum + each.twice, 0)
  return {says: 'each request answered exactly once', got: `${lost} lost, ${twice} twice`, met: lost + twice === 0}
}
