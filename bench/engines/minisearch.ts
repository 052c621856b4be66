// MiniSearch with stop words, stems, fuzzy and prefix search, and weights that suit it best on the development questions.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import MiniSearch from 'minisearch'
import type {Engine, FlatEntry} from './engine.ts'
import {flat, mostHits} from './engine.ts'
import {peerWords, stemOrNothing} from './peer-words.ts'

/** https://lucaong.github.io/minisearch/ */
export const minisearch: Engine = {
  name: 'MiniSearch',
  build({entries}) {
    const index = new MiniSearch<FlatEntry>({
      fields: ['names', 'asks', 'texts'],
      tokenize: peerWords,
      processTerm: stemOrNothing,
    })
    index.addAll(entries.map(flat))
    const options = {
      fuzzy: 0.2,
      // Short words are the beginning of too many others; with `true` it finds less and takes longer.
      prefix: (word: string) => word.length > 3,
      boost: {names: 1, asks: 3, texts: 1},
      combineWith: 'OR',
    } as const
    return question =>
      index
        .search(question, options)
        .slice(0, mostHits)
        .map(({id}) => String(id))
  },
}
