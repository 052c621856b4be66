// Slots: the moments of a rhythm, by the wall clock of a time zone, each named by its local date.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {Temporal} from 'temporal-polyfill'
import type {Quiet} from './quiet.ts'
import {isQuiet} from './quiet.ts'

/** How often: days of the week are 1 for Monday to 7 for Sunday (ISO 8601). */
export type Rhythm =
  | {readonly every: 'day'}
  | {readonly every: 'week'; readonly days: readonly number[]}
  /** Every second week, counted from that of a date. */
  | {readonly every: 'fortnight'; readonly days: readonly number[]; readonly from: string}
  /** The first such day of each month. */
  | {readonly every: 'month'; readonly day: number}

/** When something happens again and again. */
export interface Schedule {
  readonly rhythm: Rhythm
  /** The time of the wall clock, `09:30`. */
  readonly time: string
  /** An IANA time zone. */
  readonly zone: string
  readonly quiet: Quiet
}

/** One time at which it happens. */
export interface Slot {
  /** The local date, `2026-11-24`: there is one slot a date at most, whatever clocks do. */
  readonly date: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** A slot may be as far away as this many days; beyond, everything is quiet. */
const furthest = 800

/** The first slot after a local date; undefined where none comes within two years. */
export function slotAfter(schedule: Schedule, date: string): Slot | undefined {
  return slotFrom(schedule, dayNumber(date) + 1)
}

/** The first slot at or after a moment, in milliseconds since 1970. */
export function nextSlot(schedule: Schedule, now: number): Slot | undefined {
  // The day before: clocks that are moved over midnight can move a slot into the next date.
  let slot = slotFrom(schedule, dayNumber(localDate(schedule.zone, now)) - 1)
  while (slot && slot.at < now) slot = slotAfter(schedule, slot.date)
  return slot
}

/** The next slots at or after a moment. */
export function nextSlots(schedule: Schedule, now: number, count: number): Slot[] {
  const slots: Slot[] = []
  let slot = nextSlot(schedule, now)
  while (slot && slots.length < count) {
    slots.push(slot)
    slot = slotAfter(schedule, slot.date)
  }
  return slots
}

/**
 * When a local time is, in milliseconds since 1970. A time in the gap of a clock that is put forward moves on by the gap,
 * and of a time that comes twice it is the first (RFC 5545, section 3.3.5; `compatible` of Temporal).
 */
export function momentOf(date: string, time: string, zone: string): number {
  return Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone, {disambiguation: 'compatible'})
    .epochMilliseconds
}

/** The local date of a moment, `2026-11-24`. */
export function localDate(zone: string, at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(Math.floor(at)).toZonedDateTimeISO(zone).toPlainDate().toString()
}

/** What the engine still calls places that have another name now; both name the same zone (IANA, file `backward`). */
const renamed: Readonly<Record<string, string>> = {
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Godthab': 'America/Nuuk',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
}

/** The IANA name of a time zone as people write it; undefined where there is none. */
export function zoneOf(name: string): string | undefined {
  try {
    // Temporal takes offsets such as +01:00 too, which know no summer time.
    if (!/^[A-Za-z]/.test(name)) return undefined
    const zone = new Intl.DateTimeFormat('en', {timeZone: name.trim()}).resolvedOptions().timeZone
    return renamed[zone] ?? zone
  } catch {
    return undefined
  }
}

/** Whether a text is a date of the calendar such as `2026-11-24`. */
export function isDate(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false
  try {
    Temporal.PlainDate.from(value)
    return true
  } catch {
    return false
  }
}

function slotFrom({rhythm, time, zone, quiet}: Schedule, first: number): Slot | undefined {
  for (let day = first; day < first + furthest; day += 1) {
    if (!happens(rhythm, day)) continue
    const date = dateOfDay(day)
    if (!isQuiet(quiet, date)) return {date, at: momentOf(date, time, zone)}
  }
  return undefined
}

function happens(rhythm: Rhythm, day: number): boolean {
  switch (rhythm.every) {
    case 'day':
      return true
    case 'week':
      return rhythm.days.includes(weekday(day))
    case 'fortnight':
      return rhythm.days.includes(weekday(day)) && (week(day) - week(dayNumber(rhythm.from))) % 2 === 0
    case 'month':
      return weekday(day) === rhythm.day && new Date(day * dayMs).getUTCDate() <= 7
    default:
      return rhythm satisfies never
  }
}

/** Milliseconds of a day of the calendar, which is as long as any other whatever clocks do. */
const dayMs = 86_400_000

/** Days since 1 January 1970. */
function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMs
}

function dateOfDay(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** 1 January 1970 was a Thursday. */
function weekday(day: number): number {
  return ((day + 3) % 7) + 1
}

/** Weeks from Monday to Sunday, counted since that of 1 January 1970. */
function week(day: number): number {
  return Math.floor((day + 3) / 7)
}
