// Benchmark: what one measures, what it prints, and which targets it judges.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Table} from './table.ts'

/** Something that we want to reach, and whether we did. */
export interface Target {
  readonly says: string
  /** What was measured, in words. */
  readonly got: string
  readonly met: boolean
}

/** What a benchmark found. */
export interface Report {
  readonly tables: readonly Table[]
  readonly targets: readonly Target[]
}

/** What the command line may tell a benchmark. */
export interface RunOptions {
  /** How long a benchmark that takes its time goes on, in seconds; each has a default of its own. */
  readonly seconds?: number
}

/** One benchmark of `npm run bench -- NAME`. */
export interface Benchmark {
  readonly name: string
  /** What is measured, in one sentence. */
  readonly says: string
  run(options: RunOptions): Promise<Report>
}

/** Tells on the error output how far a long measurement is; the results themselves go to the output. */
export function progress(text: string): void {
  process.stderr.write(`  ${Math.round(performance.now() / 1000)} s: ${text}\n`)
}
