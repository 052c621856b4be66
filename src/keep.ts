// How long each kind of record is kept: defaults, and what an organisation may shorten.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** The days for which each kind is kept where nothing else is settled; none can be made longer. */
export const usualDays = {
  /** Answered questions, by which buttons refer to an answer. */
  answers: 30,
  ratings: 400,
  /** Missed questions. */
  missed: 180,
  /** Hand-overs, from the last thing that was said. */
  'hand-overs': 90,
  /** Results of checks. */
  checks: 400,
  /** Closed waves of a pulse, and series that have ended. */
  pulses: 400,
  /** Published tables of a pulse. */
  results: 1_100,
  /** Averages of a quarter, until the same quarter of the next year is over. */
  averages: 460,
  /** Series of tips in places where we can no longer write. */
  tips: 180,
  /** The audit log. */
  audit: 400,
} as const

/** A kind of record. */
export type Kind = keyof typeof usualDays

/** All kinds, in the order in which they are told. */
export const kinds = Object.keys(usualDays) as readonly Kind[]

/** For how many milliseconds each kind is kept. */
export type Keep = Readonly<Record<Kind, number>>

const day = 86_400_000

/**
 * Periods from days.
 * @param shorter days of the kinds that are kept for less than usual; more than usual counts as usual
 */
export function keepFor(shorter: Partial<Readonly<Record<Kind, number>>> = {}): Keep {
  const entries = kinds.map(kind => [kind, day * Math.min(usualDays[kind], shorter[kind] ?? usualDays[kind])] as const)
  return Object.fromEntries(entries) as Record<Kind, number>
}

/** The last day that was asked for: nearly all records are of today, and to write a date takes a while. */
let known = {number: 0, day: '1970-01-01'}

/** The day of a moment in UTC, `2026-11-20`, as records carry it. */
export function dayOf(moment: number): string {
  const number = Math.floor(moment / day)
  if (number !== known.number) known = {number, day: new Date(moment).toISOString().slice(0, 10)}
  return known.day
}

/** The usual periods. */
export const usualKeep: Keep = keepFor()
