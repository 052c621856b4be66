// The benchmark `pulse`: what an answer costs, and how long a close takes, from 100 to 100,000 answers.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Benchmark, Report, Target} from './benchmark.ts'
import {progress} from './benchmark.ts'
import {inChild} from './child.ts'
import type {Closed, Voted} from './pulse-jobs.ts'
import {beside, figure} from './table.ts'

const sizes = [100, 10_000, 100_000]

/** What was measured at one size. */
interface Size {
  readonly answers: number
  readonly voted: Voted
  readonly closed: Closed
}

/** The benchmark. Votes and close run in processes of their own, so that the memory of one is not that of the other. */
export const pulseBenchmark: Benchmark = {
  name: 'pulse',
  says: 'votes per second, and time and memory of the close, from 100 to 100,000 answers on SQLite',
  async run() {
    const measured: Size[] = []
    for (const answers of sizes) {
      progress(`${answers.toLocaleString('en')} answers`)
      const folder = mkdtempSync(join(tmpdir(), 'ospo-pulse-'))
      const url = `sqlite:${join(folder, 'pulse.db')}`
      try {
        const voted = await inChild<Voted>('pulse-votes', url, String(answers))
        measured.push({answers, voted, closed: await inChild<Closed>('pulse-close', url)})
      } finally {
        rmSync(folder, {recursive: true, force: true})
      }
    }
    return report(measured)
  },
}

function report(measured: readonly Size[]): Report {
  const rows = measured.map(({answers, voted, closed}, i) => {
    const before = measured[i - 1]
    return [
      answers.toLocaleString('en'),
      figure(voted.perSecond),
      `${figure(voted.p50)} ms`,
      `${figure(voted.p99)} ms`,
      beside(closed.tally, before?.closed.tally, 'ms'),
      beside(closed.busy, before?.closed.busy, 'ms'),
      beside(closed.erase, before?.closed.erase, 'ms'),
      beside(closed.peak / 2 ** 20, before && before.closed.peak / 2 ** 20, 'MB'),
    ]
  })
  const columns = [
    'answers',
    'votes a second',
    'p50 of one',
    'p99 of one',
    'to add up',
    'of it the processor',
    'to erase',
    'memory of the close',
  ]
  return {tables: [{title: 'A pulse: times the size before', columns, rows}], targets: targetsOf(measured)}
}

function targetsOf(measured: readonly Size[]): Target[] {
  const [, middle] = measured
  const small = measured[0]
  const large = measured.at(-1)
  if (!small || !middle || !large) return []
  const growth = (large.closed.tally + large.closed.erase) / (middle.closed.tally + middle.closed.erase)
  const memory = large.closed.peak / small.closed.peak
  return [
    {
      says: 'from 10,000 to 100,000 answers the close takes at most 12 times as long',
      got: `${figure(growth)} times`,
      met: growth <= 12,
    },
    {
      says: 'with a thousand times the answers the close takes at most 1.5 times the memory',
      got: `${figure(memory)} times`,
      met: memory <= 1.5,
    },
    {
      says: 'every answer that was acknowledged is counted',
      got: measured.map(({answers, closed}) => `${closed.counted} of ${answers}`).join(', '),
      met: measured.every(({answers, closed}) => closed.counted === answers),
    },
  ]
}
