// A race: engines answer the same questions in turns, so that noise hits all alike.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Search} from './engines/engine.ts'
import {median} from './statistics.ts'

/** An engine in a race. */
export interface Runner {
  readonly name: string
  readonly search: Search
  /** It answers every n-th question: 1, or more where it is so slow that a sample has to do. */
  readonly every: number
  /** How often it answers each; the median counts. */
  readonly rounds: number
}

/** What an engine did with one question. */
export interface Run {
  /** The place of the question in the list. */
  readonly question: number
  readonly ids: readonly string[]
  /** Milliseconds, the median of the rounds. */
  readonly time: number
}

/** Before the clock runs, each engine answers this many questions for each round that it will run. */
const warmUp = 20

/**
 * Lets engines answer questions in turns; who begins changes from question to question.
 * @param runners the engines
 * @param questions what is asked
 * @returns the runs of each engine, by its name
 */
export function race(runners: readonly Runner[], questions: readonly string[]): Map<string, Run[]> {
  for (const {search, rounds} of runners)
    for (const question of questions.slice(0, warmUp * (rounds - 1))) search(question)
  const times = runners.map(() => questions.map(() => [] as number[]))
  const ids = runners.map(() => questions.map(() => [] as readonly string[]))
  for (let round = 0; round < Math.max(...runners.map(({rounds}) => rounds)); round++) {
    questions.forEach((question, at) => {
      for (let turn = 0; turn < runners.length; turn++) {
        const i = (at + round + turn) % runners.length
        const runner = runners[i]
        if (!runner || round >= runner.rounds || at % runner.every !== 0) continue
        const start = performance.now()
        const found = runner.search(question)
        times[i]?.[at]?.push(performance.now() - start)
        ids[i]?.splice(at, 1, found)
      }
    })
  }
  return new Map(runners.map(({name}, i) => [name, runsOf(times[i] ?? [], ids[i] ?? [])]))
}

function runsOf(times: readonly (readonly number[])[], ids: readonly (readonly string[])[]): Run[] {
  return times.flatMap((each, question) =>
    each.length > 0 ? [{question, ids: ids[question] ?? [], time: median(each)}] : [],
  )
}
