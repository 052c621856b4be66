// The names of the buttons of checks, and how their values are read.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Language} from '../knowledge/passage.ts'
import type {Tap} from './run.ts'

/** The actions that the cards of checks carry; every value begins with survey, run or `-`, language. */
export const checkActions = {
  /** Begins a check, or goes on with it. */
  start: 'surveys.start',
  /** Answers, or goes back. Behind the three: the move, then the position of an option, `unsure` or `back`. */
  tap: 'surveys.tap',
  /** Stops for now. */
  stop: 'surveys.stop',
  /** Shows where the run is, on the card that was pressed. */
  goOn: 'surveys.go-on',
  /** Begins from the first question. */
  anew: 'surveys.anew',
  /** Shows the last result. */
  result: 'surveys.result',
  /** Asks for a reminder. */
  later: 'surveys.later',
  /** Opens the form that shows what would be shared. */
  share: 'surveys.share',
  /** Submits that form. */
  send: 'surveys.send',
  /** Counts the result in the organisation's average. */
  count: 'surveys.count',
  /** Takes it out again. */
  takeOut: 'surveys.take-out',
  /** Deletes answers and result. */
  delete: 'surveys.delete',
  /** Lists the checks. */
  list: 'surveys.list',
} as const

/** What a button of a check says; every part may be wrong, since cards outlive documents and runs. */
export interface CheckPress {
  readonly survey: string
  /** The id of a run; `-` where the button belongs to none. */
  readonly run: string
  readonly language: Language
  /** The move for which the button was made; -1 where there is none. */
  readonly move: number
  readonly tap: Tap
}

/** The value of a button. */
export function checkValue(
  survey: string,
  run: string,
  language: Language,
  ...more: readonly (string | number)[]
): string {
  return [survey, run, language, ...more].join(' ')
}

/** Reads the value of a button. */
export function checkPressOf(value: string): CheckPress {
  const [survey = '', run = '-', language, move, what = ''] = value.split(' ')
  return {
    survey,
    run,
    language: language === 'zh' ? 'zh' : 'en',
    move: /^\d{1,9}$/.test(move ?? '') ? Number(move) : -1,
    tap: tapOf(what),
  }
}

/** A position that is no number is one that no question has. */
function tapOf(what: string): Tap {
  if (what === 'back') return {kind: 'back'}
  if (what === 'unsure') return {kind: 'answer', mark: 'unsure'}
  return {kind: 'answer', mark: /^\d{1,3}$/.test(what) ? Number(what) : -1}
}
