// The calendar of a pulse: days, working days and moments, in zones with and without summer time.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, it} from '@jest/globals'
import fc from 'fast-check'
import {
  dayIn,
  daysAfter,
  isDay,
  isWorkingDay,
  isZone,
  momentAt,
  monthsAfter,
  workingDayFrom,
  workingDaysAfter,
  workingDaysBetween,
} from '../../src/surveys/calendar.ts'

const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Apia', 'UTC']
const days = fc.integer({min: 0, max: 3_000}).map(after => daysAfter('2024-01-01', after))

it('a moment at an hour by day shows that day and hour in its zone, in summer and winter', () => {
  fc.assert(
    fc.property(days, fc.integer({min: 8, max: 20}), fc.constantFrom(...zones), (day, hour, zone) => {
      const at = momentAt(zone, day, hour)
      expect(dayIn(zone, at)).toBe(day)
      const shown = new Intl.DateTimeFormat('en-GB', {timeZone: zone, hour: '2-digit', minute: '2-digit'}).format(at)
      expect(shown).toBe(`${String(hour).padStart(2, '0')}:00`)
    }),
  )
})

it('working days are counted forth and back alike', () => {
  fc.assert(
    fc.property(days, fc.integer({min: 1, max: 60}), (day, count) => {
      const later = workingDaysAfter(day, count)
      expect(isWorkingDay(later)).toBe(true)
      expect(workingDaysBetween(day, later)).toBe(count)
      if (isWorkingDay(day)) expect(workingDaysAfter(later, -count)).toBe(day)
    }),
  )
})

it('five working days after a Friday is the Friday after it', () => {
  expect(workingDaysAfter('2026-11-20', 5)).toBe('2026-11-27')
  expect(workingDayFrom('2026-11-21')).toBe('2026-11-23')
})

it('three months after the last of November is the last of February', () => {
  expect(monthsAfter('2026-11-30', 3)).toBe('2027-02-28')
  expect(monthsAfter('2026-11-24', 3)).toBe('2027-02-24')
})

it('days and zones that there are not are refused', () => {
  expect(['2026-02-29', '2026-13-01', 'tomorrow', '2026-1-1', ''].filter(isDay)).toEqual([])
  expect(isDay('2028-02-29')).toBe(true)
  expect(['Berlin', '', 'Europe/Nowhere'].filter(isZone)).toEqual([])
  expect(isZone('Europe/Berlin')).toBe(true)
})
