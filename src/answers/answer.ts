// Answer: the best Passage, a choice of three, a topic that we do not cover, or an honest no.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Language, Passage} from '../knowledge/passage.ts'
import type {List, Ranked, Ranking} from './ranker.ts'
import type {SmallTalk} from './small-talk.ts'
import {hasHan, wordsOf} from './words.ts'

interface Base {
  /** The question as it was asked. */
  readonly question: string
  readonly language: Language
  /** The ten best passages, whatever was decided. */
  readonly ranked: readonly Ranked[]
  /** Words of the question that were read with another spelling. */
  readonly mended: readonly string[]
}

/** What the counselor says to a question. */
export type Answer =
  | (Base & {
      readonly decision: 'answer'
      readonly passage: Passage
      /** What it was chosen from by its place, as "the second one". */
      readonly list?: List
    })
  | (Base & {readonly decision: 'choose'; readonly choices: readonly Passage[]})
  | (Base & {readonly decision: 'not-covered'; readonly topic: Passage})
  | (Base & {readonly decision: 'unknown'})
  | (Base & {readonly decision: 'chat'; readonly talk: SmallTalk})

/**
 * When to answer, to offer a choice, and to say no; scores are those of the ranker. Chosen so that on development
 * questions at most one in twelve answerable ones is declined and at most one in ten unanswerable ones is answered.
 */
export const limits = {
  /** Below this nothing is offered. */
  least: 0.13,
  /** From this score on the best passage may stand alone, … */
  clear: 0.24,
  /** … in Chinese from this one, where pairs of signs match less often than words, … */
  clearChinese: 0.16,
  /** … if the next one is this share of it or less. */
  margin: 0.92,
  /** A guard topic speaks when it scores this much, and this share of the best passage or more. */
  guardLeast: 0.16,
  guard: 1,
  /** The choices offered: at least this share of the best, and at most three. */
  close: 0.7,
}

/** What a ranking is decided about. */
export interface Asked {
  readonly question: string
  readonly language: Language
  readonly ranking: Ranking
}

/**
 * Decides what to say: a guard topic, the clear best, a choice, or that we do not know.
 * @param asked the question and what was found
 */
export function decide(asked: Asked): Answer {
  const {passages, guards, mended} = asked.ranking
  const base = {question: asked.question, language: asked.language, ranked: passages.slice(0, 10), mended}
  const [best, second] = passages
  const [guard] = guards
  if (guard && guard.score >= (best?.score ?? 0) * limits.guard) {
    // A guard that wins with little has still shown that the question is not ours.
    return guard.score >= limits.guardLeast
      ? {...base, decision: 'not-covered', topic: guard.passage}
      : {...base, decision: 'unknown'}
  }
  if (!best || best.score < limits.least) return {...base, decision: 'unknown'}
  const clear = asked.language === 'zh' ? limits.clearChinese : limits.clear
  const alone = !second || second.score <= best.score * limits.margin
  if (alone && best.score >= clear) return {...base, decision: 'answer', passage: best.passage}
  const choices = passages.slice(0, 3).filter(({score}) => score >= best.score * limits.close)
  const [only] = choices
  if (choices.length === 1 && only && best.score >= clear) return {...base, decision: 'answer', passage: only.passage}
  return {...base, decision: 'choose', choices: choices.map(({passage}) => passage)}
}

/**
 * The language in which to answer: that of the question, Chinese where it has at least as many signs as other words.
 * @param question as it was typed
 */
export function languageOf(question: string): Language {
  if (!hasHan(question)) return 'en'
  const words = wordsOf(question)
  const signs = words.filter(word => word.kind === 'sign' || (word.kind === 'stop' && hasHan(word.term))).length
  const latin = words.filter(word => !hasHan(word.term)).length
  return signs >= latin ? 'zh' : 'en'
}
