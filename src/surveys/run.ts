// A Run: one person on the way through a check, question by question.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation, MessageRef} from '../chat/conversation.ts'
import type {Language} from '../knowledge/passage.ts'
import type {Survey} from './definition.ts'
import type {Mark, Marks} from './score.ts'

/** One person on the way through a check. Plain JSON: it is what is stored. */
export interface Run {
  /** A random id: a button of an earlier run belongs to that one. */
  readonly id: string
  readonly edition: string
  readonly language: Language
  readonly marks: Marks
  /** The position of the question that is asked, from 0; as many as there are questions once all are answered. */
  readonly at: number
  /** Grows by one with each tap that counted; a button carries the number that it was made for. */
  readonly move: number
  /** Where the person began, if others are around there. */
  readonly origin?: Conversation
  /** The message that shows the run; undefined until the first card has gone out. */
  readonly message?: MessageRef
}

/** What a tap does. */
export type Tap = {readonly kind: 'answer'; readonly mark: Mark} | {readonly kind: 'back'}

/** A new run at its first question. */
export function beginRun(survey: Survey, setting: Pick<Run, 'id' | 'language' | 'origin'>): Run {
  return {...setting, edition: survey.edition, marks: {}, at: 0, move: 0}
}

/** True once every question has an answer. */
export function isComplete(run: Run, survey: Survey): boolean {
  return run.at >= survey.questions.length
}

/** True where the questions are no longer those that the run was begun with. */
export function isOutdated(run: Run, survey: Survey): boolean {
  return run.edition !== survey.edition
}

/**
 * The run after a tap; the same run where the tap does not belong to this moment: a double press, a press on an older
 * card, a second device. So each tap counts once, whatever comes in which order.
 * @param move the number that the button carries
 */
export function tapped(run: Run, survey: Survey, move: number, tap: Tap): Run {
  if (move !== run.move || isComplete(run, survey) || isOutdated(run, survey)) return run
  if (tap.kind === 'back') return run.at === 0 ? run : {...run, at: run.at - 1, move: run.move + 1}
  const question = survey.questions[run.at]
  if (!question || !isOption(tap.mark, question.options.length, question.area !== undefined)) return run
  return {...run, marks: {...run.marks, [question.id]: tap.mark}, at: run.at + 1, move: run.move + 1}
}

/** "Not sure" is an answer to scored questions only; the others have it among their options where it makes sense. */
function isOption(mark: Mark, options: number, scored: boolean): boolean {
  return mark === 'unsure' ? scored : Number.isInteger(mark) && mark >= 0 && mark < options
}
