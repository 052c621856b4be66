// JOB: every day deletes what has been kept for as long as it may be, and what led nowhere.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {AuditLog} from './audit.ts'
import type {Keep, Kind} from './keep.ts'
import type {Log} from './log.ts'
import {errorFacts} from './log.ts'
import type {Agenda} from './schedule/agenda.ts'
import type {Job} from './schedule/scheduler.ts'

/** A rule for one kind of record. */
export interface RetentionRule {
  readonly kind: Kind
  /**
   * Deletes what is older. Most records end by themselves; a rule is for those that were written under a longer period,
   * and for those that end by no clock.
   * @param before a moment, in milliseconds since 1970: what is from before it goes
   * @returns how many records went
   */
  sweep(before: number): Promise<number>
}

/** What the job works with. */
export interface RetentionParts {
  readonly rules: readonly RetentionRule[]
  readonly keep: Keep
  readonly agenda: Agenda
  readonly audit: AuditLog
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** The name of the job, and of its one task. */
export const retentionJob = 'retention'

const day = 86_400_000

/** At which hour of the day in UTC it runs: when few people ask. */
const hour = 2

/** Runs the rules once a day, over all processes together. */
export class Retention implements Job {
  readonly name = retentionJob
  readonly #parts: RetentionParts

  /** @param parts what it works with */
  constructor(parts: RetentionParts) {
    this.#parts = parts
  }

  /** Puts the next run on the agenda where none is planned. Never rejects: without storage it is left to the next start. */
  async begin(): Promise<void> {
    const {agenda, log, now} = this.#parts
    const first = nextRun(now())
    try {
      if (!(await agenda.find(retentionJob, 'daily'))) await this.#plan(first)
    } catch (error) {
      log.warn('the daily deletion could not be planned', errorFacts(error))
    }
  }

  async run(): Promise<void> {
    const {rules, keep, audit, log, now} = this.#parts
    const counts: string[] = []
    const all = [...rules, {kind: 'audit', sweep: (before: number) => audit.expire(before)} as const]
    for (const rule of all) {
      const gone = await rule.sweep(now() - keep[rule.kind])
      if (gone > 0) counts.push(`${rule.kind} ${gone}`)
    }
    const about = counts.join(', ')
    await audit.note('retention-run', 'process', {about})
    log.info('what was kept for long enough was deleted', {deleted: about})
    await this.#plan(nextRun(now()))
  }

  #plan(at: number): Promise<void> {
    return this.#parts.agenda.plan({job: retentionJob, id: 'daily', at, data: null})
  }
}

function nextRun(now: number): number {
  const today = Math.floor(now / day) * day + hour * 3_600_000
  return today > now ? today : today + day
}
