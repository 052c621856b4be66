// The command `store`: moves everything that is stored from one place to another.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Log} from '../../src/log.ts'
import type {Copied} from './copy-rows.ts'
import {copyRows} from './copy-rows.ts'
import {openBackend} from './open-store.ts'

const usage = `Usage: npm run -s store -- copy FROM TO
       FROM and TO are addresses as STORE_URL takes them, such as sqlite:./data/counselor.sqlite
       or postgres://user@host/database. Stop the counselor first. What is at TO stays;
       a copy that was broken off goes on where it was when it is started again.
`

/**
 * Runs the command.
 * @param args `copy FROM TO`
 * @param write takes what is printed
 * @param log where a lost connection is told
 * @returns the exit code: 0; 1 where the two differ in the end; 2 for other words
 * @throws CounselorError as `openStore` does
 */
export async function storeCommand(args: readonly string[], write: (text: string) => void, log: Log): Promise<number> {
  const [name, fromUrl, toUrl, ...more] = args
  if (name !== 'copy' || fromUrl === undefined || toUrl === undefined || more.length > 0) {
    write(usage)
    return 2
  }
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
