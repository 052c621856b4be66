// Quarters: the fixed windows over which the results of checks are averaged, and what such an average tells.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Band} from './anonymity.ts'
import {bandOf, shownScore} from './anonymity.ts'
import type {Survey} from './definition.ts'
import type {Marks} from './score.ts'
import {scoresOf} from './score.ts'
import type {Tenant} from './wave.ts'

/** The results of one check in one quarter of a year, of all who count theirs in. */
export interface Quarter extends Tenant {
  /** Names it among all quarters of all checks of the tenant. */
  readonly id: string
  readonly survey: string
  /** What was asked: other questions have a quarter of their own. */
  readonly edition: string
  /** As in `2026-Q4`, by UTC. */
  readonly name: string
  /** When it ends, in milliseconds since 1970. */
  readonly endsAt: number
}

/** The quarter of a check in which a moment lies. */
export function quarterOf({platform, tenant}: Tenant, {name: survey, edition}: Survey, now: number): Quarter {
  const year = new Date(now).getUTCFullYear()
  const quarter = Math.floor(new Date(now).getUTCMonth() / 3)
  const name = `${year}-Q${quarter + 1}`
  return {platform, tenant, id: `average.${survey}.${edition}.${name}`, survey, edition, name, endsAt: endOf(name)}
}

/** When a quarter ends, in milliseconds since 1970. @param name as in `2026-Q4` */
export function endOf(name: string): number {
  const [year, quarter] = name.split('-Q').map(Number)
  return Date.UTC(year ?? 0, (quarter ?? 0) * 3, 1)
}

/** Points from 0 to 100 by the id of the area, for those that are known. */
export type AreaPoints = Readonly<Record<string, number>>

/** What a person would count in. */
export function areaPoints(survey: Survey, marks: Marks): AreaPoints {
  const {most} = survey.scoring
  const known = scoresOf(survey, marks).areas.flatMap(({area, score}) =>
    score === undefined ? [] : [[area.id, (score / most) * 100] as const],
  )
  return Object.fromEntries(known)
}

/** What may be told of a quarter, and nothing besides. */
export interface AverageTable {
  /** How many counted theirs in. */
  readonly answers: Band
  /** From 10, which stands for 10 or less, to 90 in whole points; areas that too few know are missing. */
  readonly points: AreaPoints
}

/** Adds up by area; what it holds does not grow with the number of results. */
export class AreaSums {
  readonly #sums = new Map<string, {count: number; sum: number}>()
  #answers = 0

  /** Adds one person's points. */
  add(points: AreaPoints): void {
    this.#answers += 1
    for (const [area, value] of Object.entries(points)) {
      const {count, sum} = this.#sums.get(area) ?? {count: 0, sum: 0}
      this.#sums.set(area, {count: count + 1, sum: sum + value})
    }
  }

  /**
   * The table, by the rules of a pulse; undefined where there are too few, and all has to be discarded.
   * @param minimum how many anything needs, of the whole and of each area
   */
  table(minimum: number): AverageTable | undefined {
    const answers = this.#answers >= minimum ? bandOf(this.#answers) : undefined
    if (answers === undefined) return undefined
    const enough = [...this.#sums].filter(([, {count}]) => count >= minimum)
    return {answers, points: Object.fromEntries(enough.map(([area, {count, sum}]) => [area, shownScore(sum / count)]))}
  }
}
