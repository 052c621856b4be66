// Follow-ups: which questions lean on the one before, and which ask for the next of a series.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {leaningOf, namesNothing, withoutNext} from '../../src/answers/follow-up.ts'
import {questionSet} from '../doubles/question-sets.ts'

describe('a question', () => {
  it.each([
    ['and for universities?', 'follows'],
    ['And in government?', 'follows'],
    ['what about small companies?', 'follows'],
    ['how about us', 'follows'],
    ['why not?', 'follows'],
    ['tell me more', 'follows'],
    ['who works there?', 'follows'],
    ['is it expensive?', 'follows'],
    ['who should we call then', 'follows'],
    ['why?', 'follows'],
    ['为什么？', 'follows'],
    ['sponsorship money?', 'may'],
    ['how does it differ from a steering committee', 'may'],
    ['那政府部门呢？', 'follows'],
    ['为什么不？', 'follows'],
    ['which comes next?', 'next'],
    ['what comes next', 'next'],
    ["what's next?", 'next'],
    ['and then what', 'next'],
    ['and then?', 'next'],
    ['what comes after that?', 'next'],
    ['the next stage', 'next'],
    ['what comes after the ad hoc stage?', 'next'],
    ['下一步是什么？', 'next'],
    ['下一阶段是什么？', 'next'],
    ['接下来呢', 'next'],
    ['Which departments of a company benefit most from an open source program office?', 'none'],
    ['How do I convince our executives of open source?', 'none'],
    ['What happens next year with the budget of the Open Source Program Office?', 'none'],
    ['怎样说服公司的高层领导支持开源项目办公室？', 'none'],
  ])('%j: %s', (question, leaning) => {
    expect(leaningOf(question)).toBe(leaning)
  })

  it('of any length and kind has a leaning', () => {
    for (const text of ['', ' ', '🎉', 'a'.repeat(10_000), 'and '.repeat(5_000), '下一'.repeat(5_000), '\u0000']) {
      expect(['none', 'may', 'follows', 'next']).toContain(leaningOf(text))
    }
  })
})

describe('a question of words that say nothing by themselves', () => {
  it.each([
    ['why?', true],
    ['and who?', true],
    ['the weather?', false],
    ['天气呢？', false],
  ])('names nothing: %j: %j', (question, nothing) => {
    expect(namesNothing(question)).toBe(nothing)
  })
})

describe('the second questions of real conversations', () => {
  const last = questionSet<{readonly turns: readonly string[]}>('follow-ups').map(({turns}) => turns.at(-1) ?? '')

  it('are mostly seen to lean on the first', () => {
    const leaning = last.filter(question => leaningOf(question) !== 'none')
    expect(leaning.length / last.length).toBeGreaterThanOrEqual(0.7)
  })
})

describe('a question for the next one', () => {
  const left = (question: string) =>
    withoutNext(question)
      .replace(/[^\p{L} ]+/gu, '')
      .split(/\s+/)
      .filter(word => word !== '')

  it.each([
    ['what comes after the ad hoc stage?', ['what', 'the', 'ad', 'hoc']],
    ['and what comes next?', ['and', 'what']],
    ['the next step', ['the']],
    ['下一阶段是什么？', []],
    ['开源战略之后是什么？', ['开源战略']],
  ])('without the words that ask for it: %j', (question, words) => {
    expect(left(question)).toEqual(words)
  })
})
