// The project's own passages as corpora: with the ways in which people ask for them, and without.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {join} from 'node:path'
import {entryOf} from '../src/answers/ranker.ts'
import type {Knowledge} from '../src/knowledge/library.ts'
import {Library} from '../src/knowledge/library.ts'
import type {Passage} from '../src/knowledge/passage.ts'
import type {Corpus} from './engines/engine.ts'

/** Opens the project's knowledge base. */
export async function openKnowledge(): Promise<Knowledge> {
  const library = await Library.open({own: join(process.cwd(), 'knowledge'), overlays: []})
  return library.knowledge
}

/** All passages as they are. */
export function withAsks(knowledge: Knowledge): Corpus {
  return corpusOf('with asks', knowledge)
}

/** All passages, but nobody wrote down how people ask for them: titles, terms and texts only. */
export function withoutAsks(knowledge: Knowledge): Corpus {
  const passages = [...knowledge.passages.values()].map((passage): Passage => ({...passage, asks: {en: [], zh: []}}))
  return corpusOf('without asks', {...knowledge, passages: new Map(passages.map(passage => [passage.id, passage]))})
}

/** The knowledge in the two shapes that engines take. */
export function corpusOf(name: string, knowledge: Knowledge): Corpus {
  return {name, knowledge, entries: [...knowledge.passages.values()].map(entryOf)}
}
