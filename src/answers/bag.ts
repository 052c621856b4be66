// A Bag: the terms of a text as numbers, each with how often it stands there.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Concepts} from './concepts.ts'
import type {Word} from './words.ts'

/** Terms by number and number by term; numbers count from 0. */
export class Vocabulary {
  readonly #numbers = new Map<string, number>()
  readonly #terms: string[] = []

  /** How many terms there are. */
  get size(): number {
    return this.#terms.length
  }

  /** The terms in the order of their numbers. */
  get terms(): readonly string[] {
    return this.#terms
  }

  /** The number of a term that is known; undefined for any other. */
  find(term: string): number | undefined {
    return this.#numbers.get(term)
  }

  /** The number of a term, which is known from now on. */
  add(term: string): number {
    const known = this.#numbers.get(term)
    if (known !== undefined) return known
    this.#numbers.set(term, this.#terms.length)
    return this.#terms.push(term) - 1
  }
}

/** A text as its terms. */
export interface Bag {
  /** The numbers of its terms, each once. */
  readonly terms: readonly number[]
  /** How often each of them stands there; a sign of Chinese counts less than one. */
  readonly counts: readonly number[]
  /** All counts together. */
  readonly size: number
}

/** Sums by small number, which are taken out together and start from nothing again. */
export class Tally {
  readonly #sums: number[] = []
  readonly #touched: number[] = []

  /** Adds to the sum of a number. */
  add(number: number, by: number): void {
    const sum = this.#sums[number]
    if (!sum) this.#touched.push(number)
    this.#sums[number] = (sum ?? 0) + by
  }

  /** All sums that were added to, and forgets them. */
  take(): Bag {
    const terms = this.#touched.slice()
    const counts = terms.map(number => this.#sums[number] ?? 0)
    for (const number of terms) this.#sums[number] = 0
    this.#touched.length = 0
    let size = 0
    for (const count of counts) size += count
    return {terms, counts, size}
  }
}

/** Makes bags. Terms become numbers at once: maps of text by the thousand were most of the cost of indexing. */
export class BagReader {
  readonly vocabulary = new Vocabulary()
  readonly #concepts: Concepts
  readonly #signWeight: number
  readonly #tally = new Tally()

  /**
   * @param concepts the thesaurus
   * @param signWeight how much one sign of Chinese counts
   */
  constructor(concepts: Concepts, signWeight: number) {
    this.#concepts = concepts
    this.#signWeight = signWeight
  }

  /**
   * The bag of a text; a concept counts once.
   * @param words of the text
   * @param text the text
   */
  read(words: readonly Word[], text: string): Bag {
    for (const word of words) {
      if (word.kind === 'stop') continue
      this.#tally.add(this.vocabulary.add(word.term), word.kind === 'sign' ? this.#signWeight : 1)
    }
    for (const concept of this.#concepts.of(words, text)) this.#tally.add(this.vocabulary.add(concept), 1)
    return this.#tally.take()
  }
}
