// WordTable: what is known of each word, found without looking at its letters.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Word} from './words.ts'

/** A table by word. Two words of one spelling may be two objects, and have a row each. */
export class WordTable<Row> {
  readonly #words: Word[] = []
  readonly #rows: Row[] = []

  /** The row of a word; undefined for a word that has none. */
  get(word: Word): Row | undefined {
    return this.#words[word.place] === word ? this.#rows[word.place] : undefined
  }

  /** Gives a word a row; one whose place it takes over has none from now on. */
  set(word: Word, row: Row): void {
    // Without gaps, as an array with holes is a slow one.
    for (let place = this.#words.length; place < word.place; place++) {
      this.#words.push(word)
      this.#rows.push(row)
    }
    this.#words[word.place] = word
    this.#rows[word.place] = row
  }
}
