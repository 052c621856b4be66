// JOB: reminds a person to take a check again.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Platform} from '../chat/platform.ts'
import {CounselorError} from '../errors.ts'
import type {Log} from '../log.ts'
import {errorFacts} from '../log.ts'
import type {Agenda, Task} from '../schedule/agenda.ts'
import type {Job} from '../schedule/scheduler.ts'
import type {Store} from '../store.ts'
import {storeKey} from '../store.ts'
import {awaitPlatform} from './audience.ts'
import {beginCard} from './check-card.ts'
import {reminderOf, remindJob} from './check-reminder.ts'
import {wordsIn} from './definition.ts'
import {phrases} from './phrases.ts'
import type {Surveys} from './surveys.ts'

/** What the job works with. */
export interface RemindCheckParts {
  readonly surveys: Surveys
  readonly platforms: readonly Platform[]
  readonly store: Store
  readonly agenda: Agenda
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly log: Log
}

/** How long it is remembered that a reminder was tried, in milliseconds: longer than it is tried again. */
const attemptKept = 30 * 86_400_000

/** How long a person who cannot be found is looked for, once a day, in milliseconds. */
const day = 86_400_000
const waits = 30 * day

/** Writes to those who asked for it, in private. */
export class RemindCheck implements Job {
  readonly name = remindJob
  readonly #parts: RemindCheckParts

  /** @param parts what it works with */
  constructor(parts: RemindCheckParts) {
    this.#parts = parts
  }

  async run(task: Task): Promise<void> {
    const reminder = reminderOf(task.data)
    const survey = reminder && this.#parts.surveys.find(reminder.survey, 'check')
    const platform = this.#parts.platforms.find(({name}) => name === reminder?.person.platform)
    if (!reminder || !survey) {
      this.#parts.log.info('a reminder has no check any more', {job: this.name})
      return
    }
    if (!platform) return awaitPlatform(task, reminder.person, this.#parts.now())
    const {person, language} = reminder
    const place = await platform.place(person)
    if (!place) return this.#later(task, reminder.first)
    const card = beginCard(survey, language, phrases[language].reminderWhy)
    const [first, ...rest] = card.blocks
    const title = phrases[language].reminder(wordsIn(survey.title, language))
    const blocks = first?.kind === 'heading' ? [{...first, text: title}, ...rest] : card.blocks
    const since = await this.#earlier(task)
    const mark = `${task.id} ${reminder.first}`
    await this.#once(() => platform.send(place, {...card, blocks}, {bulk: true, mark, ...(since ? {since} : {})}))
  }

  /** Some places know a person only once they have come back; who stays away for a month is left in peace. */
  async #later(task: Task, first: number): Promise<void> {
    const at = this.#parts.now() + day
    if (at <= first + waits) await this.#parts.agenda.plan({...task, at})
  }

  /** When an earlier attempt began, after which the message may be there already; undefined for the first. */
  async #earlier({id, at}: Task): Promise<number | undefined> {
    const {store, now} = this.#parts
    const key = storeKey('check-reminder', id, String(at))
    return (await store.create(key, now(), attemptKept)) ? undefined : store.get<number>(key)
  }

  /** A reminder twice is worse than none where nobody can tell whether it arrived, and a closed place stays closed. */
  async #once(send: () => Promise<unknown>): Promise<void> {
    try {
      await send()
    } catch (error) {
      if (!(error instanceof CounselorError) || !['delivery-unsure', 'place-closed'].includes(error.code)) throw error
      this.#parts.log.warn('a reminder is not tried again', errorFacts(error))
    }
  }
}
