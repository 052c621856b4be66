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

/** Finds the concepts of texts. */
export class Concepts {
  /** Phrases by their first stem. */
  readonly #phrases = new Map<string, Phrase[]>()
  readonly #han: {readonly phrase: string; readonly concept: Concept}[] = []

  /** @param groups the groups of the thesaurus; equal names are one group */
  constructor(groups: readonly WordGroup[]) {
    for (const group of groups) for (const phrase of group.words) this.#add(phrase, `#${group.name}`)
  }

  #add(phrase: string, concept: Concept): void {
    if (hasHan(phrase)) {
      this.#han.push({phrase: fold(phrase), concept})
      return
    }
    const [first, ...rest] = wordsOf(phrase).map(word => word.term)
    if (first === undefined) return
    const known = this.#phrases.get(first)
    if (known) known.push({rest, concept})
    else this.#phrases.set(first, [{rest, concept}])
  }

  /**
   * The concepts of a text, each once.
   * @param words all its words, stop words included: phrases such as "nice to have" need them
   * @param text the text itself, in which Chinese phrases are sought
   */
  of(words: readonly Word[], text: string): Set<Concept> {
    const found = new Set<Concept>()
    const mixed = words.some(word => word.han)
    const latin = mixed ? words.filter(word => !word.han) : words
    for (let at = 0; at < latin.length; at++) {
      const phrases = this.#phrases.get(latin[at]?.term ?? '')
      if (!phrases) continue
      for (const {rest, concept} of phrases) if (follow(rest, latin, at + 1)) found.add(concept)
    }
    if (mixed) {
      const folded = fold(text)
      for (const {phrase, concept} of this.#han) if (folded.includes(phrase)) found.add(concept)
    }
    return found
  }
}

/** True where these terms stand in the words from a place on, one after the other. */
function follow(terms: readonly string[], words: readonly Word[], from: number): boolean {
  for (let i = 0; i < terms.length; i++) if (words[from + i]?.term !== terms[i]) return false
  return true
}
