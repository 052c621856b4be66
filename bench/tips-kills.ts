// Benchmark: real processes on each kind of store that are killed two hundred times while tips are due.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {join} from 'node:path'
import {serverProgram, startPostgres, startRedis} from '../tests/doubles/store-servers.ts'
import {temporaryFolder} from '../tests/doubles/temporary-folder.ts'
import type {KillReport} from '../tests/tips/kill-world.ts'
import {killThem} from '../tests/tips/kill-world.ts'
import type {Benchmark, Report, Target} from './benchmark.ts'
import {progress} from './benchmark.ts'

const worker = join(import.meta.dirname, '../tests/tips/tip-worker.js')

/** On SQLite the number that was promised; on the servers, which are as slow on one disk, fewer. */
const many = {worker, processes: 3, channels: 4_000, minutes: 120, kills: 200} as const
const some = {worker, processes: 3, channels: 1_000, minutes: 40, kills: 40} as const

async function onFile(canLook: boolean): Promise<KillReport> {
  const folder = temporaryFolder()
  try {
    return await killThem({...(canLook ? many : some), url: `sqlite:${join(folder.path, 'store.db')}`, canLook})
  } finally {
    folder.remove()
  }
}

async function onServer(kind: 'redis' | 'postgres'): Promise<KillReport | undefined> {
  if (serverProgram(kind) === undefined) return undefined
  const server = await (kind === 'redis' ? startRedis() : startPostgres())
  try {
    return await killThem({...some, url: await server.place(), canLook: true})
  } finally {
    await server.stop()
  }
}

async function run(): Promise<Report> {
  const reports = new Map<string, KillReport>()
  const add = (name: string, report: KillReport | undefined) => {
    if (report) reports.set(name, report)
    progress(`${name}: ${report ? 'done' : 'no such server here'}`)
  }
  add('SQLite', await onFile(true))
  add('SQLite, platform that cannot be asked', await onFile(false))
  add('Redis', await onServer('redis'))
  add('Postgres', await onServer('postgres'))
  const columns = ['3 processes on', 'kills', 'slots', 'sent', 'late', 'unsure', 'twice', 'not on record', 'wrong']
  const rows = [...reports].map(([name, each]) => [
    name,
    ...[each.kills, each.slots, each.sent, each.skipped['late'] ?? 0, each.skipped['unsure'] ?? 0].map(String),
    ...[each.doubled, each.unaccounted, each.wrong].map(String),
  ])
  return {
    tables: [{title: 'Real processes, killed while tips are due', columns, rows}],
    targets: [...reports].map(judged),
  }
}

function judged([name, {doubled, unaccounted, wrong}]: [string, KillReport]): Target {
  const met = doubled === 0 && unaccounted === 0 && wrong === 0
  return {says: `${name}: none twice, every loss on record`, got: `${doubled}, ${unaccounted}, ${wrong}`, met}
}

/** `npm run bench -- tips-kills` */
export const tipsKillsBenchmark: Benchmark = {
  name: 'tips-kills',
  says: 'real processes that are killed while tips are due, on our own fake of a platform',
  run,
}
