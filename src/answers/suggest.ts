// Suggestions as a person types: titles and terms that resemble what stands in the box so far.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import Fuse from 'fuse.js'
import type {Knowledge} from '../knowledge/library.ts'
import {titleIn} from '../knowledge/passage.ts'
import {languageOf, limits} from './answer.ts'
import type {Ranked} from './ranker.ts'
import {hasHan, wordsOf} from './words.ts'

/** A question that could be meant. */
export interface Suggestion {
  /** What is shown. */
  readonly label: string
  /** What is asked when it is chosen. */
  readonly ask: string
}

interface Name {
  readonly id: string
  readonly name: string
}

/** The most suggestions at once. */
const most = 6

/** The most of them that only bear a like name, where others answer what was typed. */
const mostNamed = 3

/** Suggests passages by their names; fuse.js bears with misspelling over these short strings. */
export class Suggestions {
  readonly #knowledge: Knowledge
  readonly #fuse: Fuse<Name>
  readonly #find: (question: string) => readonly Ranked[]

  /**
   * @param knowledge whose titles and terms are suggested
   * @param find the passages that answer a question, best first
   */
  constructor(knowledge: Knowledge, find: (question: string) => readonly Ranked[]) {
    this.#find = find
    this.#knowledge = knowledge
    const names = [...knowledge.passages.values()]
      .filter(passage => passage.kind !== 'coverage')
      .flatMap(({id, title, titles, terms}) => [title, ...Object.values(titles), ...terms].map(name => ({id, name})))
    this.#fuse = new Fuse(names, {keys: ['name'], threshold: 0.3, ignoreLocation: true, minMatchCharLength: 2})
  }

  /**
   * The passages whose names resemble the text, best first; none for fewer than two characters.
   * @param typed what stands in the ask box; only its first 80 characters count
   */
  for(typed: string): Suggestion[] {
    const text = typed.trim().slice(0, 80)
    if (text.length < 2) return []
    const language = languageOf(text)
    const named = this.#fuse.search(tellingOf(text), {limit: 30}).map(({item}) => item.id)
    const meant = this.#find(text)
      .filter(({score}) => score >= limits.least)
      .map(({passage}) => passage.id)
    const ids = new Set([...named.slice(0, mostNamed), ...meant, ...named])
    return [...ids].slice(0, most).flatMap(id => {
      const passage = this.#knowledge.passages.get(id)
      return passage ? {label: titleIn(passage, language), ask: titleIn(passage, language)} : []
    })
  }
}

/** The words that tell something, or all of them while there are only others: "how do we" waits for the next word. */
function tellingOf(text: string): string {
  const telling = wordsOf(text).filter(word => word.kind === 'word')
  return telling.length > 0 && !hasHan(text) ? telling.map(word => word.written).join(' ') : text
}
