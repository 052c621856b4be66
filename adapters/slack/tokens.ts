// Which token speaks for a workspace: the one of the configuration, or that of its installation.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {AuthorizeResult, InstallationQuery} from '@slack/bolt'
import {CounselorError} from '../../src/errors.ts'
import type {Installations, Owner} from './installations.ts'
import {Kept} from './kept.ts'
import type {Payload} from './payload.ts'
import {enterpriseOf, isForOrganisation, tenantOf, textOf} from './payload.ts'
import {SlackFault} from './slack-calls.ts'

/** Who we are in a workspace. */
export interface Identity {
  readonly token: string
  readonly botUserId: string
  /** The workspace, where the app serves only one. */
  readonly tenant?: string
}

/** The tokens of all workspaces. */
export interface Tokens {
  /** Who we are for the workspace that a body comes from. */
  from(body: Payload): Promise<Identity>
  /** Who we are in a workspace. */
  of(tenant: string): Promise<Identity>
  /** Forgets what is remembered of a workspace, since its installation has ended. */
  forget(tenant: string): void
}

/** One workspace with the token of the configuration. */
export class OneWorkspace implements Tokens {
  readonly #identity: Identity

  /** @param identity what Slack says of the token */
  constructor(identity: Identity) {
    this.#identity = identity
  }

  async from(): Promise<Identity> {
    return this.#identity
  }

  async of(): Promise<Identity> {
    return this.#identity
  }

  forget(): void {}
}

/**
 * Who a token belongs to.
 * @param authTest calls `auth.test` with it
 * @throws CounselorError `config-invalid` where Slack refuses the token, `platform-unreachable` where it does not answer
 */
export async function identify(token: string, authTest: () => Promise<Payload>): Promise<Identity> {
  try {
    const answer = await authTest()
    const botUserId = textOf(answer, 'user_id')
    if (botUserId === undefined) throw new CounselorError('config-invalid', 'SLACK_BOT_TOKEN is not the token of a bot')
    const team = textOf(answer, 'team_id')
    // A token for a whole organisation names no workspace: then each payload says which.
    const isOne = team !== undefined && answer['is_enterprise_install'] !== true
    return {token, botUserId, ...(isOne ? {tenant: team} : {})}
  } catch (error) {
    if (!(error instanceof SlackFault)) throw error
    const code = error.kind === 'refused' ? 'config-invalid' : 'platform-unreachable'
    const what = error.kind === 'refused' ? 'Slack refuses SLACK_BOT_TOKEN' : 'Slack does not answer'
    throw new CounselorError(
      code,
      `${what}: ${error.reason}; install the app again and copy its Bot User OAuth Token`,
      error,
    )
  }
}

/** How long a token is used before it is looked up again, in milliseconds; they are exchanged two hours early. */
const keptMs = 10_000

/** How many tokens are kept in memory. */
const keptTokens = 1_000

/** What many workspaces need. */
export interface ManyWorkspacesParts {
  readonly installations: Installations
  /** Reads an installation, and exchanges its token where it expires soon. */
  readonly authorize: (query: InstallationQuery<boolean>) => Promise<AuthorizeResult>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Many workspaces, each with the token of its installation. */
export class ManyWorkspaces implements Tokens {
  readonly #parts: ManyWorkspacesParts
  readonly #kept: Kept<Identity>
  readonly #noted = new Set<string>()

  /** @param parts the installations, and how their tokens are kept fresh */
  constructor(parts: ManyWorkspacesParts) {
    this.#parts = parts
    this.#kept = new Kept({now: parts.now, ms: keptMs, most: keptTokens})
    // Whoever installs the app again has a new token, and Slack may have ended the old one.
    parts.installations.onStored = team => (team === undefined ? this.#kept.clear() : this.forget(team))
  }

  async from(body: Payload): Promise<Identity> {
    const tenant = tenantOf(body)
    if (tenant === undefined) throw new CounselorError('not-installed', 'A request named no workspace.')
    if (isForOrganisation(body)) await this.#note(tenant, enterpriseOf(body))
    return this.of(tenant)
  }

  of(tenant: string): Promise<Identity> {
    return this.#kept.get(tenant, async () => this.#authorized(await this.#parts.installations.ownerOf(tenant)))
  }

  forget(tenant: string): void {
    this.#kept.forget(tenant)
    this.#noted.delete(tenant)
  }

  /** An answer is sent by the name of the workspace alone, so it has to be known whose organisation speaks for it. */
  async #note(team: string, enterprise: string | undefined): Promise<void> {
    if (enterprise === undefined || enterprise === team || this.#noted.has(team)) return
    await this.#parts.installations.noteOrganisation(team, enterprise)
    if (this.#noted.size >= keptTokens) this.#noted.clear()
    this.#noted.add(team)
  }

  async #authorized({team, enterprise, isForOrganisation}: Owner): Promise<Identity> {
    const {botToken, botUserId} = await this.#parts.authorize({
      teamId: isForOrganisation ? undefined : team,
      enterpriseId: enterprise,
      isEnterpriseInstall: isForOrganisation,
    })
    if (botToken === undefined || botUserId === undefined) {
      throw new CounselorError('not-installed', 'An installation has no bot.')
    }
    return {token: botToken, botUserId}
  }
}
