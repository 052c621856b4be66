// The obstacle: what holds back from the next stage, in words, with the nearest step over it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Language} from '../knowledge/passage.ts'
import type {Area, Question, Survey} from './definition.ts'
import {wordsIn} from './definition.ts'
import {phrases} from './phrases.ts'
import type {Marks, Scores} from './score.ts'
import {points} from './score.ts'
import type {Gate} from './stage.ts'
import {standingOf} from './stage.ts'

/**
 * The first gate that is not met, in words.
 * @returns undefined where the survey has no stages
 */
export function obstacleOf(survey: Survey, marks: Marks, scores: Scores, language: Language): string | undefined {
  const standing = standingOf(survey, scores)
  if (!standing) return undefined
  const say = phrases[language]
  if (!standing.next) return say.top
  const {stage, gate} = standing.next
  const step = nearestStep(survey, marks, gate.area, language)
  const parts = [gateInWords(survey, wordsIn(stage.title, language), gate, language), step]
  return parts.filter(part => part !== undefined).join(language === 'zh' ? '' : ' ')
}

function gateInWords(survey: Survey, stage: string, gate: Gate, language: Language): string {
  const say = phrases[language]
  const {area, least, most, is} = gate
  if (!area) return say.holdsBackTotal(stage, least, most, Math.floor((is ?? 0) * 10 + 1e-6) / 10)
  const title = wordsIn(area.title, language)
  if (is === undefined) return say.holdsBackUnknown(stage, title)
  return say.holdsBackArea(stage, title, points(least, survey.scoring.most), points(is, survey.scoring.most))
}

/** The question of the area, or of the whole survey, with the lowest answer, and the option above that answer. */
function nearestStep(survey: Survey, marks: Marks, area: Area | undefined, language: Language): string | undefined {
  const within = survey.questions.filter(each => each.area !== undefined && (!area || each.area === area.id))
  let lowest: {question: Question; mark: number} | undefined
  for (const question of within) {
    const mark = marks[question.id]
    if (typeof mark === 'number' && (!lowest || mark < lowest.mark)) lowest = {question, mark}
  }
  const option = lowest?.question.options[lowest.mark + 1]
  const is = lowest?.question.options[lowest.mark]
  if (!lowest || !is || !option) return undefined
  const say = phrases[language]
  return say.nearestStep(wordsIn(lowest.question.text, language), wordsIn(is, language), wordsIn(option, language))
}
