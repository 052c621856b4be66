// Spelling: the known word that a misspelt one was meant to be.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {hash} from 'node:crypto'
import type {Word} from './words.ts'
import {fold, stemOf, wordsOf} from './words.ts'

/** A word that is written rightly, and how often it stands in the knowledge base. */
interface Known {
  readonly word: string
  count: number
}

/** A text after its spelling was mended. */
export interface Mended {
  readonly text: string
  /** The telling words that were put in place of others. */
  readonly words: readonly string[]
}

/** How many unknown words are remembered with what was meant, in less than a megabyte. */
export const mostRemembered = 4_000

/**
 * Corrects words against the vocabulary of the knowledge base. A word is looked up among those that share its first
 * letter (or whose first two letters are swapped) and have nearly its length, so the cost does not grow with the texts.
 */
export class Spelling {
  readonly #known = new Map<string, Known>()
  readonly #stems = new Set<string>()
  readonly #buckets = new Map<number, Known[]>()
  // By hash, so that nobody finds in memory what people typed; unknown words are names, too.
  readonly #meant = new Map<string, string | undefined>()

  /** @param texts what is spelled rightly; more can be learnt */
  constructor(texts: Iterable<string> = []) {
    for (const text of texts) for (const word of wordsOf(text)) this.learn(word, 1)
  }

  /** Takes a word that stands in the knowledge base so many times for rightly spelled from now on. */
  learn({written, term, plain}: Word, times: number): void {
    if (!plain) return
    this.#meant.clear()
    const known = this.#known.get(written)
    if (known) known.count += times
    else this.#add(written, term, times)
  }

  #add(word: string, term: string, count: number): void {
    const known = {word, count}
    this.#known.set(word, known)
    this.#stems.add(term)
    const key = bucketOf(word, word.length)
    const bucket = this.#buckets.get(key)
    if (bucket) bucket.push(known)
    else this.#buckets.set(key, [known])
  }

  /**
   * The word that was meant: undefined for a known word, a short one, or one that resembles nothing we know.
   * @param written a folded word
   */
  fix(written: string): string | undefined {
    if (written.length < 4 || written.length > 30 || !/^[a-z]+$/.test(written)) return undefined
    if (this.#stems.has(stemOf(written))) return undefined
    const key = hash('sha256', written, 'base64')
    if (this.#meant.has(key)) return this.#meant.get(key)
    const meant = this.#nearest(written)
    const [oldest] = this.#meant.keys()
    if (this.#meant.size >= mostRemembered && oldest !== undefined) this.#meant.delete(oldest)
    this.#meant.set(key, meant)
    return meant
  }

  #nearest(written: string): string | undefined {
    // One slip, in a long word two: more would turn any unknown word into another.
    const most = written.length < 8 ? 1 : 2
    let best: string | undefined
    let least = Number.POSITIVE_INFINITY
    for (const {word, count} of this.#near(written, most)) {
      const slips = distance(written, word, most)
      if (slips > most || !plausible(written, word)) continue
      // Between equals the more frequent word wins, and the one with the same end.
      const cost = slips - Math.min(0.6, Math.log(count + 1) * 0.12) + (word.at(-1) === written.at(-1) ? 0 : 0.1)
      if (cost < least) {
        least = cost
        best = word
      }
    }
    return best
  }

  /**
   * The text with its misspelt words mended, and which were.
   * @param text a question
   */
  mend(text: string): Mended {
    const words: string[] = []
    const mended = fold(text).replace(/[a-z]{4,}/g, word => {
      const fixed = this.fix(word)
      // A mended "shuold" is nothing to tell a person about.
      if (fixed !== undefined && wordsOf(fixed)[0]?.kind === 'word') words.push(fixed)
      return fixed ?? word
    })
    return {text: mended, words}
  }

  *#near(written: string, most: number): Iterable<Known> {
    const swapped = `${written[1]}${written[0]}`
    for (let length = Math.max(4, written.length - most); length <= written.length + most; length++) {
      yield* this.#buckets.get(bucketOf(written, length)) ?? []
      if (swapped[0] === written[0]) continue
      for (const known of this.#buckets.get(bucketOf(swapped, length)) ?? [])
        if (known.word[1] === written[0]) yield known
    }
  }
}

/** In a short word a wrong or an extra letter mostly makes another word; a missing or a swapped one is a slip. */
function plausible(written: string, word: string): boolean {
  if (written.length > 5) return true
  if (written.length !== word.length) return written.length < word.length
  return [...written].sort().join('') === [...word].sort().join('')
}

/** The key of the words of a length that begin as this one does; known words begin with a letter from a to z. */
function bucketOf(word: string, length: number): number {
  return length * 128 + word.charCodeAt(0)
}

/**
 * The number of slips between two words: a letter too many, missing, wrong, or two swapped
 * (optimal string alignment, Damerau 1964); `most + 1` where it is more than `most`.
 */
export function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let row = Array.from({length: b.length + 1}, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (before[j - 2] ?? 0) + 1)
      next[j] = value
      if (value < least) least = value
    }
    if (least > most) return most + 1
    before = row
    row = next
  }
  return Math.min(row[b.length] ?? 0, most + 1)
}
