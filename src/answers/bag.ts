// Bags: the terms of many texts as numbers, each with how often it stands there, in columns.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Concepts} from './concepts.ts'
import {WordTable} from './word-table.ts'
import type {Word} from './words.ts'
import {fold, foldedWordsOf} from './words.ts'

/** Terms by number; numbers count from 0. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>()

  /** How many terms there are. */
  get size(): number {
    return this.#numbers.size
  }

  /** The terms in the order of their numbers. */
  get terms(): Iterable<string> {
    return this.#numbers.keys()
  }

  /** The number of a term that is known; undefined for any other. */
  find(term: string): number | undefined {
    return this.#numbers.get(term)
  }

  /** The number of a term, which is known from now on. */
  add(term: string): number {
    const known = this.#numbers.get(term)
    if (known !== undefined) return known
    this.#numbers.set(term, this.#numbers.size)
    return this.#numbers.size - 1
  }
}

/** Sums by small number, which are taken out one after the other and then start from nothing again. */
export class Tally {
  #sums = new Float64Array(1024)
  #touched = new Uint32Array(256)
  /** How many numbers have a sum. */
  size = 0

  /** Adds to the sum of a number; by more than 0. */
  add(number: number, by: number): void {
    if (number >= this.#sums.length) this.#sums = longer(this.#sums, number)
    const sum = this.#sums[number] ?? 0
    if (sum === 0) {
      if (this.size === this.#touched.length) this.#touched = longer(this.#touched, this.size)
      this.#touched[this.size++] = number
    }
    this.#sums[number] = sum + by
  }

  /** The number that was the n-th to be added to. */
  at(n: number): number {
    return this.#touched[n] ?? 0
  }

  /** The sum of a number. */
  sum(number: number): number {
    return this.#sums[number] ?? 0
  }

  /** Forgets all sums, at the cost of those that there are. */
  clear(): void {
    for (let i = 0; i < this.size; i++) this.#sums[this.at(i)] = 0
    this.size = 0
  }
}

/** The bags of many texts, one after the other. Columns of numbers cost the collector nothing, whatever their length. */
export class Bags {
  /** The numbers of the terms, in each bag every one once. */
  terms = new Uint32Array(1 << 14)
  /** How often each stands in its bag; a sign of Chinese counts less than one. */
  counts = new Float32Array(1 << 14)
  /** How many terms there are in all bags together. */
  length = 0
  /** Where each bag ends in the columns, and how much its counts are together. */
  readonly ends: number[] = []
  readonly sizes: number[] = []

  /** Where a bag begins in the columns. */
  start(bag: number): number {
    return bag === 0 ? 0 : (this.ends[bag - 1] ?? 0)
  }

  /** Adds a bag and empties the tally that it is made of. */
  add(tally: Tally): void {
    const end = this.length + tally.size
    if (end > this.terms.length) {
      this.terms = longer(this.terms, end)
      this.counts = longer(this.counts, end)
    }
    let size = 0
    for (let i = 0; i < tally.size; i++) {
      const term = tally.at(i)
      const count = tally.sum(term)
      this.terms[this.length + i] = term
      this.counts[this.length + i] = count
      size += count
    }
    tally.clear()
    this.length = end
    this.ends.push(end)
    this.sizes.push(size)
  }
}

/** What is kept of a word, so that it is looked up once each time that it comes. */
interface Known {
  readonly word: Word
  /** The number of its term; none for a word that says nothing by itself. */
  readonly number: number | undefined
  readonly weight: number
  times: number
}

/** Reads texts into bags. */
export class BagReader {
  readonly vocabulary = new Vocabulary()
  readonly bags = new Bags()
  readonly #concepts: Concepts
  readonly #signWeight: number
  readonly #tally = new Tally()
  readonly #known: Known[] = []
  /** The number of each concept's term, once it came. */
  readonly #concept: (number | undefined)[]
  readonly #rows = new WordTable<Known>()

  /**
   * @param concepts the thesaurus
   * @param signWeight how much one sign of Chinese counts
   */
  constructor(concepts: Concepts, signWeight: number) {
    this.#concepts = concepts
    this.#concept = concepts.all.map(() => undefined)
    this.#signWeight = signWeight
  }

  /**
   * Adds the bag of a text, in which a concept counts once.
   * @returns the words of the text
   */
  read(text: string): Word[] {
    const folded = fold(text)
    const words = foldedWordsOf(folded)
    for (const word of words) {
      const known = this.#rows.get(word) ?? this.#learn(word)
      known.times++
      if (known.number !== undefined) this.#tally.add(known.number, known.weight)
    }
    for (const concept of this.#concepts.numbersOf(words, folded)) this.#tally.add(this.#termOf(concept), 1)
    this.bags.add(this.#tally)
    return words
  }

  #termOf(concept: number): number {
    const known = this.#concept[concept]
    if (known !== undefined) return known
    const term = this.vocabulary.add(this.#concepts.all[concept] ?? '')
    this.#concept[concept] = term
    return term
  }

  #learn(word: Word): Known {
    const number = word.kind === 'stop' ? undefined : this.vocabulary.add(word.term)
    const known = {word, number, weight: word.kind === 'sign' ? this.#signWeight : 1, times: 0}
    this.#known.push(known)
    this.#rows.set(word, known)
    return known
  }

  /** Tells each word that was read, in the order of their first coming, and how often it came. */
  forEachWord(tell: (word: Word, times: number) => void): void {
    for (const {word, times} of this.#known) tell(word, times)
  }
}

/** The same numbers in a column that holds twice as many, or as many as are needed. */
function longer<Column extends Uint32Array | Float32Array | Float64Array>(column: Column, needed: number): Column {
  const copy = new (column.constructor as new (length: number) => Column)(Math.max(column.length, needed) * 2)
  copy.set(column)
  return copy
}
