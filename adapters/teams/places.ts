// Where a person or a name is found in Teams, and what Teams tells about people.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation, NamedPlace, Person, Profile} from '../../src/chat/conversation.ts'
import {CounselorError} from '../../src/errors.ts'
import type {Log} from '../../src/log.ts'
import {errorFacts} from '../../src/log.ts'
import {Kept} from '../../src/schedule/kept.ts'
import type {Payload} from './payload.ts'
import {textOf} from './payload.ts'
import type {Reference, References} from './references.ts'
import type {TeamsCalls} from './teams-calls.ts'
import {TeamsFault} from './teams-calls.ts'

/** How long what Teams told is believed, in milliseconds. */
const keptMs = 10 * 60_000

/** What places are found with. */
export interface PlacesParts {
  readonly calls: TeamsCalls
  readonly references: References
  /** Ids of accounts and addresses of those who run the counselor, in small letters. */
  readonly admins: readonly string[]
  /** Whom the organisation names elsewhere, such as in lists of roles. */
  readonly listed: readonly string[]
  /** True where whoever is there runs it: nobody is asked who they are. */
  readonly everybodyIsAdmin: boolean
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Finds places and people. */
export class Places {
  readonly #parts: PlacesParts
  readonly #channels: Kept<readonly Payload[]>
  readonly #members: Kept<readonly Payload[]>
  readonly #direct: Kept<Reference>

  /** @param parts the connector and a clock */
  constructor(parts: PlacesParts) {
    this.#parts = parts
    const {now} = parts
    this.#channels = new Kept({now, ms: keptMs, most: 1_000})
    this.#members = new Kept({now, ms: keptMs, most: 200})
    this.#direct = new Kept({now, ms: keptMs, most: 20_000})
  }

  /** The private conversation with a person, opened if there has been none. */
  async direct(person: Person): Promise<Conversation> {
    const {references, calls} = this.#parts
    const known = await references.direct(person)
    if (known) return placeOf(known)
    const opened = await this.#direct.get(`${person.tenant} ${person.id}`, () => calls.openDirect(person))
    await references.see(opened)
    return placeOf(opened)
  }

  /**
   * The place that bears a name: `#channel`, the link or the id of a channel, the address of a
   * person, or `@name`. Undefined where there is none, or more than one.
   */
  async named({tenant, name}: NamedPlace): Promise<Conversation | undefined> {
    const sought = name.trim()
    const id = channelIdIn(sought)
    if (id !== undefined) return this.#unless(() => this.#channelById(tenant, id))
    if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(sought))
      return this.#personNamed(tenant, sought, ['email', 'userPrincipalName'])
    if (sought.startsWith('@')) return this.#personNamed(tenant, sought.slice(1), ['name'])
    return this.#unless(() => this.#channelNamed(tenant, sought.replace(/^#/, '')))
  }

  /** One person, or all in a conversation; see the port. */
  async people(of: Person | Conversation): Promise<readonly Profile[]> {
    if (!('scope' in of)) return [await this.#profileOf(of)]
    // Half a list would mislead, so a refusal is one.
    const members = await this.#membersOf(of).catch(closedOr)
    return Promise.all(members.map(member => this.#profileIn(of.tenant, member)))
  }

  async #profileOf(person: Person): Promise<Profile> {
    const {references, log, everybodyIsAdmin} = this.#parts
    try {
      const {account, zone} = (await references.acquaintance(person)) ?? {}
      const names = [account, ...(await this.#addressesOf(person))].filter(name => name !== undefined)
      const admin = everybodyIsAdmin || this.#isNamedAdmin([person.id, ...names])
      return {person, kind: 'member', active: true, admin, names, ...(zone === undefined ? {} : {zone})}
    } catch (error) {
      log.warn('nobody could tell whether a person is an admin', errorFacts(error))
      return {person, kind: 'member', active: true, admin: false}
    }
  }

  async #profileIn(tenant: string, member: Payload): Promise<Profile> {
    const person: Person = {platform: 'teams', tenant, id: textOf(member, 'id') ?? ''}
    const zone = (await this.#parts.references.acquaintance(person))?.zone
    const isGuest = textOf(member, 'userRole') === 'guest' || textOf(member, 'userRole') === 'anonymous'
    const kind = person.id.startsWith('28:') ? 'bot' : isGuest ? 'guest' : 'member'
    const fields = ['aadObjectId', 'objectId', 'email', 'userPrincipalName']
    const names = fields.flatMap(field => textOf(member, field) ?? [])
    const admin = this.#parts.everybodyIsAdmin || this.#isNamedAdmin([person.id, ...names])
    return {person, kind, active: true, admin, names, ...(zone === undefined ? {} : {zone})}
  }

  /** Asked only where people are named by addresses, which no activity tells. */
  async #addressesOf(person: Person): Promise<(string | undefined)[]> {
    const {references, calls, admins, listed} = this.#parts
    if (![...admins, ...listed].some(name => name.includes('@'))) return []
    const direct = await references.direct(person)
    if (!direct) return []
    const member = await calls.member(placeOf(direct), person.id)
    return [textOf(member, 'email'), textOf(member, 'userPrincipalName'), textOf(member, 'aadObjectId')]
  }

  #isNamedAdmin(names: readonly string[]): boolean {
    return names.some(name => this.#parts.admins.includes(name.toLowerCase()))
  }

  async #channelById(tenant: string, id: string): Promise<Conversation | undefined> {
    const place = channel(tenant, id)
    if (await this.#parts.references.knows(place)) return place
    return (await this.#allChannels(tenant)).find(each => each.place.id === id)?.place
  }

  async #channelNamed(tenant: string, name: string): Promise<Conversation | undefined> {
    const wanted = name.toLowerCase()
    const found = (await this.#allChannels(tenant)).filter(each => each.name === wanted)
    return found.length === 1 ? found[0]?.place : undefined
  }

  async #allChannels(tenant: string): Promise<{readonly name: string; readonly place: Conversation}[]> {
    const {calls, references} = this.#parts
    const teams = await references.teams(tenant)
    const lists = await Promise.all(
      teams.map(async team => {
        const list = () => this.#channels.get(`${tenant} ${team}`, () => calls.channels(tenant, team))
        const channels = await this.#unless(list)
        return (channels ?? []).flatMap(each => {
          const id = textOf(each, 'id')
          // The first channel of a team has no name here: it is called General in the language of each person.
          const named = textOf(each, 'name') ?? 'general'
          return id === undefined ? [] : [{name: named.toLowerCase(), place: channel(tenant, id)}]
        })
      }),
    )
    return lists.flat()
  }

  async #personNamed(tenant: string, name: string, fields: readonly string[]): Promise<Conversation | undefined> {
    const wanted = name.toLowerCase()
    const teams = await this.#parts.references.teams(tenant)
    const ids = new Set<string>()
    for (const team of teams) {
      const members = (await this.#unless(() => this.#membersOf(channel(tenant, team)))) ?? []
      for (const member of members) {
        const fits = fields.some(field => textOf(member, field)?.toLowerCase() === wanted)
        const id = textOf(member, 'id')
        if (fits && id !== undefined) ids.add(id)
      }
    }
    const [id] = ids
    if (id === undefined || ids.size > 1) return undefined
    return this.#unless(() => this.direct({platform: 'teams', tenant, id}))
  }

  #membersOf(place: Conversation): Promise<readonly Payload[]> {
    return this.#members.get(`${place.tenant} ${place.id}`, () => this.#parts.calls.members(place))
  }

  /** What a call yields; undefined where Teams refuses it. */
  async #unless<T>(call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call()
    } catch (error) {
      if (error instanceof TeamsFault && error.kind === 'refused') return undefined
      throw error
    }
  }
}

/** Teams refuses with these where the app was removed, or the conversation is gone. */
function closedOr(error: unknown): never {
  if (!(error instanceof TeamsFault) || ![403, 404].includes(error.status)) throw error
  throw new CounselorError('place-closed', 'Teams does not let us see who is in a conversation.', error)
}

function channel(tenant: string, id: string): Conversation {
  return {platform: 'teams', tenant, id, scope: 'channel'}
}

function placeOf({tenant, conversation, scope}: Reference): Conversation {
  return {platform: 'teams', tenant, id: conversation, scope}
}

/** The id of a channel as such, or in a link to it. */
function channelIdIn(name: string): string | undefined {
  const linked = /^https:\/\/teams\.(?:cloud\.)?microsoft(?:\.com)?\/l\/channel\/([^/?#]+)/i.exec(name)?.[1]
  const id = linked === undefined ? name : decoded(linked)
  return /^19:[\w-]+@thread\.(?:tacv2|skype)$/.test(id) ? id : undefined
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
