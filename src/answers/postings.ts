// Postings: for each term the documents that hold it and how much it counts there.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** The most documents kept for one term: beyond it only those in which it counts most (champion lists, Manning et al. 2008, 7.1.3). */
export const maxPostings = 2_000

interface List {
  readonly documents: Uint32Array
  readonly weights: Float32Array
}

/** Scores that are added up for one question, and which documents have any. */
export class Scores {
  readonly values: Float64Array
  readonly #touched: number[] = []

  /** @param size the number of documents */
  constructor(size: number) {
    this.values = new Float64Array(size)
  }

  /** The documents with a score, in no order. */
  get touched(): readonly number[] {
    return this.#touched
  }

  /** Adds to the score of a document. */
  add(document: number, value: number): void {
    if (this.values[document] === 0) this.#touched.push(document)
    this.values[document] = (this.values[document] ?? 0) + value
  }

  /** Forgets all scores, at the cost of those that there were. */
  clear(): void {
    for (const document of this.#touched) this.values[document] = 0
    this.#touched.length = 0
  }
}

/** Terms of documents in three columns: each term of each document once, with its weight there. */
export class Entries {
  readonly term: Uint32Array
  readonly document: Uint32Array
  readonly weight: Float32Array
  /** How many there are so far. */
  size = 0

  /** @param most how many there can be; columns of fixed length cost the collector nothing */
  constructor(most: number) {
    this.term = new Uint32Array(most)
    this.document = new Uint32Array(most)
    this.weight = new Float32Array(most)
  }

  /** Adds one at the end. */
  add(term: number, document: number, weight: number): void {
    this.term[this.size] = term
    this.document[this.size] = document
    this.weight[this.size] = weight
    this.size++
  }
}

/** An inverted index: built once, then only read. */
export class Postings {
  readonly #lists: readonly List[]

  private constructor(lists: readonly List[]) {
    this.#lists = lists
  }

  /**
   * Builds the index.
   * @param terms the number of terms; terms are numbered from 0
   * @param entries each term of each document once, with its weight there
   */
  static build(terms: number, entries: Entries): Postings {
    const sizes = new Uint32Array(terms)
    for (let i = 0; i < entries.size; i++) sizes[entries.term[i] ?? 0] = (sizes[entries.term[i] ?? 0] ?? 0) + 1
    const lists = Array.from(sizes, size => ({documents: new Uint32Array(size), weights: new Float32Array(size)}))
    const filled = new Uint32Array(terms)
    for (let i = 0; i < entries.size; i++) {
      const term = entries.term[i] ?? 0
      const at = filled[term] ?? 0
      const list = lists[term]
      if (!list) continue
      list.documents[at] = entries.document[i] ?? 0
      list.weights[at] = entries.weight[i] ?? 0
      filled[term] = at + 1
    }
    return new Postings(lists.map(champions))
  }

  /**
   * Adds `weight × weight in the document` to the score of each document that holds the term.
   * @param term a term's number
   * @param weight how much the term counts in the question
   * @param scores where it is added
   */
  score(term: number, weight: number, scores: Scores): void {
    const list = this.#lists[term]
    if (!list) return
    for (let i = 0; i < list.documents.length; i++) scores.add(list.documents[i] ?? 0, weight * (list.weights[i] ?? 0))
  }
}

function champions(list: List): List {
  if (list.documents.length <= maxPostings) return list
  const order = Array.from(list.documents.keys()).sort((a, b) => (list.weights[b] ?? 0) - (list.weights[a] ?? 0))
  const best = order.slice(0, maxPostings).sort((a, b) => a - b)
  return {
    documents: Uint32Array.from(best, i => list.documents[i] ?? 0),
    weights: Float32Array.from(best, i => list.weights[i] ?? 0),
  }
}
