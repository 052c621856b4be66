// Postings: which documents hold a term and how much, the best of them only where there are too many.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {Entries, maxPostings, Postings, Scores} from '../../src/answers/postings.ts'

interface Entry {
  readonly term: number
  readonly document: number
  readonly weight: number
}

function build(terms: number, entries: readonly Entry[]): Postings {
  const columns = new Entries(entries.length)
  for (const {term, document, weight} of entries) columns.add(term, document, weight)
  return Postings.build(terms, columns)
}

describe('scores', () => {
  it('add up, know which documents have any, and are forgotten at once', () => {
    const scores = new Scores(5)
    scores.add(3, 1)
    scores.add(1, 0.5)
    scores.add(3, 2)
    expect([...scores.values]).toEqual([0, 0.5, 0, 3, 0])
    expect(scores.touched).toEqual([3, 1])
    scores.clear()
    expect([...scores.values]).toEqual([0, 0, 0, 0, 0])
    expect(scores.touched).toEqual([])
  })
})

describe('postings', () => {
  it('score the documents of a term by its weight in each', () => {
    const postings = build(2, [
      {term: 0, document: 1, weight: 0.5},
      {term: 1, document: 0, weight: 1},
      {term: 0, document: 2, weight: 0.25},
    ])
    const scores = new Scores(3)
    postings.score(0, 2, scores)
    expect([...scores.values]).toEqual([0, 1, 0.5])
    postings.score(9, 2, scores)
    expect(scores.touched).toEqual([1, 2])
  })

  it('are the same as adding up by hand', () => {
    const weight = fc.integer({min: 1, max: 16}).map(n => n / 16)
    const entries = fc.uniqueArray(fc.record({term: fc.nat(4), document: fc.nat(9), weight}), {
      selector: ({term, document}) => `${term} ${document}`,
    })
    fc.assert(
      fc.property(entries, fc.array(fc.nat(5), {maxLength: 6}), (all, query) => {
        const scores = new Scores(10)
        for (const term of query) build(5, all).score(term, 1, scores)
        const byHand = Array.from({length: 10}, (_, document) =>
          query
            .flatMap(term => all.filter(entry => entry.term === term && entry.document === document))
            .reduce((sum, entry) => sum + entry.weight, 0),
        )
        expect([...scores.values]).toEqual(byHand)
        expect([...scores.touched].sort()).toEqual(byHand.flatMap((value, document) => (value > 0 ? [document] : [])))
      }),
    )
  })
})

describe('a term that nearly every document holds', () => {
  const many = Array.from({length: maxPostings + 500}, (_, document) => ({
    term: 0,
    document,
    weight: ((document * 7919) % 4096) / 4096 + 1,
  }))

  it('keeps only the documents in which it counts most', () => {
    const scores = new Scores(many.length)
    build(1, many).score(0, 1, scores)
    expect(scores.touched).toHaveLength(maxPostings)
    const kept = Math.min(...scores.touched.map(document => scores.values[document] ?? 0))
    const left = many.filter(({document}) => scores.values[document] === 0).map(({weight}) => weight)
    expect(Math.max(...left)).toBeLessThanOrEqual(kept)
  })

  it('keeps all of them up to the limit', () => {
    const scores = new Scores(many.length)
    build(1, many.slice(0, maxPostings)).score(0, 1, scores)
    expect(scores.touched).toHaveLength(maxPostings)
  })
})
