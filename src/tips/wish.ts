// A Wish: which tips somebody wants and when, from a form or from words, and what is wrong with it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Language} from '../knowledge/passage.ts'
import {holidayPlace} from '../schedule/quiet.ts'
import type {Rhythm, Schedule} from '../schedule/slots.ts'
import {isDate, localDate, zoneOf} from '../schedule/slots.ts'
import type {FaultName, RhythmName} from './phrases.ts'
import type {Subscription} from './subscriptions.ts'

/** The fields of the form by their ids; several values stand in lines. */
export type WishFields = Readonly<Record<WishField, string>>

/** The ids of the fields, and `id` and `areas`, which nobody sees. */
export const wishFields = [
  'id',
  'areas',
  'topics',
  'rhythm',
  'days',
  'time',
  'zone',
  'language',
  'quiet',
  'dates',
  'holidays',
] as const

type WishField = (typeof wishFields)[number]

/** What somebody wants, understood. */
export interface Wish {
  /** The subscription that this is or will be. */
  readonly id: string
  readonly topics: readonly string[]
  readonly areas: readonly string[]
  readonly schedule: Schedule
  /** In which the tips come. */
  readonly language: Language
}

/** What stands in the form where nobody said anything else. */
export function usualFields(id: string, zone: string, language: Language): WishFields {
  const fields = {id, areas: '', topics: '', rhythm: 'weekly', days: '2', time: '09:00', zone, language}
  return {...fields, quiet: '', dates: '', holidays: ''}
}

/** The fields of a subscription that is to be changed. */
export function fieldsOf({id, taste, schedule, language}: Subscription): WishFields {
  const {rhythm, time, zone, quiet} = schedule
  const days = rhythm.every === 'month' ? [rhythm.day] : rhythm.every === 'day' ? [] : rhythm.days
  const [areas, topics] = [taste.areas, taste.topics].map(each => each.join('\n'))
  return {
    ...{id, areas: areas ?? '', topics: topics ?? '', time, zone, days: days.join('\n')},
    rhythm: rhythmName(rhythm),
    language,
    quiet: quiet.weekends ? 'weekends' : '',
    dates: quiet.dates.join('\n'),
    holidays: quiet.holidays,
  }
}

/** Fields out of anything, such as the value of a button: what is no text is empty. */
export function fieldsFrom(values: unknown): WishFields {
  const of = (values ?? {}) as Readonly<Record<string, unknown>>
  const entries = wishFields.map(name => [name, typeof of[name] === 'string' ? of[name].slice(0, 600).trim() : ''])
  return Object.fromEntries(entries) as WishFields
}

/**
 * Understands the fields.
 * @param now milliseconds since 1970, from which weeks are counted
 * @returns the wish, or what is wrong first
 */
export function wishOf(fields: WishFields, now: number): Wish | FaultName {
  const zone = zoneOf(fields.zone)
  if (zone === undefined) return 'zone'
  const time = /^(?:[01]?\d|2[0-3]):[0-5]\d$/.test(fields.time) ? fields.time.padStart(5, '0') : undefined
  if (time === undefined) return 'time'
  const days = [...new Set(linesOf(fields.days).map(Number))].filter(day => day >= 1 && day <= 7).sort()
  const rhythm = rhythmOf(fields.rhythm, days, localDate(zone, now))
  if (!rhythm) return 'days'
  const dates = fields.dates.split(/[\s,;，、]+/).filter(Boolean)
  if (!dates.every(isSpan)) return 'dates'
  const holidays = fields.holidays === '' ? '' : holidayPlace(fields.holidays)
  if (holidays === undefined) return 'holidays'
  const quiet = {weekends: linesOf(fields.quiet).includes('weekends'), dates, holidays}
  const [topics, areas] = [linesOf(fields.topics), linesOf(fields.areas)]
  const language = fields.language === 'zh' ? 'zh' : 'en'
  return {id: fields.id, topics, areas, language, schedule: {rhythm, time, zone, quiet}}
}

function linesOf(value: string): string[] {
  return value.split('\n').filter(Boolean)
}

function isSpan(value: string): boolean {
  const [from = '', to = from, ...rest] = value.split('/')
  return isDate(from) && isDate(to) && from <= to && rest.length === 0
}

function rhythmOf(name: string, days: readonly number[], from: string): Rhythm | undefined {
  if (name === 'daily') return {every: 'day'}
  if (name === 'weekdays') return {every: 'week', days: [1, 2, 3, 4, 5]}
  const [day] = days
  if (day === undefined) return undefined
  if (name === 'monthly') return {every: 'month', day}
  return name === 'fortnightly' ? {every: 'fortnight', days, from} : {every: 'week', days}
}

function rhythmName(rhythm: Rhythm): RhythmName {
  if (rhythm.every === 'day') return 'daily'
  if (rhythm.every === 'month') return 'monthly'
  if (rhythm.every === 'fortnight') return 'fortnightly'
  return rhythm.days.join(' ') === '1 2 3 4 5' ? 'weekdays' : 'weekly'
}
