// Where conversations are: what has to be known to write there without being asked, kept over restarts.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation, Person} from '../../src/chat/conversation.ts'
import type {Keeper} from '../../src/keeper.ts'
import type {Log} from '../../src/log.ts'
import {errorFacts} from '../../src/log.ts'
import type {Store} from '../../src/store.ts'
import {storeKey, storePrefix} from '../../src/store.ts'

/** A conversation as the Bot Framework finds it; plain JSON, no names. */
export interface Reference {
  readonly serviceUrl: string
  readonly conversation: string
  readonly scope: Conversation['scope']
  readonly tenant: string
  /** Our own id there. */
  readonly bot: string
  /** The person in a private conversation. */
  readonly user?: string
  /** The team of a channel. */
  readonly team?: string
}

/** What is kept of a person who has written to us. */
export interface Acquaintance {
  /** The id of their account in Entra, by which Teams and the organisation know them. */
  readonly account?: string
  /** Their IANA time zone. */
  readonly zone?: string
}

/** How many are remembered in the process; the store has the others. */
const most = 20_000

const day = 86_400_000

/** How long what is about a person is kept after we last met them or wrote to them, and how often that is renewed. */
const personal = {keptMs: 400 * day, renewMs: 30 * day} as const

/** The references of all conversations that we have seen. */
export class References {
  readonly #store: Store
  readonly #log: Log
  readonly #now: () => number
  /** What a key holds, and when it was last written or found so. */
  readonly #known = new Map<string, {readonly json: string; readonly at: number}>()
  readonly #tenants = new Map<string, Reference>()

  /**
   * @param store where they are kept
   * @param log where it is told that they could not be
   * @param now milliseconds since 1970
   */
  constructor(store: Store, log: Log, now: () => number = Date.now) {
    this.#store = store
    this.#log = log
    this.#now = now
  }

  /** Keeps a reference where it is new or has changed. Never fails: what is said now is answered all the same. */
  async see(reference: Reference): Promise<void> {
    this.#tenants.set(reference.tenant, reference)
    const {tenant, conversation, user, scope, team, serviceUrl, bot} = reference
    // The same from whichever conversation it is seen, or it would be written again and again.
    const common = {serviceUrl, bot, tenant}
    await this.#keep(storeKey('teams-place', tenant, conversation), reference)
    await this.#keep(storeKey('teams-tenant', tenant), {...common, conversation: '', scope: 'personal'})
    if (scope === 'personal' && user !== undefined) await this.#keep(storeKey('teams-direct', tenant, user), reference)
    if (team === undefined) return
    await this.#keep(storeKey('teams-team', tenant, team), {...common, conversation: team, scope: 'channel'})
  }

  /** Keeps what is told about a person; what was known before and is not told now stays. */
  async meet(person: Person, {account, zone}: Acquaintance): Promise<void> {
    const {tenant, id} = person
    if (account === undefined && zone === undefined) return
    const told = {...(account === undefined ? {} : {account}), ...(zone === undefined ? {} : {zone})}
    const before = zone === undefined ? await this.#before(person) : undefined
    await this.#keep(storeKey('teams-person', tenant, id), {...before, ...told})
    if (account !== undefined) await this.#keep(storeKey('teams-account', tenant, account), id)
  }

  /** The id of a person by that of their account. */
  byAccount(tenant: string, account: string): Promise<string | undefined> {
    return this.#read<string>(storeKey('teams-account', tenant, account))
  }

  /** True where we have been in a conversation. */
  async knows({tenant, id}: Conversation): Promise<boolean> {
    return (await this.#read<Reference>(storeKey('teams-place', tenant, id))) !== undefined
  }

  /** The reference of a conversation; one made from what is known of its organisation where it was never seen. */
  async of({tenant, id, scope}: Conversation): Promise<Reference | undefined> {
    const kept = (await this.#read<Reference>(storeKey('teams-place', tenant, id))) ?? (await this.tenant(tenant))
    return kept && {...kept, conversation: id, scope}
  }

  /** Any reference of an organisation: its address is the same for all of its conversations. */
  async tenant(tenant: string): Promise<Reference | undefined> {
    return this.#tenants.get(tenant) ?? (await this.#read<Reference>(storeKey('teams-tenant', tenant)))
  }

  /** The private conversation with a person, if there has been one. */
  async direct({tenant, id}: Person): Promise<Reference | undefined> {
    return this.#read<Reference>(storeKey('teams-direct', tenant, id))
  }

  /** What is kept of a person. */
  async acquaintance({tenant, id}: Person): Promise<Acquaintance | undefined> {
    return this.#read<Acquaintance>(storeKey('teams-person', tenant, id))
  }

  /** The ids of the teams that we are in. */
  async teams(tenant: string): Promise<string[]> {
    const teams: string[] = []
    for await (const [key] of this.#store.list(storePrefix('teams-team', tenant)))
      teams.push(decodeURIComponent(key.split(':').at(-1) ?? ''))
    return teams
  }

  /** True for the first who asks since we came into the conversation: it is greeted once. */
  async isNew({tenant, conversation}: Reference): Promise<boolean> {
    try {
      return await this.#store.create(storeKey('teams-welcome', tenant, conversation), true)
    } catch (error) {
      this.#log.warn('a conversation could not be marked as welcomed', errorFacts(error))
      return true
    }
  }

  /** Who keeps how people are reached, and what waits in their private conversation. */
  get keeper(): Keeper {
    return {
      thing: 'places',
      of: async person => {
        if (person.platform !== 'teams') return []
        return [await this.direct(person), await this.acquaintance(person)].filter(each => each !== undefined)
      },
      forget: async person => (person.platform === 'teams' ? this.#forget(person) : 0),
    }
  }

  async #forget(person: Person): Promise<number> {
    const {tenant, id: user} = person
    const reference = await this.direct(person)
    const count = (await this.keeper.of(person)).length
    if (reference) {
      for (const kind of ['teams-file', 'teams-thumbs', 'teams-mark'])
        await this.#store.erase(storePrefix(kind, tenant, reference.conversation))
    }
    const any = {serviceUrl: '', bot: '', conversation: '', scope: 'personal'} as const
    await this.leave(reference ? {...reference, user} : {...any, tenant, user})
    return count
  }

  /** Forgets a conversation that we were removed from. */
  async leave({tenant, conversation, user, team}: Reference): Promise<void> {
    const keys = [storeKey('teams-place', tenant, conversation), storeKey('teams-welcome', tenant, conversation)]
    if (user !== undefined) {
      const {account} = (await this.acquaintance({platform: 'teams', tenant, id: user})) ?? {}
      keys.push(storeKey('teams-direct', tenant, user), storeKey('teams-person', tenant, user))
      if (account !== undefined) keys.push(storeKey('teams-account', tenant, account))
    }
    if (team !== undefined) keys.push(storeKey('teams-team', tenant, team))
    for (const key of keys) {
      this.#known.delete(key)
      await this.#store.delete(key)
    }
  }

  /** Storage that is away costs the zone, not the answer. */
  async #before(person: Person): Promise<Acquaintance | undefined> {
    try {
      return await this.acquaintance(person)
    } catch (error) {
      this.#log.warn('a person could not be looked up', errorFacts(error))
      return undefined
    }
  }

  async #keep(key: string, value: Reference | Acquaintance | string): Promise<void> {
    const json = JSON.stringify(value)
    const known = this.#known.get(key)
    if (known?.json === json && !this.#isStale(key, known)) return
    try {
      await this.#store.put(key, value, isPersonal(key, value) ? personal.keptMs : undefined)
      this.#remember(key, json)
    } catch (error) {
      this.#log.warn('where a conversation is could not be kept', errorFacts(error))
    }
  }

  #remember(key: string, json: string): void {
    this.#known.delete(key)
    this.#known.set(key, {json, at: this.#now()})
    const [oldest] = this.#known.keys()
    if (this.#known.size > most && oldest !== undefined) this.#known.delete(oldest)
  }

  async #read<T>(key: string): Promise<T | undefined> {
    const known = this.#known.get(key)
    if (known !== undefined && !this.#isStale(key, known)) return JSON.parse(known.json) as T
    const value = await this.#store.get<T>(key)
    if (value !== undefined) await this.#renew(key, value)
    return value
  }

  /** Whoever is written to is not lost because they say nothing. */
  async #renew(key: string, value: unknown): Promise<void> {
    this.#known.delete(key)
    if (isPersonal(key, value)) await this.#keep(key, value as Reference)
    else this.#remember(key, JSON.stringify(value))
  }

  #isStale(key: string, {json, at}: {readonly json: string; readonly at: number}): boolean {
    return this.#now() - at > personal.renewMs && isPersonal(key, JSON.parse(json))
  }
}

/** What names one person, rather than a channel or an organisation. */
function isPersonal(key: string, value: unknown): boolean {
  if (/^teams-(?:direct|person|account):/.test(key)) return true
  return key.startsWith('teams-place:') && (value as Reference).scope === 'personal'
}
