// Synthetic passages: the words of the real ones, recombined as often as they stand there; the same ones for a seed.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {wordsOf} from '../src/answers/words.ts'
import {proseText, text} from '../src/chat/prose.ts'
import type {Knowledge} from '../src/knowledge/library.ts'
import type {Passage} from '../src/knowledge/passage.ts'
import {corpusOf} from './corpus.ts'
import type {Corpus} from './engines/engine.ts'
import {randomFrom} from './statistics.ts'

const seed = 20_261_120

/** Words in a title, in a text and in an ask; real ones have about as many. */
const lengths = {title: 4, text: 60, ask: 8}

const asksEach = 3

/**
 * Passages made by drawing words, each as often as in the real texts (Zipf's law comes with it); a smaller corpus is
 * the beginning of a larger one. Their words stay those of the real ones: lists per word grow as they never would.
 * @param knowledge the real passages
 * @param size how many to make
 */
export function synthetic(knowledge: Knowledge, size: number): Corpus {
  const draw = wordDrawer(knowledge)
  const words = (count: number) => Array.from({length: count}, draw).join(' ')
  const [model] = knowledge.passages.values()
  if (!model) throw new Error('There is no passage to take words from.')
  const passages = new Map<string, Passage>()
  for (let i = 0; i < size; i++) {
    const id = `synthetic-${i}`
    passages.set(id, {
      ...model,
      id,
      title: words(lengths.title),
      titles: {},
      text: [{kind: 'paragraph', spans: [text(words(lengths.text))]}],
      texts: {},
      terms: [],
      asks: {en: Array.from({length: asksEach}, () => words(lengths.ask)), zh: []},
    })
  }
  return corpusOf(`${size} synthetic passages`, {...knowledge, passages})
}

/** Draws words of the real texts, each as often as it stands there. */
function wordDrawer({passages}: Knowledge): () => string {
  const counts = new Map<string, number>()
  for (const passage of passages.values()) {
    for (const {written} of wordsOf(proseText(passage.text))) counts.set(written, (counts.get(written) ?? 0) + 1)
  }
  const words = [...counts.keys()]
  const ends: number[] = []
  let all = 0
  for (const count of counts.values()) {
    all += count
    ends.push(all)
  }
  const random = randomFrom(seed)
  return () => words[firstAbove(ends, random() * all)] ?? ''
}

/** The place of the first value above a limit, in values that rise. */
function firstAbove(values: readonly number[], limit: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0) > limit) high = middle
    else low = middle + 1
  }
  return low
}

/** A question that means one passage: some words of one of its asks, in another order. */
export interface KnownItem {
  readonly question: string
  readonly id: string
}

/**
 * Questions that mean passages spread over the corpus.
 * @param corpus of {@link synthetic}
 * @param count how many
 */
export function knownItems({entries}: Corpus, count: number): KnownItem[] {
  const random = randomFrom(seed + 1)
  return Array.from({length: count}, (_, i) => {
    const entry = entries[Math.floor((i * entries.length) / count)]
    const words = (entry?.asks[i % asksEach] ?? '').split(' ')
    const shuffled = words.map(word => ({word, key: random()})).sort((a, b) => a.key - b.key)
    return {
      question: shuffled
        .slice(0, lengths.ask - 2)
        .map(({word}) => word)
        .join(' '),
      id: entry?.id ?? '',
    }
  })
}
