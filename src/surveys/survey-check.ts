// The rules that every survey keeps: a scale that adds up, areas that exist, gates that can be met, passages to read.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Fault} from '../knowledge/fault.ts'
import type {Knowledge} from '../knowledge/library.ts'
import type {Question, Stage, Survey, Words} from './definition.ts'
import {mostTotal} from './definition.ts'

/** Bounds of what people read and press at a time. */
const bounds = {option: 150, options: 10, questions: 40, text: 300} as const

type Passages = Knowledge['passages']

/**
 * What is wrong with a survey; a grave fault keeps it from being used.
 * @param survey as its document says
 * @param passages what can be read
 */
export function checkSurvey(survey: Survey, passages: Passages): Fault[] {
  const found: Fault[] = []
  const note: Note = (line, problem, fix, grave = true) => found.push({path: survey.path, line, problem, fix, grave})
  checkQuestions(survey, note)
  checkScale(survey, note)
  checkAreas(survey, note)
  checkScoring(survey, note)
  checkStages(survey, note)
  checkPassages(survey, passages, note)
  if (!survey.overlay) checkTranslations(survey, note)
  return found
}

type Note = (line: number, problem: string, fix: string, grave?: boolean) => void

function checkQuestions({questions, line}: Survey, note: Note): void {
  if (questions.length === 0) note(line, 'it asks nothing', 'Write a heading with an id for each question.')
  if (questions.length > bounds.questions) {
    note(line, `it asks ${questions.length} questions`, `Ask ${bounds.questions} at most; fewer are answered better.`)
  }
  const seen = new Set<string>()
  for (const {id, text, options, line: at} of questions) {
    if (seen.has(id)) note(at, `the question "${id}" stands there twice`, 'Give one of them another id.')
    seen.add(id)
    if (text.en.length > bounds.text) note(at, `"${id}" has ${text.en.length} characters`, `Keep to ${bounds.text}.`)
    if (options.length < 2 || options.length > bounds.options) {
      note(
        at,
        `"${id}" has ${options.length} options`,
        `List 2 to ${bounds.options} of them, from the least to the most.`,
      )
    }
    for (const option of options.flatMap(each => Object.values(each))) {
      if (option.length > bounds.option) {
        note(
          at,
          `an option of "${id}" has ${option.length} characters`,
          `Keep to ${bounds.option}; up to 75 it stands on its button.`,
        )
      }
    }
  }
}

/** Answers are positions in the list: one that has more positions than its neighbours would count for more. */
function checkScale({questions, line}: Survey, note: Note): void {
  const scored = questions.filter(question => question.area !== undefined)
  if (scored.length === 0) note(line, 'no question counts for an area', 'Give questions a block with `area: …`.')
  const usual = usualLength(scored)
  for (const {id, options, line: at} of scored) {
    if (options.length === usual) continue
    note(
      at,
      `"${id}" has ${options.length} options, the others have ${usual}`,
      'Give each scored question equally many.',
    )
  }
}

function usualLength(questions: readonly Question[]): number {
  const lengths = questions.map(question => question.options.length)
  const times = (length: number) => lengths.filter(each => each === length).length
  return [...lengths].sort((a, b) => times(b) - times(a))[0] ?? 0
}

function checkAreas({areas, questions, line}: Survey, note: Note): void {
  if (areas.length === 0) note(line, 'it names no areas', 'Add `areas:` to the front matter.')
  const ids = areas.map(area => area.id)
  for (const {id, area, line: at} of questions) {
    if (area !== undefined && !ids.includes(area)) {
      note(at, `"${id}" counts for the unknown area "${area}"`, `Use one of ${ids.join(', ')}.`)
    }
  }
  for (const {id, line: at} of areas) {
    if (id === 'total') note(at, 'an area is called "total"', 'Call it otherwise: gates mean the sum by that name.')
    if (!questions.some(question => question.area === id)) {
      note(at, `no question counts for the area "${id}"`, 'Ask one, or remove the area.')
    }
  }
}

function checkScoring({scoring, areas, questions, line}: Survey, note: Note): void {
  const {most, unsure, known} = scoring
  const scored = questions.filter(question => question.area !== undefined).length
  if (!(most > 0)) note(line, `the most of an area is ${most}`, 'Set `scoring: most:` above 0.')
  if (!Number.isInteger(unsure) || unsure < 1) {
    note(line, `${unsure} unsure answers are too many for a result`, 'Set `scoring: unsure:` to a whole number from 1.')
  }
  if (!Number.isInteger(known) || known < 1 || known > areas.length) {
    note(
      line,
      `a result takes ${known} known areas of ${areas.length}`,
      'Set `scoring: known:` to what can be reached.',
    )
  }
  if (unsure > scored + 1) {
    note(line, `${unsure} of ${scored} answers can never be unsure`, 'Lower `scoring: unsure:`.', false)
  }
}

function checkStages(survey: Survey, note: Note): void {
  const {stages, areas, scoring} = survey
  const total = mostTotal(survey)
  stages.forEach((stage, i) => {
    const gates = gatesOf(stage)
    if (i === 0 && gates.length > 0) {
      note(stage.line, `the first stage "${stage.id}" has a gate`, 'Remove it: everybody begins there.')
    }
    if (i > 0 && gates.length === 0) {
      note(stage.line, `the stage "${stage.id}" has no gate`, 'Add `needs:`, else nobody stays below it.')
    }
    for (const [name, least] of gates) checkGate(stage, name, least, name === 'total' ? total : scoring.most)
  })

  function checkGate(stage: Stage, name: string, least: number, most: number): void {
    if (name !== 'total' && !areas.some(area => area.id === name)) {
      const fix = `Use total, or one of ${areas.map(area => area.id).join(', ')}.`
      note(stage.line, `a gate of "${stage.id}" names the unknown area "${name}"`, fix)
    } else if (least > most) {
      const problem = `the gate ${name} ≥ ${least} of "${stage.id}" can never be met, since ${most} is the most`
      note(stage.line, problem, 'Lower it.')
    } else if (least <= 0) {
      note(stage.line, `the gate ${name} ≥ ${least} of "${stage.id}" holds nobody back`, 'Raise or remove it.')
    }
  }
}

function gatesOf({total, areas}: Stage): [string, number][] {
  return [...(total === undefined ? [] : [['total', total] as [string, number]]), ...areas]
}

/** A dead link leaves a button out; the survey still serves. */
function checkPassages({areas, stages, scoring, offered, line}: Survey, passages: Passages, note: Note): void {
  const dead = (id: string | undefined, at: number) => {
    const passage = id === undefined || id === '' ? undefined : passages.get(id)
    if (id === undefined || id === '' || (passage && passage.kind !== 'coverage')) return
    const what = passage ? `"${id}" is a topic that is not covered` : `there is no passage "${id}"`
    note(at, `${what}, so it cannot be read`, 'Name a passage that answers.', false)
  }
  for (const {read, line: at} of [...areas, ...stages]) dead(read, at)
  for (const id of [scoring.otherwise, ...offered]) dead(id, line)
}

function checkTranslations({title, areas, stages, questions, line}: Survey, note: Note): void {
  const missing = (words: Words, what: string, at: number) => {
    if (words.zh === undefined) note(at, `${what} is not in Chinese`, 'Write it below `titles:` or `### 中文`.', false)
  }
  missing(title, 'the title', line)
  for (const {id, title: words, line: at} of [...areas, ...stages]) missing(words, `the title of "${id}"`, at)
  for (const {id, text, options, line: at} of questions) {
    for (const words of [text, ...options]) missing(words, `"${id}"`, at)
  }
}
