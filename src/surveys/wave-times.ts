// When a wave closes, reminds and is followed by the next one; and the tasks on the agenda for it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Agenda, Task} from '../schedule/agenda.ts'
import {dayIn, daysAfter, momentAt, monthsAfter, workingDayFrom, workingDaysAfter} from './calendar.ts'
import type {Series, Tenant, Wave} from './wave.ts'

/** The names of the jobs of a pulse. */
export const pulseJobs = {
  open: 'pulse-open',
  remind: 'pulse-remind',
  close: 'pulse-close',
  ask: 'pulse-ask',
  sweep: 'pulse-sweep',
} as const

/** What a task says to the job that opens a wave. */
export interface OpenTask extends Tenant {
  readonly series: string
  readonly number: number
  /** For a first wave, what its owner chose. */
  readonly closesAt?: number
}

/** What a task says to all other jobs. */
export interface WaveTask extends Tenant {
  readonly wave: string
}

/** Hours of the day at which a wave opens and closes. */
const hours = {open: 10, close: 18} as const

/**
 * How long after its close answers are added up, in milliseconds: the calls that store an answer end in two seconds
 * each, and the clocks of two machines differ.
 */
export const grace = 10_000

/** When a wave that opens now closes. */
export function closingOf({zone, days}: Series, now: number): number {
  return momentAt(zone, workingDaysAfter(dayIn(zone, now), days), hours.close)
}

/** The moment at which a wave closes on a day. */
export function closingOn(zone: string, day: string): number {
  return momentAt(zone, day, hours.close)
}

/** When everybody is reminded: on the third working day; undefined where the last day has come by then. */
export function reminderOf({zone}: Series, {opensAt, closesAt}: Wave): number | undefined {
  const day = workingDaysAfter(dayIn(zone, opensAt), 3)
  const at = momentAt(zone, day, hours.open)
  return day < dayIn(zone, closesAt) || at < closesAt - 4 * 3_600_000 ? at : undefined
}

/** When the next wave opens; undefined for a pulse that is taken once, or was ended. */
export function nextOpening({zone, rhythm, state}: Series, {opensAt}: Wave): number | undefined {
  if (rhythm === 'once' || state === 'ended') return undefined
  const day = dayIn(zone, opensAt)
  return momentAt(zone, workingDayFrom(rhythm === 'quarterly' ? monthsAfter(day, 3) : daysAfter(day, 42)), hours.open)
}

/** When the owner is asked again what was done: three working days before the next wave. */
export function askingOf({zone}: Series, next: number): number {
  return momentAt(zone, workingDaysAfter(dayIn(zone, next), -3), hours.open)
}

/** The id of a series' wave. */
export function waveId(series: string, number: number): string {
  return `${series}.${number}`
}

/** Puts the opening of a wave on the agenda. */
export function planOpening(agenda: Agenda, at: number, data: OpenTask): Promise<void> {
  return agenda.plan({job: pulseJobs.open, id: data.series, at, data: {...data}, group: data.tenant})
}

/** Puts something else about a wave on the agenda. */
export function planFor(
  agenda: Agenda,
  job: Exclude<keyof typeof pulseJobs, 'open'>,
  {platform, tenant, id}: Wave,
  at: number,
): Promise<void> {
  return agenda.plan({job: pulseJobs[job], id, at, data: {platform, tenant, wave: id}, group: tenant})
}

/** What a task says, which only these functions write. */
export function openTaskOf({data}: Task): OpenTask {
  return data as unknown as OpenTask
}

/** What a task says, which only these functions write. */
export function waveTaskOf({data}: Task): WaveTask {
  return data as unknown as WaveTask
}
