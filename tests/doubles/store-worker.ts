// A process of its own that works on a store which others work on too: it takes jobs from its parent until it is killed.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {closeSync, openSync, unlinkSync, writeSync} from 'node:fs'
import {setTimeout as sleep} from 'node:timers/promises'
import {openStore} from '../../adapters/store/open-store.ts'
import type {Store} from '../../src/store.ts'

/** What a parent sends: a job, how often it is done, and for leases a file that only one may hold. */
export interface WorkerJob {
  readonly name: 'create' | 'increment' | 'lease' | 'write'
  readonly times: number
  readonly flag?: string
}

/** What a worker sends when it is ready, and after each job. */
export interface WorkerReport {
  /** The numbers of the creates that this process won. */
  readonly won: readonly number[]
  /** How often the flag was held by another while this process held the lease. */
  readonly violations: number
}

const [, , url = '', worker = ''] = process.argv
const store = await openStore(url)

/** As between the calls of real work; SQLite has no queue, so on a busy machine eight without a pause starve one. */
function pause(): Promise<void> {
  return sleep(Math.random() * 3)
}

/** All processes try the same keys, the first of them from the last one on, so that they meet and none wins all. */
async function create(times: number): Promise<WorkerReport> {
  const won: number[] = []
  for (let step = 0; step < times; step += 1) {
    const number = worker.endsWith('0') ? times - 1 - step : step
    if (await store.create(`claim:${number}`, worker)) won.push(number)
    await pause()
  }
  return {won, violations: 0}
}

async function increment(times: number): Promise<WorkerReport> {
  for (let number = 0; number < times; number += 1) {
    await store.update<number>('counter', old => (old ?? 0) + 1)
    await pause()
  }
  return {won: [], violations: 0}
}

async function lease(times: number, flag: string): Promise<WorkerReport> {
  let violations = 0
  for (let held = 0; held < times; ) {
    const mine = await store.lease('lease', worker, 30_000)
    if (mine !== undefined) {
      held += 1
      violations += (await holdsAlone(store, flag)) ? 0 : 1
      await mine.release()
    }
    await pause()
  }
  return {won: [], violations}
}

/** The file system says whether another process is between these two lines. */
async function holdsAlone(other: Store, flag: string): Promise<boolean> {
  try {
    closeSync(openSync(flag, 'wx'))
  } catch {
    return false
  }
  await other.get('counter')
  unlinkSync(flag)
  return true
}

/** Prints each key once its write is acknowledged; the print itself is synchronous, so a kill never outruns it. */
async function write(times: number): Promise<WorkerReport> {
  for (let number = 0; number < times; number += 1) {
    const key = `written:${worker}:${number}`
    await store.put(key, key)
    writeSync(1, `${key}\n`)
  }
  return {won: [], violations: 0}
}

async function run({name, times, flag = ''}: WorkerJob): Promise<WorkerReport> {
  if (name === 'create') return create(times)
  if (name === 'increment') return increment(times)
  return name === 'lease' ? lease(times, flag) : write(times)
}

process.on('message', (job: WorkerJob) => {
  void run(job).then(report => process.send?.(report))
})
process.send?.({won: [], violations: 0} satisfies WorkerReport)
