// The Ranker: candidates in the order in which they answer the question, with a score from 0 to 1.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {proseText} from '../chat/prose.ts'
import type {Knowledge} from '../knowledge/library.ts'
import type {Language, Passage} from '../knowledge/passage.ts'
import {Concepts} from './concepts.ts'
import type {Entry} from './entry.ts'
import type {Candidate, Query} from './retriever.ts'
import {Retriever} from './retriever.ts'
import type {Mended} from './spelling.ts'
import {Spelling} from './spelling.ts'
import {mix} from './weights.ts'
import type {Word} from './words.ts'
import {wordsOf} from './words.ts'

/** A passage and how well it answers, 0 to 1. */
export interface Ranked {
  readonly passage: Passage
  readonly score: number
}

/** What was found for a question. */
export interface Ranking {
  /** Passages that answer, best first. */
  readonly passages: readonly Ranked[]
  /** Topics that we do not cover, best first. */
  readonly guards: readonly Ranked[]
  /** The words of the question that were read with another spelling. */
  readonly mended: readonly string[]
}

/** What was talked about before, in the same conversation. */
export interface Before {
  readonly question: string
  /** The ids of the passages that were shown, the last one first. */
  readonly passages: readonly string[]
  /** Those that were chosen from by their place, so that it can be done again. */
  readonly list?: List
  /** The language of the talk, for what has none, such as "2". */
  readonly language?: Language
}

/** Several passages, of which one can be named by its place. */
export interface List {
  /** Their ids in their order. */
  readonly ids: readonly string[]
  /** `choices` that were offered, or the `parts` that a passage lists. */
  readonly of: 'choices' | 'parts'
}

/** In a follow-up: how much the words of the question before count, … */
export const leaning = {
  carry: 0.5,
  /** … and those of the title that was shown, … */
  title: 0.2,
  /** … how much less likely is what was shown already, … */
  shown: 0.6,
  /** … and how much more likely what is related to it. */
  related: 1.25,
}

/** Scores closer than this are a tie; the organisation's own passage wins it. */
const tie = 0.01

/** Ranks the passages of one state of the knowledge base. */
export class Ranker {
  readonly #passages: readonly Passage[]
  /** The place of each passage among them, by its id. */
  readonly #entries = new Map<string, number>()
  readonly #retriever: Retriever
  readonly #spelling = new Spelling()
  /** The entries that bear a name or an ask, by its plain words. */
  readonly #named = new Map<string, number[]>()

  /** @param knowledge what is searched */
  constructor(knowledge: Knowledge) {
    this.#passages = [...knowledge.passages.values()]
    this.#passages.forEach(({id}, entry) => {
      this.#entries.set(id, entry)
    })
    const concepts = new Concepts(knowledge.thesaurus, words => {
      for (const word of words) this.#spelling.learn(word, 1)
    })
    this.#retriever = new Retriever(this.#passages.map(entryOf), concepts, {
      named: (words, entry) => this.#name(plainOf(words), entry),
      word: (word, times) => this.#spelling.learn(word, times),
    })
  }

  #name(name: string, entry: number): void {
    if (name === '') return
    const known = this.#named.get(name)
    if (!known) this.#named.set(name, [entry])
    else if (!known.includes(entry)) known.push(entry)
  }

  /** True for the name of a passage, or an ask, word for word. */
  isName(text: string): boolean {
    return this.#named.has(plainOf(wordsOf(text)))
  }

  /**
   * Ranks all passages for a question.
   * @param question as it was typed
   * @param before what was talked about, where the question follows up on it
   */
  rank(question: string, before?: Before): Ranking {
    const mended = this.#spelling.mend(question)
    const query = before ? this.#followUp(mended, before) : this.#retriever.query(mended)
    const named = this.#named.get(plainOf(wordsOf(mended.text)))
    const shown = this.#passage(before?.passages[0])
    const found = this.#retriever.find(query, this.#favoured(named, shown))
    // A name may be made of words that say nothing by themselves, such as "who we are".
    for (const entry of named ?? []) {
      if (!found.some(each => each.entry === entry)) found.push({entry, covered: 0, nearest: 1, near: 0})
    }
    const ranked = found.map(candidate => this.#ranked(candidate, named, shown))
    return {
      passages: ranked.filter(({passage}) => passage.kind !== 'coverage').sort(byScore),
      guards: ranked.filter(({passage}) => passage.kind === 'coverage').sort(byScore),
      mended: mended.words,
    }
  }

  /** The entries whose score is more than their likeness to the question. */
  #favoured(named: readonly number[] = [], shown?: Passage): number[] {
    return [
      ...named,
      ...[...(shown?.related ?? []), ...(shown?.parts ?? [])].flatMap(id => this.#entries.get(id) ?? []),
    ]
  }

  #followUp(mended: Mended, before: Before): Query {
    const query = new Map<string, number>()
    const add = (of: Query, scale: number) => {
      for (const [term, weight] of of) query.set(term, (query.get(term) ?? 0) + scale * weight)
    }
    add(this.#retriever.query(this.#spelling.mend(before.question)), leaning.carry)
    const title = this.#passage(before.passages[0])?.title
    if (title !== undefined) add(this.#retriever.query({text: title, words: []}), leaning.title)
    for (const [term, weight] of this.#retriever.query(mended)) query.set(term, weight)
    return query
  }

  #passage(id: string | undefined): Passage | undefined {
    return id === undefined ? undefined : this.#passages[this.#entries.get(id) ?? -1]
  }

  #ranked(candidate: Candidate, named: readonly number[] | undefined, shown?: Passage): Ranked {
    const passage = this.#passages[candidate.entry] as Passage
    const likeness = mix.covered * candidate.covered + mix.nearest * candidate.nearest + mix.near * candidate.near
    const score = Math.min(1, likeness * nearness(passage, shown))
    // Who types a title or an ask word for word means that passage.
    return {passage, score: named?.includes(candidate.entry) ? (1 + score) / 2 : score}
  }
}

/** How much more or less likely a passage is after another one was shown. */
function nearness(passage: Passage, shown: Passage | undefined): number {
  if (shown === passage) return leaning.shown
  const isNear = shown?.related.includes(passage.id) || shown?.parts.includes(passage.id)
  return isNear ? leaning.related : 1
}

/** A text without case, accents and punctuation. */
function plainOf(words: readonly Word[]): string {
  return words.map(word => word.written).join(' ')
}

/** The order of a ranking: the better score, and among equals the organisation's own passage. */
function byScore(a: Ranked, b: Ranked): number {
  const difference = b.score - a.score
  if (a.passage.overlay !== b.passage.overlay && Math.abs(difference) < tie) return a.passage.overlay ? -1 : 1
  return difference
}

/** A passage as the retriever searches it. */
export function entryOf(passage: Passage): Entry {
  return {
    id: passage.id,
    names: [passage.title, ...Object.values(passage.titles), ...passage.terms],
    asks: [...passage.asks.en, ...passage.asks.zh],
    texts: [passage.text, ...Object.values(passage.texts)].map(prose => proseText(prose)),
  }
}
