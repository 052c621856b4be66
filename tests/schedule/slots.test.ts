// Slots by the wall clock: one for each local date that a rhythm names, whatever clocks do.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {neverQuiet} from '../../src/schedule/quiet.ts'
import type {Rhythm, Schedule} from '../../src/schedule/slots.ts'
import {isDate, localDate, momentOf, nextSlot, nextSlots, slotAfter, zoneOf} from '../../src/schedule/slots.ts'
import {changesOf, dateAt, day, momentIn, zones} from './zones.ts'

const start = Date.UTC(2026, 0, 1)
const end = Date.UTC(2031, 0, 1)

const daily = (zone: string, time: string): Schedule => ({rhythm: {every: 'day'}, time, zone, quiet: neverQuiet})

const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10)

/** The local dates from one to another. */
function datesFrom(first: string, count: number): string[] {
  return Array.from({length: count}, (_, i) => dateOf(Date.parse(`${first}T12:00Z`) + i * day))
}

/** The times of day, in minutes, that lie on, in and beside the change of a clock. */
function timesAround(zone: string, change: number): string[] {
  const wall = [change - 60_000, change].map(at => momentMinutes(zone, at))
  const around = wall.flatMap(minutes => [-31, -1, 0, 30, 59].map(by => (minutes + by + 1_440) % 1_440))
  return [...new Set([...around, 0])].map(clockOf)
}

function momentMinutes(zone: string, at: number): number {
  const parts = new Intl.DateTimeFormat('en-GB', {timeZone: zone, hour: '2-digit', minute: '2-digit'}).format(at)
  const [hour = 0, minute = 0] = parts.split(':').map(Number)
  return (hour % 24) * 60 + minute
}

function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

describe('a daily slot', () => {
  const all = Intl.supportedValuesOf('timeZone')

  it('comes exactly once a local date around every change of a clock from 2026 to 2030, in every zone', () => {
    let patterns = 0
    const wrong: string[] = []
    for (const zone of all) {
      for (const change of changesOf(zone, start, end)) {
        for (const time of timesAround(zone, change)) {
          patterns += 1
          const first = dateAt(zone, change - day)
          const want = datesFrom(first, 3).map(date => ({date, at: momentIn(zone, date, time)}))
          const got = nextSlots(daily(zone, time), (want[0]?.at ?? 0) - 1_000, 3)
          if (JSON.stringify(got) !== JSON.stringify(want)) wrong.push(`${zone} ${time} ${dateOf(change)}`)
        }
      }
    }
    expect(wrong).toEqual([])
    expect(all.length).toBeGreaterThan(400)
    expect(patterns).toBeGreaterThan(10_000)
  })

  it('is found again from any moment, by a process that starts then', () => {
    const moment = fc.integer({min: start, max: end})
    const time = fc.integer({min: 0, max: 1_439}).map(clockOf)
    fc.assert(
      fc.property(fc.constantFrom(...all), time, moment, (zone, at, now) => {
        const slot = nextSlot(daily(zone, at), now)
        expect(slot?.at).toBeGreaterThanOrEqual(now)
        expect((slot?.at ?? 0) - now).toBeLessThanOrEqual(1.1 * day)
        expect(slot?.at).toBe(momentIn(zone, slot?.date ?? '', at))
      }),
    )
  })
})

describe.each(zones)('in %s', zone => {
  const at = (date: string, time: string) => momentIn(zone, date, time)
  const from = at('2026-11-24', '08:00')
  const dates = (rhythm: Rhythm, count: number, quiet = neverQuiet) =>
    nextSlots({rhythm, time: '09:00', zone, quiet}, from, count).map(slot => slot.date)

  it('every rhythm has its dates', () => {
    expect(dates({every: 'day'}, 3)).toEqual(['2026-11-24', '2026-11-25', '2026-11-26'])
    expect(dates({every: 'week', days: [1, 2, 3, 4, 5]}, 5)).toEqual([
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-30',
    ])
    expect(dates({every: 'week', days: [2]}, 3)).toEqual(['2026-11-24', '2026-12-01', '2026-12-08'])
    expect(dates({every: 'week', days: [1, 4]}, 3)).toEqual(['2026-11-26', '2026-11-30', '2026-12-03'])
    expect(dates({every: 'fortnight', days: [2], from: '2026-11-24'}, 3)).toEqual([
      '2026-11-24',
      '2026-12-08',
      '2026-12-22',
    ])
    expect(dates({every: 'fortnight', days: [2], from: '2026-12-04'}, 2)).toEqual(['2026-12-01', '2026-12-15'])
    expect(dates({every: 'month', day: 1}, 3)).toEqual(['2026-12-07', '2027-01-04', '2027-02-01'])
  })

  it('nothing comes on weekends, quiet dates and public holidays', () => {
    const quiet = {weekends: true, dates: ['2026-11-25', '2026-12-03/2026-12-31'], holidays: 'DE-BE'}
    expect(dates({every: 'day'}, 7, quiet)).toEqual([
      '2026-11-24',
      '2026-11-26',
      '2026-11-27',
      '2026-11-30',
      '2026-12-01',
      '2026-12-02',
      '2027-01-04',
    ])
  })

  it('a slot whose time has come is the next one, and a moment later it is the one after', () => {
    const schedule = daily(zone, '09:00')
    expect(nextSlot(schedule, at('2026-11-24', '09:00'))?.date).toBe('2026-11-24')
    expect(nextSlot(schedule, at('2026-11-24', '09:00') + 1)?.date).toBe('2026-11-25')
    expect(slotAfter(schedule, '2026-12-31')).toEqual({date: '2027-01-01', at: at('2027-01-01', '09:00')})
  })

  it('nothing comes where all is quiet', () => {
    const quiet = {weekends: true, dates: [], holidays: ''}
    expect(dates({every: 'week', days: [6]}, 1, quiet)).toEqual([])
  })
})

it('10,000 schedules over two years have the dates and moments that another reckoning finds', () => {
  const days = fc.uniqueArray(fc.integer({min: 1, max: 7}), {minLength: 1})
  const rhythm: fc.Arbitrary<Rhythm> = fc.oneof(
    fc.constant({every: 'day'} as const),
    fc.record({every: fc.constant('week' as const), days}),
    fc.record({every: fc.constant('fortnight' as const), days, from: fc.constantFrom('2026-01-01', '2026-01-11')}),
    fc.record({every: fc.constant('month' as const), day: fc.integer({min: 1, max: 7})}),
  )
  const schedule = fc.record({
    rhythm,
    time: fc.integer({min: 0, max: 1_439}).map(clockOf),
    zone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
    quiet: fc.record({
      weekends: fc.boolean(),
      dates: fc.constantFrom([], ['2026-03-29'], ['2026-12-20/2027-01-05']),
      holidays: fc.constant(''),
    }),
  })
  const drawn = fc.sample(fc.tuple(schedule, fc.nat(729)), {numRuns: 10_000, seed: 2026})
  for (const [i, [each, offset]] of drawn.entries()) {
    // Most are looked at from a day of their own, which together cover the two years many times; some from end to end.
    // All from end to end take five minutes: SLOTS=whole npm run -s jest -- tests/schedule/slots --testTimeout 900000
    const whole = i % 500 === 0 || process.env['SLOTS'] === 'whole'
    const first = dateOf(start + (whole ? 0 : offset) * day)
    const now = momentIn(each.zone, first, each.time)
    const dates = datesFrom(first, whole ? 730 : 8).filter(date => happens(each, date))
    const want = dates.map(date => ({date, at: momentIn(each.zone, date, each.time)}))
    const got = nextSlots(each, now, want.length)
    expect({each, first, got}).toEqual({each, first, got: want})
  }
})

/** Whether a schedule has a slot on a date, reckoned with the dates of JavaScript alone. */
function happens({rhythm, quiet}: Schedule, date: string): boolean {
  const noon = new Date(`${date}T12:00:00Z`)
  const weekday = noon.getUTCDay() === 0 ? 7 : noon.getUTCDay()
  if (quiet.weekends && weekday > 5) return false
  for (const span of quiet.dates) {
    const [from = '', to = from] = span.split('/')
    if (noon.getTime() >= Date.parse(`${from}T00:00Z`) && noon.getTime() < Date.parse(`${to}T00:00Z`) + day)
      return false
  }
  // 5 January 1970 was a Monday.
  const week = (on: string) => Math.floor((Date.parse(`${on}T12:00Z`) / day - 4) / 7)
  if (rhythm.every === 'day') return true
  if (rhythm.every === 'week') return rhythm.days.includes(weekday)
  if (rhythm.every === 'fortnight') return rhythm.days.includes(weekday) && (week(date) - week(rhythm.from)) % 2 === 0
  return weekday === rhythm.day && noon.getUTCDate() <= 7
}

describe('names', () => {
  it('of zones are taken as people write them, and nothing else', () => {
    expect(zoneOf('europe/berlin')).toBe('Europe/Berlin')
    expect(['asia/calcutta', 'Asia/Kolkata', 'Europe/Kiev'].map(zoneOf)).toEqual([
      'Asia/Kolkata',
      'Asia/Kolkata',
      'Europe/Kyiv',
    ])
    expect(zoneOf('Mars/Olympus')).toBeUndefined()
    expect(zoneOf('+01:00')).toBeUndefined()
    expect(zoneOf('')).toBeUndefined()
  })

  it('of dates have to be on the calendar', () => {
    expect(['2026-02-28', '2026-02-29', '2026-2-1', 'soon', '2028-02-29'].filter(isDate)).toEqual([
      '2026-02-28',
      '2028-02-29',
    ])
  })

  it('a moment has the date of its zone', () => {
    const at = Date.UTC(2026, 10, 24, 23, 30)
    expect(zones.map(zone => localDate(zone, at))).toEqual(zones.map(zone => dateAt(zone, at)))
    expect(momentOf('2026-03-29', '02:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 1, 30))
    expect(momentOf('2026-10-25', '02:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 0, 30))
  })
})
