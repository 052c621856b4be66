// The command `audit`: what was done by whom, the newest first.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {AuditEntry} from '../audit.ts'
import {AuditLog, auditedActs} from '../audit.ts'
import type {Store} from '../store.ts'

/** What the command works with. */
export interface AuditCommandParts {
  readonly store: Store
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly write: (text: string) => void
}

const usage = `Usage: npm run -s audit [-- OPTIONS]       what was done by whom, the newest first
       --since DATE                        only from this day on (UTC), such as 2026-11-24
       --act ACT                           only acts of this name
       --by PLATFORM WORKSPACE ID          only acts of this person; the log itself knows pseudonyms
       --last N                            at most so many lines (100)
       --json                              one JSON object a line, for programs
Acts:  ${auditedActs.join(', ')}
`

interface Wish {
  readonly since: number
  readonly act: string | undefined
  readonly by: string | undefined
  readonly last: number
  readonly json: boolean
}

/**
 * Runs the command.
 * @returns the exit code: 0, or 2 for words that it does not know
 */
export async function auditCommand(parts: AuditCommandParts, args: readonly string[]): Promise<number> {
  const log = new AuditLog(parts.store, parts.now)
  const wish = await wishIn(args, log)
  if (!wish) {
    parts.write(usage)
    return 2
  }
  const entries = (await log.all()).filter(entry => fits(entry, wish)).slice(0, wish.last)
  for (const entry of entries) parts.write(`${wish.json ? JSON.stringify(entry) : lineOf(entry)}\n`)
  if (!wish.json) parts.write(`${entries.length} acts\n`)
  return 0
}

async function wishIn(args: readonly string[], log: AuditLog): Promise<Wish | undefined> {
  const left = [...args]
  let wish: Wish = {since: 0, act: undefined, by: undefined, last: 100, json: false}
  for (let option = left.shift(); option !== undefined; option = left.shift()) {
    if (option === '--json') wish = {...wish, json: true}
    else if (option === '--since') wish = {...wish, since: Date.parse(`${left.shift()}T00:00:00Z`)}
    else if (option === '--last') wish = {...wish, last: Number(left.shift())}
    else if (option === '--act') wish = {...wish, act: left.shift() ?? ''}
    else if (option === '--by') {
      const [platform = '', tenant = '', id = ''] = left.splice(0, 3)
      if (id === '') return undefined
      wish = {...wish, by: await log.nameOf({platform, tenant, id})}
    } else return undefined
  }
  const known = wish.act === undefined || auditedActs.some(act => act === wish.act)
  return known && !Number.isNaN(wish.since) && wish.last > 0 ? wish : undefined
}

function fits({at, act, by}: AuditEntry, wish: Wish): boolean {
  return at >= wish.since && (wish.act === undefined || act === wish.act) && (wish.by === undefined || by === wish.by)
}

function lineOf({at, act, platform, tenant, by, where, about}: AuditEntry): string {
  const when = new Date(at).toISOString().slice(0, 19).replace('T', ' ')
  return [when, act, `by ${by}`, [platform, tenant, where].filter(Boolean).join(' '), about].filter(Boolean).join('  ')
}
