// Check results: the card of a person's last result, with the reminder that they asked for.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Card} from '../chat/card.ts'
import {paragraph} from '../chat/card.ts'
import type {Person} from '../chat/conversation.ts'
import {dayOf} from '../keep.ts'
import type {Keeper} from '../keeper.ts'
import type {Language} from '../knowledge/passage.ts'
import type {Agenda} from '../schedule/agenda.ts'
import type {Averages} from './averages.ts'
import {beginCard} from './check-card.ts'
import {reminderId, remindJob} from './check-reminder.ts'
import type {Survey} from './definition.ts'
import {phrases} from './phrases.ts'
import {areaPoints} from './quarter.ts'
import type {Counting, Doors} from './result-card.ts'
import {resultCard} from './result-card.ts'
import type {Kept, RunBook} from './run-book.ts'
import {hasPicture, scoresOf} from './score.ts'
import type {Surveys} from './surveys.ts'

/** What results are shown with. */
export interface CheckResultsParts {
  readonly surveys: Surveys
  readonly runs: RunBook
  readonly agenda: Agenda
  readonly averages: Averages
  readonly doors: Doors
}

/** Shows results to those whose they are. */
export class CheckResults {
  readonly #parts: CheckResultsParts

  /** @param parts what they are shown with */
  constructor(parts: CheckResultsParts) {
    this.#parts = parts
  }

  /** The card of a result. */
  async cardOf(person: Person, survey: Survey, language: Language, kept: Kept): Promise<Card> {
    const {surveys, agenda, doors, averages} = this.#parts
    const planned = await agenda.find(remindJob, reminderId(person, survey.name))
    const reminder = planned && dayOf(planned.at)
    const average = await averages.latest(person, survey)
    const counting = await this.#counting(person, survey, kept)
    return resultCard({survey, kept, language, knowledge: surveys.knowledge, doors, reminder, average, counting})
  }

  /** Undefined where the result cannot be counted in. */
  async #counting(person: Person, survey: Survey, {last}: Kept): Promise<Counting | undefined> {
    const {averages} = this.#parts
    if (!hasPicture(survey, scoresOf(survey, last.marks)) || !(await averages.mayCount(person))) return undefined
    const counted = await averages.isCounted(person, survey, areaPoints(survey, last.marks))
    return {counted, until: averages.current(person, survey).endsAt, minimum: averages.minimum}
  }

  /** The card of the last result, or one that begins the check where there is none that fits its questions. */
  async lastOf(person: Person, survey: Survey, language: Language): Promise<Card> {
    const kept = await this.#parts.runs.result(person, survey.name)
    if (!kept) return beginCard(survey, language, phrases[language].noResult)
    if (kept.last.edition !== survey.edition) return beginCard(survey, language, phrases[language].otherQuestions)
    return this.cardOf(person, survey, language, kept)
  }

  /** Deletes answers, result and reminder of one check, and takes the result out of an average that is not out yet. */
  async delete(person: Person, survey: string): Promise<void> {
    await this.#parts.averages.takeOut(person, survey)
    await this.#parts.agenda.cancel(remindJob, reminderId(person, survey))
    await this.#parts.runs.delete(person, survey)
  }

  /** Who keeps runs, results and reminders; they count as one thing for each check. */
  get keeper(): Keeper {
    const {runs, surveys, agenda, averages} = this.#parts
    const reminder = (person: Person, name: string) => agenda.find(remindJob, reminderId(person, name))
    return {
      thing: 'checks',
      of: async person => {
        const kept = (await runs.of(person)).map(each => ({survey: each.survey, ...each.kept}))
        const reminders = await Promise.all(surveys.all('check').map(({name}) => reminder(person, name)))
        const counted = await averages.countedBy(person)
        return [...kept, ...counted, ...reminders.flatMap(task => (task ? [{reminder: task.data, at: task.at}] : []))]
      },
      forget: async person => {
        await averages.takeOut(person)
        const names = await runs.forget(person)
        const all = new Set([...names, ...surveys.all('check').map(survey => survey.name)])
        for (const name of all) await agenda.cancel(remindJob, reminderId(person, name))
        return names.length
      },
    }
  }
}

/** What is said once everything is deleted. */
export function deletedCard(survey: Survey, language: Language): Card {
  const begin = beginCard(survey, language, phrases[language].deleted)
  return {...begin, blocks: begin.blocks.map(block => (block.kind === 'buttons' ? again(block) : block))}

  function again(block: Extract<Card['blocks'][number], {kind: 'buttons'}>) {
    return {
      ...block,
      buttons: block.buttons.map(button => ({...button, label: phrases[language].retake, style: 'plain' as const})),
    }
  }
}

/** One sentence as a card. */
export function plainCard(words: string, language: Language): Card {
  return {language, blocks: [paragraph(words)]}
}
