// Engine: what a benchmark asks of a search engine, ours or another.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Entry} from '../../src/answers/entry.ts'
import type {Knowledge} from '../../src/knowledge/library.ts'

/** What is searched, in two shapes: as our own ranker takes it, and as plain entries for all others. */
export interface Corpus {
  readonly name: string
  readonly knowledge: Knowledge
  /** The same passages as `knowledge` holds, made by `entryOf`. */
  readonly entries: readonly Entry[]
}

/** Finds passages: their ids, best first, at most {@link mostHits}. */
export type Search = (question: string) => readonly string[]

/** A search engine in its best honest configuration. */
export interface Engine {
  /** The name in the tables. */
  readonly name: string
  /**
   * Indexes a corpus.
   * @param corpus what is searched
   */
  build(corpus: Corpus): Search
}

/** How many passages an engine is asked for: enough to leave out the topics that we do not cover. */
export const mostHits = 20

/** An entry with one string for each field, as most engines want it. */
export interface FlatEntry {
  readonly id: string
  readonly names: string
  readonly asks: string
  readonly texts: string
}

/** The entry with the parts of each field on lines of their own. */
export function flat(entry: Entry): FlatEntry {
  return {id: entry.id, names: entry.names.join('\n'), asks: entry.asks.join('\n'), texts: entry.texts.join('\n')}
}
