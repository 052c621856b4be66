// Copies all rows from one engine to another: again after a break it goes on, and at the end it compares.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Backend, Row} from './backend.ts'

/** How many rows are read at once, and how many are written at the same time. */
const pageSize = 500
const writesAtOnce = 32

/** How far a copy has come. */
export interface Progress {
  /** Rows that were compared so far. */
  readonly rows: number
  /** How many of them were missing or different at the other side, and were written. */
  readonly written: number
}

/** How a copy ended. */
export interface Copied extends Progress {
  /** Rows that still differ after all: somebody wrote meanwhile. */
  readonly different: number
  /** Rows at the other side that the first one does not have; they are left as they are. */
  readonly more: number
}

/**
 * Copies rows with what is left of their life time. Both sides are read in the order of their keys, so what has been
 * copied before is only compared; a copy that was broken off is started again and goes on quickly.
 * @param tell called after each page
 */
export async function copyRows(from: Backend, to: Backend, tell: (progress: Progress) => void): Promise<Copied> {
  const first = await compare(from, to, {write: true, tell})
  const second = await compare(from, to, {write: false, tell: () => undefined})
  return {rows: first.rows, written: first.different, different: second.different, more: second.more}
}

interface Compared {
  readonly rows: number
  readonly different: number
  readonly more: number
}

interface How {
  readonly write: boolean
  readonly tell: (progress: Progress) => void
}

/** Walks along both sides at once. */
async function compare(from: Backend, to: Backend, {write, tell}: How): Promise<Compared> {
  const theirs = rowsOf(to)
  let their = await next(theirs)
  let rows = 0
  let different = 0
  let more = 0
  for await (const page of pagesOf(from)) {
    const missing: Row[] = []
    for (const own of page) {
      while (their !== undefined && isBefore(their.key, own.key)) {
        more += 1
        their = await next(theirs)
      }
      const same = their?.key === own.key && their.value === own.value
      if (their?.key === own.key) their = await next(theirs)
      if (!same) missing.push(own)
    }
    if (write) await writeAll(to, missing)
    rows += page.length
    different += missing.length
    tell({rows, written: different})
  }
  while (their !== undefined) {
    more += 1
    their = await next(theirs)
  }
  return {rows, different, more}
}

async function next(rows: AsyncGenerator<Row>): Promise<Row | undefined> {
  const {value, done} = await rows.next()
  return done === true ? undefined : value
}

async function* rowsOf(backend: Backend): AsyncGenerator<Row> {
  for await (const page of pagesOf(backend)) yield* page
}

async function* pagesOf(backend: Backend): AsyncGenerator<readonly Row[]> {
  let after: string | undefined
  do {
    const page: readonly Row[] = await backend.page('', after, pageSize)
    if (page.length > 0) yield page
    after = page.length < pageSize ? undefined : page.at(-1)?.key
  } while (after !== undefined)
}

async function writeAll(to: Backend, rows: readonly Row[]): Promise<void> {
  for (let at = 0; at < rows.length; at += writesAtOnce) {
    const some = rows.slice(at, at + writesAtOnce)
    await Promise.all(
      some.map(async ({key, value, leftMs}) => {
        // A row may end in the very moment in which it is copied.
        if (leftMs === null || leftMs >= 1)
          await to.rows.set(key, value, leftMs === null ? undefined : Math.ceil(leftMs))
      }),
    )
  }
}

/** By the order of UTF-8 bytes, in which every engine lists. */
function isBefore(one: string, other: string): boolean {
  return Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0
}
