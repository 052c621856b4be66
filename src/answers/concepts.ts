// Concepts: the groups of the thesaurus that a text touches, so that other words for one idea meet.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {WordGroup} from '../knowledge/thesaurus.ts'
import type {Word} from './words.ts'
import {fold, hasHan, wordsOf} from './words.ts'

/** A concept as a term: a mark that no word can begin with, and the group's name. */
export type Concept = `#${string}`

interface Phrase {
  /** The stems that follow the first one. */
  readonly rest: readonly string[]
  readonly concept: Concept
}

interface HanPhrase {
  readonly phrase: string
  readonly concept: Concept
}

/** Finds the concepts of texts. */
export class Concepts {
  /** Phrases by their first stem. */
  readonly #phrases = new Map<string, Phrase[]>()
  /** Phrases with Chinese signs by the code of their first character. */
  readonly #han = new Map<number, HanPhrase[]>()

  /** @param groups the groups of the thesaurus; equal names are one group */
  constructor(groups: readonly WordGroup[]) {
    for (const group of groups) for (const phrase of group.words) this.#add(phrase, `#${group.name}`)
  }

  #add(phrase: string, concept: Concept): void {
    if (hasHan(phrase)) {
      const folded = fold(phrase)
      pushTo(this.#han, folded.charCodeAt(0), {phrase: folded, concept})
      return
    }
    const [first, ...rest] = wordsOf(phrase).map(word => word.term)
    if (first === undefined) return
    pushTo(this.#phrases, first, {rest, concept})
  }

  /**
   * The concepts of a text, each once.
   * @param words all its words, stop words included: phrases such as "nice to have" need them
   * @param folded the text itself, folded, in which Chinese phrases are sought
   */
  of(words: readonly Word[], folded: string): Set<Concept> {
    const found = new Set<Concept>()
    const mixed = words.some(word => word.han)
    const latin = mixed ? words.filter(word => !word.han) : words
    for (let at = 0; at < latin.length; at++) {
      const phrases = this.#phrases.get(latin[at]?.term ?? '')
      if (!phrases) continue
      for (const {rest, concept} of phrases) if (follow(rest, latin, at + 1)) found.add(concept)
    }
    if (mixed) this.#addHan(folded, found)
    return found
  }

  #addHan(folded: string, found: Set<Concept>): void {
    for (let at = 0; at < folded.length; at++) {
      const phrases = this.#han.get(folded.charCodeAt(at))
      if (!phrases) continue
      for (const {phrase, concept} of phrases) if (folded.startsWith(phrase, at)) found.add(concept)
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
