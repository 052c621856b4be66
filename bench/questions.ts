// The questions that engines are judged by, and how.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {readFile} from 'node:fs/promises'
import {join} from 'node:path'

/** A question and the passages that answer it. */
export interface Question {
  readonly q: string
  /** Ids of the passages that answer; none for a question that nothing answers. */
  readonly gold: readonly string[]
  /** Ids of passages that will do. */
  readonly ok: readonly string[]
  /** direct, paraphrase, situation, typo, keyword, zh or unanswerable. */
  readonly type: string
}

/** Ranking was tuned on those for development, never on those held out. */
export type QuestionSet = 'development' | 'held-out' | 'fresh-development' | 'fresh-held-out'

/** Reads a set of questions. */
export async function readQuestions(set: QuestionSet): Promise<Question[]> {
  const text = await readFile(join(process.cwd(), 'bench', 'questions', `${set}.jsonl`), 'utf8')
  return text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Question)
}

/** The shares of answerable questions whose first hit is right. */
export interface Marks {
  /** The first hit is a gold passage. */
  readonly gold: number
  /** The first hit is a gold passage or one that will do. */
  readonly accept: number
  /** How many questions were judged. */
  readonly judged: number
}

/** What an engine found first for a question: an id, or undefined for nothing. */
export interface Found {
  readonly question: Question
  readonly first: string | undefined
}

/** Judges what was found; questions that nothing answers are left out. */
export function judge(found: readonly Found[]): Marks {
  const answerable = found.filter(({question}) => question.gold.length > 0)
  const gold = answerable.filter(({question, first}) => first !== undefined && question.gold.includes(first)).length
  const fair = answerable.filter(({question, first}) => first !== undefined && question.ok.includes(first)).length
  return {gold: gold / answerable.length, accept: (gold + fair) / answerable.length, judged: answerable.length}
}
