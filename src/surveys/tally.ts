// Tally: adds up the answers to a wave, per statement and option; who gave them is unknown here.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomInt} from 'node:crypto'

/** What somebody answered. */
export interface Answer {
  /** From 1, strongly disagree, to 5, strongly agree, by the id of the statement; left out for "can't say". */
  readonly choices: Readonly<Record<string, number>>
  /** In the person's own words, where the survey asks for them; empty for none. */
  readonly words: string
}

/** The answers to one statement: how many chose 1, 2, 3, 4 and 5. */
export type Options = readonly [number, number, number, number, number]

/** Everything that was added up, of all or of one group. */
export interface Counts {
  /** How many answered, those who could say nothing included. */
  readonly answers: number
  readonly statements: ReadonlyMap<string, Options>
  /** How many answered at least one statement, and of their means in points the sum and the sum of squares. */
  readonly means: {readonly count: number; readonly sum: number; readonly squares: number}
}

/** The most that is kept of people's own words; of more, that many are drawn by chance. */
export const mostWords = 100

/** The longest of them, in characters. */
export const longestWords = 300

/** The points of an option from 1 to 5: 0 to 100. */
export function pointsOf(choice: number): number {
  return ((choice - 1) / 4) * 100
}

/** True for a whole number from 1 to 5. */
export function isChoice(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 5
}

/** Adds up; what it holds does not grow with the number of answers. */
export class Tally {
  readonly #statements: readonly string[]
  readonly #groups: ReadonlyMap<string, Cell>
  readonly #words: string[] = []
  readonly #draw: (below: number) => number
  #wordsSeen = 0

  /**
   * @param statements the ids of the statements
   * @param groups the names of the groups, which do not overlap and together hold everybody; one for no grouping
   * @param draw a number from 0 to below its argument, all equally likely
   */
  constructor(statements: readonly string[], groups: readonly string[], draw: (below: number) => number = randomInt) {
    this.#statements = statements
    this.#groups = new Map(groups.map(name => [name, new Cell(statements)]))
    this.#draw = draw
  }

  /**
   * Adds one person's answer.
   * @throws RangeError where there is no such group, a mistake of the caller
   */
  add(answer: Answer, group: string): void {
    const cell = this.#groups.get(group)
    if (!cell) throw new RangeError(`There is no group "${group}" in this tally.`)
    cell.add(answer)
    if (answer.words !== '') this.#keep(answer.words)
  }

  /** What one group answered. */
  group(name: string): Counts {
    return (this.#groups.get(name) ?? new Cell(this.#statements)).counts
  }

  /** What all answered. */
  get all(): Counts {
    return [...this.#groups.values()].map(({counts}) => counts).reduce(sumOf, new Cell(this.#statements).counts)
  }

  /** What people wrote, sorted: not in the order in which it came. */
  get words(): readonly string[] {
    return [...this.#words].sort()
  }

  /** Each text has the same chance to be kept (Algorithm R; Vitter 1985, "Random Sampling with a Reservoir"). */
  #keep(words: string): void {
    this.#wordsSeen += 1
    if (this.#words.length < mostWords) {
      this.#words.push(words)
      return
    }
    const at = this.#draw(this.#wordsSeen)
    if (at < mostWords) this.#words[at] = words
  }
}

/** The counts of one group while they grow. */
class Cell {
  readonly #options: ReadonlyMap<string, [number, number, number, number, number]>
  #answers = 0
  readonly #means = {count: 0, sum: 0, squares: 0}

  constructor(statements: readonly string[]) {
    this.#options = new Map(statements.map(id => [id, [0, 0, 0, 0, 0]]))
  }

  add({choices}: Answer): void {
    this.#answers += 1
    let chosen = 0
    let points = 0
    for (const [id, options] of this.#options) {
      const choice = choices[id]
      if (!isChoice(choice)) continue
      options[(choice - 1) as 0 | 1 | 2 | 3 | 4] += 1
      chosen += 1
      points += pointsOf(choice)
    }
    if (chosen === 0) return
    const mean = points / chosen
    this.#means.count += 1
    this.#means.sum += mean
    this.#means.squares += mean * mean
  }

  get counts(): Counts {
    return {answers: this.#answers, statements: this.#options, means: {...this.#means}}
  }
}

function sumOf(one: Counts, other: Counts): Counts {
  const statements = [...one.statements].map(([id, mine]): [string, Options] => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = other.statements.get(id) ?? []
    return [id, [mine[0] + a, mine[1] + b, mine[2] + c, mine[3] + d, mine[4] + e]]
  })
  const means = {
    count: one.means.count + other.means.count,
    sum: one.means.sum + other.means.sum,
    squares: one.means.squares + other.means.squares,
  }
  return {answers: one.answers + other.answers, statements: new Map(statements), means}
}
