// The Retriever: from a question to candidate passages, by their words and by the ways in which people ask for them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Bag, Vocabulary} from './bag.ts'
import {BagReader, Tally} from './bag.ts'
import type {Concepts} from './concepts.ts'
import {Entries, Postings, Scores} from './postings.ts'
import type {Mended} from './spelling.ts'
import type {Word} from './words.ts'
import {stemOf, wordsOf} from './words.ts'

/** What is searched: one passage in its parts. */
export interface Entry {
  readonly id: string
  /** Titles and terms, in every language. */
  readonly names: readonly string[]
  /** The ways in which people ask for it. */
  readonly asks: readonly string[]
  /** Its texts, in every language. */
  readonly texts: readonly string[]
}

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

/**
 * Weights of the ranking, chosen on development questions by `bench/` (never on those that judge it).
 * BM25F: Robertson and Zaragoza 2009, with fields names, asks and texts.
 */
export const weights = {
  saturation: 1.3,
  names: {weight: 1, length: 0.8},
  asks: {weight: 1, length: 0.8},
  texts: {weight: 0.3, length: 0.8},
  /** A shared concept counts less than a shared word: in the passage, and in an ask. */
  concept: {passage: 0.6, ask: 0.8},
  /** One Chinese sign says less than a pair. */
  sign: 0.35,
  /** A pair that stands nowhere is mostly the end of one word and the beginning of the next. */
  unknownPair: 0.3,
  /** A word whose spelling was mended may have been meant otherwise. */
  mended: 0.9,
}

/** How many of the nearest asks make {@link Candidate.near}. */
const nearAsks = 4

/** A part of an entry. */
export type Part = 'names' | 'asks' | 'texts'

/** Is told the words of a text, the number of its entry, and of which part it is. */
export type Seen = (words: readonly Word[], entry: number, part: Part) => void

/** The texts of one entry. */
interface Bags {
  readonly names: readonly Bag[]
  readonly asks: readonly Bag[]
  readonly texts: readonly Bag[]
}

/** Searches entries; built once for each state of the knowledge base. */
export class Retriever {
  readonly #concepts: Concepts
  readonly #vocabulary: Vocabulary
  readonly #idf: number[] = []
  readonly #askWeight: number[] = []
  readonly #passages: Postings
  readonly #asks: Postings
  /** The entry that each ask belongs to. */
  readonly #entryOfAsk: Uint32Array
  readonly #passageScores: Scores
  readonly #askScores: Scores
  readonly #best: Float64Array
  readonly #unknownIdf: number
  readonly #unknownAsk: number

  /**
   * @param entries what is searched
   * @param concepts the thesaurus
   * @param seen is told the words of each text, for whoever needs them too
   */
  constructor(entries: readonly Entry[], concepts: Concepts, seen: Seen = () => undefined) {
    this.#concepts = concepts
    const reader = new BagReader(concepts, weights.sign)
    this.#vocabulary = reader.vocabulary
    const bags = entries.map((entry, number) => {
      const read = (part: Part) => (text: string) => {
        const words = wordsOf(text)
        seen(words, number, part)
        return reader.read(words, text)
      }
      return {
        names: entry.names.map(read('names')),
        asks: entry.asks.map(read('asks')),
        texts: entry.texts.map(read('texts')),
      }
    })
    this.#passages = this.#indexPassages(bags)
    const asks = bags.flatMap(bag => [...bag.names, ...bag.asks])
    this.#entryOfAsk = Uint32Array.from(
      bags.flatMap((bag, entry) => Array<number>(bag.names.length + bag.asks.length).fill(entry)),
    )
    this.#asks = this.#indexAsks(asks)
    this.#passageScores = new Scores(entries.length)
    this.#askScores = new Scores(asks.length)
    this.#best = new Float64Array(entries.length * nearAsks)
    this.#unknownIdf = idf(entries.length, 0)
    this.#unknownAsk = Math.log(1 + 2 * asks.length)
  }

  #indexPassages(bags: readonly Bags[]): Postings {
    const fields = (['names', 'asks', 'texts'] as const).map(part => ({
      part,
      ...weights[part],
      mean: meanSize(bags, part),
    }))
    const entries = new Entries(sum(bags.map(bag => termsIn([...bag.names, ...bag.asks, ...bag.texts]))))
    const frequency = new Uint32Array(this.#vocabulary.size)
    const tally = new Tally()
    bags.forEach((bag, document) => {
      for (const {part, weight, length, mean} of fields) {
        const share = weight / (1 - length + (length * sizeOf(bag[part])) / mean)
        for (const {terms, counts} of bag[part]) {
          for (let i = 0; i < terms.length; i++) tally.add(terms[i] ?? 0, share * (counts[i] ?? 0))
        }
      }
      const {terms, counts} = tally.take()
      terms.forEach((term, i) => {
        const count = counts[i] ?? 0
        entries.add(term, document, count / (weights.saturation + count))
        frequency[term] = (frequency[term] ?? 0) + 1
      })
    })
    for (const count of frequency) this.#idf.push(idf(bags.length, count))
    for (let i = 0; i < entries.size; i++)
      entries.weight[i] = (entries.weight[i] ?? 0) * (this.#idf[entries.term[i] ?? 0] ?? 0)
    return Postings.build(this.#vocabulary.size, entries)
  }

  #indexAsks(asks: readonly Bag[]): Postings {
    const frequency = new Uint32Array(this.#vocabulary.size)
    for (const {terms} of asks) for (const term of terms) frequency[term] = (frequency[term] ?? 0) + 1
    this.#vocabulary.terms.forEach((term, number) => {
      this.#askWeight.push(askWeight(term, asks.length, frequency[number] ?? 0))
    })
    const entries = new Entries(termsIn(asks))
    asks.forEach(({terms, counts}, document) => {
      const vector = terms.map((term, i) => (this.#askWeight[term] ?? 0) * Math.min(1, counts[i] ?? 0))
      const norm = Math.hypot(...vector) || 1
      terms.forEach((term, i) => {
        entries.add(term, document, ((this.#askWeight[term] ?? 0) * (vector[i] ?? 0)) / norm)
      })
    })
    return Postings.build(this.#vocabulary.size, entries)
  }

  /**
   * The query of a question: its words and concepts, each with how much it counts.
   * @param question its text with the spelling mended, and the words that were
   */
  query(question: Mended): Query {
    const words = wordsOf(question.text)
    const query = new Map<string, number>()
    for (const word of words) if (word.kind !== 'stop') query.set(word.term, this.#weightOf(word))
    for (const mended of question.words) {
      const term = stemOf(mended)
      if (query.has(term)) query.set(term, weights.mended)
    }
    for (const concept of this.#concepts.of(words, question.text)) query.set(concept, 1)
    return query
  }

  #weightOf(word: Word): number {
    if (word.kind === 'sign') return weights.sign
    return word.kind === 'pair' && this.#vocabulary.find(word.term) === undefined ? weights.unknownPair : 1
  }

  /**
   * The passages that share anything with the query, in no order. Not re-entrant, and need not be: it never waits.
   * @param query of {@link Retriever.query}
   */
  find(query: Query): Candidate[] {
    let weight = 0
    let norm = 0
    for (const [term, count] of query) {
      const number = this.#vocabulary.find(term)
      weight += count * conceptWeight(term) * (number === undefined ? this.#unknownIdf : (this.#idf[number] ?? 0))
      norm += (count * (number === undefined ? this.#unknownAsk : (this.#askWeight[number] ?? 0))) ** 2
    }
    for (const [term, count] of query) {
      const number = this.#vocabulary.find(term)
      if (number === undefined) continue
      this.#passages.score(number, (count * conceptWeight(term)) / weight, this.#passageScores)
      this.#asks.score(number, count / Math.sqrt(norm), this.#askScores)
    }
    const found = this.#collect()
    this.#passageScores.clear()
    this.#askScores.clear()
    return found
  }

  #collect(): Candidate[] {
    for (const ask of this.#askScores.touched) {
      const entry = this.#entryOfAsk[ask] ?? 0
      // A list cut short may name the ask and not its passage, which counts as found all the same.
      if (this.#passageScores.values[entry] === 0) this.#passageScores.add(entry, Number.MIN_VALUE)
      this.#keepBest(entry, this.#askScores.values[ask] ?? 0)
    }
    return this.#passageScores.touched.map(entry => {
      const best = this.#best.subarray(entry * nearAsks, (entry + 1) * nearAsks)
      const candidate = {
        entry,
        covered: this.#passageScores.values[entry] ?? 0,
        nearest: best[0] ?? 0,
        near: sum(best) / nearAsks,
      }
      best.fill(0)
      return candidate
    })
  }

  /** Keeps the few best scores of an entry, largest first. */
  #keepBest(entry: number, score: number): void {
    let at = entry * nearAsks
    const end = at + nearAsks
    let value = score
    for (; at < end; at++) {
      const held = this.#best[at] ?? 0
      if (value > held) {
        this.#best[at] = value
        value = held
      }
    }
  }
}

function conceptWeight(term: string): number {
  return term.startsWith('#') ? weights.concept.passage : 1
}

/** How much a term counts in an ask: the rarer, the more. */
function askWeight(term: string, asks: number, frequency: number): number {
  return Math.log(1 + asks / (frequency || 0.5)) * (term.startsWith('#') ? weights.concept.ask : 1)
}

/** The inverse document frequency, never negative (Robertson and Zaragoza 2009, with 1 added). */
function idf(documents: number, frequency: number): number {
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))
}

/** How many terms the bags have, those that stand in several counted in each. */
function termsIn(bags: readonly Bag[]): number {
  let terms = 0
  for (const bag of bags) terms += bag.terms.length
  return terms
}

function sizeOf(bags: readonly Bag[]): number {
  let size = 0
  for (const bag of bags) size += bag.size
  return size
}

/** The mean size of a part over all entries; 1 where all are empty, so that it can divide. */
function meanSize(bags: readonly Bags[], part: Part): number {
  return sum(bags.map(bag => sizeOf(bag[part]))) / (bags.length || 1) || 1
}

function sum(values: Iterable<number>): number {
  let all = 0
  for (const value of values) all += value
  return all
}
