// The index of asks: how like a question is to the ways in which people ask for a passage (cosine).
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Vocabulary} from './bag.ts'
import type {EntryBags} from './entry.ts'
import {parts} from './entry.ts'
import {Postings} from './postings.ts'
import {isConcept, likenessWithoutAsks, weights} from './weights.ts'

/** How many of the nearest asks count. */
const nearAsks = 4

const names = parts.indexOf('names')
const asks = parts.indexOf('asks')

/** Scores asks by term; built once, then only asked. */
export class AskIndex {
  /** The scores of the question that is being asked, by ask. */
  readonly #scores: Float32Array
  /** The likeness to the nearest ask of the entry that {@link AskIndex.look} looked at, 0 to 1, … */
  nearest = 0
  /** … and the mean likeness to its four nearest asks. */
  near = 0
  /** The weight of a term that no ask holds. */
  readonly unknown: number
  readonly #weight: Float64Array
  readonly #postings: Postings
  /** The first ask of each entry, and where the last one ends; names count as asks where there are others. */
  readonly #starts: Uint32Array

  /**
   * @param entries what is searched
   * @param vocabulary its terms
   */
  constructor(entries: EntryBags, vocabulary: Vocabulary) {
    this.#starts = new Uint32Array(entries.count + 1)
    const frequency = new Uint32Array(vocabulary.size)
    const {bags} = entries
    let count = 0
    forEachAsk(entries, (bag, entry) => {
      this.#starts[entry + 1] = ++count
      for (let i = bags.start(bag); i < (bags.ends[bag] ?? 0); i++) {
        const term = bags.terms[i] ?? 0
        frequency[term] = (frequency[term] ?? 0) + 1
      }
    })
    // An entry without asks begins where the one before it ends.
    for (let entry = 0; entry < entries.count; entry++)
      this.#starts[entry + 1] = Math.max(this.#starts[entry] ?? 0, this.#starts[entry + 1] ?? 0)
    this.#scores = new Float32Array(count)
    this.unknown = askWeight('', count, 0)
    this.#weight = new Float64Array(vocabulary.size)
    let number = 0
    for (const term of vocabulary.terms) this.#weight[number] = askWeight(term, count, frequency[number++] ?? 0)
    this.#postings = new Postings(frequency)
    this.#add(entries)
  }

  #add(entries: EntryBags): void {
    const {bags} = entries
    let ask = 0
    forEachAsk(entries, bag => {
      const start = bags.start(bag)
      const end = bags.ends[bag] ?? 0
      let squares = 0
      for (let i = start; i < end; i++)
        squares += ((this.#weight[bags.terms[i] ?? 0] ?? 0) * Math.min(1, bags.counts[i] ?? 0)) ** 2
      const norm = Math.sqrt(squares) || 1
      for (let i = start; i < end; i++) {
        const term = bags.terms[i] ?? 0
        this.#postings.add(term, ask, ((this.#weight[term] ?? 0) ** 2 * Math.min(1, bags.counts[i] ?? 0)) / norm)
      }
      ask++
    })
  }

  /** How much a term counts, by its number; a term without one is unknown. */
  weight(term: number | undefined): number {
    return term === undefined ? this.unknown : (this.#weight[term] ?? 0)
  }

  /** Adds `weight × weight there` to the score of each ask that holds the term. */
  score(term: number, weight: number): void {
    this.#postings.score(term, weight, this.#scores)
  }

  /** Forgets the question. */
  clear(): void {
    this.#scores.fill(0)
  }

  /** True where somebody wrote down how people ask for an entry. */
  has(entry: number): boolean {
    return this.#starts[entry] !== this.#starts[entry + 1]
  }

  /**
   * Looks at the asks of an entry; what is seen stands in {@link AskIndex.nearest} and {@link AskIndex.near}.
   * @param covered how much of the question the entry covers, which stands for asks where there are none
   */
  look(entry: number, covered: number): void {
    if (!this.has(entry)) {
      this.nearest = likenessWithoutAsks(covered)
      this.near = this.nearest
      return
    }
    let [first, second, third, fourth] = [0, 0, 0, 0]
    const end = this.#starts[entry + 1] ?? 0
    for (let ask = this.#starts[entry] ?? 0; ask < end; ask++) {
      const score = this.#scores[ask] ?? 0
      if (score <= fourth) continue
      if (score > second) {
        fourth = third
        third = second
        second = score > first ? first : score
        if (score > first) first = score
      } else {
        fourth = score > third ? third : score
        if (score > third) third = score
      }
    }
    this.nearest = first
    this.near = (first + second + third + fourth) / nearAsks
  }
}

function forEachAsk(entries: EntryBags, tell: (bag: number, entry: number) => void): void {
  for (let entry = 0; entry < entries.count; entry++) {
    // A name alone does not tell how people ask.
    if (entries.start(entry, asks) === entries.end(entry, asks)) continue
    for (const part of [names, asks])
      for (let bag = entries.start(entry, part); bag < entries.end(entry, part); bag++) tell(bag, entry)
  }
}

/** How much a term counts in an ask: the rarer, the more. */
function askWeight(term: string, asks: number, frequency: number): number {
  return Math.log(1 + asks / (frequency || 0.5)) * (isConcept(term) ? weights.concept.ask : 1)
}
