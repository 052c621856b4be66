// Quiet days: weekends, dates and public holidays on which nothing is sent.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import Holidays from 'date-holidays'

/** When nothing is sent. */
export interface Quiet {
  /** True for Saturdays and Sundays. */
  readonly weekends: boolean
  /** Single dates such as `2026-12-24`, or spans such as `2026-12-24/2027-01-06`, both ends included (ISO 8601). */
  readonly dates: readonly string[]
  /** Whose public holidays count: a country such as `DE`, or one of its parts such as `DE-BE`; empty for nobody's. */
  readonly holidays: string
}

/** Nothing is quiet. */
export const neverQuiet: Quiet = {weekends: false, dates: [], holidays: ''}

/** True where nothing is sent on a date such as `2026-12-24`. */
export function isQuiet({weekends, dates, holidays}: Quiet, date: string): boolean {
  if (weekends && isWeekend(date)) return true
  // Dates of this form sort as they follow each other.
  if (dates.some(each => date >= each.slice(0, 10) && date <= each.slice(-10))) return true
  return holidays !== '' && holidaysOf(holidays, Number(date.slice(0, 4))).has(date)
}

/** The name of a place whose holidays are known, such as `DE-BE` for `de be`; undefined where there is none. */
export function holidayPlace(words: string): string | undefined {
  const [country = '', state, ...rest] = words
    .trim()
    .toUpperCase()
    .split(/[\s/-]+/)
  if (!/^[A-Z]{2}$/.test(country) || rest.length > 0) return undefined
  if (!(country in calendar.getCountries())) return undefined
  if (state === undefined) return country
  return state in (calendar.getStates(country) ?? {}) ? `${country}-${state}` : undefined
}

const calendar = new Holidays()

/** The public holidays of a place, by place and year: each is asked for again and again. */
const known = new Map<string, ReadonlySet<string>>()

/** More than anybody has at once; beyond, all begin anew. */
const mostKnown = 1_000

function holidaysOf(place: string, year: number): ReadonlySet<string> {
  const name = `${place} ${year}`
  const there = known.get(name)
  if (there) return there
  const [country = '', state] = place.split('-')
  const all = state === undefined ? new Holidays(country) : new Holidays(country, state)
  const dates = new Set(
    all
      .getHolidays(year)
      // Half a day off is no reason to send nothing.
      .filter(({type, start, end}) => type === 'public' && Number(end) - Number(start) >= 0.9 * day)
      .flatMap(({date, start, end}) => daysFrom(date.slice(0, 10), Math.round((Number(end) - Number(start)) / day))),
  )
  if (known.size >= mostKnown) known.clear()
  known.set(name, dates)
  return dates
}

/** Milliseconds of a day. */
const day = 86_400_000

/** As many dates one after the other; some holidays last several days. */
function daysFrom(date: string, count: number): string[] {
  const first = Date.parse(`${date}T12:00:00Z`)
  return Array.from({length: Math.max(1, count)}, (_, i) => new Date(first + i * day).toISOString().slice(0, 10))
}

function isWeekend(date: string): boolean {
  const day = new Date(`${date}T12:00:00Z`).getUTCDay()
  return day === 0 || day === 6
}
