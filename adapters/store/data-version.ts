// The version of what is stored: newer data is refused, older data is brought forward once, by one process.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import {setTimeout as sleep} from 'node:timers/promises'
import {CounselorError} from '../../src/errors.ts'
import type {Log} from '../../src/log.ts'
import {silentLog} from '../../src/log.ts'
import type {Store} from '../../src/store.ts'
import {storeKey} from '../../src/store.ts'
import type {Migration} from './migrations.ts'
import {migrations} from './migrations.ts'

/** The row that tells the version. Storage without it, and with other rows, is of version 1. */
const versionKey = storeKey('schema')

/** What stands in the row. */
interface VersionRow {
  readonly version: number
  /** The oldest program that may still use the data, so that old replicas go on while new ones take over. */
  readonly oldest?: number
}

/** How this program stands to what is stored. */
export type Standing = 'empty' | 'current' | 'older' | 'newer-but-fit'

/** How long one process may be at it before another takes over, in milliseconds. */
const leaseMs = 120_000

/** What a program knows. */
export interface Known {
  readonly migrations: readonly Migration[]
  /** The oldest version whose programs may use what this one writes. */
  readonly oldest: number
}

/** What this program knows. Programs before version 2 read what version 2 writes. */
export const known: Known = {migrations, oldest: 1}

/**
 * Looks at what is stored and changes nothing.
 * @throws CounselorError `store-newer` where a later version wrote it in a form that this one does not understand
 */
export async function standingOf(store: Store, of: Known = known): Promise<Standing> {
  const mine = versionOf(of)
  const row = await store.get<VersionRow>(versionKey)
  if (!row) return (await isEmpty(store)) ? 'empty' : 'older'
  const {version, oldest = version} = row
  if (version === mine) return 'current'
  if (version < mine) return 'older'
  if (oldest <= mine) return 'newer-but-fit'
  const what = `The storage is of version ${version}; this program understands up to version ${mine}.`
  throw new CounselorError('store-newer', what)
}

/**
 * Brings what is stored to the version of this program. All replicas may call it at once: one does it, the others wait.
 * It may die at any call, and is done again; other versions may read and write meanwhile.
 * @throws CounselorError as {@link standingOf}
 */
export async function bringForward(store: Store, log: Log = silentLog, of: Known = known): Promise<void> {
  const owner = randomUUID()
  for (;;) {
    const standing = await standingOf(store, of)
    if (standing === 'empty') await store.create<VersionRow>(versionKey, {version: versionOf(of), oldest: of.oldest})
    if (standing === 'newer-but-fit') log.warn('the storage is of a later version that this one still understands')
    if (standing !== 'older') return
    const lease = await store.lease(storeKey('schema-lease'), owner, leaseMs)
    if (lease) {
      await migrate(store, log, of)
      await lease.release()
    } else await sleep(500)
  }
}

async function migrate(store: Store, log: Log, of: Known): Promise<void> {
  const {version: from} = (await store.get<VersionRow>(versionKey)) ?? {version: 1}
  for (const {to, what, run} of of.migrations.filter(each => each.to > from)) {
    const changed = await run(store)
    await store.update<VersionRow>(versionKey, old =>
      old && old.version >= to ? old : {version: to, oldest: of.oldest},
    )
    log.info('the storage was brought forward', {version: to, what, changed})
  }
}

function versionOf(of: Known): number {
  return Math.max(1, ...of.migrations.map(({to}) => to))
}

async function isEmpty(store: Store): Promise<boolean> {
  for await (const _ of store.list('')) return false
  return true
}
