// CONTRACT of a store, part three: what it does for many processes at once.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {type ChildProcess, fork, type StdioOptions} from 'node:child_process'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import {openStore} from '../../adapters/store/open-store.ts'
import type {WorkerJob, WorkerReport} from '../doubles/store-worker.ts'
import {temporaryFolder} from '../doubles/temporary-folder.ts'

const compiledWorker = join(import.meta.dirname, '../../dist/tests/doubles/store-worker.js')
const patience = 60_000

/**
 * A worker that has opened the store.
 * @param url as STORE_URL names it
 * @param name what it calls itself in the store
 */
export async function startWorker(url: string, name: string): Promise<ChildProcess> {
  const stdio: StdioOptions = ['ignore', 'pipe', 'inherit', 'ipc']
  const child = fork(compiledWorker, [url, name], {execArgv: [], stdio})
  await report(child)
  return child
}

async function work(child: ChildProcess, job: WorkerJob): Promise<WorkerReport> {
  child.send(job)
  return report(child)
}

/** What a worker says next; one that ends instead is a failure. */
function report(child: ChildProcess): Promise<WorkerReport> {
  return new Promise((resolve, reject) => {
    const fail = (code: number | null) => reject(new Error(`A worker ended with ${code}; is dist/ built?`))
    child.once('exit', fail)
    child.once('message', (said: WorkerReport) => {
      child.off('exit', fail)
      resolve(said)
    })
  })
}

/**
 * The tests of eight processes on one store.
 * @param name what is tested, for the report
 * @param open the address of a fresh, empty store
 */
export function processContract(name: string, open: () => Promise<string>): void {
  describe(`Eight processes on ${name}`, () => eightProcesses(open))
}

function eightProcesses(open: () => Promise<string>): void {
  const folder = temporaryFolder()
  let url: string
  const workers: ChildProcess[] = []
  const all = (job: WorkerJob) => Promise.all(workers.map(child => work(child, job)))

  beforeAll(async () => {
    url = await open()
    const names = Array.from({length: 8}, (_, number) => `worker-${number}`)
    // All at once, so that they also race to make the file.
    await Promise.all(names.map(async name => workers.push(await startWorker(url, name))))
  }, patience)
  afterAll(() => {
    for (const child of workers) child.kill('SIGKILL')
    folder.remove()
  })

  it(
    'win each of 1,000 creates exactly once',
    async () => {
      const reports = await all({name: 'create', times: 1_000})
      const won = reports.flatMap(report => report.won).sort((one, other) => one - other)
      expect(won).toEqual(Array.from({length: 1_000}, (_, number) => number))
      expect(reports.filter(report => report.won.length > 0).length).toBeGreaterThan(1)
    },
    patience,
  )

  it(
    'lose none of 2,000 increments',
    async () => {
      await all({name: 'increment', times: 250})
      const store = await openStore(url)
      expect(await store.get('counter')).toBe(2_000)
      await store.close()
    },
    patience,
  )

  it(
    'never hold one lease at the same time',
    async () => {
      const reports = await all({name: 'lease', times: 25, flag: join(folder.path, 'held')})
      expect(reports.map(report => report.violations)).toEqual(Array.from({length: 8}, () => 0))
    },
    patience,
  )
}
