// The benchmark `growth`: what a question and an index cost from 100 to 100,000 passages.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Benchmark} from './benchmark.ts'
import {progress} from './benchmark.ts'
import type {Job} from './child.ts'
import {collectGarbage, held, inChild} from './child.ts'
import {openKnowledge} from './corpus.ts'
import type {Corpus, Search} from './engines/engine.ts'
import type {EngineName} from './engines/engines.ts'
import {engines} from './engines/engines.ts'
import type {Growth, Size} from './growth-report.ts'
import {growthReport} from './growth-report.ts'
import {readQuestions} from './questions.ts'
import type {Run, Runner} from './race.ts'
import {race} from './race.ts'
import {quantile} from './statistics.ts'
import {knownItems, synthetic} from './synthetic.ts'

const sizes = [100, 1_000, 10_000, 100_000]

/** An engine sits out where its index would take longer than this, in milliseconds. */
const longest = 60_000

/** How often an index is built at a size, the largest left out; the best counts. */
const builds = 3

/** fuse.js reads every passage for every question, so it goes no further than this. */
const fuseUpTo = 10_000

/** The benchmark. */
export const growthBenchmark: Benchmark = {
  name: 'growth',
  says: 'time per question and to index from 100 to 100,000 synthetic passages',
  async run() {
    const measured: Size[] = []
    for (const passages of sizes) {
      const before = measured.at(-1)?.engines.minisearch
      const names: EngineName[] = ['ours']
      if ((before?.index ?? 0) * 12 < longest) names.push('minisearch')
      if (passages <= fuseUpTo) names.push('fuse-token')
      progress(`${passages.toLocaleString('en')} passages: ${names.join(', ')}`)
      measured.push(await inChild<Size>('growth', String(passages), ...names))
    }
    return growthReport(measured)
  },
}

/** The job `growth SIZE ENGINE…`. */
export const growthJob: Job = async ([size, ...names]): Promise<Size> => {
  const passages = Number(size)
  const corpus = synthetic(await openKnowledge(), passages)
  const built: Built[] = []
  for (const name of names as EngineName[]) built.push(await build(name, corpus))
  if (passages < 100_000)
    for (let again = 1; again < builds; again++) for (const each of built) await buildAgain(each, corpus)
  const questions = (await readQuestions('development'))
    .filter(({type}, i) => type !== 'zh' && i % 7 === 0)
    .map(({q}) => q)
  const runs = race(
    built.map(each => runnerOf(each, passages)),
    questions,
  )
  return {
    passages,
    engines: Object.fromEntries(built.map(each => [each.name, growthOf(each, runs.get(each.name) ?? [], corpus)])),
  }
}

interface Built {
  readonly name: EngineName
  readonly search: Search
  /** Milliseconds of each time that it was indexed. */
  readonly indexed: number[]
  readonly held: number
}

async function build(name: EngineName, corpus: Corpus): Promise<Built> {
  const engine = await engines[name]()
  const before = held()
  const start = performance.now()
  const search = engine.build(corpus)
  const indexed = [performance.now() - start]
  return {name, search, indexed, held: held() - before}
}

/** Indexes once more, in turns with the others, as the first time is mostly the compiler's. */
async function buildAgain({name, indexed}: Built, corpus: Corpus): Promise<void> {
  const engine = await engines[name]()
  collectGarbage()
  const start = performance.now()
  engine.build(corpus)
  indexed.push(performance.now() - start)
}

function runnerOf({name, search}: Built, passages: number): Runner {
  if (name === 'fuse-token') return {name, search, every: 5, rounds: 1}
  return {name, search, every: 1, rounds: passages > 10_000 ? 2 : 5}
}

function growthOf({name, search, indexed, held}: Built, runs: readonly Run[], corpus: Corpus): Growth {
  const times = runs.map(({time}) => time)
  const items = knownItems(corpus, 50)
  const known =
    name === 'fuse-token' ? null : items.filter(({question, id}) => search(question)[0] === id).length / items.length
  return {p50: quantile(times, 0.5), p99: quantile(times, 0.99), index: Math.min(...indexed), held, known}
}
