// Costs: the time to index, and the memory, of one engine and of the counselor's answers as a whole.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {join} from 'node:path'
import {Answers} from '../src/answers/answers.ts'
import {Library} from '../src/knowledge/library.ts'
import type {Job} from './child.ts'
import {collectGarbage, held, inChild, peak} from './child.ts'
import {openKnowledge, withAsks} from './corpus.ts'
import type {EngineName} from './engines/engines.ts'
import {engines} from './engines/engines.ts'
import {readQuestions} from './questions.ts'
import {median} from './statistics.ts'

/** What an engine costs on the project's passages, with asks. */
export interface Cost {
  /** Milliseconds to index in a process that has just started, as every start of a service does; the best of all. */
  readonly cold: number
  /** Milliseconds to index again, as every change of the passages does; the best of all. */
  readonly warm: number
  /** Bytes that index holds, passages not counted, after questions were asked. */
  readonly held: number
  /** The most bytes that the process had, the reading of the passages included. */
  readonly peak: number
}

/** What the counselor's answers cost as a whole, in bytes. */
export interface ServiceCost {
  readonly rest: number
  readonly peak: number
}

/** The job `cost ENGINE`. */
export const costJob: Job = async ([name]): Promise<Cost> => {
  const engine = await engines[name as EngineName]()
  const corpus = withAsks(await openKnowledge())
  const questions = (await readQuestions('development')).filter((_, i) => i % 50 === 0)
  const before = held()
  const build = () => {
    const start = performance.now()
    return {search: engine.build(corpus), time: performance.now() - start}
  }
  const {search, time} = build()
  for (const {q} of questions) search(q)
  const cost = {cold: time, peak: peak(), held: held() - before}
  // Asked once more, or the index could be garbage before it is weighed.
  search('ospo')
  return {...cost, warm: Math.min(...Array.from({length: 5}, () => build().time))}
}

/** The job `service`: library and answers as a start makes them, and questions asked. */
export const serviceJob: Job = async (): Promise<ServiceCost> => {
  const library = await Library.open({own: join(process.cwd(), 'knowledge'), overlays: []})
  const answers = new Answers(library)
  for (const {q} of await readQuestions('development')) answers.answer(q)
  const most = peak()
  collectGarbage()
  return {rest: process.memoryUsage.rss(), peak: most}
}

/**
 * What engines cost, in processes that are started in turns: the median of memory, and of time the best, as everything
 * that disturbs a measurement of time makes it longer.
 * @param names the engines
 * @param rounds how many processes each
 */
export async function costsOf(names: readonly EngineName[], rounds: number): Promise<Map<EngineName, Cost>> {
  const all = new Map<EngineName, Cost[]>(names.map(name => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const name of names) all.get(name)?.push(await inChild<Cost>('cost', name))
  }
  const costs = Array.from(all, ([name, of]) => [name, summary(of)] as const)
  return new Map(costs)
}

function summary(costs: readonly Cost[]): Cost {
  return {
    cold: Math.min(...costs.map(({cold}) => cold)),
    warm: Math.min(...costs.map(({warm}) => warm)),
    held: median(costs.map(({held}) => held)),
    peak: median(costs.map(({peak}) => peak)),
  }
}
