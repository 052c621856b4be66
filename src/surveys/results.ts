// Results: what is published of a wave, and nothing besides; a smaller table could not be made to tell more.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Band, Minimums} from './anonymity.ts'
import {bandOf, shownParts, shownScore, shownShare} from './anonymity.ts'
import type {Counts, Options, Tally} from './tally.ts'
import {pointsOf} from './tally.ts'

/** A score, with what the next wave needs to tell a change from chance. */
export interface Score {
  /** From 10 to 90 in whole points; 10 stands for 10 or less, 90 for 90 or more. */
  readonly points: number
  /** How far the mean may be off: its standard error in points, coarsened, never shown. */
  readonly error: number
}

/** What is published of one statement. */
export interface StatementResult {
  readonly id: string
  /** Undefined where fewer answered than anything needs. */
  readonly score?: Score
  /** How many of a hundred agree, in tens from 10 to 90; undefined where too few answered for that. */
  readonly agree?: number
}

/** What is published of one group. */
export interface GroupResult {
  readonly name: string
  /** Undefined where the group is not shown. */
  readonly answers?: Band
  /** The shown points of each statement; undefined where they are not shown. */
  readonly points: Readonly<Record<string, number | undefined>>
}

/** What is published of a wave. */
export interface Results {
  readonly answers: Band
  /** The mean of the points shown; undefined where none are. */
  readonly index?: Score
  readonly statements: readonly StatementResult[]
  readonly groups: readonly GroupResult[]
  /** What people wrote, sorted; empty where too few answered for that. */
  readonly words: readonly string[]
}

/** Judgement on a number of points: act below 50, watch below 70, fine from there. */
export type Verdict = 'act' | 'watch' | 'fine'

/** The verdict on points. */
export function verdictOn(points: number): Verdict {
  if (points < 50) return 'act'
  return points < 70 ? 'watch' : 'fine'
}

/**
 * What may be published of a tally; undefined where fewer answered than anything needs, and all has to be discarded.
 * @param tally what was added up
 * @param statements the ids of the statements, in the order in which they are shown
 * @param groups the names of its groups; a single one is no grouping
 * @param minimums what anything needs
 */
export function resultsOf(
  tally: Tally,
  {statements, groups, minimums}: {statements: readonly string[]; groups: readonly string[]; minimums: Minimums},
): Results | undefined {
  const all = tally.all
  const answers = all.answers >= minimums.score ? bandOf(all.answers) : undefined
  if (answers === undefined) return undefined
  const shown = statements.map(id => statementResult(id, optionsOf(all, id), minimums))
  const index = indexOf(shown, all)
  return {
    answers,
    ...(index ? {index} : {}),
    statements: shown,
    groups: groups.length > 1 ? groupResults(tally, groups, {statements, minimum: minimums.score}) : [],
    words: all.answers >= minimums.detail ? tally.words : [],
  }
}

function statementResult(id: string, options: Options, {score, detail}: Minimums): StatementResult {
  const count = countOf(options)
  if (count < score) return {id}
  const points = options.reduce((sum, times, i) => sum + times * pointsOf(i + 1), 0) / count
  const squares = options.reduce((sum, times, i) => sum + times * (pointsOf(i + 1) - points) ** 2, 0)
  const shown = {points: shownScore(points), error: coarseError(squares / (count - 1), count)}
  if (count < detail) return {id, score: shown}
  return {id, score: shown, agree: shownShare((options[3] + options[4]) / count)}
}

/** From the points that are shown: from finer ones, a capped score could be worked out again. */
function indexOf(statements: readonly StatementResult[], {means}: Counts): Score | undefined {
  const points = statements.flatMap(({score}) => (score ? [score.points] : []))
  if (points.length === 0) return undefined
  const variance = means.count < 2 ? 0 : (means.squares - means.sum ** 2 / means.count) / (means.count - 1)
  const mean = points.reduce((sum, each) => sum + each, 0) / points.length
  return {points: shownScore(mean), error: coarseError(Math.max(0, variance), means.count)}
}

/**
 * The least that is kept as a standard error, by the least number of answers, and its steps: so coarse that it never
 * tells whether all answered alike. Five who all chose the middle have the same record as five who did not.
 */
const errorFloors: readonly {readonly answers: number; readonly least: number; readonly step: number}[] = [
  {answers: 30, least: 2, step: 0.5},
  {answers: 10, least: 5, step: 1},
  {answers: 0, least: 10, step: 1},
]

/** Sums of fractions differ in their last digits by the order of the answers; no step may hang on that. */
const lastDigits = 1e-9

/** The standard error of a mean, √(s²/n), coarsened and never below the true one. */
function coarseError(variance: number, count: number): number {
  const {least, step} = errorFloors.find(({answers}) => count >= answers) ?? {least: 10, step: 1}
  return Math.max(least, Math.ceil(Math.sqrt(variance / count) / step - lastDigits) * step)
}

/** Each statement has its own parts to hide, since not everybody answers all. */
function groupResults(
  tally: Tally,
  groups: readonly string[],
  {statements, minimum}: {readonly statements: readonly string[]; readonly minimum: number},
): GroupResult[] {
  const counts = new Map(groups.map(name => [name, tally.group(name)]))
  const shown = shownParts(new Map([...counts].map(([name, {answers}]) => [name, answers])), minimum)
  const points = new Map(groups.map(name => [name, {} as Record<string, number | undefined>]))
  for (const id of statements) {
    // A group that is hidden as a whole is hidden here too, and then counts to what remains.
    const sizes = [...counts].map(([name, each]): [string, number] => [name, countOf(optionsOf(each, id))])
    const parts = hiddenToo(new Map(sizes), shown, minimum)
    for (const [name, each] of counts) {
      const options = optionsOf(each, id)
      const row = points.get(name)
      if (row && parts.has(name)) row[id] = shownScore(meanOf(options))
    }
  }
  return groups.map(name => {
    const answers = shown.has(name) ? bandOf(counts.get(name)?.answers ?? 0) : undefined
    return {name, ...(answers ? {answers} : {}), points: points.get(name) ?? {}}
  })
}

/** The parts to show of one statement, where only some groups may be shown at all. */
function hiddenToo(
  sizes: ReadonlyMap<string, number>,
  allowed: ReadonlySet<string>,
  minimum: number,
): ReadonlySet<string> {
  const rest = [...sizes].filter(([name]) => !allowed.has(name)).reduce((sum, [, size]) => sum + size, 0)
  const parts = new Map([...sizes].filter(([name]) => allowed.has(name)))
  // What is hidden already is one part that is never shown; as a part below the minimum it is counted to what remains.
  return rest < minimum ? without(shownParts(parts.set(remainder, rest), minimum)) : shownParts(parts, minimum)
}

/** No group is called so, not even the one of those who are in none. */
const remainder = '\u0000'

function without(parts: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...parts].filter(name => name !== remainder))
}

function optionsOf({statements}: Counts, id: string): Options {
  return statements.get(id) ?? [0, 0, 0, 0, 0]
}

function countOf(options: Options): number {
  return options.reduce<number>((sum, times) => sum + times, 0)
}

function meanOf(options: Options): number {
  return options.reduce((sum, times, i) => sum + times * pointsOf(i + 1), 0) / countOf(options)
}
