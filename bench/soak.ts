// Benchmark: an hour of a large office, in a few minutes, on three replicas that are killed and a storage that restarts.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Benchmark, Report, RunOptions, Target} from './benchmark.ts'
import {progress} from './benchmark.ts'
import type {Held} from './soak-replicas.ts'
import type {Recount, SoakOptions} from './soak-world.ts'
import {soak} from './soak-world.ts'
import {median} from './statistics.ts'
import {figure} from './table.ts'

/** An hour: a question a second, three hundred people who vote four times each, and tips to two hundred channels. */
const hour = {questions: 3_600, voters: 300, votesEach: 4, tips: 200, kills: 20, restarts: 5, seed: 20_261_129}

const usualSeconds = 240

/** A task whose process was killed is taken up again when its lease ends, after five minutes. */
const drain = 330

/** The benchmark `soak`. */
export const soakBenchmark: Benchmark = {
  name: 'soak',
  says: 'an hour of questions, votes and tips on three replicas, with 20 SIGKILLs and 5 restarts of the storage',
  run,
}

async function run({seconds = usualSeconds}: RunOptions): Promise<Report> {
  const reports: Report[] = []
  for (const store of ['postgres', 'redis'] as const) {
    const options: SoakOptions = {...hour, store, seconds, drain, tell: text => progress(`${store}: ${text}`)}
    reports.push(reportOf(store, await soak(options)))
  }
  return {tables: reports.flatMap(({tables}) => tables), targets: reports.flatMap(({targets}) => targets)}
}

function reportOf(store: string, found: Recount): Report {
  const {held} = found
  const megabytes = (bytes: number) => figure(bytes / 2 ** 20)
  const row = (label: string, of: (each: Held) => number, as: (n: number) => string) => [
    label,
    ...held.map(quarter => as(median(quarter.map(of)))),
  ]
  const counts = [
    ['questions', 'answered twice', found.questions, found.answeredTwice],
    [
      'questions',
      'acknowledged by a replica that was then killed, and not answered',
      found.questions,
      found.lostByKill,
    ],
    ['votes', 'sent again by the person, since nobody said “saved”', found.votes, found.votedAgain],
    ['votes', 'told to be saved and not counted', found.votes, found.votesLost],
    ['votes', 'counted and not given', found.votes, found.votesDoubled],
    ['tips', 'sent twice', found.tips, found.tipsTwice],
    ['tips', 'not sent', found.tips, found.tipsMissing],
  ].map(each => each.map(String))
  return {
    tables: [
      {
        title: `${store}: ${found.kills} SIGKILLs, ${found.restarts} restarts`,
        columns: ['', '', 'of', 'counted'],
        rows: counts,
      },
      {
        title: `${store}: what the replica holds that was never killed, median of each quarter`,
        columns: ['', 'first', 'second', 'third', 'last'],
        rows: [
          row('resident, MB', ({rss}) => rss, megabytes),
          row('heap, MB', ({heap}) => heap, megabytes),
          row('open files and connections', ({open}) => open, String),
        ],
      },
    ],
    targets: targetsOf(store, found),
  }
}

function targetsOf(store: string, found: Recount): Target[] {
  const {answeredTwice, lost, votesLost, votesDoubled, tipsTwice, tipsMissing} = found
  const none = (says: string, count: number) => ({says: `${store}: ${says}`, got: `${count}`, met: count === 0})
  const flat = (what: string, of: (each: Held) => number, most: number): Target => {
    const [first, , , last] = found.held.map(quarter => median(quarter.map(of)))
    const growth = (last ?? Number.NaN) / (first ?? Number.NaN)
    return {
      says: `${store}: ${what} in the last quarter at most ${most}× the first`,
      got: `${figure(growth)}×`,
      met: growth <= most,
    }
  }
  return [
    none('no answer twice', answeredTwice),
    none('no answer lost but by a kill', lost),
    none('no vote lost', votesLost),
    none('no vote doubled', votesDoubled),
    none('no tip twice', tipsTwice),
    none('no tip left out', tipsMissing),
    flat('resident memory', ({rss}) => rss, 1.2),
    flat('heap', ({heap}) => heap, 1.2),
    flat('open files and connections', ({open}) => open, 1.2),
  ]
}
