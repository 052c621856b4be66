// Who people are in Slack: member, guest or bot, active, admin, and in which time zone.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation, Person, Profile} from '../../src/chat/conversation.ts'
import {CounselorError} from '../../src/errors.ts'
import type {Log} from '../../src/log.ts'
import {errorFacts} from '../../src/log.ts'
import {Kept} from '../../src/schedule/kept.ts'
import {allOf} from './all-of.ts'
import type {Payload} from './payload.ts'
import {isPayload, partOf, textOf} from './payload.ts'
import type {SlackCalls} from './slack-calls.ts'
import {SlackFault} from './slack-calls.ts'

/** How long what Slack told is believed, in milliseconds. */
const keptMs = 10 * 60_000

/** Up to how many people are asked for one by one; beyond it the whole list of the workspace costs less. */
const fewPeople = 20

/** What people are looked up with. */
export interface PeopleParts {
  readonly calls: SlackCalls
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Looks up people. */
export class People {
  readonly #parts: PeopleParts
  readonly #one: Kept<Profile>
  readonly #all: Kept<ReadonlyMap<string, Payload>>
  readonly #creators: Kept<string | undefined>

  /** @param parts the web API and a clock */
  constructor(parts: PeopleParts) {
    this.#parts = parts
    const {now} = parts
    this.#one = new Kept({now, ms: keptMs, most: 20_000})
    this.#all = new Kept({now, ms: keptMs, most: 50})
    this.#creators = new Kept({now, ms: keptMs, most: 1_000})
  }

  /** One person; nobody where Slack cannot be asked, so that nobody is taken for an admin. */
  async one({platform, tenant, id}: Person): Promise<readonly Profile[]> {
    const {calls, log} = this.#parts
    try {
      const profile = await this.#one.get(`${tenant} ${id}`, async () => {
        const user = partOf(await calls.call(tenant, 'users.info', {user: id}), 'user')
        return profileOf({platform, tenant, id}, user)
      })
      return [profile]
    } catch (error) {
      log.warn('nobody could tell who a person is', errorFacts(error))
      return []
    }
  }

  /**
   * All who are in a conversation. Rejects where Slack cannot be asked: half a list would mislead.
   * @throws CounselorError `place-closed` where we are not in it
   */
  async in(place: Conversation): Promise<readonly Profile[]> {
    const creator = await this.#creatorOf(place)
    const people = await this.#membersOf(place).catch(closedOr)
    return people.map(each => (each.person.id === creator ? {...each, owner: true} : each))
  }

  /** Who made a channel; nobody where Slack does not say, as for one that came from elsewhere. */
  async #creatorOf({tenant, id, scope}: Conversation): Promise<string | undefined> {
    if (scope !== 'channel') return undefined
    const {calls, log} = this.#parts
    try {
      return await this.#creators.get(`${tenant} ${id}`, async () => {
        return textOf(partOf(await calls.call(tenant, 'conversations.info', {channel: id}), 'channel'), 'creator')
      })
    } catch (error) {
      log.warn('nobody could tell who made a channel', errorFacts(error))
      return undefined
    }
  }

  async #membersOf({platform, tenant, id}: Conversation): Promise<readonly Profile[]> {
    const list = {method: 'conversations.members', field: 'members', more: {channel: id}}
    const ids = (await allOf(this.#parts, tenant, list)).filter(each => typeof each === 'string')
    const people = ids.map(each => ({platform, tenant, id: each}))
    if (people.length <= fewPeople) return (await Promise.all(people.map(person => this.one(person)))).flat()
    const known = await this.#all.get(tenant, () => this.#everybody(tenant))
    // Whoever is not in the list of the workspace came in through a channel shared with another one.
    return people.map(person => profileOf(person, known.get(person.id) ?? {is_stranger: true}))
  }

  async #everybody(tenant: string): Promise<ReadonlyMap<string, Payload>> {
    const users = await allOf(this.#parts, tenant, {method: 'users.list', field: 'members'})
    return new Map(users.filter(isPayload).map(user => [textOf(user, 'id') ?? '', user]))
  }
}

/** Slack's words for a conversation that we do not see. */
const outside: readonly string[] = ['not_in_channel', 'channel_not_found', 'is_archived']

function closedOr(error: unknown): never {
  if (!(error instanceof SlackFault) || !outside.includes(error.reason)) throw error
  throw new CounselorError('place-closed', 'Slack does not let us see who is in a conversation.', error)
}

function profileOf(person: Person, user: Payload): Profile {
  const zone = textOf(user, 'tz')
  return {
    person,
    kind: kindOf(person, user),
    active: user['deleted'] !== true,
    admin: isOfHere(user, person.tenant) && (user['is_admin'] === true || user['is_owner'] === true),
    ...(zone === undefined ? {} : {zone}),
  }
}

function kindOf({tenant, id}: Person, user: Payload): Profile['kind'] {
  if (user['is_bot'] === true || id === 'USLACKBOT') return 'bot'
  const restricted = user['is_restricted'] === true || user['is_ultra_restricted'] === true
  return restricted || isFromElsewhere(user, tenant) ? 'guest' : 'member'
}

/** In a channel shared with others, their admins are guests like everybody else. */
function isOfHere(user: Payload, tenant: string): boolean {
  return !isFromElsewhere(user, tenant) && user['deleted'] !== true && user['is_bot'] !== true
}

function isFromElsewhere(user: Payload, tenant: string): boolean {
  const team = textOf(user, 'team_id')
  const teams = partOf(user, 'enterprise_user')['teams']
  const isHere = team === undefined || team === tenant || (Array.isArray(teams) && teams.includes(tenant))
  return !isHere || user['is_stranger'] === true
}
