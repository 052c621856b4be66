// The names of the buttons and forms of tips, and how their values are read.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Language} from '../knowledge/passage.ts'

/** The actions that cards and forms of tips carry. The value is a language and an id unless it says otherwise. */
export const actions = {
  /** Opens the form of a new subscription. Value: the language, then what is chosen already, as JSON. */
  begin: 'tips.begin',
  /** Submits that form. Value: the language, and the id of the subscription that is changed, if any. */
  chosen: 'tips.chosen',
  /** Keeps what the preview shows. Value: the language, then the fields of the form as JSON. */
  confirm: 'tips.confirm',
  /** Lists the subscriptions of the conversation. Value: the language. */
  list: 'tips.list',
  change: 'tips.change',
  pause: 'tips.pause',
  /** Submits the date of a pause. Value: the language, the id, and the id of the message that showed the series. */
  paused: 'tips.paused',
  resume: 'tips.resume',
  /** Leaves one out. Value: the language, the id and the date. */
  skip: 'tips.skip',
  /** Sends the one that was to be skipped after all. */
  unskip: 'tips.unskip',
  stop: 'tips.stop',
  /** Begins a series again that was just stopped. */
  restore: 'tips.restore',
  /** Takes the last tip that was sent away. */
  takeBack: 'tips.take-back',
  /** Says that a tip was good. Value: the language, the id of the subscription and of the tip. */
  liked: 'tips.liked',
  /** Asks for fewer of its topic. Value as in `liked`. */
  fewer: 'tips.fewer',
  /** Takes that back. Value as in `liked`. */
  asBefore: 'tips.as-before',
  /** Offers a series for areas of a survey. Value: the language, then the areas, parted by blanks. */
  series: 'tips.series',
  /** Opens the form of an announcement, submits it, and sends it. */
  announce: 'tips.announce',
  announced: 'tips.announced',
  announceNow: 'tips.announce-now',
} as const

/** What a value says. */
export interface Value {
  readonly language: Language
  /** What stands behind the language. */
  readonly rest: string
  /** The words of it. */
  readonly words: readonly string[]
}

/** Reads a value; it may be of any form, since cards outlive versions. */
export function readValue(value: string): Value {
  const [first = '', ...words] = value.split(' ')
  const rest = value.slice(first.length + 1)
  return {language: first === 'zh' ? 'zh' : 'en', rest, words}
}
