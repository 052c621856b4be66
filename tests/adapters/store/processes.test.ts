// Many processes on one file: each claim is won once, no change is lost, and what was acknowledged outlives a kill.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {type ChildProcess, fork, type StdioOptions} from 'node:child_process'
import {once} from 'node:events'
import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import Database from 'libsql'
import {openStore} from '../../../adapters/store/open-store.ts'
import type {WorkerJob, WorkerReport} from '../../doubles/store-worker.ts'
import {temporaryFolder} from '../../doubles/temporary-folder.ts'

const compiledWorker = join(import.meta.dirname, '../../../dist/tests/doubles/store-worker.js')
const folder = temporaryFolder()
const patience = 30_000

afterAll(() => folder.remove())

/** A worker that has opened the store. */
async function startWorker(file: string, name: string): Promise<ChildProcess> {
  const stdio: StdioOptions = ['ignore', 'pipe', 'inherit', 'ipc']
  const child = fork(compiledWorker, [`sqlite:${file}`, name], {execArgv: [], stdio})
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

describe('Eight processes on one file', () => {
  const file = join(folder.path, 'shared.db')
  const workers: ChildProcess[] = []
  const all = (job: WorkerJob) => Promise.all(workers.map(child => work(child, job)))

  beforeAll(async () => {
    const names = Array.from({length: 8}, (_, number) => `worker-${number}`)
    // All at once, so that they also race to make the file.
    await Promise.all(names.map(async name => workers.push(await startWorker(file, name))))
  }, patience)
  afterAll(() => {
    for (const child of workers) child.kill('SIGKILL')
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
      const store = await openStore(`sqlite:${file}`)
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
})

describe('A process that is killed while it writes', () => {
  const file = join(folder.path, 'killed.db')

  /** The keys that a writer printed before it was killed at a random moment. */
  async function writeUntilKilled(name: string): Promise<string[]> {
    const child = await startWorker(file, name)
    let printed = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text
    })
    child.send({name: 'write', times: 1_000_000} satisfies WorkerJob)
    setTimeout(() => child.kill('SIGKILL'), 5 + Math.random() * 150)
    await once(child, 'close')
    expect(child.signalCode).toBe('SIGKILL')
    return printed.split('\n').slice(0, -1)
  }

  it(
    'loses nothing that it acknowledged, in 20 kills',
    async () => {
      const acknowledged: string[] = []
      for (let round = 0; round < 10; round += 1) {
        const both = await Promise.all(['a', 'b'].map(lane => writeUntilKilled(`${lane}${round}`)))
        acknowledged.push(...both.flat())
      }
      const store = await openStore(`sqlite:${file}`)
      const kept = new Map<string, string>()
      for await (const [key, value] of store.list<string>('written:')) kept.set(key, value)
      await store.close()
      expect(acknowledged.length).toBeGreaterThan(20)
      expect(acknowledged.filter(key => kept.get(key) !== key)).toEqual([])
      expect(new Database(file).prepare('PRAGMA integrity_check').all()).toEqual([{integrity_check: 'ok'}])
    },
    patience,
  )
})
