// What the Teams platform is told: who we are there, and what to work with.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Express} from 'express'
import type {AuditLog} from '../../src/audit.ts'
import type {Card} from '../../src/chat/card.ts'
import type {Log} from '../../src/log.ts'
import type {OutboxLimits} from '../../src/schedule/outbox-limits.ts'
import {usualLimits} from '../../src/schedule/outbox-limits.ts'
import type {Timer} from '../../src/schedule/timer.ts'
import type {Store} from '../../src/store.ts'
import {callMs} from './bot-framework.ts'
import {limits} from './limits.ts'
import type {TeamsAccess} from './teams-access.ts'

/** Something that the search in a message box finds. */
export interface Found {
  readonly title: string
  /** What to read of it in the list, in a line or two. */
  readonly preview: string
  readonly card: Card
}

/** What the platform needs. */
export interface TeamsPlatformOptions {
  readonly access: TeamsAccess
  /** `POST /api/messages` is mounted here, so build the platform before the server listens. */
  readonly app: Express
  /** Keeps where conversations are. */
  readonly store: Store
  readonly log: Log
  readonly timer: Timer
  /** A number from 0 to below 1, for the jitter of back-off. */
  readonly random: () => number
  /** What a person who has typed this much into the search could mean; examples where it is empty. */
  readonly lookUp: (typed: string) => readonly Found[]
  /** Where it is noted where we come and go; nowhere where it is left out. */
  readonly audit?: AuditLog
  /** Who runs the counselor: ids of their accounts in Entra, or their addresses; Teams itself does not tell. */
  readonly admins?: readonly string[]
  /** Whom the organisation names in lists of roles; nobody where it is left out. */
  readonly listed?: readonly string[]
  /** Limits that differ from {@link teamsLimits}. */
  readonly limits?: Partial<OutboxLimits>
  /** How long stopping waits for what is under way, in milliseconds; 20 s where it is not given. */
  readonly drainMs?: number
}

/**
 * What Teams asks for: 7 messages a second, 8 in two, 60 in thirty and 1,800 an hour in a conversation, and 50 requests
 * a second of an app in an organisation (learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit). Two
 * buckets keep all four: any second holds 6, any two 7, any thirty 35, any hour 1,765.
 */
export const teamsLimits: OutboxLimits = {
  ...usualLimits,
  lanePaces: [
    {burst: limits.laneBurst, gapMs: 1_000},
    {burst: 200, gapMs: 2_300},
  ],
  tenantPaces: [{burst: 20, gapMs: 40}],
  bulkPaces: [{burst: 10, gapMs: 100}],
  // The request gives up first, so that what is said is heard.
  attemptMs: callMs + 2_000,
}
