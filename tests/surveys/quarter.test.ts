// Quarters: when they end, and what the average of one may tell, whatever people counted in.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {leastMinimums} from '../../src/surveys/anonymity.ts'
import {AreaSums, areaPoints, quarterOf} from '../../src/surveys/quarter.ts'
import {marksOf, ourCheck} from '../doubles/survey-files.ts'

const tenant = {platform: 'recording', tenant: 'T1'}

describe('a quarter', () => {
  it.each([
    ['2026-01-01T00:00:00.000Z', '2026-Q1', '2026-04-01'],
    ['2026-06-30T23:59:59.999Z', '2026-Q2', '2026-07-01'],
    ['2026-07-01T00:00:00.000Z', '2026-Q3', '2026-10-01'],
    ['2026-12-31T23:59:59.999Z', '2026-Q4', '2027-01-01'],
  ])('of %s is %s and ends with %s', async (moment, name, end) => {
    const quarter = quarterOf(tenant, await ourCheck('readiness'), Date.parse(moment))
    expect(quarter.name).toBe(name)
    expect(new Date(quarter.endsAt).toISOString()).toBe(`${end}T00:00:00.000Z`)
  })

  it('of other questions is another one', async () => {
    const readiness = await ourCheck('readiness')
    const changed = {...readiness, edition: 'other'}
    expect(quarterOf(tenant, readiness, 0).id).not.toBe(quarterOf(tenant, changed, 0).id)
    expect(quarterOf(tenant, readiness, 0).id).not.toBe(quarterOf(tenant, await ourCheck('involvement'), 0).id)
  })
})

describe('what a person counts in', () => {
  it('is the points of the areas that are known, and no answer', async () => {
    const readiness = await ourCheck('readiness')
    const marks = marksOf(readiness, [3, 3, 'unsure', 'unsure', 0, 3, 1, 1, 0, 'unsure'])
    expect(Object.values(areaPoints(readiness, marks)).map(Math.round)).toEqual([100, 50, 33, 0])
  })
})

describe('an average', () => {
  const areas = ['a', 'b', 'c']
  const known = fc.tuple(fc.constantFrom(...areas), fc.double({min: 0, max: 100, noNaN: true}))
  const person = fc.array(known, {maxLength: 5}).map((pairs): Record<string, number> => Object.fromEntries(pairs))
  const minimum = fc.integer({min: leastMinimums.score, max: 12})

  function tableOf(people: readonly Readonly<Record<string, number>>[], least: number) {
    const sums = new AreaSums()
    for (const each of people) sums.add(each)
    return sums.table(least)
  }

  it('is there only from the minimum on, and of an area only where as many know it', () => {
    fc.assert(
      fc.property(fc.array(person, {maxLength: 40}), minimum, (people, least) => {
        const table = tableOf(people, least)
        expect(table === undefined).toBe(people.length < least)
        const enough = areas.filter(area => people.filter(each => each[area] !== undefined).length >= least)
        expect(Object.keys(table?.points ?? {}).sort()).toEqual(people.length < least ? [] : enough)
      }),
    )
  })

  it('tells whole points from 10 to 90, as somebody else would work them out, and a band', () => {
    fc.assert(
      fc.property(fc.array(person, {minLength: 12, maxLength: 40}), people => {
        const table = tableOf(people, leastMinimums.score)
        expect(table?.answers).toMatch(/^\d\d–\d\d$/)
        for (const [area, points] of Object.entries(table?.points ?? {})) {
          const all = people.flatMap(each => each[area] ?? [])
          const mean = all.reduce((sum, each) => sum + each, 0) / all.length
          expect(Number.isInteger(points) && points >= 10 && points <= 90).toBe(true)
          expect(Math.abs(points - Math.min(90, Math.max(10, mean)))).toBeLessThanOrEqual(0.5 + 1e-6)
        }
      }),
    )
  })

  it('holds no more than these two', () => {
    const table = tableOf(
      Array.from({length: 5}, () => ({a: 50})),
      5,
    )
    expect(table).toEqual({answers: '5–9', points: {a: 50}})
  })
})
