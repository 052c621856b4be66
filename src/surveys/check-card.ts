// Cards of a check on its way: the question, the stop, the list of checks.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Block, Button, Card} from '../chat/card.ts'
import {buttons, heading, note, paragraph} from '../chat/card.ts'
import {strong, text} from '../chat/prose.ts'
import type {Language} from '../knowledge/passage.ts'
import {checkActions, checkValue} from './check-actions.ts'
import type {Question, Survey} from './definition.ts'
import {wordsIn} from './definition.ts'
import {phrases} from './phrases.ts'
import type {Run} from './run.ts'

/** The longest option that every chat takes as the words of a button, in characters. */
const longestLabel = 75

/** How a question is shown. */
export interface QuestionView {
  readonly survey: Survey
  readonly run: Run
  /** True where the person comes back to a run that waited. */
  readonly resumed: boolean
  /** True where there is a result of an earlier run to look at. */
  readonly hasResult: boolean
}

/** The question at which a run is. */
export function questionCard({survey, run, resumed, hasResult}: QuestionView): Card {
  const {language, at} = run
  const say = phrases[language]
  const question = survey.questions[at]
  if (!question) throw new RangeError('a run that is complete has no question')
  const blocks: Block[] = []
  if (resumed && at > 0) blocks.push(note(say.goingOn))
  else if (at === 0)
    blocks.push(heading(wordsIn(survey.title, language)), ...(survey.intro[language] ?? survey.intro.en))
  blocks.push(note(`${say.progress(at + 1, survey.questions.length)} ${dots(at, survey.questions.length)}`))
  blocks.push(paragraph([strong(wordsIn(question.text, language))]), ...optionBlocks(survey, question, run))
  blocks.push(buttons(wayButtons(survey, run, {resumed, hasResult})))
  if (at === 0) blocks.push(note(say.onlyYou))
  return {language, blocks}
}

/** How far one has come, for the eye; the number stands before it. */
function dots(at: number, of: number): string {
  return of > 15 ? '' : `${'●'.repeat(at + 1)}${'○'.repeat(of - at - 1)}`
}

/** A button for each option. Where one is too long for a button they all stand in a list, and the buttons are numbers. */
function optionBlocks(survey: Survey, question: Question, run: Run): Block[] {
  const {language} = run
  const say = phrases[language]
  const options = question.options.map(option => wordsIn(option, language))
  const numbered = options.some(option => option.length > longestLabel)
  const row: Button[] = options.map((option, i) => tapButton(survey, run, numbered ? `${i + 1}` : option, i))
  if (question.area !== undefined) row.push(tapButton(survey, run, wordsIn(survey.unsure, language), 'unsure'))
  const list: Block = {kind: 'list', ordered: true, items: options.map(option => [text(option)])}
  const mark = run.marks[question.id]
  const before = mark === 'unsure' ? wordsIn(survey.unsure, language) : options[mark ?? -1]
  return [...(numbered ? [list] : []), buttons(row), ...(before === undefined ? [] : [note(say.chosen(before))])]
}

function tapButton(survey: Survey, run: Run, label: string, what: number | string): Button {
  return {label, action: checkActions.tap, value: checkValue(survey.name, run.id, run.language, run.move, what)}
}

function wayButtons(
  survey: Survey,
  run: Run,
  {resumed, hasResult}: Pick<QuestionView, 'resumed' | 'hasResult'>,
): Button[] {
  const say = phrases[run.language]
  const value = checkValue(survey.name, run.id, run.language)
  const row: Button[] = []
  if (run.at > 0) row.push(tapButton(survey, run, say.back, 'back'))
  row.push({label: say.stop, action: checkActions.stop, value})
  if (resumed && run.at > 0) row.push({label: say.anew, action: checkActions.anew, value})
  if (hasResult && run.at === 0) row.push({label: say.myResult, action: checkActions.result, value})
  return row
}

/** The run was stopped; everything is kept. */
export function stoppedCard(survey: Survey, run: Run): Card {
  const say = phrases[run.language]
  const value = checkValue(survey.name, run.id, run.language)
  const row: Button[] = [
    {label: say.goOn, action: checkActions.goOn, value, style: 'primary'},
    {label: say.delete, action: checkActions.delete, value},
  ]
  const told = say.stopped(run.at + 1, survey.questions.length)
  return {language: run.language, blocks: [heading(wordsIn(survey.title, run.language)), paragraph(told), buttons(row)]}
}

/** A sentence, and a button that begins the survey. */
export function beginCard(survey: Survey, language: Language, why: string): Card {
  const start = startButton(survey, language, phrases[language].start)
  return {
    language,
    blocks: [heading(wordsIn(survey.title, language)), paragraph(why), buttons([{...start, style: 'primary'}])],
  }
}

/** A button that begins a check. */
export function startButton(survey: Survey, language: Language, label = wordsIn(survey.title, language)): Button {
  return {label, action: checkActions.start, value: checkValue(survey.name, '-', language)}
}

/** The checks on a person's own page; nothing where there are none. */
export function checksBlocks(surveys: readonly Survey[], language: Language): Block[] {
  if (surveys.length === 0) return []
  return [heading(phrases[language].home), buttons(surveys.map(survey => startButton(survey, language)))]
}

/** The checks that are offered below a passage. */
export function offeredChecks(surveys: readonly Survey[], passage: string, language: Language): Button[] {
  const offered = surveys.filter(survey => survey.offered.includes(passage))
  return offered.map(survey => startButton(survey, language, phrases[language].offer(wordsIn(survey.title, language))))
}

/**
 * All checks, each with what it is for.
 * @param why stands above them where something has to be said first
 */
export function checksCard(surveys: readonly Survey[], language: Language, why?: string): Card {
  const say = phrases[language]
  if (surveys.length === 0) return {language, blocks: [paragraph(say.noChecks)]}
  const row = surveys.map(survey => startButton(survey, language))
  return {language, blocks: [heading(say.checks), paragraph(why ?? say.checksHint), buttons(row)]}
}
