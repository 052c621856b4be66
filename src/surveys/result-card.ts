// The result of a check as a card: where one stands, what holds back, what to read and what to do next.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Block, Button, Card, Chart} from '../chat/card.ts'
import {buttons, heading, note, paragraph} from '../chat/card.ts'
import {strong, text} from '../chat/prose.ts'
import {dayOf} from '../keep.ts'
import type {Knowledge} from '../knowledge/library.ts'
import type {Language, Passage} from '../knowledge/passage.ts'
import {textIn} from '../knowledge/passage.ts'
import type {Average} from './averages.ts'
import {checkActions, checkValue} from './check-actions.ts'
import {startButton} from './check-card.ts'
import type {Survey} from './definition.ts'
import {mostTotal, scoredQuestions, wordsIn} from './definition.ts'
import {obstacleOf} from './obstacle.ts'
import {phrases} from './phrases.ts'
import type {Kept, Outcome} from './run-book.ts'
import type {Scores} from './score.ts'
import {areasToRead, hasPicture, points, scoresOf} from './score.ts'
import {standingOf} from './stage.ts'

/** Buttons that lead into other rooms. */
export interface Doors {
  /** Reads a passage. */
  read(passage: Passage, language: Language): Button
  /** Asks a person, about the topic of a passage where one is given. */
  person(passage: Passage | undefined, language: Language): Button
}

/** Whether a result is counted in the organisation's average. */
export interface Counting {
  readonly counted: boolean
  /** When what is counted in now is added up, in milliseconds since 1970. */
  readonly until: number
  /** How many an average needs. */
  readonly minimum: number
}

/** What a result is shown with. */
export interface ResultView {
  readonly survey: Survey
  readonly kept: Kept
  readonly language: Language
  readonly knowledge: Knowledge
  readonly doors: Doors
  /** The day on which a reminder comes; undefined where none was asked for. */
  readonly reminder?: string | undefined
  /** How the organisation stood, where enough people counted their results in. */
  readonly average?: Average | undefined
  /** Undefined where the result cannot be counted in. */
  readonly counting?: Counting | undefined
}

/** How many passages are named to read. */
const toRead = 2

/** The card of a result, for the person whose it is. */
export function resultCard(view: ResultView): Card {
  const {survey, kept, language} = view
  const scores = scoresOf(survey, kept.last.marks)
  const known = hasPicture(survey, scores)
  return {
    language,
    blocks: [
      heading(phrases[language].result(wordsIn(survey.title, language))),
      ...labelledBlocks(survey, kept.last, language),
      ...(known ? knownBlocks(view, scores) : unknownBlocks(view, scores)),
      ...deedBlocks(view),
      note(phrases[language].rough),
    ],
  }
}

/** The card of a result for others: no name, no single answers, no comparison. */
export function sharedCard(survey: Survey, {marks}: Outcome, language: Language): Card {
  const say = phrases[language]
  const scores = scoresOf(survey, marks)
  const picture = hasPicture(survey, scores)
    ? [...stageBlocks(survey, scores, language), ...scoreBlocks(survey, scores, language)]
    : [paragraph(say.noPicture)]
  return {
    language,
    blocks: [
      heading(say.shared(wordsIn(survey.title, language))),
      ...picture,
      note(say.sharedBy),
      buttons([startButton(survey, language)]),
    ],
  }
}

/** Answers that are not scored but belong to the picture, such as how far the involvement goes. */
function labelledBlocks(survey: Survey, {marks}: Outcome, language: Language): Block[] {
  return survey.questions.flatMap(({id, label, options}) => {
    const mark = marks[id]
    const option = typeof mark === 'number' ? options[mark] : undefined
    if (label === undefined || option === undefined) return []
    const colon = language === 'zh' ? '：' : ': '
    return [paragraph([strong(`${wordsIn(label, language)}${colon}`), text(wordsIn(option, language))])]
  })
}

function knownBlocks(view: ResultView, scores: Scores): Block[] {
  const {survey, kept, language, knowledge, doors, average} = view
  const say = phrases[language]
  const read = areasToRead(survey, scores, toRead).flatMap(area => readable(knowledge, area.read) ?? [])
  const lacking = scores.areas.some(({score}) => score !== undefined && score < survey.scoring.most)
  const lowest = lacking ? say.readLowest : say.readOn
  const label = survey.scoring.advise === 'lowest' ? lowest : say.readHighest
  const row = [...new Set(read)].map(passage => doors.read(passage, language))
  return [
    ...stageBlocks(survey, scores, language),
    ...scoreBlocks(survey, scores, language, {before: comparable(kept), average}),
    ...averageBlocks(average, language),
    ...comparisonBlocks(survey, kept, scores, language),
    ...obstacleBlocks(survey, kept.last, scores, language),
    ...(row.length > 0 ? [buttons(row, label)] : []),
  ]
}

function stageBlocks(survey: Survey, scores: Scores, language: Language): Block[] {
  const standing = standingOf(survey, scores)
  if (!standing) return []
  return [paragraph([strong(`${phrases[language].stage}${wordsIn(standing.stage.title, language)}`)])]
}

/** What stands beside a person's own numbers. */
interface Beside {
  readonly before?: Outcome | undefined
  readonly average?: Average | undefined
}

/** The bars; each says its number, and the total stands below them where it decides about a stage. */
function scoreBlocks(survey: Survey, scores: Scores, language: Language, beside: Beside = {}): Block[] {
  const say = phrases[language]
  const blocks: Block[] = [chartOf(survey, scores, language, beside)]
  const unknown = scores.areas.filter(({score}) => score === undefined).map(({area}) => wordsIn(area.title, language))
  if (unknown.length > 0) blocks.push(paragraph(say.notKnown(unknown.join(language === 'zh' ? '、' : ', '))))
  if (scores.total !== undefined && survey.stages.some(stage => stage.total !== undefined)) {
    blocks.push(paragraph(say.total(oneDecimal(scores.total), mostTotal(survey))))
  }
  return blocks
}

function chartOf(survey: Survey, scores: Scores, language: Language, {before, average}: Beside): Chart {
  const say = phrases[language]
  const row = ({areas}: Scores) =>
    areas.map(({score}) => (score === undefined ? null : points(score, survey.scoring.most)))
  const now = {name: before ? say.now : average ? say.you : '', values: row(scores)}
  const earlier = before ? [{name: say.before(before.day), values: row(scoresOf(survey, before.marks))}] : []
  const {table} = average ?? {}
  const others = table ? [{name: say.average, values: survey.areas.map(({id}) => table.points[id] ?? null)}] : []
  return {
    kind: 'chart',
    form: 'bars',
    title: say.chart,
    unit: say.chartUnit,
    most: 100,
    labels: scores.areas.map(({area}) => wordsIn(area.title, language)),
    series: [now, ...earlier, ...others],
  }
}

/** Who counted in, and how the numbers are to be read. */
function averageBlocks(average: Average | undefined, language: Language): Block[] {
  if (!average?.table) return []
  return [note(phrases[language].averageOf(average.quarter, average.table.answers))]
}

/** Only answers to the same questions can be compared, and only with the person's own. */
function comparable({last, before}: Kept): Outcome | undefined {
  return before?.edition === last.edition ? before : undefined
}

function comparisonBlocks(survey: Survey, kept: Kept, scores: Scores, language: Language): Block[] {
  const say = phrases[language]
  if (!kept.before) return []
  const before = comparable(kept)
  if (!before) return [note(say.otherQuestions)]
  const earlier = scoresOf(survey, before.marks)
  const [then, now] = [standingOf(survey, earlier), standingOf(survey, scores)]
  if (!then || !now || !hasPicture(survey, earlier)) return []
  const title = wordsIn(then.stage.title, language)
  const told =
    now.index > then.index ? say.stageUp(title) : now.index < then.index ? say.stageDown(title) : say.stageSame
  return [paragraph(told)]
}

function obstacleBlocks(survey: Survey, last: Outcome, scores: Scores, language: Language): Block[] {
  const obstacle = obstacleOf(survey, last.marks, scores, language)
  if (obstacle === undefined) return []
  return [paragraph([strong(phrases[language].holdsBack), text(obstacle)])]
}

/** No stage: what to find out, and the questions that find it out. */
function unknownBlocks({survey, kept, language, knowledge, doors}: ResultView, scores: Scores): Block[] {
  const say = phrases[language]
  const open = scoredQuestions(survey).filter(({id}) => typeof kept.last.marks[id] !== 'number')
  const items = open.map(({text: words}) => [text(wordsIn(words, language))])
  const blocks: Block[] = [paragraph([strong(say.noPicture)]), paragraph(say.noPictureWhy(scores.unsure))]
  if (items.length > 0) blocks.push(paragraph([strong(say.findOut)]), {kind: 'list', ordered: false, items})
  const passage = readable(knowledge, survey.scoring.otherwise)
  if (!passage) return blocks
  const lists = textIn(passage, language).filter(block => block.kind === 'list')
  return [...blocks, paragraph([strong(say.thenAsk)]), ...lists, buttons([doors.read(passage, language)])]
}

function deedBlocks(view: ResultView): Block[] {
  const {survey, kept, language, knowledge, doors, reminder, counting} = view
  const say = phrases[language]
  const value = checkValue(survey.name, kept.last.run, language)
  const [lowest] = areasToRead(survey, scoresOf(survey, kept.last.marks), 1)
  const later: Button[] = reminder === undefined ? [{label: say.later, action: checkActions.later, value}] : []
  return [
    ...(reminder === undefined ? [] : [paragraph(say.laterPlanned(reminder))]),
    buttons([
      doors.person(readable(knowledge, lowest?.read), language),
      ...later,
      {label: say.share, action: checkActions.share, value, opens: 'form'},
      startButton(survey, language, say.retake),
      {label: say.delete, action: checkActions.delete, value},
    ]),
    ...(counting ? [countRow(counting, value, language)] : []),
  ]
}

/** What becomes of a result that is counted in stands above the button that does it. */
function countRow({counted, until, minimum}: Counting, value: string, language: Language): Block {
  const say = phrases[language]
  const button = counted
    ? {label: say.takeOut, action: checkActions.takeOut, value}
    : {label: say.count, action: checkActions.count, value}
  const last = dayOf(until - 1)
  return buttons([button], counted ? say.counted(last) : say.countWhat(last, minimum))
}

/** A dead link was named when the documents were read; here it only leaves a button out. */
function readable({passages}: Knowledge, id: string | undefined): Passage | undefined {
  const passage = passages.get(id ?? '')
  return passage?.kind === 'coverage' ? undefined : passage
}

/** Never rounded up: a total just below a gate must not look as if it were met. */
function oneDecimal(value: number): number {
  return Math.floor(value * 10 + 1e-6) / 10
}
