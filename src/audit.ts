// The audit log: every privileged act, once written never changed, without content and without names.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createHmac, randomBytes, randomUUID} from 'node:crypto'
import type {Conversation, Person} from './chat/conversation.ts'
import {dayOf, usualKeep} from './keep.ts'
import type {Store} from './store.ts'
import {deleteWhere, storeKey, storePrefix} from './store.ts'

/** What is noted. */
export const auditedActs = [
  'pulse-launched',
  'pulse-closed',
  'pulse-ended',
  'tips-subscribed',
  'tips-changed',
  'tips-paused',
  'tips-resumed',
  'tips-skipped',
  'tips-stopped',
  'tip-taken-back',
  'announced',
  'insight-seen',
  'insight-exported',
  'audit-seen',
  'draft-taken',
  'hand-over-resolved',
  'own-data-exported',
  'forgotten',
  'retention-run',
  'installed',
  'removed',
  'secrets-resealed',
] as const

/** One of {@link auditedActs}. */
export type AuditedAct = (typeof auditedActs)[number]

/** Somebody who acts through a chat; or the process itself, or whoever has a shell on its machine. */
export type Actor = Person | 'process' | 'shell'

/** What stands in the log. */
export interface AuditEntry {
  /** In milliseconds since 1970. */
  readonly at: number
  readonly act: AuditedAct
  /** Empty for what belongs to no workspace. */
  readonly platform: string
  readonly tenant: string
  /** `process`, `shell`, or a pseudonym: the same for all acts of a person, told from an id by {@link AuditLog.nameOf}. */
  readonly by: string
  /** The id of a channel or group; of a private place only that it was one. */
  readonly where: string
  /** An id of ours, or counts; never what somebody wrote. */
  readonly about: string
}

/** What else is known of an act. */
export interface AuditFacts {
  readonly at?: Conversation
  readonly about?: string
}

const day = 86_400_000

/** The last moment of JavaScript (ECMA-262, "Time Values and Time Range"), so that the newest entries come first. */
const lastMoment = 8.64e15

/** More than a process ever notes. */
const mostOfMoment = 999_999_999

/** Writes and reads the log. Nothing changes an entry, and none goes before its time is over. */
export class AuditLog {
  readonly #store: Store
  readonly #now: () => number
  readonly #keptMs: number
  #count = 0

  /**
   * @param store where it is kept
   * @param now milliseconds since 1970
   * @param keptMs how long an entry is kept
   */
  constructor(store: Store, now: () => number, keptMs = usualKeep.audit) {
    this.#store = store
    this.#now = now
    this.#keptMs = keptMs
  }

  /** Notes an act, before it is done: where this fails, the act must not go on. */
  async note(act: AuditedAct, by: Actor, {at, about = ''}: AuditFacts = {}): Promise<void> {
    const {platform, tenant} = typeof by === 'string' ? {platform: at?.platform ?? '', tenant: at?.tenant ?? ''} : by
    const entry: AuditEntry = {
      ...{at: this.#now(), act, platform, tenant, about, where: whereOf(at)},
      by: typeof by === 'string' ? by : await this.nameOf(by),
    }
    // Of one moment, the later ones come first too, as far as one process wrote them.
    this.#count += 1
    const place = [String(lastMoment - entry.at).padStart(16, '0'), String(mostOfMoment - this.#count).padStart(9, '0')]
    await this.#store.create(storeKey('audit', platform, tenant, ...place, randomUUID()), entry, this.#keptMs)
  }

  /** Notes an act that somebody may repeat all day, such as a look at numbers: once a day and place. */
  async noteDaily(act: AuditedAct, by: Person, at: Conversation): Promise<void> {
    const key = storeKey('audit-daily', dayOf(this.#now()), act, await this.nameOf(by), whereOf(at))
    // Whoever comes first notes it; a process that dies in between has noted nothing, and so has shown nothing.
    if ((await this.#store.get(key)) !== undefined) return
    await this.note(act, by, {at})
    await this.#store.put(key, true, day)
  }

  /** The entries of a workspace, the newest first; the empty names for what belongs to none. */
  async *newest({platform, tenant}: {readonly platform: string; readonly tenant: string}): AsyncGenerator<AuditEntry> {
    for await (const [, entry] of this.#store.list<AuditEntry>(storePrefix('audit', platform, tenant))) yield entry
  }

  /** All entries of all workspaces, the newest first. */
  async all(): Promise<AuditEntry[]> {
    const entries: AuditEntry[] = []
    for await (const [, entry] of this.#store.list<AuditEntry>(storePrefix('audit'))) entries.push(entry)
    return entries.sort((one, other) => other.at - one.at)
  }

  /**
   * Removes entries whose time is over, for the daily job: those that were written under a longer period.
   * @param before a moment, in milliseconds since 1970
   * @returns how many there were
   */
  async expire(before: number): Promise<number> {
    const oldest = Math.min(before, this.#now() - this.#keptMs)
    return await deleteWhere<AuditEntry>(this.#store, storePrefix('audit'), ({at}) => at < oldest)
  }

  /** The pseudonym of a person; its key is random and stays in the store. */
  async nameOf({platform, tenant, id}: Person): Promise<string> {
    const key = storeKey('audit-key')
    await this.#store.create(key, randomBytes(32).toString('base64'))
    const secret = (await this.#store.get<string>(key)) ?? ''
    return createHmac('sha256', secret)
      .update(JSON.stringify([platform, tenant, id]))
      .digest('base64url')
      .slice(0, 16)
  }
}

/** Private places would tell who somebody is. */
function whereOf(place: Conversation | undefined): string {
  if (!place) return ''
  return place.scope === 'channel' || place.scope === 'group' ? place.id : place.scope
}
