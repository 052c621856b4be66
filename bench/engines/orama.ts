// Orama with stop words and boosts, once bearing with one slip a word and once exact, which finds more and is faster.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {AnyOrama, Results, Tokenizer} from '@orama/orama'
import {create, insertMultiple, search} from '@orama/orama'
import type {Corpus, Engine, FlatEntry, Search} from './engine.ts'
import {flat, mostHits} from './engine.ts'
import {tellingWords} from './peer-words.ts'

const tokenizer: Tokenizer = {
  language: 'english',
  normalizationCache: new Map(),
  tokenize: tellingWords,
}

/** https://docs.orama.com/ */
export const orama: Engine = {name: 'Orama', build: corpus => build(corpus, 1)}

/** Orama without tolerance. */
export const oramaExact: Engine = {name: 'Orama, exact', build: corpus => build(corpus, 0)}

function build({entries}: Corpus, tolerance: number): Search {
  const db: AnyOrama = create({
    schema: {id: 'string', names: 'string', asks: 'string', texts: 'string'},
    components: {tokenizer},
  })
  now(insertMultiple(db, entries.map(flat), entries.length))
  const options = {
    tolerance,
    // 1 stands for "any of the words"; 0, the default, for all of them.
    threshold: 1,
    properties: ['names', 'asks', 'texts'],
    boost: {names: 1, asks: 3, texts: 1},
    limit: mostHits,
  }
  return term => {
    const {hits}: Results<FlatEntry> = now(search(db, {...options, term}))
    return hits.map(({document}) => document.id)
  }
}

/** Orama waits only where it is given something to wait for, such as a hook. */
function now<Value>(value: Value | Promise<Value>): Value {
  if (value instanceof Promise) throw new Error('Orama was expected to answer at once')
  return value
}
