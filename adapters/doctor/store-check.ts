// Checks the storage by using it once: open, write, read, delete, lease, and its clock against ours.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import type {Store} from '../../src/store.ts'
import {storeKey} from '../../src/store.ts'
import type {Backend} from '../store/backend.ts'
import type {Standing} from '../store/data-version.ts'
import {standingOf} from '../store/data-version.ts'
import {KeyvStore} from '../store/keyv-store.ts'
import type {Check, Finding} from './finding.ts'
import {bad, doubtful, good} from './finding.ts'

/** How far the clock of a server may be from ours before somebody should look, in milliseconds. */
const usualSkew = 5_000

/** How long a trace of the check stays where it was broken off, in milliseconds. */
const traceMs = 60_000

/** What the check works with. */
export interface StoreCheckParts {
  /** Opens the engine; what it throws names the fix. */
  readonly open: () => Promise<Backend>
  /** The scheme of its address, such as `postgres`: the rest may hold a password. */
  readonly kind: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** @param parts how to open it, and the clock to compare with */
export function storeCheck({open, kind, now}: StoreCheckParts): Check {
  const name = 'storage'
  return {
    name,
    run: async () => {
      const backend = await open()
      const store = new KeyvStore(backend)
      try {
        const wrong = await tried(store)
        if (wrong !== undefined) {
          return [bad(name, `${kind}: ${wrong}`, 'Look whether a proxy or another program stands in between.')]
        }
        const skew = await skewOf(backend, now)
        const used = good(name, `${kind}: written, read, leased and deleted`)
        return [used, versionFinding(await standingOf(store)), ...clockFinding(skew)]
      } finally {
        await store.close()
      }
    },
  }
}

/** What did not come out as it must; undefined where all did. */
async function tried(store: Store): Promise<string | undefined> {
  const key = storeKey('doctor', randomUUID())
  const value = {text: 'é🦀', number: 1}
  await store.put(key, value, traceMs)
  const read = await store.get(key)
  if (JSON.stringify(read) !== JSON.stringify(value)) return 'what was written was read back otherwise'
  if (await store.create(key, value, traceMs)) return 'a record was made twice'
  await store.delete(key)
  if ((await store.get(key)) !== undefined) return 'what was deleted is still there'
  const lease = await store.lease(key, 'one', traceMs)
  const second = await store.lease(key, 'other', traceMs)
  await lease?.release()
  await second?.release()
  if (!lease || second) return 'a lease was not given to exactly one'
  return undefined
}

/** Data that is too new throws, and the doctor tells what it was told. */
function versionFinding(standing: Standing): Finding {
  const name = 'version of the data'
  const says = {
    empty: 'nothing is stored yet',
    current: 'that of this program',
    older: 'older; it is brought forward at the next start, so back up before',
    'newer-but-fit': 'newer than this program, which still understands it',
  }
  const fix = 'Update this program soon: it runs beside a newer one.'
  return standing === 'newer-but-fit' ? doubtful(name, says[standing], fix) : good(name, says[standing])
}

/** How far the engine's clock is ahead of ours, in milliseconds; undefined where it is the same clock. */
async function skewOf(backend: Backend, now: () => number): Promise<number | undefined> {
  const before = now()
  const clock = await backend.clock()
  // Half of the way there and back: where the answer was written.
  return clock === undefined ? undefined : Math.round(clock - (before + now()) / 2)
}

function clockFinding(skew: number | undefined): Finding[] {
  if (skew === undefined) return []
  const name = 'clock of the storage'
  const seconds = (Math.abs(skew) / 1_000).toFixed(1)
  const says = `${seconds} s ${skew < 0 ? 'behind' : 'ahead of'} ours`
  if (Math.abs(skew) <= usualSkew) return [good(name, says)]
  return [doubtful(name, says, 'Set both by NTP: what expires, expires by the clock of the storage.')]
}
