// The names of the buttons of answers, and how their values are read.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Language} from '../knowledge/passage.ts'

/** The actions that answer cards carry. */
export const actions = {
  /** Reads a passage. Value: answer id, passage id, language. */
  read: 'answers.read',
  /** Reads all of a passage. Value as in `read`. */
  readAll: 'answers.read-all',
  /** Rates an answer. Value as in `read`, after `up:` or `down:`. */
  rate: 'answers.rate',
  /** None of the choices was meant. Value: answer id, language. */
  none: 'answers.none',
  /** Asks a person. Value: answer id, passage id or `-`, language. */
  handOver: 'answers.hand-over',
  /** Submits a question to a desk. Value: answer id, role, language. */
  send: 'answers.send',
  /** Closes a hand-over. Value: hand-over id, `-`, language. */
  resolve: 'answers.resolve',
  /** Asks the desk back. Value as in `resolve`. */
  askBack: 'answers.ask-back',
  /** Submits what is asked back. Value as in `resolve`. */
  sendBack: 'answers.send-back',
  /** Opens the form in which the desk replies. Value as in `resolve`. */
  reply: 'answers.reply',
  /** Submits that reply. Value as in `resolve`. */
  sendReply: 'answers.send-reply',
  /** Makes a draft passage of a resolved hand-over. Value as in `resolve`. */
  draft: 'answers.draft',
  /** Shows a whispered answer to everybody. Value: answer id, passage id, language. */
  share: 'answers.share',
  /** Lets the OSPO see a missed question. Value: answer id, `-`, language. */
  agree: 'answers.agree',
  /** Opens the form to ask, from a person's page. Value: language. */
  askForm: 'answers.ask-form',
  /** Submits the question of that form. Value: language. */
  asked: 'answers.asked',
  /** Exports the missed questions. Value: language. */
  export: 'answers.export',
  /** Shows a person's own page. Value: language. */
  home: 'answers.home',
  /** Deletes what is kept about the person. Value: language. */
  forget: 'answers.forget',
  /** Gives the person what is kept about them. Value: language. */
  myData: 'answers.my-data',
  /** Lists the chapters. Value: language. */
  topics: 'answers.topics',
  /** Lists one chapter. Value: chapter id, language. */
  chapter: 'answers.chapter',
  /** Asks a question that stands on the button. Value: the question. */
  ask: 'answers.ask',
} as const

/** What a button of an answer says; every part may be wrong, since cards outlive knowledge bases. */
export interface Pressed {
  /** The id of the answer. */
  readonly answer: string
  /** The id of a passage, empty where there is none. */
  readonly passage: string
  readonly language: Language
  /** True where the card shows all of the passage. */
  readonly whole: boolean
  /** True where only the person who pressed sees the card. */
  readonly mine: boolean
}

/**
 * Reads the value of a button.
 * @param value answer id, passage id or `-`, language, then `all` and `mine` where they hold, parted by blanks
 */
export function pressedOf(value: string): Pressed {
  const words = value.split(' ')
  const whole = words.includes('all', 3)
  const mine = words.includes('mine', 3)
  const parts = words.slice(0, 3)
  const language = parts.at(-1) === 'zh' ? 'zh' : 'en'
  const passage = parts.length > 2 ? (parts[1] ?? '') : ''
  return {answer: parts[0] ?? '', passage: passage === '-' ? '' : passage, language, whole, mine}
}
