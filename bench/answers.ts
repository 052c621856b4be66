// The benchmark `answers`: ours beside MiniSearch, Orama and fuse.js on the project's own passages.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Outcome, Score} from './answers-report.ts'
import {answersReport} from './answers-report.ts'
import type {Benchmark} from './benchmark.ts'
import {progress} from './benchmark.ts'
import {inChild} from './child.ts'
import {openKnowledge, withAsks, withoutAsks} from './corpus.ts'
import type {ServiceCost} from './cost.ts'
import {costsOf} from './cost.ts'
import type {Corpus} from './engines/engine.ts'
import type {EngineName} from './engines/engines.ts'
import {engines} from './engines/engines.ts'
import type {Found, Question} from './questions.ts'
import {judge, readQuestions} from './questions.ts'
import type {Run, Runner} from './race.ts'
import {race} from './race.ts'
import {quantile} from './statistics.ts'

interface Contestant {
  readonly name: EngineName
  /** With asks, and without: it answers every n-th question; 0 for none. */
  readonly full: number
  readonly bare: number
  readonly rounds: number
}

/** In the order of the tables. fuse.js takes a hundred milliseconds and more a question, so that a sample has to do. */
const contestants: readonly Contestant[] = [
  {name: 'ours', full: 1, bare: 1, rounds: 5},
  {name: 'ours-without-thesaurus', full: 1, bare: 1, rounds: 3},
  {name: 'minisearch', full: 1, bare: 1, rounds: 5},
  {name: 'orama', full: 1, bare: 1, rounds: 2},
  {name: 'orama-exact', full: 1, bare: 1, rounds: 5},
  {name: 'fuse-token', full: 3, bare: 1, rounds: 1},
  {name: 'fuse-token-plain', full: 0, bare: 3, rounds: 1},
  {name: 'fuse-bitap', full: 6, bare: 3, rounds: 1},
]

/** The benchmark. */
export const answersBenchmark: Benchmark = {
  name: 'answers',
  says: 'first hits, time and memory on the project’s own passages, beside other engines',
  async run() {
    const knowledge = await openKnowledge()
    const full = await contest(withAsks(knowledge), 'full')
    const bare = await contest(withoutAsks(knowledge), 'bare')
    progress('time to index and memory, each engine in processes of its own')
    const costs = await costsOf(
      contestants.map(({name}) => name),
      3,
    )
    const service = await inChild<ServiceCost>('service')
    return answersReport({passages: knowledge.passages.size, full, bare, costs, service})
  },
}

async function contest(corpus: Corpus, variant: 'full' | 'bare'): Promise<Outcome> {
  const runners: Runner[] = []
  for (const {name, rounds, [variant]: every} of contestants) {
    if (every > 0) runners.push({name, rounds, every, search: (await engines[name]()).build(corpus)})
  }
  progress(`${corpus.name}: the development questions`)
  const development = await scores(runners, await readQuestions('development'), corpus)
  progress(`${corpus.name}: the held-out questions`)
  const once = runners.map(runner => ({...runner, rounds: 1, every: runner.rounds === 1 ? runner.every * 2 : 1}))
  return {corpus: corpus.name, development, heldOut: await scores(once, await readQuestions('held-out'), corpus)}
}

type Scores = Map<EngineName, Score>

async function scores(runners: readonly Runner[], questions: readonly Question[], corpus: Corpus): Promise<Scores> {
  const all = race(
    runners,
    questions.map(({q}) => q),
  )
  const own = all.get('ours') ?? []
  return new Map(
    contestants.flatMap(({name}) => {
      const runs = all.get(name)
      if (!runs) return []
      const asked = new Set(runs.map(({question}) => question))
      const same = own.filter(({question}) => asked.has(question))
      return [[name, {...scoreOf(runs, questions, corpus), own: judge(foundIn(same, questions, corpus))}] as const]
    }),
  )
}

function scoreOf(runs: readonly Run[], questions: readonly Question[], corpus: Corpus): Omit<Score, 'own'> {
  const found = foundIn(runs, questions, corpus)
  const types = new Set(found.map(({question}) => question.type))
  const times = runs.map(({time}) => time)
  return {
    marks: judge(found),
    marksByType: new Map(
      Array.from(types, type => [type, judge(found.filter(({question}) => question.type === type))]),
    ),
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  }
}

function foundIn(runs: readonly Run[], questions: readonly Question[], {knowledge}: Corpus): Found[] {
  return runs.flatMap(({question: at, ids}) => {
    const question = questions[at]
    // Topics that we do not cover are indexed by all engines alike, and answer no question.
    return question ? [{question, first: ids.find(id => knowledge.passages.get(id)?.kind !== 'coverage')}] : []
  })
}
