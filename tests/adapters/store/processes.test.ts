// Many processes on one file: each claim is won once, no change is lost, and what was acknowledged outlives a kill.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {once} from 'node:events'
import {join} from 'node:path'
import {afterAll, describe, expect, it} from '@jest/globals'
import Database from 'libsql'
import {openStore} from '../../../adapters/store/open-store.ts'
import {processContract, startWorker} from '../../contracts/store-processes.ts'
import type {WorkerJob} from '../../doubles/store-worker.ts'
import {temporaryFolder} from '../../doubles/temporary-folder.ts'

const folder = temporaryFolder()
const patience = 30_000

afterAll(() => folder.remove())

processContract('one file', async () => `sqlite:${join(folder.path, 'shared.db')}`)

describe('A process that is killed while it writes', () => {
  const file = join(folder.path, 'killed.db')

  /** The keys that a writer printed before it was killed at a random moment. */
  async function writeUntilKilled(name: string): Promise<string[]> {
    const child = await startWorker(`sqlite:${file}`, name)
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
