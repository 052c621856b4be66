// Days of the calendar in a time zone: when a wave opens, reminds and closes.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

const dayMs = 86_400_000

/** True for a date such as `2026-11-24` that there is. */
export function isDay(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && Number.isFinite(at) && dayOf(at) === text
}

/** True for an IANA time zone that this machine knows. */
export function isZone(zone: string): boolean {
  try {
    return zone !== '' && new Intl.DateTimeFormat('en', {timeZone: zone}).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/**
 * The day in a zone, `2026-11-24`.
 * @param at milliseconds since 1970
 */
export function dayIn(zone: string, at: number): string {
  return dayOf(at + offsetAt(zone, at))
}

/**
 * The moment at which a day's clock shows a full hour in a zone, in milliseconds since 1970. Where clocks change at
 * that hour it may be an hour beside; by day they never do.
 */
export function momentAt(zone: string, day: string, hour: number): number {
  const wall = Date.parse(`${day}T${String(hour).padStart(2, '0')}:00:00Z`)
  const guess = wall - offsetAt(zone, wall)
  return wall - offsetAt(zone, guess)
}

/** The day so many days later. */
export function daysAfter(day: string, days: number): string {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * dayMs)
}

/** The same day so many months later, or the last of that month where it has no such day. */
export function monthsAfter(day: string, months: number): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return dayOf(Date.UTC(year, month - 1 + months, Math.min(date, last)))
}

/** True from Monday to Friday; holidays are not known. */
export function isWorkingDay(day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday > 0 && weekday < 6
}

/** The day itself, or the Monday after it where it lies in a weekend. */
export function workingDayFrom(day: string): string {
  return isWorkingDay(day) ? day : workingDayFrom(daysAfter(day, 1))
}

/** The working day that comes so many working days after a day; before it with a negative number. */
export function workingDaysAfter(day: string, days: number): string {
  const step = Math.sign(days)
  let at = day
  for (let left = Math.abs(days); left > 0; ) {
    at = daysAfter(at, step)
    if (isWorkingDay(at)) left -= 1
  }
  return at
}

/** How many working days come after a day until another one, that one included; 0 where there are none. */
export function workingDaysBetween(day: string, until: string): number {
  let count = 0
  for (let at = day; at < until; ) {
    at = daysAfter(at, 1)
    if (isWorkingDay(at)) count += 1
  }
  return count
}

/** A moment as people of a language write it, with its zone. */
export function momentText(at: number, zone: string, language: 'en' | 'zh'): string {
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
  return `${format.format(at)} (${zone})`
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** How far a zone is ahead of UTC at a moment, in milliseconds. */
function offsetAt(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const part = (type: string) => Number(parts.find(each => each.type === type)?.value)
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
  return wall - Math.floor(at / 1_000) * 1_000
}
