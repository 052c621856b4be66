// The decision: a guard topic, one clear answer, a choice, or an honest no; and the language of the answer.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {decide, languageOf, limits} from '../../src/answers/answer.ts'
import type {Language} from '../../src/knowledge/passage.ts'
import {front, knowledgeFrom, passageText} from '../doubles/knowledge-files.ts'

const all = [...knowledgeFrom(front + ['a', 'b', 'c', 'd', 'e'].map(id => passageText(id)).join('')).passages.values()]
const guard = [
  ...knowledgeFrom(front.replace('kind: chapter', 'kind: coverage') + passageText('guard')).passages.values(),
]

const {least, clear, clearChinese, margin, close, guardLeast} = limits

/** What is decided about passages with these scores, the best first, and perhaps a guard. */
function decided(scores: readonly number[], guardScore?: number, language: Language = 'en') {
  const passages = scores.flatMap((score, i) => (all[i] ? [{passage: all[i], score}] : []))
  const guards = guardScore === undefined ? [] : guard.map(passage => ({passage, score: guardScore}))
  return decide({question: 'q', language, ranking: {passages, guards, mended: ['m']}})
}

function summary(...args: Parameters<typeof decided>): string {
  const answer = decided(...args)
  if (answer.decision === 'choose') return `choose ${answer.choices.map(({id}) => id).join('')}`
  return answer.decision === 'answer' ? `answer ${answer.passage.id}` : answer.decision
}

const high = clear * 2

describe('a question', () => {
  it.each([
    ['that nothing shares a word with', [], undefined, 'unknown'],
    ['with one clear passage', [high, high * margin], undefined, 'answer a'],
    ['with one passage only', [high], undefined, 'answer a'],
    ['with the best just clear', [clear], undefined, 'answer a'],
    ['with the best not quite clear', [clear - 0.001], undefined, 'choose a'],
    ['with the least', [least], undefined, 'choose a'],
    ['with less than the least', [least - 0.001], undefined, 'unknown'],
    ['with two close ones', [high, high * 0.99], undefined, 'choose ab'],
    ['with three close ones', [high, high * 0.99, high * 0.98], undefined, 'choose abc'],
    ['with four close ones', [high, high * 0.99, high * 0.98, high * 0.97], undefined, 'choose abc'],
    ['with two close ones and one far', [high, high * 0.99, high * (close - 0.01)], undefined, 'choose ab'],
    ['that a guard knows better', [high * 0.9], high, 'not-covered'],
    ['that a guard knows as well', [high], high, 'not-covered'],
    ['that a guard knows less well', [high], high * limits.guard - 0.01, 'answer a'],
    ['that only a guard knows', [], guardLeast, 'not-covered'],
    ['that a guard knows a little', [], guardLeast - 0.001, 'unknown'],
    ['that a guard knows best, with little', [least], guardLeast - 0.001, 'unknown'],
  ] as const)('%s', (_, scores, guardScore, expected) => {
    expect(summary(scores, guardScore)).toBe(expected)
  })

  it('in Chinese is clear with less', () => {
    const between = (clear + clearChinese) / 2
    expect(summary([between], undefined, 'zh')).toBe('answer a')
    expect(summary([between], undefined, 'en')).toBe('choose a')
  })
})

describe('any decision', () => {
  const scores = fc
    .array(fc.double({min: 0.001, max: 1, noNaN: true}), {maxLength: 5})
    .map(list => list.sort((a, b) => b - a))

  it('offers at most three, the best first, and never a passage below the least', () => {
    fc.assert(
      fc.property(
        scores,
        fc.option(fc.double({min: 0.001, max: 1, noNaN: true}), {nil: undefined}),
        (list, guardScore) => {
          const answer = decided(list, guardScore)
          if (answer.decision === 'choose') {
            expect(answer.choices.length).toBeGreaterThanOrEqual(1)
            expect(answer.choices.length).toBeLessThanOrEqual(3)
            expect(answer.choices[0]).toBe(all[0])
          }
          if (answer.decision === 'answer') expect(answer.passage).toBe(all[0])
          if ((list[0] ?? 0) < least) expect(['unknown', 'not-covered']).toContain(answer.decision)
          expect(answer.ranked.length).toBe(list.length)
          expect(answer).toMatchObject({question: 'q', language: 'en', mended: ['m']})
        },
      ),
    )
  })

  it('is no worse for a passage that scores more', () => {
    const order = ['unknown', 'choose', 'answer']
    fc.assert(
      fc.property(
        fc.double({min: 0.001, max: 1, noNaN: true}),
        fc.double({min: 0, max: 0.5, noNaN: true}),
        (score, more) => {
          expect(order.indexOf(decided([score + more]).decision)).toBeGreaterThanOrEqual(
            order.indexOf(decided([score]).decision),
          )
        },
      ),
    )
  })
})

describe('the language of an answer', () => {
  it.each([
    ['What is an OSPO?', 'en'],
    ['什么是开源？', 'zh'],
    ['什么是 OSPO？', 'zh'],
    ['OSPO 和 AGPL 是什么', 'zh'],
    ['How do you say 开源 in a German office?', 'en'],
    ['Qu’est-ce que c’est?', 'en'],
    ['', 'en'],
    ['🎉', 'en'],
  ])('to %j is %s', (question, language) => {
    expect(languageOf(question)).toBe(language)
  })
})
