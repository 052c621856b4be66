// Real processes on one store that are killed while tips are due: none comes twice, and whatever does not come is on record.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {join} from 'node:path'
import {afterAll, describe, expect, it} from '@jest/globals'
import type {StoreServer} from '../doubles/store-servers.ts'
import {serverProgram, startPostgres, startRedis} from '../doubles/store-servers.ts'
import {temporaryFolder} from '../doubles/temporary-folder.ts'
import {killThem} from './kill-world.ts'

const worker = join(import.meta.dirname, '../../dist/tests/tips/tip-worker.js')
const patience = 240_000
const usual = {worker, processes: 3, channels: 120, minutes: 4, kills: 5} as const
const folder = temporaryFolder()
const inCi = process.env['CI'] === 'true'

afterAll(() => folder.remove())

describe('three processes on one SQLite file, of which five are killed', () => {
  it(
    'send every tip once where the platform can be asked',
    async () => {
      const report = await killThem({...usual, url: `sqlite:${join(folder.path, 'asked.db')}`, canLook: true})
      expect(report).toMatchObject({kills: 5, doubled: 0, unaccounted: 0, wrong: 0, slots: 120})
      expect(report.sent + (report.skipped['late'] ?? 0)).toBe(120)
    },
    patience,
  )

  it(
    'leave out and note what may have come where it cannot',
    async () => {
      const report = await killThem({...usual, url: `sqlite:${join(folder.path, 'unknown.db')}`, canLook: false})
      expect(report).toMatchObject({kills: 5, doubled: 0, unaccounted: 0, wrong: 0})
      expect(report.skipped['unsure']).toBeGreaterThan(0)
      expect(report.sent + (report.skipped['late'] ?? 0) + (report.skipped['unsure'] ?? 0)).toBe(120)
    },
    patience,
  )
})

const servers = [
  {name: 'Redis', program: serverProgram('redis'), start: () => startRedis()},
  {name: 'Postgres', program: serverProgram('postgres'), start: startPostgres},
]

for (const {name, program, start} of servers) {
  // In CI nothing is skipped: there a missing server is a failure of the set-up.
  const where = program !== undefined || inCi ? describe : describe.skip
  where(`three processes on one ${name}, of which five are killed`, () => {
    let server: StoreServer | undefined
    afterAll(() => server?.stop())

    it(
      'send every tip once',
      async () => {
        server = await start()
        const report = await killThem({...usual, url: await server.place(), canLook: true})
        expect(report).toMatchObject({kills: 5, doubled: 0, unaccounted: 0, wrong: 0, slots: 120})
        expect(report.sent + (report.skipped['late'] ?? 0)).toBe(120)
      },
      patience,
    )
  })
}
