// The command `store`: moves everything that is stored from one place to another, or copies it for safekeeping.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Log} from '../../src/log.ts'
import type {Copied} from './copy-rows.ts'
import {copyRows} from './copy-rows.ts'
import {backUp, openBackend} from './open-store.ts'

const usage = `Usage: npm run -s store -- copy FROM TO
       FROM and TO are addresses as STORE_URL takes them, such as sqlite:./data/counselor.sqlite
       or postgres://user@host/database. Stop the counselor first. What is at TO stays;
       a copy that was broken off goes on where it was when it is started again.
       npm run -s store -- backup FILE
       copies what STORE_URL names into a new file, while the counselor runs. To go back to it, stop the
       counselor and put the file where STORE_URL points.
`

const ofServer = `STORE_URL names no file on a disk. Back up Postgres with pg_dump, and Redis by its append-only file;
docs/operate.md says how. Or stop the counselor and copy it: npm run -s store -- copy "$STORE_URL" sqlite:FILE
`

/** What the command works with. */
export interface StoreCommandParts {
  /** The address of the storage that is configured. */
  readonly storeUrl: string
  /** Takes what is printed. */
  readonly write: (text: string) => void
  /** Where a lost connection is told. */
  readonly log: Log
}

/**
 * Runs the command.
 * @param args `copy FROM TO`, or `backup FILE`
 * @returns the exit code: 0; 1 where the two differ in the end, or nothing was copied; 2 for other words
 * @throws CounselorError as `openStore` does
 */
export async function storeCommand(args: readonly string[], parts: StoreCommandParts): Promise<number> {
  const [name, one, other, ...more] = args
  if (name === 'backup' && one !== undefined && other === undefined) return backup(one, parts)
  if (name === 'copy' && one !== undefined && other !== undefined && more.length === 0) return copy(one, other, parts)
  parts.write(usage)
  return 2
}

async function backup(file: string, {storeUrl, write}: StoreCommandParts): Promise<number> {
  const done = await backUp(storeUrl, file)
  write(done ? `Everything as it was at this moment is in ${file}.\n` : ofServer)
  return done ? 0 : 1
}

async function copy(fromUrl: string, toUrl: string, {write, log}: StoreCommandParts): Promise<number> {
  const from = await openBackend(fromUrl, log, 'FROM')
  try {
    const to = await openBackend(toUrl, log, 'TO')
    try {
      const copied = await copyRows(from, to, ({rows, written}) => write(`${rows} rows read, ${written} written\n`))
      write(`${summary(copied)}\n`)
      return copied.different === 0 ? 0 : 1
    } finally {
      await to.close()
    }
  } finally {
    await from.close()
  }
}

function summary({rows, written, different, more}: Copied): string {
  const extra = more === 0 ? '' : ` TO holds ${more} rows that FROM does not; they were left as they are.`
  if (different > 0)
    return `${different} of ${rows} rows differ: something was written meanwhile. Stop the counselor, then start the copy again.${extra}`
  return `All ${rows} rows are at TO, compared one by one; ${written} of them were written now.${extra}`
}
