// Stages: the highest that scores reach, and what holds back from the next.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Area, Stage, Survey} from './definition.ts'
import {mostTotal} from './definition.ts'
import type {Scores} from './score.ts'

/** One condition of a stage. */
export interface Gate {
  /** The area that it is about; undefined where it is about the total. */
  readonly area: Area | undefined
  readonly least: number
  /** The highest that there is. */
  readonly most: number
  /** Where the scores are; undefined where they are not known. */
  readonly is: number | undefined
}

/** Where scores stand. */
export interface Standing {
  readonly stage: Stage
  /** Its position among the stages, from 0. */
  readonly index: number
  /** The next stage and the first of its gates that is not met; undefined at the highest stage. */
  readonly next: {readonly stage: Stage; readonly gate: Gate} | undefined
}

/** Thirds have no end in binary: a score that is a gate but for the last bit meets it. */
const epsilon = 1e-9

/**
 * The highest stage whose gates and all gates below it are met; a gate on what is not known is not met.
 * @returns undefined where the survey has no stages
 */
export function standingOf(survey: Survey, scores: Scores): Standing | undefined {
  const [first] = survey.stages
  if (!first) return undefined
  let standing = {stage: first, index: 0}
  for (const [index, stage] of survey.stages.entries()) {
    const gate = gatesOf(survey, stage, scores).find(each => !isMet(each))
    if (gate) return {...standing, next: {stage, gate}}
    standing = {stage, index}
  }
  return {...standing, next: undefined}
}

function isMet({is, least}: Gate): boolean {
  return is !== undefined && is >= least - epsilon
}

/** The total first, then the areas in the order in which the document names them. */
function gatesOf(survey: Survey, stage: Stage, scores: Scores): Gate[] {
  const {most} = survey.scoring
  const total =
    stage.total === undefined ? [] : [{area: undefined, least: stage.total, most: mostTotal(survey), is: scores.total}]
  const areas = [...stage.areas].flatMap(([id, least]) => {
    const found = scores.areas.find(({area}) => area.id === id)
    return found ? [{area: found.area, least, most, is: found.score}] : []
  })
  return [...total, ...areas]
}
