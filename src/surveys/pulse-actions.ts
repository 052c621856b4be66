// The names of the buttons and forms of a pulse, and how their values are read.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Language} from '../knowledge/passage.ts'

/** The actions of a pulse. Values are an id and a language, parted by a blank, unless it says otherwise. */
export const pulseActions = {
  /** Opens the form that sets a pulse up. Value: `-`, language. */
  start: 'surveys.pulse',
  /** Opens that form again. Value: draft, language. */
  change: 'surveys.pulse-change',
  /** Submits it. Value: draft, language. */
  setUp: 'surveys.pulse-set-up',
  /** Opens the form for groups. Value: draft, language. */
  groups: 'surveys.pulse-groups',
  /** Submits it. Value: draft, language. */
  grouped: 'surveys.pulse-grouped',
  /** Sends the invitations. Value: draft, language. */
  send: 'surveys.pulse-send',
  /** Throws the draft away. Value: draft, language. */
  discard: 'surveys.pulse-discard',
  /** Opens the form with the statements. Value: wave, language. */
  answer: 'surveys.pulse-answer',
  /** Submits it. Value: wave, language. */
  vote: 'surveys.pulse-vote',
  /** Withdraws the person's answer. Value: wave, language. */
  withdraw: 'surveys.pulse-withdraw',
  /** Tells whether the minimum is reached. Value: wave, language. */
  status: 'surveys.pulse-status',
  /** Closes a wave before its time. Value: wave, language. */
  close: 'surveys.pulse-close',
  /** Gives the published table. Value: wave, language. */
  table: 'surveys.pulse-table',
  /** Opens the form that asks what was done. Value: wave, language. */
  tell: 'surveys.pulse-tell',
  /** Submits it. Value: wave, language. */
  told: 'surveys.pulse-told',
  /** Ends a series. Value: wave, language. */
  stop: 'surveys.pulse-stop',
} as const

/** Buttons that lead to other rooms, which are known here by their names only. */
export const otherActions = {
  /** Reads a passage. Value: `-`, passage, language. */
  read: 'answers.read',
  /** Starts a series of tips about a passage. Value: `-`, passage, language. */
  tips: 'tips.series',
} as const

/** The value of a button. */
export function pulseValue(id: string, language: Language): string {
  return `${id} ${language}`
}

/** What the value of a button says; the id may be of anything, since cards outlive what they speak of. */
export function pulsePressed(value: string): {readonly id: string; readonly language: Language} {
  const [id = '', language] = value.split(' ')
  return {id, language: language === 'zh' ? 'zh' : 'en'}
}
