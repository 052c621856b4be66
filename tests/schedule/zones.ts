// Time zones for tests, and local time reckoned without the library that the product uses.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** The zones in which every test of a schedule runs: summer time in both halves of the year, by half an hour, never. */
export const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'] as const

/** Milliseconds of a day. */
export const day = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

/** The wall clock of a zone at a moment, as if it were UTC, in milliseconds since 1970. */
export function wallClock(zone: string, at: number): number {
  let format = formats.get(zone)
  if (!format) {
    const digits = {year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric'} as const
    format = new Intl.DateTimeFormat('en-US', {
      ...digits,
      second: 'numeric',
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
    })
    formats.set(zone, format)
  }
  const parts = Object.fromEntries(format.formatToParts(at).map(({type, value}) => [type, Number(value)]))
  return Date.UTC(
    parts['year'] ?? 0,
    (parts['month'] ?? 1) - 1,
    parts['day'],
    parts['hour'],
    parts['minute'],
    parts['second'],
  )
}

/** The local date of a moment. */
export function dateAt(zone: string, at: number): string {
  return new Date(wallClock(zone, at)).toISOString().slice(0, 10)
}

/**
 * When a local time is: the first moment whose wall clock shows it, or, in the gap of a clock put forward, as much later
 * as the gap is wide; found by trying the offsets that hold a day before and after.
 */
export function momentIn(zone: string, date: string, time: string): number {
  const wall = Date.parse(`${date}T${time}:00Z`)
  const offsets = [wall - day, wall + day].map(at => wallClock(zone, at) - at)
  const fits = offsets.map(offset => wall - offset).filter(at => wallClock(zone, at) === wall)
  return fits.length > 0 ? Math.min(...fits) : wall - (offsets[0] ?? 0)
}

/** The moments at which the clock of a zone is changed between two moments, to the second. */
export function changesOf(zone: string, from: number, to: number): number[] {
  const offset = (at: number) => wallClock(zone, at) - at
  const changes: number[] = []
  for (let at = from; at < to; at += 14 * day) {
    if (offset(at) !== offset(at + 14 * day)) changes.push(...exactly(at, at + 14 * day))
  }
  return changes

  function exactly(low: number, high: number): number[] {
    let [a, b] = [low, high]
    const before = offset(a)
    while (b - a > 1_000) {
      const middle = a + Math.floor((b - a) / 2_000) * 1_000
      if (offset(middle) === before) a = middle
      else b = middle
    }
    return [b, ...(b < high && offset(b) !== offset(high) ? exactly(b, high) : [])]
  }
}
