// Rankings are kept for those who ask the same, and never longer than the knowledge that they come from.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {KeptRankings} from '../../src/answers/kept-rankings.ts'
import type {Ranking} from '../../src/answers/ranker.ts'

function open(most: number) {
  const ranked: string[] = []
  const rankings = new KeptRankings((question): Ranking => {
    ranked.push(question)
    return {passages: [], guards: [], mended: [question]}
  }, most)
  return {ranked, rankings}
}

describe('rankings', () => {
  it('of a question that was asked before are those of then, however it is spaced', () => {
    const {ranked, rankings} = open(10)
    const first = rankings.of('What is an OSPO?')
    expect(rankings.of('  What is\t an  OSPO? ')).toBe(first)
    expect(ranked).toEqual(['What is an OSPO?'])
  })

  it('of questions that differ in a letter, its case or their lines are their own', () => {
    const {ranked, rankings} = open(10)
    for (const question of ['MIT', 'mit', 'MIT?', 'M\nIT']) expect(rankings.of(question).mended).toEqual([question])
    expect(ranked).toHaveLength(4)
  })

  it('are kept up to a number, and what was not asked for longest goes first', () => {
    const {ranked, rankings} = open(2)
    for (const question of ['a', 'b', 'a', 'c', 'a', 'b']) rankings.of(question)
    expect(ranked).toEqual(['a', 'b', 'c', 'b'])
  })
})
