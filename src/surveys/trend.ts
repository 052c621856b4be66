// Trend: what changed since the last wave, and what may well be chance.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Results, Score} from './results.ts'

/** How many standard errors a change needs: 90 of 100 sure for the index, and with Bonferroni for seven statements. */
const needed = {index: 1.64, statement: 2.45} as const

/** A change of fewer points is never called one. */
const leastChange = 10

/** What can be said about a change; `unclear` is the honest word for most. */
export type Change = 'better' | 'worse' | 'unclear'

/** A wave as the trend sees it. */
export interface Measured {
  readonly results: Results
  /** What was asked, by the id of the statement: a reworded one is another statement. */
  readonly wordings: Readonly<Record<string, string>>
}

/** What changed between two waves. */
export interface Trend {
  /** Undefined where no statement was shown in both. */
  readonly index?: Change
  /** By the id of the statement; only those that were shown in both, in the same words. */
  readonly statements: Readonly<Record<string, Change>>
}

/** What changed from one wave to the next. */
export function trendOf(now: Measured, before: Measured): Trend {
  const pairs = pairsOf(now, before)
  if (pairs.length === 0) return {statements: {}}
  const statements = pairs.map(({id, one, other}) => [id, changeOf(one, other, needed.statement)] as const)
  return {index: indexChange(pairs, now.results, before.results), statements: Object.fromEntries(statements)}
}

/**
 * Whether points changed: |d| > z·√(e₁² + e₂²), and by ten points at least.
 * @param z how many standard errors it needs
 */
export function changeOf(now: Score, before: Score, z: number): Change {
  const difference = now.points - before.points
  const clear = Math.abs(difference) > z * Math.hypot(now.error, before.error) && Math.abs(difference) >= leastChange
  if (!clear) return 'unclear'
  return difference > 0 ? 'better' : 'worse'
}

/** One statement in both waves. */
interface Pair {
  readonly id: string
  readonly one: Score
  readonly other: Score
}

function pairsOf(now: Measured, before: Measured): Pair[] {
  return now.results.statements.flatMap(({id, score: one}) => {
    const other = before.results.statements.find(each => each.id === id)?.score
    const same = now.wordings[id] !== undefined && now.wordings[id] === before.wordings[id]
    return one && other && same ? [{id, one, other}] : []
  })
}

function indexChange(pairs: readonly Pair[], now: Results, before: Results): Change {
  const one = indexOver(
    pairs.map(pair => pair.one),
    now,
  )
  const other = indexOver(
    pairs.map(pair => pair.other),
    before,
  )
  return changeOf(one, other, needed.index)
}

/**
 * The index over some of the statements. How far off it may be is known for all of them only; for fewer, the mean of
 * what each may be off is never less than the truth, since a mean varies at most as much as its parts do on average.
 */
function indexOver(scores: readonly Score[], {statements, index}: Results): Score {
  const all = scores.length === statements.filter(({score}) => score).length
  const mean = (of: (score: Score) => number) => scores.reduce((sum, score) => sum + of(score), 0) / scores.length
  return {points: mean(({points}) => points), error: all && index ? index.error : mean(({error}) => error)}
}
