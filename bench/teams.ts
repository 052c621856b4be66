// Benchmark: messages a second through Teams' protocol, beside an echo of botbuilder with nothing behind it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {ChildProcess} from 'node:child_process'
import {fork} from 'node:child_process'
import {once} from 'node:events'
import type {Benchmark, Report, Target} from './benchmark.ts'
import {progress} from './benchmark.ts'
import {differentQuestions} from './slack-load.ts'
import {median, quantile} from './statistics.ts'
import {figure} from './table.ts'
import type {Asked} from './teams-desk.ts'
import {Desk, people} from './teams-desk.ts'
import type {TeamsServerKind} from './teams-server.ts'

const counts = {bare: 1_200, different: 1_200, repeated: 1_200} as const
type Way = keyof typeof counts
const ways: readonly Way[] = ['bare', 'different', 'repeated']
const rounds = 3
const warmUp = 400
const repeatedQuestions = 50

/**
 * How many people there are in all, so many that the warm-up meets everybody; each of those who ask at the same time
 * leaves their seat to the next of them.
 */
const population = 400

/** What one round found; times in milliseconds. */
interface Round {
  readonly rate: number
  /** What a message took of the server's processor, in milliseconds. */
  readonly cost: number
  readonly asked: readonly Asked[]
  readonly unexpected: number
}

/** The benchmark `teams`. */
export const teamsBenchmark: Benchmark = {
  name: 'teams',
  says: `signed messages of ${people} people at a time who wait for each answer, each server in a process of its own`,
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
  const rate = (way: Way) => median(found[way].map(each => each.rate))
  const columns = [
    '',
    'messages/s',
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
    tables: [{title: `Messages, the median of ${rounds} rounds`, columns, rows}],
    targets: [
      ratio('different', rate('different') / rate('bare')),
      ratio('repeated', rate('repeated') / rate('bare')),
      exactlyOnce(ours),
    ],
  }
}

async function measure(way: Way, round: number): Promise<Round> {
  const desk = await Desk.open()
  const server = await start(way === 'bare' ? 'bare' : 'ours', desk.origin)
  const all = warmUp + counts[way]
  const texts = await differentQuestions(way === 'repeated' ? repeatedQuestions : all, round + 1)
  const questions = Array.from({length: all}, (_, i) => texts[i % texts.length] ?? '')
  await askAll(desk, server.port, questions.slice(0, warmUp))
  const used = await cpuMs(server.child)
  const begun = performance.now()
  const asked = await askAll(desk, server.port, questions.slice(warmUp))
  const rate = (asked.length / (performance.now() - begun)) * 1_000
  const cost = ((await cpuMs(server.child)) - used) / asked.length
  await stop(server.child)
  desk.close()
  const refused = asked.find(({status}) => status !== 200)
  if (refused) throw new Error(`a message was answered with ${refused.status}`)
  return {rate, cost, asked, unexpected: desk.unexpected}
}

/** Each seat is taken by one person after another, so that nobody has two questions open. */
async function askAll(desk: Desk, port: number, questions: readonly string[]): Promise<Asked[]> {
  const asked: Asked[] = []
  let next = 0
  const seat = async (number: number) => {
    for (let turn = 0, text = questions[next++]; text !== undefined; turn++, text = questions[next++]) {
      const person = `29:person-${(number + turn * people) % population}`
      asked.push(await desk.ask(port, person, text))
    }
  }
  await Promise.all(Array.from({length: people}, (_, number) => seat(number)))
  return asked
}

async function start(kind: TeamsServerKind, apiUrl: string): Promise<{child: ChildProcess; port: number}> {
  const args = ['--child', 'teams-server', kind, apiUrl]
  const child = fork(process.argv[1] ?? '', args, {stdio: ['ignore', 'ignore', 'inherit', 'ipc']})
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`the server ${kind} ended`)))
  const [{port}] = (await Promise.race([once(child, 'message'), ended])) as [{port: number}]
  ended.catch(() => {})
  return {child, port}
}

async function cpuMs(child: ChildProcess): Promise<number> {
  child.send('cpu')
  const [{cpuMs: used}] = (await once(child, 'message')) as [{cpuMs: number}]
  return used
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.send('stop')
  await ended
}

function rowOf(way: Way, found: readonly Round[], ofBare: number): string[] {
  const middle = (of: (round: Round) => number) => figure(median(found.map(of)))
  const labels = {
    bare: 'bare botbuilder, an echo',
    different: `ours, ${counts.different.toLocaleString('en')} different questions`,
    repeated: `ours, ${repeatedQuestions} questions repeated`,
  }
  const acks = ({asked}: Round) => asked.map(({ack}) => ack)
  const answers = ({asked}: Round) => asked.map(({answer}) => answer)
  return [
    labels[way],
    middle(({rate}) => rate),
    `${figure(ofBare)}×`,
    middle(({cost}) => cost),
    middle(round => quantile(acks(round), 0.5)),
    middle(round => quantile(acks(round), 0.99)),
    middle(round => quantile(answers(round), 0.5)),
    middle(round => quantile(answers(round), 0.99)),
  ]
}

function ratio(way: Way, got: number): Target {
  const wanted = 0.6
  return {says: `${way} questions at ≥ ${wanted} of the bare echo`, got: figure(got), met: got >= wanted}
}

/** A question that got no answer ends the benchmark; here it is about second ones. */
function exactlyOnce(found: readonly Round[]): Target {
  const twice = found.reduce((sum, each) => sum + each.unexpected, 0)
  return {says: 'each message answered exactly once', got: `${twice} besides`, met: twice === 0}
}
