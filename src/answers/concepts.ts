// Concepts: the groups of the thesaurus that a text touches, so that other words for one idea meet.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {WordGroup} from '../knowledge/thesaurus.ts'
import {WordTable} from './word-table.ts'
import type {Word} from './words.ts'
import {fold, hasHan, wordsOf} from './words.ts'

/** A concept as a term: a mark that no word can begin with, and the group's name. */
export type Concept = `#${string}`

interface Phrase {
  /** The stems that follow the first one. */
  readonly rest: readonly string[]
  /** The number of the concept. */
  readonly concept: number
}

interface HanPhrase {
  readonly phrase: string
  readonly concept: number
}

const none: readonly Phrase[] = []

/** Finds the concepts of texts. */
export class Concepts {
  /** All concepts, by their numbers. */
  readonly all: readonly Concept[]
  /** Phrases by their first stem. */
  readonly #phrases = new Map<string, Phrase[]>()
  /** Phrases with Chinese signs by the code of their first character. */
  readonly #han = new Map<number, HanPhrase[]>()
  /** Phrases by their first word, for the words that came so far. */
  readonly #begin = new WordTable<readonly Phrase[]>()
  /** The text in which each concept was found last, and which text this is. */
  readonly #seen: Uint32Array
  #texts = 0
  readonly #tell: (words: readonly Word[]) => void

  /**
   * @param groups the groups of the thesaurus; equal names are one group
   * @param seen is told the words of each phrase, for whoever needs them too
   */
  constructor(groups: readonly WordGroup[], seen: (words: readonly Word[]) => void = () => undefined) {
    this.#tell = seen
    const numbers = new Map<string, number>()
    for (const {name, words} of groups) {
      const number = numbers.get(name) ?? numbers.size
      numbers.set(name, number)
      for (const phrase of words) this.#add(phrase, number)
    }
    this.all = Array.from(numbers.keys(), (name): Concept => `#${name}`)
    this.#seen = new Uint32Array(numbers.size)
  }

  #add(phrase: string, concept: number): void {
    const words = wordsOf(phrase)
    this.#tell(words)
    if (hasHan(phrase)) {
      const folded = fold(phrase)
      pushTo(this.#han, folded.charCodeAt(0), {phrase: folded, concept})
      return
    }
    const [first, ...rest] = words.map(word => word.term)
    if (first === undefined) return
    pushTo(this.#phrases, first, {rest, concept})
  }

  /**
   * The concepts of a text, each once.
   * @param words all its words, stop words included: phrases such as "nice to have" need them
   * @param folded the text itself, folded, in which Chinese phrases are sought
   */
  of(words: readonly Word[], folded: string): Set<Concept> {
    return new Set(this.numbersOf(words, folded).map(number => this.all[number] ?? '#'))
  }

  /** The same as {@link Concepts.of}, as numbers. */
  numbersOf(words: readonly Word[], folded: string): number[] {
    const found: number[] = []
    this.#texts++
    let hasHan = false
    for (let at = 0; at < words.length; at++) {
      const word = words[at] as Word
      if (word.han) {
        hasHan = true
        continue
      }
      const phrases = this.#begin.get(word) ?? this.#learn(word)
      for (const {rest, concept} of phrases) if (follow(rest, words, at + 1)) this.#find(concept, found)
    }
    if (hasHan) this.#addHan(folded, found)
    return found
  }

  #find(concept: number, found: number[]): void {
    if (this.#seen[concept] === this.#texts) return
    this.#seen[concept] = this.#texts
    found.push(concept)
  }

  #learn(word: Word): readonly Phrase[] {
    const phrases = this.#phrases.get(word.term) ?? none
    this.#begin.set(word, phrases)
    return phrases
  }

  #addHan(folded: string, found: number[]): void {
    for (let at = 0; at < folded.length; at++) {
      const phrases = this.#han.get(folded.charCodeAt(at))
      if (!phrases) continue
      for (const {phrase, concept} of phrases) if (folded.startsWith(phrase, at)) this.#find(concept, found)
    }
  }
}

function pushTo<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}

/** True where these terms stand in the words from a place on, one after the other. */
function follow(terms: readonly string[], words: readonly Word[], from: number): boolean {
  for (let i = 0; i < terms.length; i++) if (words[from + i]?.term !== terms[i]) return false
  return true
}
