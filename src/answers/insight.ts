// Insight: what the OSPO lead sees of questions, ratings and gaps; never who asked.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {FeedbackBook, Missed, Tenant} from './feedback.ts'
import {groupsOf} from './likeness.ts'

/** One week, Monday to Sunday in UTC. */
export interface Week {
  /** Its Monday, `2026-11-16`. */
  readonly monday: string
  readonly questions: number
  /** The share of questions that were answered or offered a choice, 0 to 1. */
  readonly answered: number
}

/** A question that people ask and that we miss. */
export interface Gap {
  /** One of the questions of the group, masked. */
  readonly question: string
  /** How often it was missed. */
  readonly times: number
  /** The passage or topic that came nearest, where there was one. */
  readonly nearest: string | undefined
}

/** What an admin sees. */
export interface Insight {
  /** The newest week first. */
  readonly weeks: readonly Week[]
  readonly ratings: {readonly up: number; readonly down: number}
  /** The most missed first. */
  readonly gaps: readonly Gap[]
}

/** A question is shown from this many different askers on, or when one of them agreed. */
export const leastAskers = 3

/**
 * Reads the records of one tenant.
 * @param feedback where they are kept
 * @param tenant whose they are
 */
export async function insightOf(feedback: FeedbackBook, tenant: Tenant): Promise<Insight> {
  const weeks = new Map<string, {questions: number; answered: number}>()
  for await (const {day, decision} of feedback.answers(tenant)) {
    const week = weeks.get(mondayOf(day)) ?? {questions: 0, answered: 0}
    week.questions++
    if (decision === 'answer' || decision === 'choose') week.answered++
    weeks.set(mondayOf(day), week)
  }
  const ratings = {up: 0, down: 0}
  for await (const {rating} of feedback.allRatings(tenant)) ratings[rating]++
  const missed: Missed[] = []
  for await (const each of feedback.missedQuestions(tenant)) missed.push(each)
  return {weeks: weeksOf(weeks), ratings, gaps: gapsOf(missed)}
}

function weeksOf(weeks: ReadonlyMap<string, {readonly questions: number; readonly answered: number}>): Week[] {
  return [...weeks]
    .sort(([a], [b]) => b.localeCompare(a))
    .map(([monday, {questions, answered}]) => ({monday, questions, answered: answered / questions}))
}

/** The groups of missed questions that may be shown: enough askers, or one who agreed. */
export function gapsOf(missed: readonly Missed[]): Gap[] {
  const lead = [...missed].sort((a, b) => Number(b.shared) - Number(a.shared))
  return groupsOf(lead, each => each.question)
    .filter(group => group.some(each => each.shared) || new Set(group.map(each => each.asker)).size >= leastAskers)
    .map(group => ({question: group[0]?.question ?? '', times: group.length, nearest: group[0]?.passages[0]}))
}

/** The Monday of the week of a day, both as `2026-11-16`. */
export function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
  return date.toISOString().slice(0, 10)
}
