// What came in from Slack, led to whoever answers it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from '../../src/chat/activity.ts'
import type {Log} from '../../src/log.ts'
import type {AgentTab} from './agent-tab.ts'
import type {Installations} from './installations.ts'
import type {LiveTurns} from './live-turns.ts'
import type {Payload} from './payload.ts'
import {enterpriseOf, isForOrganisation, momentOf, partOf, tenantOf} from './payload.ts'
import type {Reader} from './to-activity.ts'
import {toActivity} from './to-activity.ts'

/** What the intake works with. */
export interface IntakeParts {
  readonly turns: LiveTurns
  readonly tab: AgentTab
  /** Where installations are kept, if workspaces install the app themselves. */
  readonly installations: Installations | undefined
  /** Forgets the token of a workspace. */
  readonly forget: (tenant: string) => void
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Leads bodies that Slack has signed to whoever answers them. */
export class Intake {
  /** Answers an activity; none while the platform is not running. */
  receive: ((activity: Activity) => Promise<void>) | undefined
  readonly #parts: IntakeParts

  /** @param parts what is round an activity */
  constructor(parts: IntakeParts) {
    this.#parts = parts
  }

  /**
   * Answers what a body says, where it says something to us.
   * @param who our own user in that workspace, and the workspace where there is only one
   */
  async take(body: Payload, who: Omit<Reader, 'now'>): Promise<void> {
    const {turns, tab} = this.#parts
    const {receive} = this
    await tab.greet(body)
    const activity = toActivity(body, {...who, now: turns.arrivedAt(body)})
    if (!activity || !receive) return
    await turns.during(activity, body, () => tab.during(activity, body, () => receive(activity)))
  }

  /** Forgets the tokens of a workspace where a body says that the app was removed from it. */
  async end(body: Payload): Promise<void> {
    const {installations, forget, log, now} = this.#parts
    const tenant = tenantOf(body)
    if (!isEnd(partOf(body, 'event')) || tenant === undefined) return
    const owner = {team: tenant, enterprise: enterpriseOf(body), isForOrganisation: isForOrganisation(body)}
    const ended = await installations?.end(owner, momentOf(body, 'event_time') ?? now())
    forget(tenant)
    log.warn('the app was removed from a workspace', {tenant, forgotten: ended ?? false})
  }
}

/** Tokens of people are revoked as well; only that of the bot ends an installation. */
function isEnd(event: Payload): boolean {
  if (event['type'] === 'app_uninstalled') return true
  const bots = partOf(event, 'tokens')['bot']
  return event['type'] === 'tokens_revoked' && Array.isArray(bots) && bots.length > 0
}
