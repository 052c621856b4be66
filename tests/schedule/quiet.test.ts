// Quiet days: weekends, dates, and the public holidays of a place.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, it} from '@jest/globals'
import {holidayPlace, isQuiet, neverQuiet} from '../../src/schedule/quiet.ts'

const holidays = (place: string) => ({...neverQuiet, holidays: place})

it('public holidays are those of the place', () => {
  expect(isQuiet(holidays('DE'), '2026-10-03')).toBe(true)
  expect(isQuiet(holidays('US'), '2026-10-03')).toBe(false)
  expect(isQuiet(holidays('US'), '2026-11-26')).toBe(true)
  // Women's Day is a holiday in Berlin, and not in Bavaria.
  expect(isQuiet(holidays('DE-BE'), '2027-03-08')).toBe(true)
  expect(isQuiet(holidays('DE-BY'), '2027-03-08')).toBe(false)
  expect(isQuiet(neverQuiet, '2026-12-25')).toBe(false)
})

it('a holiday of several days is quiet on all of them', () => {
  const feast = ['2026-03-20', '2026-03-21', '2026-03-22']
  expect(feast.filter(date => isQuiet(holidays('TR'), date))).toEqual(feast)
})

it('a day that is only kept, and on which people work, is not quiet', () => {
  // Valentine's Day is no day off, and a bank holiday that is not public is none for most.
  expect(isQuiet(holidays('US'), '2026-02-14')).toBe(false)
  expect(isQuiet(holidays('DE'), '2026-12-24')).toBe(false)
})

it('weekends are quiet where that is wished, and only there', () => {
  const week = ['2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30']
  expect(week.map(date => isQuiet({...neverQuiet, weekends: true}, date))).toEqual([false, true, true, false])
  expect(week.map(date => isQuiet(neverQuiet, date))).toEqual([false, false, false, false])
})

it('half a day off is not quiet', () => {
  expect(isQuiet(holidays('CN'), '2026-05-04')).toBe(false)
})

it('spans hold both of their ends', () => {
  const quiet = {...neverQuiet, dates: ['2026-12-24/2026-12-26']}
  const dates = ['2026-12-23', '2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27']
  expect(dates.map(date => isQuiet(quiet, date))).toEqual([false, true, true, true, false])
})

it('places are taken as people write them, and nothing else', () => {
  expect(holidayPlace('de')).toBe('DE')
  expect(holidayPlace('us ny')).toBe('US-NY')
  expect(holidayPlace('US-NY')).toBe('US-NY')
  expect(holidayPlace('  de / be ')).toBe('DE-BE')
  expect(holidayPlace('DE-XX')).toBeUndefined()
  expect(holidayPlace('DE-BE-1')).toBeUndefined()
  expect(holidayPlace('ZZ')).toBeUndefined()
  expect(holidayPlace('DEU')).toBeUndefined()
  expect(holidayPlace('3DE')).toBeUndefined()
  expect(holidayPlace('Germany')).toBeUndefined()
  expect(holidayPlace('constructor')).toBeUndefined()
  expect(holidayPlace('')).toBeUndefined()
})
