// The workspaces that have installed the app, with their tokens encrypted in the store.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Installation, InstallationQuery, InstallationStore} from '@slack/bolt'
import type {AuditLog} from '../../src/audit.ts'
import type {Conversation} from '../../src/chat/conversation.ts'
import {CounselorError} from '../../src/errors.ts'
import type {Log} from '../../src/log.ts'
import {errorFacts} from '../../src/log.ts'
import type {Store} from '../../src/store.ts'
import {storeKey, storePrefix} from '../../src/store.ts'
import type {Sealed, SecretBox} from './secret-box.ts'

/** What is stored for a workspace, or for an organisation that installed the app for all of its workspaces. */
interface Stored {
  /** When it was stored, in milliseconds since 1970. */
  readonly at: number
  readonly sealed: Sealed
}

/** What installations are kept with. */
export interface InstallationsParts {
  readonly store: Store
  readonly box: SecretBox
  /** Where it is noted who installed the app; nowhere where it is left out. */
  readonly audit?: AuditLog | undefined
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Which installation: that of a workspace, or that of its organisation. */
export interface Owner {
  /** The workspace; left out where an organisation acts as a whole. */
  readonly team?: string | undefined
  readonly enterprise?: string | undefined
  readonly isForOrganisation: boolean
}

/** An InstallationStore of Bolt on the Store port. */
export class Installations implements InstallationStore {
  /** Told of each installation that was stored: the workspace, or undefined for an organisation as a whole. */
  onStored: (team: string | undefined) => void = () => {}
  readonly #parts: InstallationsParts

  /** @param parts the store and the keys */
  constructor(parts: InstallationsParts) {
    this.#parts = parts
  }

  /** Keeps an installation, or the tokens that replaced those of an earlier one. */
  async storeInstallation<V extends 'v1' | 'v2'>(installation: Installation<V, boolean>): Promise<void> {
    const {enterprise, team, isEnterpriseInstall} = installation
    const id = isEnterpriseInstall ? enterprise?.id : team?.id
    if (id === undefined) throw new CounselorError('not-installed', 'Slack named no workspace in an installation.')
    // Tokens that are renewed come here too.
    if (!(await this.#parts.store.get(keyOf(id)))) await this.#note('installed', id, installation.user.id)
    await this.#write(id, JSON.stringify(installation))
    this.onStored(isEnterpriseInstall ? undefined : id)
  }

  /**
   * The installation of a workspace or organisation.
   * @throws CounselorError `not-installed`, or `secret-unreadable` where its key is gone
   */
  async fetchInstallation(query: InstallationQuery<boolean>): Promise<Installation<'v1' | 'v2', boolean>> {
    const id = idOf(query)
    const stored = await this.#parts.store.get<Stored>(keyOf(id))
    if (!stored) throw new CounselorError('not-installed', 'The app is not installed in the workspace that asks.')
    const text = this.#parts.box.open(stored.sealed, keyOf(id))
    // The next key takes over record by record, so that the old one can be left out some day.
    if (!this.#parts.box.isCurrent(stored.sealed)) await this.#reseal(id, stored, text)
    const installation: Installation<'v1' | 'v2', boolean> = JSON.parse(text)
    return installation
  }

  /** Forgets an installation and its tokens. */
  async deleteInstallation(query: InstallationQuery<boolean>): Promise<void> {
    await this.#parts.store.delete(keyOf(idOf(query)))
  }

  /**
   * Forgets an installation that ended at a moment, in milliseconds since 1970; one that was made later stays, since
   * Slack may deliver the news of the end after the next beginning.
   * @returns true where one was forgotten
   */
  async end(owner: Owner, at: number): Promise<boolean> {
    const id = owner.isForOrganisation ? owner.enterprise : owner.team
    const stored = id === undefined ? undefined : await this.#parts.store.get<Stored>(keyOf(id))
    // Slack tells whole seconds.
    if (id === undefined || !stored || stored.at >= at + 1_000) return false
    await this.#note('removed', id)
    await this.#parts.store.delete(keyOf(id))
    return true
  }

  /** Notes which organisation speaks for a workspace that has no installation of its own. */
  async noteOrganisation(team: string, enterprise: string): Promise<void> {
    await this.#parts.store.create(organisationKey(team), enterprise)
  }

  /** The owner of the installation that serves a tenant, which is a workspace or an organisation. */
  async ownerOf(tenant: string): Promise<Owner> {
    const {store} = this.#parts
    if (await store.get(keyOf(tenant))) {
      return tenant.startsWith('E')
        ? {enterprise: tenant, isForOrganisation: true}
        : {team: tenant, isForOrganisation: false}
    }
    const enterprise = await store.get<string>(organisationKey(tenant))
    return enterprise === undefined
      ? {team: tenant, isForOrganisation: false}
      : {team: tenant, enterprise, isForOrganisation: true}
  }

  /**
   * Seals all installations that an older key sealed with the one that seals now, so that the old key can be left out.
   * What cannot be opened stays as it is.
   * @returns how many were sealed anew, and how many no key opens
   */
  async resealAll(): Promise<{readonly resealed: number; readonly unreadable: number}> {
    const {store, box} = this.#parts
    let resealed = 0
    let unreadable = 0
    for await (const [key, stored] of store.list<Stored>(storePrefix('slack-installation'))) {
      if (box.isCurrent(stored.sealed)) continue
      const text = opened(() => box.open(stored.sealed, key))
      if (text === undefined) unreadable += 1
      else {
        await this.#reseal(decodeURIComponent(key.slice(key.indexOf(':') + 1)), stored, text)
        resealed += 1
      }
    }
    if (resealed > 0) await this.#parts.audit?.note('secrets-resealed', 'process', {about: String(resealed)})
    return {resealed, unreadable}
  }

  async #note(act: 'installed' | 'removed', tenant: string, id?: string): Promise<void> {
    const at: Conversation = {platform: 'slack', tenant, id: tenant, scope: 'home'}
    const by = id === undefined ? 'process' : {platform: 'slack', tenant, id}
    await this.#parts.audit?.note(act, by, {at})
  }

  async #write(id: string, text: string): Promise<void> {
    const {store, box, now} = this.#parts
    await store.put<Stored>(keyOf(id), {at: now(), sealed: box.seal(text, keyOf(id))})
  }

  async #reseal(id: string, was: Stored, text: string): Promise<void> {
    const {store, box} = this.#parts
    const sealed = box.seal(text, keyOf(id))
    // Whoever wrote in the meantime knows better.
    await store.update<Stored>(keyOf(id), old => (old && old.sealed.iv !== was.sealed.iv ? old : {at: was.at, sealed}))
  }
}

/** Undefined for what no key opens. */
function opened(open: () => string): string | undefined {
  try {
    return open()
  } catch (error) {
    if (error instanceof CounselorError && error.code === 'secret-unreadable') return undefined
    throw error
  }
}

function idOf({teamId, enterpriseId, isEnterpriseInstall}: InstallationQuery<boolean>): string {
  const id = isEnterpriseInstall ? enterpriseId : teamId
  if (id === undefined || id === '') throw new CounselorError('not-installed', 'A request named no workspace.')
  return id
}

function keyOf(id: string): string {
  return storeKey('slack-installation', id)
}

function organisationKey(team: string): string {
  return storeKey('slack-organisation', team)
}

/** After a change of ENCRYPTION_KEY nobody has to wait until every workspace has asked something. */
export async function resealSafely(installations: Installations, log: Log): Promise<void> {
  try {
    const {resealed, unreadable} = await installations.resealAll()
    if (resealed > 0) log.info('tokens were sealed with the first key of ENCRYPTION_KEY', {resealed})
    if (unreadable > 0) log.warn('tokens are sealed with a key that ENCRYPTION_KEY does not hold', {unreadable})
  } catch (error) {
    log.warn('tokens could not be sealed anew', errorFacts(error))
  }
}
