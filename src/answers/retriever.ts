// The Retriever: from a question to candidate passages, by their words and by the ways in which people ask for them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {AskIndex} from './ask-index.ts'
import type {Vocabulary} from './bag.ts'
import {BagReader} from './bag.ts'
import {Best} from './best.ts'
import type {Concepts} from './concepts.ts'
import type {Entry, Named} from './entry.ts'
import {EntryBags} from './entry.ts'
import {PassageIndex} from './passage-index.ts'
import type {Mended} from './spelling.ts'
import {isConcept, mix, weights} from './weights.ts'
import type {Word} from './words.ts'
import {fold, foldedWordsOf, stemOf} from './words.ts'

/** How much each part of a question counts, by term. */
export type Query = ReadonlyMap<string, number>

/** A passage that shares words with a question. */
export interface Candidate {
  /** The place of the entry in the list that the retriever was made from. */
  readonly entry: number
  /** How much of the question's weight the passage covers, 0 to 1 (BM25F, normalised). */
  readonly covered: number
  /** The likeness of the question to the nearest ask, 0 to 1 (cosine). */
  readonly nearest: number
  /** The mean likeness to the four nearest asks, 0 to 1. */
  readonly near: number
}

/** How many candidates are handed on: far more than anybody is shown, topics that we do not cover among them. */
export const mostCandidates = 50

/** Whoever else needs what is read in building. */
export interface Listener {
  /** Is told the words of each name and ask. */
  readonly named?: Named
  /** Is told each word once, and how often it came. */
  readonly word?: (word: Word, times: number) => void
}

/** Searches entries; built once for each state of the knowledge base. */
export class Retriever {
  readonly #concepts: Concepts
  readonly #vocabulary: Vocabulary
  readonly #passages: PassageIndex
  readonly #asks: AskIndex
  readonly #best = new Best(mostCandidates)

  /**
   * @param entries what is searched
   * @param concepts the thesaurus
   * @param listener is told what is read
   */
  constructor(entries: readonly Entry[], concepts: Concepts, {named, word}: Listener = {}) {
    this.#concepts = concepts
    const reader = new BagReader(concepts, weights.sign)
    const bags = new EntryBags(entries, reader, named ?? (() => undefined))
    if (word) reader.forEachWord(word)
    this.#vocabulary = reader.vocabulary
    this.#passages = new PassageIndex(bags, reader.vocabulary.size)
    this.#asks = new AskIndex(bags, reader.vocabulary)
  }

  /**
   * The query of a question: its words and concepts, each with how much it counts.
   * @param question its text with the spelling mended, and the words that were
   */
  query(question: Mended): Query {
    const folded = fold(question.text)
    const words = foldedWordsOf(folded)
    const query = new Map<string, number>()
    for (const word of words) if (word.kind !== 'stop') query.set(word.term, this.#weightOf(word))
    for (const mended of question.words) {
      const term = stemOf(mended)
      if (query.has(term)) query.set(term, weights.mended)
    }
    for (const concept of this.#concepts.of(words, folded)) query.set(concept, 1)
    return query
  }

  #weightOf(word: Word): number {
    if (word.kind === 'sign') return weights.sign
    return word.kind === 'pair' && this.#vocabulary.find(word.term) === undefined ? weights.unknownPair : 1
  }

  /**
   * The passages that share anything with the query, in the order of the entries; of more than {@link mostCandidates}
   * those that are most like it by the {@link mix}. Not re-entrant, and need not be: it never waits.
   * @param query of {@link Retriever.query}
   * @param also entries that are candidates even if others are more like the query, where they share anything with it
   */
  find(query: Query, also: Iterable<number> = []): Candidate[] {
    this.#score(query)
    this.#pick()
    const found = new Set(this.#best.take())
    for (const entry of also) if (this.#passages.covered(entry) > 0) found.add(entry)
    const candidates = [...found].sort((a, b) => a - b).map(entry => this.#candidate(entry))
    this.#passages.clear()
    this.#asks.clear()
    return candidates
  }

  /** Picks the best passages. A function of its own, as the compiler gives up on what comes after a long loop. */
  #pick(): void {
    const passages = this.#passages
    const asks = this.#asks
    const best = this.#best
    for (let entry = 0; entry < passages.count; entry++) {
      const covered = passages.covered(entry)
      if (covered === 0) continue
      // What its asks would have to make up for, if it was to be one of the best.
      const missing = (best.least - mix.covered * covered) / (mix.nearest + mix.near)
      if (asks.has(entry) && !passages.mayBeLike(entry, missing)) continue
      asks.look(entry, covered)
      best.add(entry, mix.covered * covered + mix.nearest * asks.nearest + mix.near * asks.near)
    }
  }

  #candidate(entry: number): Candidate {
    const covered = this.#passages.covered(entry)
    this.#asks.look(entry, covered)
    const {nearest, near} = this.#asks
    return {entry, covered, nearest, near}
  }

  #score(query: Query): void {
    const terms = Array.from(query, ([term, count]) => ({
      number: this.#vocabulary.find(term),
      inPassage: count * (isConcept(term) ? weights.concept.passage : 1),
      inAsk: count,
    }))
    let all = 0
    let squares = 0
    for (const {number, inPassage, inAsk} of terms) {
      all += inPassage * this.#passages.weight(number)
      squares += (inAsk * this.#asks.weight(number)) ** 2
    }
    const norm = Math.sqrt(squares)
    for (const {number, inPassage, inAsk} of terms) {
      if (number === undefined) continue
      this.#passages.score(number, inPassage / all, (inAsk * this.#asks.weight(number)) ** 2 / squares)
      this.#asks.score(number, inAsk / norm)
    }
  }
}
