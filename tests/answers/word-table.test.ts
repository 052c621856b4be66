// WordTable: a row for each word, and no row of another word whose place it took over.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {Concepts} from '../../src/answers/concepts.ts'
import {mostCandidates, Retriever} from '../../src/answers/retriever.ts'
import {WordTable} from '../../src/answers/word-table.ts'
import type {Word} from '../../src/answers/words.ts'

const word = (term: string, place: number): Word => ({
  term,
  written: term,
  kind: 'word',
  han: false,
  plain: true,
  place,
})

describe('a table by word', () => {
  it('has a row for each word that was given one', () => {
    const table = new WordTable<number>()
    const [open, source] = [word('open', 3), word('source', 1)]
    table.set(open, 1)
    table.set(source, 2)
    expect(
      [open, source, word('office', 0), word('office', 2), word('office', 9)].map(each => table.get(each)),
    ).toEqual([1, 2, undefined, undefined, undefined])
  })

  it('never gives a word the row of another one that had its place', () => {
    const table = new WordTable<number>()
    const [before, after] = [word('before', 4), word('after', 4)]
    table.set(before, 1)
    expect(table.get(after)).toBeUndefined()
    table.set(after, 2)
    expect([before, after].map(each => table.get(each))).toEqual([undefined, 2])
  })

  it('serves an index of more words than are kept, whose places come twice', () => {
    const concepts = new Concepts([{name: 'money', words: ['budget', 'cash']}])
    const entries = Array.from({length: 60}, (_, id) => ({
      id: `${id}`,
      names: [`budget of entry${id}`],
      asks: [],
      texts: Array.from({length: 10}, (_, i) =>
        Array.from({length: 100}, (_, j) => `w${id}x${10_000 + i * 100 + j}`).join(' '),
      ),
    }))
    const retriever = new Retriever(entries, concepts)
    const found = (text: string) => retriever.find(retriever.query({text, words: []})).map(({entry}) => entry)
    expect(['w0x10000', 'w30x10500', 'w59x10999', 'entry7'].map(found)).toEqual([[0], [30], [59], [7]])
    expect(found('cash')).toHaveLength(mostCandidates)
  })
})
