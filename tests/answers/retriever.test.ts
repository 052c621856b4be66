// The Retriever finds passages by shared words, concepts and Chinese pairs, with likenesses from 0 to 1.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {Concepts} from '../../src/answers/concepts.ts'
import type {Entry} from '../../src/answers/entry.ts'
import type {Candidate} from '../../src/answers/retriever.ts'
import {mostCandidates, Retriever} from '../../src/answers/retriever.ts'
import {mix} from '../../src/answers/weights.ts'

const concepts = new Concepts([{name: 'money', words: ['budget', 'cash', '预算']}])

function entry(id: string, names: string[], asks: string[] = [], texts: string[] = []): Entry {
  return {id, names, asks, texts}
}

const entries = [
  entry(
    'strategy',
    ['Open source strategy'],
    ['how do we plan open source', '怎么制定开源战略'],
    ['A strategy says why and what.'],
  ),
  entry('money', ['Budget of an office'], ['who pays'], ['Money comes from many pots.']),
  entry('people', ['People and roles'], ['who works there', 'which jobs exist'], ['Five hats, one team.']),
]
const retriever = new Retriever(entries, concepts)

/** The ids that a question finds, best covered first. */
function found(question: string, by = retriever, of: readonly Entry[] = entries): string[] {
  const candidates = by.find(by.query({text: question, words: []}))
  return candidates.sort((a, b) => b.covered - a.covered).map(({entry: at}) => of[at]?.id ?? '')
}

function likeness(question: string, id: string, by = retriever, of: readonly Entry[] = entries): Candidate | undefined {
  return by.find(by.query({text: question, words: []})).find(candidate => of[candidate.entry]?.id === id)
}

describe('a question', () => {
  it.each([
    ['what is our strategy', ['strategy']],
    ['strategies', ['strategy']],
    ['cash', ['money']],
    ['hats', ['people']],
    ['开源战略', ['strategy']],
    ['预算', ['money']],
    ['zanzibar', []],
    ['what is the', []],
    ['', []],
  ])('%j finds %j', (question, ids) => {
    expect(found(question)).toEqual(ids)
  })

  it('in the words of an ask is nearest to that passage', () => {
    expect(likeness('which jobs exist', 'people')?.nearest).toBeCloseTo(1, 5)
    expect(likeness('which jobs exist and who pays', 'people')?.nearest).toBeLessThan(1)
  })

  it('is found anew each time: nothing stays of the one before', () => {
    const once = retriever.find(retriever.query({text: 'strategy', words: []}))
    retriever.find(retriever.query({text: 'people roles jobs budget', words: []}))
    expect(retriever.find(retriever.query({text: 'strategy', words: []}))).toEqual(once)
  })

  it('counts a mended word for less', () => {
    const sure = retriever.query({text: 'strategy people', words: []})
    const mended = retriever.query({text: 'strategy people', words: ['strategy']})
    expect([...mended.values()].sort()[0]).toBeLessThan([...sure.values()].sort()[0] ?? 0)
    expect([...mended.keys()]).toEqual([...sure.keys()])
  })
})

describe('a passage without asks', () => {
  it('is judged by what it covers, so that a name said in other words does not hold it back', () => {
    const of = [entry('alone', ['Flower'], [], ['How to plant a tree']), entry('asked', ['Flower'], ['planting roses'])]
    const by = new Retriever(of, concepts)
    const alone = likeness('plant a tree', 'alone', by, of)
    expect(alone?.nearest).toBeGreaterThan(alone?.covered ?? 1)
    expect(alone?.near).toBe(alone?.nearest)
    expect(likeness('planting roses', 'asked', by, of)?.nearest).toBeCloseTo(1, 5)
  })
})

describe('a word', () => {
  it('that is rare tells more than one that is everywhere', () => {
    const of = [entry('a', ['open common']), entry('b', ['open rare']), entry('c', ['open common'])]
    const by = new Retriever(of, concepts)
    expect(likeness('open rare', 'b', by, of)?.covered).toBeGreaterThan(
      likeness('open rare', 'a', by, of)?.covered ?? 1,
    )
  })

  it('in a name tells more than in a text', () => {
    const of = [entry('named', ['flower'], ['x'], ['one two']), entry('told', ['one'], ['x'], ['flower two'])]
    const by = new Retriever(of, concepts)
    expect(found('flower', by, of)).toEqual(['named', 'told'])
  })

  it('that nobody knows lowers how much of the question is covered', () => {
    expect(likeness('strategy zanzibar', 'strategy')?.covered).toBeLessThan(
      likeness('strategy', 'strategy')?.covered ?? 0,
    )
  })
})

describe('likenesses', () => {
  const text = fc
    .array(
      fc.constantFrom(
        'open',
        'source',
        'office',
        'budget',
        'cash',
        'people',
        'roles',
        '开源',
        '预算',
        '战略',
        'the',
        'zanzibar',
      ),
      {maxLength: 8},
    )
    .map(words => words.join(' '))
  const any = fc.record({
    id: fc.constant('x'),
    names: fc.array(text, {minLength: 1, maxLength: 2}),
    asks: fc.array(text, {maxLength: 6}),
    texts: fc.array(text, {maxLength: 2}),
  })

  it('stay within 0 and 1, and the mean of the nearest is no more than the nearest', () => {
    fc.assert(
      fc.property(fc.array(any, {maxLength: 8}), text, (of, question) => {
        const by = new Retriever(of, concepts)
        for (const {covered, nearest, near} of by.find(by.query({text: question, words: []}))) {
          for (const value of [covered, nearest, near]) {
            expect(value).toBeGreaterThanOrEqual(0)
            expect(value).toBeLessThanOrEqual(1 + 1e-6)
          }
          expect(near).toBeLessThanOrEqual(nearest + 1e-6)
        }
      }),
      {numRuns: 120},
    )
  })

  it('of the best are the same among many more passages than are handed on', () => {
    const words = ['open', 'source', 'office', 'budget', 'people', 'roles', 'strategy', 'hats', 'pots', 'zanzibar']
    const many = fc.array(
      fc.record({
        id: fc.constant('x'),
        names: fc.array(fc.constantFrom(...words), {minLength: 1, maxLength: 2}),
        asks: fc.array(
          fc.shuffledSubarray(words, {maxLength: 4}).map(each => each.join(' ')),
          {maxLength: 3},
        ),
        texts: fc.array(
          fc.shuffledSubarray(words).map(each => each.join(' ')),
          {maxLength: 1},
        ),
      }),
      {minLength: 2 * mostCandidates, maxLength: 3 * mostCandidates, size: 'max'},
    )
    const likenessOf = ({covered, nearest, near}: Candidate) =>
      mix.covered * covered + mix.nearest * nearest + mix.near * near
    fc.assert(
      fc.property(many, fc.shuffledSubarray(words, {minLength: 1}), (of, asked) => {
        const by = new Retriever(of, concepts)
        const query = by.query({text: asked.join(' '), words: []})
        const some = by.find(query)
        const all = by.find(query, of.keys())
        const best = (candidates: readonly Candidate[]) =>
          candidates
            .map(likenessOf)
            .sort((a, b) => b - a)
            .slice(0, mostCandidates)
        expect(some.length).toBe(Math.min(all.length, mostCandidates))
        expect(best(some)).toEqual(best(all))
      }),
      {numRuns: 30},
    )
  })

  it('come once for each passage', () => {
    fc.assert(
      fc.property(fc.array(any, {maxLength: 8}), text, (of, question) => {
        const by = new Retriever(of, concepts)
        const at = by.find(by.query({text: question, words: []})).map(candidate => candidate.entry)
        expect(new Set(at).size).toBe(at.length)
      }),
    )
  })
})
