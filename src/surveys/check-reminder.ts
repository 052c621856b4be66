// The reminder to take a check again: when it comes, and what names it on the agenda.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createHash} from 'node:crypto'
import type {Person} from '../chat/conversation.ts'
import type {Language} from '../knowledge/passage.ts'
import type {Task} from '../schedule/agenda.ts'

/** The name of the job. */
export const remindJob = 'remind-check'

/** How many months lie between a result and its reminder. */
const months = 3

/** What a reminder has to know. */
export interface Reminder {
  readonly person: Person
  readonly survey: string
  readonly language: Language
  /** When it was due at first, in milliseconds since 1970. */
  readonly first: number
}

/** One reminder for each person and survey; a hash, since ids on the agenda are short. */
export function reminderId({platform, tenant, id}: Person, survey: string): string {
  return createHash('sha256')
    .update(JSON.stringify([platform, tenant, id, survey]))
    .digest('base64url')
}

/**
 * The task of a reminder.
 * @param now milliseconds since 1970
 */
export function reminderTask(person: Person, survey: string, language: Language, now: number): Task {
  const {platform, tenant, id} = person
  const at = monthsLater(now)
  const data = {person: {platform, tenant, id}, survey, language, first: at}
  return {job: remindJob, id: reminderId(person, survey), at, data}
}

/** The same day and time in UTC; where the month is shorter, its last day. */
function monthsLater(now: number): number {
  const date = new Date(now)
  const day = date.getUTCDate()
  date.setUTCDate(1)
  date.setUTCMonth(date.getUTCMonth() + months)
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
  date.setUTCDate(Math.min(day, last))
  return date.getTime()
}

/** Reads the data of a task; undefined where it is not of ours. */
export function reminderOf(data: Task['data']): Reminder | undefined {
  if (typeof data !== 'object' || data === null || !('person' in data)) return undefined
  const {person, survey, language, first} = data as {readonly [name: string]: unknown}
  if (typeof person !== 'object' || person === null || typeof survey !== 'string') return undefined
  const {platform, tenant, id} = person as {readonly [name: string]: unknown}
  if (typeof platform !== 'string' || typeof tenant !== 'string' || typeof id !== 'string') return undefined
  if (typeof first !== 'number') return undefined
  return {person: {platform, tenant, id}, survey, language: language === 'zh' ? 'zh' : 'en', first}
}
