// The index of passages: how much of a question's weight each of them covers (BM25F).
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {Tally} from './bag.ts'
import type {EntryBags} from './entry.ts'
import {parts} from './entry.ts'
import {Postings} from './postings.ts'
import {weights} from './weights.ts'

/** So that no passage is lost to rounding. */
const leeway = 1.0001

/** Scores passages by term; built once, then only asked. */
export class PassageIndex {
  /** How many passages there are. */
  readonly count: number
  /** The score and the mark of each passage for the question that is being asked. */
  readonly #pairs: Float32Array
  /** The weight of a term that no passage holds. */
  readonly unknown: number
  /** The inverse document frequency of each term. */
  readonly #idf: Float64Array
  readonly #postings: Postings

  /**
   * @param entries what is searched
   * @param terms the number of terms
   */
  constructor(entries: EntryBags, terms: number) {
    this.count = entries.count
    this.#pairs = new Float32Array(2 * entries.count)
    this.unknown = idf(entries.count, 0)
    const frequency = frequencyOf(entries, terms)
    this.#idf = Float64Array.from(frequency, count => idf(entries.count, count))
    this.#postings = new Postings(frequency)
    const means = parts.map((_, part) => meanSize(entries, part))
    const tally = new Tally()
    for (let entry = 0; entry < entries.count; entry++) {
      const asked = addCounts(entries, entry, {means, tally})
      for (let i = 0; i < tally.size; i++) {
        const term = tally.at(i)
        const count = tally.sum(term)
        this.#postings.add(
          term,
          2 * entry + (i < asked ? 1 : 0),
          ((this.#idf[term] ?? 0) * count) / (weights.saturation + count),
        )
      }
      tally.clear()
    }
  }

  /** How much a term counts, by its number; a term without one is unknown. */
  weight(term: number | undefined): number {
    return term === undefined ? this.unknown : (this.#idf[term] ?? 0)
  }

  /**
   * Adds `weight × weight there` to the score of each passage that holds the term.
   * @param term a term's number
   * @param weight how much the term counts in the question
   * @param square the square of how much it counts among asks, where the question as a whole is 1
   */
  score(term: number, weight: number, square: number): void {
    this.#postings.scoreAndMark(term, {weight, mark: square}, this.#pairs)
  }

  /** How much of the question's weight a passage covers, 0 to 1. */
  covered(entry: number): number {
    return this.#pairs[2 * entry] ?? 0
  }

  /**
   * True where a passage could be this much like the question through its asks alone: a cosine is at most the length
   * of what they share (Cauchy and Schwarz), and the mark is the square of what all names and asks share with it.
   */
  mayBeLike(entry: number, likeness: number): boolean {
    return likeness <= 0 || (this.#pairs[2 * entry + 1] ?? 0) * leeway >= likeness * likeness
  }

  /** Forgets the question. */
  clear(): void {
    this.#pairs.fill(0)
  }
}

/** How many entries hold each term. */
function frequencyOf(entries: EntryBags, terms: number): Uint32Array {
  const frequency = new Uint32Array(terms)
  const last = new Int32Array(terms).fill(-1)
  const {bags} = entries
  for (let entry = 0; entry < entries.count; entry++) {
    const end = bags.start(entries.end(entry, parts.length - 1))
    for (let i = bags.start(entries.start(entry, 0)); i < end; i++) {
      const term = bags.terms[i] ?? 0
      if (last[term] === entry) continue
      last[term] = entry
      frequency[term] = (frequency[term] ?? 0) + 1
    }
  }
  return frequency
}

/**
 * How often an entry holds each of its terms: a part counts by its weight, and the less the longer it is.
 * @returns how many of the terms stand in names and asks; those come first
 */
function addCounts(entries: EntryBags, entry: number, {means, tally}: {means: number[]; tally: Tally}): number {
  const {bags} = entries
  let asked = 0
  for (let part = 0; part < parts.length; part++) {
    const {weight, length} = weights[parts[part] ?? 'texts']
    const share = weight / (1 - length + (length * entries.size(entry, part)) / (means[part] ?? 1))
    const end = bags.start(entries.end(entry, part))
    for (let i = bags.start(entries.start(entry, part)); i < end; i++)
      tally.add(bags.terms[i] ?? 0, share * (bags.counts[i] ?? 0))
    if (parts[part] !== 'texts') asked = tally.size
  }
  return asked
}

/** The inverse document frequency, never negative (Robertson and Zaragoza 2009, with 1 added). */
function idf(documents: number, frequency: number): number {
  return Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))
}

/** The mean size of a part over all entries; 1 where all are empty, so that it can divide. */
function meanSize(entries: EntryBags, part: number): number {
  let all = 0
  for (let entry = 0; entry < entries.count; entry++) all += entries.size(entry, part)
  return all / (entries.count || 1) || 1
}
