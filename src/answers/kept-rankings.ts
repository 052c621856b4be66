// The rankings of questions that were asked lately, since many people ask the same.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {hash} from 'node:crypto'
import type {Ranking} from './ranker.ts'
import {Recent} from './recent.ts'

/** How many rankings are kept; of a thousand questions a day those of two days, in a few megabytes. */
export const mostRankings = 2_000

/**
 * Rankings by question; the one that was longest not asked for goes first. Questions are known by their hash alone, so
 * that nobody finds in memory what people asked, and so that one takes no more room than another.
 */
export class KeptRankings {
  readonly #rank: (question: string) => Ranking
  readonly #kept: Recent<Ranking>

  /**
   * @param rank ranks a question by itself; for one state of the knowledge base, always in the same way
   * @param most how many are kept
   */
  constructor(rank: (question: string) => Ranking, most = mostRankings) {
    this.#rank = rank
    this.#kept = new Recent(most)
  }

  /** The ranking of a question; spaces round it and between its words make no difference, new lines do. */
  of(question: string): Ranking {
    const words = question.trim().replace(/[^\S\n]+/gu, ' ')
    return this.#kept.of(hash('sha256', words, 'base64'), () => this.#rank(words))
  }
}
