// Benchmark: a year of tips in three simulated processes with kills and outages, where the platform can be asked and where not.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {join} from 'node:path'
import {Library} from '../src/knowledge/library.ts'
import type {Year} from '../tests/tips/year-world.ts'
import {liveAYear} from '../tests/tips/year-world.ts'
import type {Benchmark, Report, Target} from './benchmark.ts'
import {progress} from './benchmark.ts'

/** The size that was promised. */
const size = {subscriptions: 1_000, kills: 200, outages: 150, jumps: 100, days: 365} as const

async function run(): Promise<Report> {
  const library = await Library.open({own: join(process.cwd(), 'knowledge'), overlays: []})
  const asked = await liveAYear({...size, library, canLook: true, seed: 2026})
  progress('a year with a platform that can be asked is over')
  const unknown = await liveAYear({...size, library, canLook: false, seed: 7})
  const rows = (Object.keys(words) as (keyof typeof words)[]).map(name => [
    words[name],
    told(asked, name),
    told(unknown, name),
  ])
  const columns = ['', 'can be asked', 'cannot']
  return {
    tables: [{title: 'A year of 1,000 subscriptions in 3 processes', columns, rows}],
    targets: [...judged('can be asked', asked), ...judged('cannot', unknown)],
  }
}

const words = {
  slots: 'slots',
  sent: 'sent',
  skipped: 'left out, and why',
  doubled: 'came twice',
  unaccounted: 'not on record',
  wrong: 'wrong on record',
  kills: 'kills',
  outages: 'outages of the store that were met',
} as const satisfies Record<keyof Year, string>

function told(year: Year, name: keyof Year): string {
  const value = year[name]
  if (typeof value === 'number') return value.toLocaleString('en')
  const reasons = Object.entries(value).map(([reason, count]) => `${count.toLocaleString('en')} ${reason}`)
  return reasons.length === 0 ? '0' : reasons.join(', ')
}

function judged(where: string, {doubled, unaccounted, wrong, kills}: Year): Target[] {
  return [
    {says: `where it ${where}, none twice`, got: `${doubled}`, met: doubled === 0},
    {
      says: `where it ${where}, every loss on record, after ${size.kills} kills`,
      got: `${unaccounted} missing, ${wrong} wrong, ${kills} kills`,
      met: unaccounted === 0 && wrong === 0 && kills === size.kills,
    },
  ]
}

/** `npm run bench -- tips-year` */
export const tipsYearBenchmark: Benchmark = {
  name: 'tips-year',
  says: 'a year of tips on a simulated clock, with kills and outages',
  run,
}
