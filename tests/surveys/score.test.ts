// The scores and stages of the readiness check, over every set of answers that there is.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import type {Survey} from '../../src/surveys/definition.ts'
import {mostTotal, scoredQuestions} from '../../src/surveys/definition.ts'
import type {Mark} from '../../src/surveys/score.ts'
import {areasToRead, hasPicture, points, scoresOf} from '../../src/surveys/score.ts'
import {standingOf} from '../../src/surveys/stage.ts'
import {marksOf, ourCheck} from '../doubles/survey-files.ts'

let readiness: Survey

beforeAll(async () => {
  readiness = await ourCheck('readiness')
})

const scores = (marks: readonly Mark[]) => scoresOf(readiness, marksOf(readiness, marks))
const stage = (marks: readonly Mark[]) => standingOf(readiness, scores(marks))?.index
const all = (mark: Mark) => Array.from({length: 10}, () => mark)
/** Ten answers, from the scores of the five areas: each is the sum of two answers. */
const byArea = (...areas: readonly number[]) => areas.flatMap(sum => [Math.min(sum, 3), Math.max(sum - 3, 0)])

describe('a score', () => {
  it('of an area is the mean of its two answers, of 3, on a scale to 6', () => {
    const {areas, total} = scores([0, 1, 1, 1, 3, 0, 2, 3, 3, 3])
    expect(areas.map(({score}) => score)).toEqual([1, 2, 3, 5, 6])
    expect(total).toBe(17)
  })

  it('of an area leaves out what is not known', () => {
    const {areas, total, known, unsure} = scores([2, 'unsure', 1, 1, 1, 1, 1, 1, 'unsure', 'unsure'])
    expect(areas.map(({score}) => score)).toEqual([4, 2, 2, 2, undefined])
    expect([total, known, unsure]).toEqual([12.5, 4, 3])
  })

  it('in total goes from 0 to 30', () => {
    expect([scores(all(0)).total, scores(all(3)).total, mostTotal(readiness)]).toEqual([0, 30, 30])
  })

  it('is shown as whole points of 100', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map(score => points(score, 6))).toEqual([0, 17, 33, 50, 67, 83, 100])
  })

  it('of an area stays between the least and the most, whatever is known', () => {
    const mark = fc.oneof(fc.integer({min: 0, max: 3}), fc.constant('unsure' as const))
    fc.assert(
      fc.property(fc.array(mark, {minLength: 10, maxLength: 10}), marks => {
        const {areas, total, known, unsure} = scores(marks)
        const found = areas.flatMap(({score}) => score ?? [])
        expect(found.every(score => score >= 0 && score <= 6)).toBe(true)
        expect(found).toHaveLength(known)
        expect(total === undefined).toBe(known === 0)
        if (total !== undefined) {
          expect(total).toBeCloseTo((found.reduce((a, b) => a + b, 0) / known) * 5, 9)
        }
        expect(unsure).toBe(marks.filter(each => each === 'unsure').length)
      }),
    )
  })
})

describe('a picture', () => {
  it('takes fewer than four unsure answers', () => {
    const unsure = (count: number) => all(2).map((mark, i) => (i % 3 === 0 && i / 3 < count ? 'unsure' : mark))
    expect([3, 4].map(count => hasPicture(readiness, scores(unsure(count))))).toEqual([true, false])
  })

  it('takes four known areas', () => {
    const without = (...areas: number[]) =>
      all(2).map((mark, i) => (areas.includes(Math.floor(i / 2)) ? 'unsure' : mark))
    expect(hasPicture(readiness, scores(without(1)))).toBe(true)
    expect(hasPicture({...readiness, scoring: {...readiness.scoring, unsure: 9}}, scores(without(1, 2)))).toBe(false)
  })
})

describe('a stage', () => {
  it.each([
    ['awareness', 0, [1, 1, 1, 1, 1]],
    ['ad hoc from a total of 6', 1, [2, 1, 1, 1, 1]],
    ['ad hoc below a total of 14', 1, [3, 2, 2, 3, 3]],
    ['strategy from 14 with tools 3 and knowledge 2', 2, [3, 2, 3, 3, 3]],
    ['ad hoc where tools are below 3', 1, [6, 6, 6, 2, 6]],
    ['ad hoc where knowledge is below 2', 1, [6, 1, 6, 6, 6]],
    ['strategy below a total of 22', 2, [4, 5, 4, 4, 4]],
    ['engagement from 22 with culture 4, tools 4, gaps 3', 3, [6, 5, 4, 4, 3]],
    ['strategy where culture is below 4', 2, [6, 6, 3, 6, 6]],
    ['strategy where tools are below 4', 2, [6, 6, 6, 3, 6]],
    ['strategy where gaps are below 3', 2, [6, 6, 6, 6, 2]],
    ['engagement below a total of 27', 3, [6, 5, 5, 5, 5]],
    ['leader from 27 with every area at 4', 4, [6, 6, 6, 5, 4]],
    ['engagement where usage is below 4', 3, [3, 6, 6, 6, 6]],
    ['engagement where gaps are below 4', 3, [6, 6, 6, 6, 3]],
  ])('is %s', (_, expected, areas) => {
    expect(stage(byArea(...areas))).toBe(expected)
  })

  it('is not reached through a gate on an area that is not known', () => {
    expect(stage([3, 3, 3, 3, 3, 3, 'unsure', 'unsure', 3, 3])).toBe(1)
    expect(stage([3, 3, 3, 3, 3, 3, 3, 3, 'unsure', 'unsure'])).toBe(2)
  })

  it('names the first gate that holds back, the total before the areas', () => {
    const gate = (...areas: number[]) => {
      const next = standingOf(readiness, scores(byArea(...areas)))?.next
      return next && [next.stage.id, next.gate.area?.id ?? 'total', next.gate.least, next.gate.is]
    }
    expect(gate(1, 1, 1, 1, 1)).toEqual(['ad-hoc', 'total', 6, 5])
    expect(gate(6, 1, 6, 2, 6)).toEqual(['security-education-strategy', 'tools-and-processes', 3, 2])
    expect(gate(6, 1, 6, 6, 6)).toEqual(['security-education-strategy', 'knowledge', 2, 1])
    expect(gate(6, 6, 6, 6, 6)).toBeUndefined()
  })

  // 4^10 = 1,048,576 sets of answers: all of them, since a rule that fails for one person fails.
  it('never falls when an answer gets better, over all 4^10 sets of answers', () => {
    const sets = 4 ** 10
    const stages = new Uint8Array(sets)
    const counts = [0, 0, 0, 0, 0]
    const ids = scoredQuestions(readiness).map(({id}) => id)
    const marks: Record<string, Mark> = {}
    for (let set = 0; set < sets; set += 1) {
      for (const [i, id] of ids.entries()) marks[id] = (set >> (2 * i)) & 3
      const at = standingOf(readiness, scoresOf(readiness, marks))?.index ?? 9
      stages[set] = at
      counts[at] = (counts[at] ?? 0) + 1
    }
    let falls = 0
    for (let set = 0; set < sets; set += 1) {
      for (let i = 0; i < 10; i += 1) {
        const better = set + (1 << (2 * i))
        if (((set >> (2 * i)) & 3) < 3 && (stages[better] ?? 0) < (stages[set] ?? 9)) falls += 1
      }
    }
    expect(falls).toBe(0)
    expect(counts.reduce((a, b) => a + b, 0)).toBe(sets)
    expect(counts.every(count => count > 0)).toBe(true)
  }, 300_000)
})

describe('what to read', () => {
  it('is about the two lowest areas, in the order of the document among equals', () => {
    const read = areasToRead(readiness, scores(byArea(2, 6, 1, 2, 5)), 2)
    expect(read.map(area => area.read)).toEqual(['readiness-culture', 'readiness-usage'])
  })

  it('is never about an area that is not known', () => {
    const read = areasToRead(readiness, scores(['unsure', 'unsure', 3, 3, 2, 2, 3, 3, 1, 1]), 2)
    expect(read.map(area => area.id)).toEqual(['addressing-gaps', 'culture'])
  })
})
