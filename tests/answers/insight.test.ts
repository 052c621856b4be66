// What admins see: questions that ask for the same stand together, weeks begin on Monday, and nobody is seen alone.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import type {Answer} from '../../src/answers/answer.ts'
import type {Missed} from '../../src/answers/feedback.ts'
import {FeedbackBook} from '../../src/answers/feedback.ts'
import {gapsOf, insightOf, mondayOf} from '../../src/answers/insight.ts'
import {groupsOf, likeness} from '../../src/answers/likeness.ts'
import {MemoryStore} from '../doubles/memory-store.ts'

const missed = (asker: string, question: string, passages: readonly string[] = [], shared = false): Missed => ({
  ...{question, asker, shared, passages, decision: 'unknown', language: 'en', day: '2026-11-20', reason: 'unknown'},
})

describe('questions that are alike', () => {
  const groups = (...questions: string[]) => groupsOf(questions, question => question)

  it('have two of five terms in common or more, whatever their form, and the largest group comes first', () => {
    expect(groups('zebra parking', 'where do I park zebras', 'coffee machines')).toEqual([
      ['zebra parking', 'where do I park zebras'],
      ['coffee machines'],
    ])
    expect(groups('coffee', 'zebra parking', 'parking of zebras')[0]).toEqual(['zebra parking', 'parking of zebras'])
    expect(groups('one red apple pie', 'red apple cake tray')).toHaveLength(1)
    expect(groups('red apple pie', 'apple cake tray')).toHaveLength(2)
  })

  it('are those of the same signs in Chinese', () => {
    expect(groups('停车场在哪里', '请问停车场在哪', '咖啡机坏了')).toHaveLength(2)
  })

  it('are those without any term', () => {
    expect(likeness(new Set(), new Set())).toBe(1)
    expect(likeness(new Set(['a', 'b']), new Set(['b', 'c']))).toBeCloseTo(1 / 3)
    expect(likeness(new Set(['a']), new Set())).toBe(0)
  })
})

describe('gaps', () => {
  it('show a question from three askers on, and one asker three times does not make three', () => {
    const zebra = (asker: string) => missed(asker, 'zebra parking', ['parking'])
    expect(gapsOf([zebra('a'), zebra('a'), zebra('b')])).toEqual([])
    expect(gapsOf([zebra('a'), zebra('b'), zebra('c'), zebra('c')])).toEqual([
      {question: 'zebra parking', times: 4, nearest: 'parking'},
    ])
  })

  it('show a question of one asker who agreed, in the words of that one', () => {
    const gaps = gapsOf([missed('a', 'my zebra parking'), missed('b', 'zebra parking', ['x'], true)])
    expect(gaps).toEqual([{question: 'zebra parking', times: 2, nearest: 'x'}])
    expect(gapsOf([missed('a', 'coffee', [], true)])).toEqual([{question: 'coffee', times: 1, nearest: undefined}])
  })
})

describe('weeks', () => {
  it('begin on Monday', () => {
    const days = ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-29', '2026-11-30', '2027-01-01']
    expect(days.map(mondayOf)).toEqual([
      ...['2026-11-16', '2026-11-23', '2026-11-23'],
      ...['2026-11-23', '2026-11-30', '2026-12-28'],
    ])
  })

  it('count questions and what share was answered or offered a choice, the newest week first', async () => {
    let now = Date.UTC(2026, 10, 20)
    const feedback = new FeedbackBook(new MemoryStore(() => now), () => now)
    const ann = {platform: 'slack', tenant: 'T1', id: 'U1'}
    const base = {question: 'x', language: 'en', ranked: [], mended: []} as const
    let id = 0
    const note = (decided: object) => feedback.note(ann, `a${++id}`, {...base, ...decided} as unknown as Answer)
    for (const decision of ['answer', 'choose', 'unknown', 'not-covered']) await note({decision})
    now += 7 * 86_400_000
    await note({decision: 'answer'})
    await feedback.rate('a1', ann, 'up', 'p')
    await feedback.rate('a2', ann, 'down', 'p')
    await feedback.rate('a5', ann, 'up', 'p')
    const insight = await insightOf(feedback, ann)
    expect(insight.weeks).toEqual([
      {monday: '2026-11-23', questions: 1, answered: 1},
      {monday: '2026-11-16', questions: 4, answered: 0.5},
    ])
    expect(insight.ratings).toEqual({up: 2, down: 1})
    expect(await insightOf(feedback, {platform: 'slack', tenant: 'T2'})).toEqual({
      ...{weeks: [], ratings: {up: 0, down: 0}, gaps: []},
    })
  })
})
