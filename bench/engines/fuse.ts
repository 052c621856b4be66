// fuse.js in its two ways of searching text: bitap over the whole question, and token search.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {IFuseOptions} from 'fuse.js'
import Fuse from 'fuse.js'
import type {Corpus, Engine, FlatEntry, Search} from './engine.ts'
import {flat, mostHits} from './engine.ts'
import {tellingWords} from './peer-words.ts'

/** https://www.fusejs.io/, its own way: the question as one pattern. */
export const fuseBitap: Engine = {name: 'fuse.js, bitap', build: corpus => build(corpus, {threshold: 0.6})}

/** fuse.js word by word, with stop words and Chinese words, both of which it does not bring. */
export const fuseToken: Engine = {
  name: 'fuse.js, token search, tuned',
  build: corpus => build(corpus, {useTokenSearch: true, tokenize: tellingWords, threshold: 0.2}),
}

/** fuse.js word by word, as it comes: its own words, its own threshold. */
export const fuseTokenPlain: Engine = {
  name: 'fuse.js, token search as it comes',
  build: corpus => build(corpus, {useTokenSearch: true}),
}

function build({entries}: Corpus, options: IFuseOptions<FlatEntry>): Search {
  const fuse = new Fuse(entries.map(flat), {
    keys: [
      {name: 'names', weight: 1},
      {name: 'asks', weight: 3},
      {name: 'texts', weight: 0.5},
    ],
    ignoreLocation: true,
    ignoreFieldNorm: true,
    ...options,
  })
  return question => fuse.search(question, {limit: mostHits}).map(({item}) => item.id)
}
