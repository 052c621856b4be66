// Anonymity: how many answers anything needs to be shown, and how coarsely it is shown.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** How many answers there must be. */
export interface Minimums {
  /** For any score, of the wave and of each statement in it. */
  readonly score: number
  /** For how answers are spread, and for people's own words. */
  readonly detail: number
}

/** The least that is allowed. An organisation may ask for more and never for less. */
export const leastMinimums: Minimums = {score: 5, detail: 10}

/** The minimums that hold where others were wished for: never below {@link leastMinimums}. */
export function minimumsOf(wished: Partial<Minimums> = {}): Minimums {
  const score = atLeast(wished.score, leastMinimums.score)
  return {score, detail: Math.max(score, atLeast(wished.detail, leastMinimums.detail))}
}

function atLeast(wished: number | undefined, least: number): number {
  return wished !== undefined && Number.isSafeInteger(wished) && wished > least ? wished : least
}

/** Scores below and above are shown as these, since 0 and 100 would tell what everybody answered. */
export const caps = {low: 10, high: 90} as const

/**
 * A score as it may be shown: whole points between the {@link caps}.
 * @param points from 0 to 100
 */
export function shownScore(points: number): number {
  return Math.min(caps.high, Math.max(caps.low, Math.round(points)))
}

/**
 * A share as it may be shown: whole tens of a hundred between the {@link caps}, since a finer one, such as 43 of 100,
 * would tell that 14 people answered.
 * @param share from 0 to 1
 */
export function shownShare(share: number): number {
  return Math.min(caps.high, Math.max(caps.low, Math.round(share * 10) * 10))
}

/** How many answered, no finer than this. */
export type Band = '5–9' | '10–14' | '15–19' | '20–29' | '30–49' | '50+'

const bands: readonly (readonly [least: number, band: Band])[] = [
  [50, '50+'],
  [30, '30–49'],
  [20, '20–29'],
  [15, '15–19'],
  [10, '10–14'],
  [5, '5–9'],
]

/** The band of a number of answers; undefined below the smallest, of which nothing is ever shown. */
export function bandOf(answers: number): Band | undefined {
  return bands.find(([least]) => answers >= least)?.[1]
}

/**
 * The parts of a whole that may be shown beside it. What is not shown must be nobody, or enough people: else it could
 * be worked out as the whole less the parts. So where too few would remain, the next smallest part is hidden too.
 * @param sizes the number of answers of each part; parts do not overlap, and together they are the whole
 * @param minimum how many answers anything needs
 */
export function shownParts(sizes: ReadonlyMap<string, number>, minimum: number): ReadonlySet<string> {
  const shown = [...sizes].filter(([, size]) => size >= minimum).sort((a, b) => b[1] - a[1] || order(a[0], b[0]))
  let hidden = [...sizes].reduce((sum, [, size]) => (size >= minimum ? sum : sum + size), 0)
  while (hidden > 0 && hidden < minimum && shown.length > 0) hidden += shown.pop()?.[1] ?? 0
  return new Set(shown.map(([name]) => name))
}

/** By code units, so that it is the same on every machine. */
function order(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}
