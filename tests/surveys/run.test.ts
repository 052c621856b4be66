// A run through a check: every tap counts once or not at all, in whatever order taps arrive.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import type {Survey} from '../../src/surveys/definition.ts'
import type {Run, Tap} from '../../src/surveys/run.ts'
import {beginRun, isComplete, isOutdated, tapped} from '../../src/surveys/run.ts'
import {RunBook} from '../../src/surveys/run-book.ts'
import {MemoryStore} from '../doubles/memory-store.ts'
import {ourCheck} from '../doubles/survey-files.ts'

let survey: Survey
let fresh: Run

beforeAll(async () => {
  survey = await ourCheck('readiness')
  fresh = beginRun(survey, {id: 'r1', language: 'en'})
})

const ada = {platform: 'p', tenant: 't', id: 'ada'}
const mark = fc.oneof(fc.integer({min: -1, max: 6}), fc.constant('unsure' as const), fc.double())
const tap: fc.Arbitrary<Tap> = fc.oneof(
  {weight: 4, arbitrary: mark.map(each => ({kind: 'answer' as const, mark: each}))},
  {weight: 1, arbitrary: fc.constant({kind: 'back' as const})},
)

describe('a run', () => {
  it('stays one that a person could have made, whatever taps arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(30), fc.boolean(), tap), {maxLength: 60}), taps => {
        let run = fresh
        for (const [stale, isStale, each] of taps) {
          const before = run
          run = tapped(run, survey, isStale ? stale : run.move, each)
          if (run === before) continue
          expect(run.move).toBe(before.move + 1)
          expect(Math.abs(run.at - before.at)).toBe(1)
          // The same press once more, as after a double click.
          expect(tapped(run, survey, before.move, each)).toBe(run)
        }
        expect(run.at).toBeGreaterThanOrEqual(0)
        expect(run.at).toBeLessThanOrEqual(11)
        for (const question of survey.questions.slice(0, run.at)) {
          const given = run.marks[question.id]
          const isOption = Number.isInteger(given) && Number(given) >= 0 && Number(given) < question.options.length
          expect(isOption || (given === 'unsure' && question.area !== undefined)).toBe(true)
        }
      }),
    )
  })

  it('that is complete or outdated takes no more taps', () => {
    let run = fresh
    for (let i = 0; i < 11; i += 1) run = tapped(run, survey, run.move, {kind: 'answer', mark: 1})
    expect(isComplete(run, survey)).toBe(true)
    expect(tapped(run, survey, run.move, {kind: 'back'})).toBe(run)
    const other = {...survey, edition: 'another'}
    expect(isOutdated(fresh, other)).toBe(true)
    expect(tapped(fresh, other, 0, {kind: 'answer', mark: 1})).toBe(fresh)
  })
})

describe('the run book', () => {
  const bookOf = () => new RunBook(new MemoryStore(() => 0), () => 0)

  it('gives all who begin at once the same run', async () => {
    const book = bookOf()
    const ids = Array.from({length: 9}, (_, i) => `r${i}`)
    const runs = await Promise.all(ids.map(id => book.begin(ada, survey, {...fresh, id})))
    expect(new Set(runs.map(run => run.id)).size).toBe(1)
  })

  it('takes one of several presses on the same question', async () => {
    const book = bookOf()
    const {id} = await book.begin(ada, survey, fresh)
    const press = (each: number) => book.tap(ada, survey, {run: id, move: 0}, {kind: 'answer', mark: each})
    const after = await Promise.all([0, 1, 2, 3].map(press))
    expect(after.map(run => run?.at)).toEqual([1, 1, 1, 1])
    expect((await book.find(ada, survey.name))?.move).toBe(1)
  })

  it('knows nothing of a run that is over', async () => {
    const book = bookOf()
    await book.begin(ada, survey, fresh)
    expect(await book.tap(ada, survey, {run: 'r0', move: 0}, {kind: 'back'})).toBeUndefined()
  })

  it('keeps a result once for each run, and the one before for the comparison', async () => {
    const book = bookOf()
    const done = (id: string): Run => ({...fresh, id, at: 11, marks: {u1: 1}})
    for (const id of ['a', 'a', 'b', 'b', 'c']) await book.keep(ada, survey, done(id))
    const kept = await book.result(ada, survey.name)
    expect([kept?.last.run, kept?.before?.run]).toEqual(['c', 'b'])
  })

  it('forgets one person and nobody else', async () => {
    const book = bookOf()
    const grace = {...ada, id: 'ada:2'}
    for (const person of [ada, grace]) {
      await book.begin(person, survey, fresh)
      await book.keep(person, survey, fresh)
    }
    expect(await book.forget(ada)).toEqual(['readiness'])
    expect(await book.find(ada, survey.name)).toBeUndefined()
    expect(await book.result(ada, survey.name)).toBeUndefined()
    expect(await book.result(grace, survey.name)).toBeDefined()
  })
})
