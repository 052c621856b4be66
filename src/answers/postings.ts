// Postings: for each term the documents that hold it and how much it counts there.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * An inverted index in two columns, the documents of one term side by side. Adding up a list is one short loop over
 * numbers that lie next to each other, so that even the commonest words need not be left out.
 */
export class Postings {
  /** Where the documents of each term begin; one more at the end. */
  readonly #starts: Uint32Array
  /** How many documents of each term were added so far. */
  readonly #filled: Uint32Array
  readonly #documents: Uint32Array
  readonly #weights: Float32Array

  /** @param frequency how many documents hold each term; terms are numbered from 0 */
  constructor(frequency: Uint32Array) {
    this.#starts = new Uint32Array(frequency.length + 1)
    let all = 0
    frequency.forEach((count, term) => {
      all += count
      this.#starts[term + 1] = all
    })
    this.#filled = new Uint32Array(frequency.length)
    this.#documents = new Uint32Array(all)
    this.#weights = new Float32Array(all)
  }

  /** Adds a document to a term, at most as often as its frequency says. */
  add(term: number, document: number, weight: number): void {
    const filled = this.#filled[term] ?? 0
    const at = (this.#starts[term] ?? 0) + filled
    this.#filled[term] = filled + 1
    this.#documents[at] = document
    this.#weights[at] = weight
  }

  /**
   * Adds `weight × weight in the document` to the score of each document that holds the term.
   * @param term a term's number
   * @param weight how much the term counts in the question
   * @param scores by document
   */
  score(term: number, weight: number, scores: Float32Array): void {
    const documents = this.#documents
    const weights = this.#weights
    const end = this.#starts[term + 1] ?? 0
    for (let i = this.#starts[term] ?? 0; i < end; i++) {
      const document = documents[i] ?? 0
      scores[document] = (scores[document] ?? 0) + weight * (weights[i] ?? 0)
    }
  }

  /**
   * The same for an index whose documents were added as twice their number, plus one where they are to be marked:
   * adds another value to the mark of these.
   * @param term a term's number
   * @param add what is added: the weight for the score, and the value for the mark
   * @param pairs score and mark of each document, one pair after the other
   */
  scoreAndMark(term: number, {weight, mark}: {weight: number; mark: number}, pairs: Float32Array): void {
    const documents = this.#documents
    const weights = this.#weights
    const end = this.#starts[term + 1] ?? 0
    for (let i = this.#starts[term] ?? 0; i < end; i++) {
      const document = documents[i] ?? 0
      const marked = document & 1
      const at = document - marked
      pairs[at] = (pairs[at] ?? 0) + weight * (weights[i] ?? 0)
      pairs[at + 1] = (pairs[at + 1] ?? 0) + marked * mark
    }
  }
}
