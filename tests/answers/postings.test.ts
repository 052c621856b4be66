// Postings: which documents hold a term and how much, added up for all terms of a question.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {Postings} from '../../src/answers/postings.ts'

interface Posting {
  readonly term: number
  readonly document: number
  readonly weight: number
}

function build(terms: number, all: readonly Posting[]): Postings {
  const frequency = new Uint32Array(terms)
  for (const {term} of all) frequency[term] = (frequency[term] ?? 0) + 1
  const postings = new Postings(frequency)
  for (const {term, document, weight} of all) postings.add(term, document, weight)
  return postings
}

describe('postings', () => {
  it('score the documents of a term by its weight in each', () => {
    const postings = build(2, [
      {term: 0, document: 1, weight: 0.5},
      {term: 1, document: 0, weight: 1},
      {term: 0, document: 2, weight: 0.25},
    ])
    const scores = new Float32Array(3)
    postings.score(0, 2, scores)
    expect([...scores]).toEqual([0, 1, 0.5])
    postings.score(9, 2, scores)
    expect([...scores]).toEqual([0, 1, 0.5])
  })

  it('are the same as adding up by hand', () => {
    const weight = fc.integer({min: 1, max: 16}).map(n => n / 16)
    const postings = fc.uniqueArray(fc.record({term: fc.nat(4), document: fc.nat(9), weight}), {
      selector: ({term, document}) => `${term} ${document}`,
    })
    fc.assert(
      fc.property(postings, fc.array(fc.nat(5), {maxLength: 6}), (all, query) => {
        const scores = new Float32Array(10)
        const pairs = new Float32Array(20)
        const twice = all.map(each => ({...each, document: 2 * each.document + (each.document % 3 === 0 ? 1 : 0)}))
        for (const term of query) {
          build(5, all).score(term, 1, scores)
          build(5, twice).scoreAndMark(term, {weight: 1, mark: 2}, pairs)
        }
        const byHand = Array.from({length: 10}, (_, document) =>
          query
            .flatMap(term => all.filter(posting => posting.term === term && posting.document === document))
            .reduce((sum, posting) => sum + posting.weight, 0),
        )
        expect([...scores]).toEqual(byHand)
        expect([...pairs.filter((_, i) => i % 2 === 0)]).toEqual(byHand)
        const marks = byHand.map((_, document) =>
          document % 3 === 0
            ? 2 * query.flatMap(term => all.filter(each => each.term === term && each.document === document)).length
            : 0,
        )
        expect([...pairs.filter((_, i) => i % 2 === 1)]).toEqual(marks)
      }),
    )
  })
})
