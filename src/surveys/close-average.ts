// JOBS: end a quarter of results: add up once, erase what people counted in with its secret, and sweep afterwards.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Task} from '../schedule/agenda.ts'
import type {Job} from '../schedule/scheduler.ts'
import type {Averages} from './averages.ts'
import {averageJobs} from './averages.ts'
import type {PulseParts} from './pulse-parts.ts'
import type {Quarter} from './quarter.ts'
import {AreaSums} from './quarter.ts'
import type {Tenant} from './wave.ts'
import {grace} from './wave-times.ts'

/** How long after its end everything is erased once more, in milliseconds. */
const sweepAfter = 3_600_000

/** What the jobs work with. */
export interface CloseAverageParts extends Pick<PulseParts, 'responses' | 'minimums' | 'now'> {
  readonly averages: Averages
}

/** Ends quarters. Each step may be done again: what came of it is kept before anything is erased, and only once. */
export class CloseAverage implements Job {
  readonly name = averageJobs.close
  readonly #parts: CloseAverageParts

  /** @param parts what it works with */
  constructor(parts: CloseAverageParts) {
    this.#parts = parts
  }

  async run(task: Task): Promise<void> {
    const {averages, responses, minimums, now} = this.#parts
    const quarter = await quarterIn(averages, task)
    if (!quarter) return
    if (now() < quarter.endsAt + grace) return averages.plan('close', quarter, quarter.endsAt + grace)
    if (!(await averages.of(quarter))) {
      const sums = new AreaSums()
      for await (const {answer} of responses.all(quarter)) sums.add(answer.choices)
      await averages.conclude(quarter, sums.table(minimums.score))
    }
    await averages.plan('sweep', quarter, now() + sweepAfter)
    await responses.erase(quarter)
  }
}

/** Erases once more what a process stored that died or was slow while the quarter ended. */
export class SweepAverage implements Job {
  readonly name = averageJobs.sweep
  readonly #parts: Pick<CloseAverageParts, 'averages' | 'responses'>

  /** @param parts what it works with */
  constructor(parts: Pick<CloseAverageParts, 'averages' | 'responses'>) {
    this.#parts = parts
  }

  async run(task: Task): Promise<void> {
    const {averages, responses} = this.#parts
    const quarter = await quarterIn(averages, task)
    if (!quarter) return
    await responses.erase(quarter)
    await averages.forget(quarter)
  }
}

/** The quarter of which a task speaks; only {@link Averages.plan} writes them. */
function quarterIn(averages: Averages, {data}: Task): Promise<Quarter | undefined> {
  const {quarter, ...tenant} = data as unknown as Tenant & {readonly quarter: string}
  return averages.quarter(tenant, quarter)
}
