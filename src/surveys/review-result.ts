// HANDLER: shows a person's last result, plans the reminder, and deletes what is kept.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Press} from '../chat/activity.ts'
import type {Card} from '../chat/card.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import type {Agenda} from '../schedule/agenda.ts'
import {checkActions, checkPressOf} from './check-actions.ts'
import {beginCard} from './check-card.ts'
import {reminderTask} from './check-reminder.ts'
import type {CheckResults} from './check-results.ts'
import {deletedCard} from './check-results.ts'
import type {Survey} from './definition.ts'
import {phrases} from './phrases.ts'
import type {RunBook} from './run-book.ts'
import type {Surveys} from './surveys.ts'

/** What the handler works with. */
export interface ReviewResultParts {
  readonly surveys: Surveys
  readonly runs: RunBook
  readonly results: CheckResults
  readonly agenda: Agenda
  readonly now: () => number
}

const mine: readonly string[] = [checkActions.result, checkActions.later, checkActions.delete]

/** Takes what is pressed on the card of a result. */
export class ReviewResult implements Handler {
  readonly name = 'review-result'
  readonly #parts: ReviewResultParts

  /** @param parts what it works with */
  constructor(parts: ReviewResultParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const {activity} = turn
    if (activity.kind !== 'press' || !mine.includes(activity.action)) return false
    const pressed = checkPressOf(activity.value)
    const survey = this.#parts.surveys.find(pressed.survey, 'check')
    // What is to be deleted goes, also where the document is no longer there.
    if (activity.action === checkActions.delete) await this.#parts.results.delete(activity.from, pressed.survey)
    if (!survey) await turn.reply(goneCard(pressed.language))
    else if (activity.action === checkActions.delete)
      await turn.update(activity.message, deletedCard(survey, pressed.language))
    else if (activity.action === checkActions.later) await this.#later(turn, activity, survey)
    else await turn.reply(await this.#parts.results.lastOf(activity.from, survey, pressed.language))
    return true
  }

  /** On an older card the newest result is shown, and nothing is planned. */
  async #later(turn: Turn, press: Press, survey: Survey): Promise<void> {
    const {runs, results, agenda, now} = this.#parts
    const {run, language} = checkPressOf(press.value)
    const kept = await runs.result(press.from, survey.name)
    if (!kept || kept.last.run !== run) {
      await turn.update(press.message, beginCard(survey, language, phrases[language].over))
      return
    }
    await agenda.plan(reminderTask(press.from, survey.name, language, now()))
    await turn.update(press.message, await results.cardOf(press.from, survey, language, kept))
  }
}

function goneCard(language: 'en' | 'zh'): Card {
  return {language, blocks: [{kind: 'paragraph', spans: [{kind: 'text', text: phrases[language].noChecks}]}]}
}
