// Entries: what is searched, one passage in its parts, and all of them as bags of terms.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {BagReader, Bags} from './bag.ts'
import type {Word} from './words.ts'

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

/** The parts of an entry, in the order in which they are read. */
export const parts = ['names', 'asks', 'texts'] as const

/** A part of an entry. */
export type Part = (typeof parts)[number]

/** Is told the words of each name and ask, and the number of its entry. */
export type Named = (words: readonly Word[], entry: number) => void

/** The bags of all entries, in their order; those of one part of an entry stand side by side. */
export class EntryBags {
  readonly bags: Bags
  /** How many entries there are. */
  readonly count: number
  /** The first bag of each part of each entry, and where the last one ends. */
  readonly #starts: Uint32Array

  /**
   * @param entries what is read
   * @param reader reads them
   * @param named is told the words of names and asks, for whoever needs them too
   */
  constructor(entries: readonly Entry[], reader: BagReader, named: Named) {
    this.bags = reader.bags
    this.count = entries.length
    this.#starts = new Uint32Array(entries.length * parts.length + 1)
    let at = 0
    entries.forEach((entry, number) => {
      for (const part of parts) {
        for (const text of entry[part]) {
          const words = reader.read(text)
          if (part !== 'texts') named(words, number)
        }
        this.#starts[++at] = this.bags.ends.length
      }
    })
  }

  /** The number of the first bag of a part of an entry. */
  start(entry: number, part: number): number {
    return this.#starts[entry * parts.length + part] ?? 0
  }

  /** The number after that of the last bag of a part of an entry. */
  end(entry: number, part: number): number {
    return this.#starts[entry * parts.length + part + 1] ?? 0
  }

  /** The size of a part of an entry: that of its bags together. */
  size(entry: number, part: number): number {
    let size = 0
    for (let bag = this.start(entry, part); bag < this.end(entry, part); bag++) size += this.bags.sizes[bag] ?? 0
    return size
  }
}
