// Scores: from one person's answers to the score of each area and their total.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Area, Survey} from './definition.ts'
import {scoredQuestions} from './definition.ts'

/** An answer: the position of the chosen option, from 0, or that the person does not know. */
export type Mark = number | 'unsure'

/** Answers by the id of their question. */
export type Marks = Readonly<Record<string, Mark>>

/** What is known about an area. */
export interface AreaScore {
  readonly area: Area
  /** From 0 to the most of the survey; undefined where no question of the area was answered. */
  readonly score: number | undefined
}

/** What answers say. */
export interface Scores {
  readonly areas: readonly AreaScore[]
  /** The mean of the known areas, times the number of areas; undefined where none is known. */
  readonly total: number | undefined
  /** How many areas are known. */
  readonly known: number
  /** How many scored questions were answered with "not sure". */
  readonly unsure: number
}

/**
 * The scores of answers: an area is the mean of its known answers, on a scale from 0 to `scoring.most`.
 * @param survey whose questions were answered
 * @param marks the answers; a question without one counts for nothing
 */
export function scoresOf(survey: Survey, marks: Marks): Scores {
  const areas = survey.areas.map(area => ({area, score: areaScore(survey, area.id, marks)}))
  const scores = areas.flatMap(({score}) => score ?? [])
  const sum = scores.reduce((a, b) => a + b, 0)
  return {
    areas,
    total: scores.length === 0 ? undefined : (sum * areas.length) / scores.length,
    known: scores.length,
    unsure: scoredQuestions(survey).filter(({id}) => marks[id] === 'unsure').length,
  }
}

/** One division at the end: whole numbers come out whole, and gates are numbers that people write. */
function areaScore({questions, scoring}: Survey, area: string, marks: Marks): number | undefined {
  let sum = 0
  let most = 0
  for (const question of questions) {
    const mark = question.area === area ? marks[question.id] : undefined
    if (typeof mark !== 'number') continue
    sum += mark
    most += question.options.length - 1
  }
  return most === 0 ? undefined : (sum * scoring.most) / most
}

/** True where enough is known for a result: design rule, four unsure answers or three known areas are no picture. */
export function hasPicture({scoring}: Survey, {unsure, known}: Scores): boolean {
  return unsure < scoring.unsure && known >= scoring.known
}

/** A score as people see it: whole points of 100. */
export function points(score: number, most: number): number {
  return Math.round((score / most) * 100)
}

/** The areas to read about first; those that are not known come in neither order. */
export function areasToRead({scoring}: Survey, {areas}: Scores, count: number): Area[] {
  const known = areas.flatMap(({area, score}) => (score === undefined ? [] : [{area, score}]))
  const sign = scoring.advise === 'lowest' ? 1 : -1
  return [...known]
    .sort((a, b) => sign * (a.score - b.score))
    .slice(0, count)
    .map(({area}) => area)
}
