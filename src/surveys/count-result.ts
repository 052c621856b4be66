// HANDLER: counts a person's result in the organisation's average, without the name, and takes it out again.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Press} from '../chat/activity.ts'
import {paragraph} from '../chat/card.ts'
import type {Person} from '../chat/conversation.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import type {Log} from '../log.ts'
import {errorFacts} from '../log.ts'
import type {Timer} from '../schedule/timer.ts'
import type {Averages} from './averages.ts'
import {checkActions, checkPressOf} from './check-actions.ts'
import {beginCard} from './check-card.ts'
import type {CheckResults} from './check-results.ts'
import type {Survey} from './definition.ts'
import {inTime} from './patience.ts'
import {phrases} from './phrases.ts'
import {areaPoints} from './quarter.ts'
import type {Kept, RunBook} from './run-book.ts'
import type {Surveys} from './surveys.ts'

/** What the handler works with. */
export interface CountResultParts {
  readonly surveys: Surveys
  readonly runs: RunBook
  readonly results: CheckResults
  readonly averages: Averages
  readonly timer: Timer
  readonly log: Log
}

/** Takes what people count in. */
export class CountResult implements Handler {
  /** The same as that of the taps of checks: counted apart, these presses would tell how many take part. */
  readonly name = 'take-check'
  readonly #parts: CountResultParts

  /** @param parts what it works with */
  constructor(parts: CountResultParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const {activity} = turn
    if (activity.kind !== 'press') return false
    if (activity.action !== checkActions.count && activity.action !== checkActions.takeOut) return false
    const {survey: name, run, language} = checkPressOf(activity.value)
    const survey = this.#parts.surveys.find(name, 'check')
    const kept = survey && (await this.#result(activity.from, name))
    if (kept === 'unknown') {
      await turn.whisper({language, blocks: [paragraph(phrases[language].notCounted)]})
      return true
    }
    if (survey && kept?.last.run === run && kept.last.edition === survey.edition) {
      await this.#take(turn, {press: activity, survey, kept})
      return true
    }
    const over = phrases[language].over
    const card = survey ? beginCard(survey, language, over) : {language, blocks: [paragraph(over)]}
    await turn.update(activity.message, card)
    return true
  }

  async #result(person: Person, survey: string): Promise<Kept | 'unknown' | undefined> {
    const {runs, timer, log} = this.#parts
    try {
      return await inTime(timer, runs.result(person, survey), 'unknown' as const)
    } catch (error) {
      log.error('a result could not be read', errorFacts(error))
      return 'unknown'
    }
  }

  async #take(turn: Turn, {press, survey, kept}: Taken): Promise<void> {
    const {results, averages} = this.#parts
    const {language} = checkPressOf(press.value)
    const say = phrases[language]
    const tell = (words: string) => turn.whisper({language, blocks: [paragraph(words)]})
    if (press.action === checkActions.count && !(await averages.mayCount(press.from))) return tell(say.countMembers)
    if (!(await this.#keep({press, survey, kept}))) return tell(say.notCounted)
    await turn.update(press.message, await results.cardOf(press.from, survey, language, kept))
  }

  /** False where it could not be stored in time; what it logs names neither people nor results. */
  async #keep({press, survey, kept}: Taken): Promise<boolean> {
    const {averages, timer, log} = this.#parts
    const points = areaPoints(survey, kept.last.marks)
    const work =
      press.action === checkActions.count
        ? averages.count(press.from, survey, {points, at: press.at}).then(fate => fate !== 'closed')
        : averages.takeOut(press.from, survey.name).then(() => true)
    try {
      return await inTime(timer, work, false)
    } catch (error) {
      log.error('a result could not be counted in, or taken out', errorFacts(error))
      return false
    }
  }
}

interface Taken {
  readonly press: Press
  readonly survey: Survey
  readonly kept: Kept
}
