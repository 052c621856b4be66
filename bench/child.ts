// Jobs in processes of their own, so that one engine's memory is not another's.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {execFile} from 'node:child_process'
import {promisify} from 'node:util'

const run = promisify(execFile)

/** A job that a child process does: from its arguments to a result that JSON can carry. */
export type Job = (args: readonly string[]) => Promise<unknown>

/**
 * Does a job in a child process; what it writes to the error output is shown.
 * @param job the job's name in `main.ts`
 * @param args the job's arguments
 * @returns the job's result
 */
export async function inChild<Result>(job: string, ...args: readonly string[]): Promise<Result> {
  const entry = process.argv[1] ?? ''
  const flags = ['--expose-gc', '--max-old-space-size=6144']
  const {stdout} = await run(process.execPath, [...flags, entry, '--child', job, ...args], {maxBuffer: 2 ** 26})
  return JSON.parse(stdout) as Result
}

/** Collects garbage; needs `--expose-gc`. */
export function collectGarbage(): void {
  if (!globalThis.gc) throw new Error('Run with --expose-gc, or memory cannot be measured.')
  globalThis.gc()
  globalThis.gc()
}

/** What the process holds at the moment, in bytes: the heap, and buffers outside of it. */
export function held(): number {
  collectGarbage()
  const {heapUsed, external} = process.memoryUsage()
  return heapUsed + external
}

/** The most memory that the process has had, in bytes. */
export function peak(): number {
  return process.resourceUsage().maxRSS * 1024
}
