// Where a person or a name is found in a Slack workspace, and who runs it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation, NamedPlace, Person} from '../../src/chat/conversation.ts'
import type {Log} from '../../src/log.ts'
import {Kept} from '../../src/schedule/kept.ts'
import type {ListOf} from './all-of.ts'
import {allOf} from './all-of.ts'
import type {Payload} from './payload.ts'
import {isPayload, partOf, textOf} from './payload.ts'
import type {SlackCalls} from './slack-calls.ts'
import {SlackFault} from './slack-calls.ts'

/** How long what Slack told is believed, in milliseconds. */
const keptMs = 10 * 60_000

/** The channels that a name can mean. */
const everyChannel = {types: 'public_channel,private_channel', exclude_archived: true}

/** What places are found with. */
export interface PlacesParts {
  readonly calls: SlackCalls
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Finds places and people. */
export class Places {
  readonly #parts: PlacesParts
  readonly #direct: Kept<string>
  readonly #channels: Kept<readonly Payload[]>
  readonly #people: Kept<readonly Payload[]>

  /** @param parts the web API and a clock */
  constructor(parts: PlacesParts) {
    this.#parts = parts
    const {now} = parts
    this.#direct = new Kept({now, ms: keptMs, most: 20_000})
    this.#channels = new Kept({now, ms: keptMs, most: 200})
    this.#people = new Kept({now, ms: keptMs, most: 50})
  }

  /** The private conversation with a person, opened if need be. */
  async direct({tenant, id}: Person): Promise<Conversation> {
    const channel = await this.#direct.get(`${tenant} ${id}`, async () => {
      const answer = await this.#parts.calls.call(tenant, 'conversations.open', {users: id})
      const found = textOf(partOf(answer, 'channel'), 'id')
      if (found === undefined) throw new SlackFault({kind: 'refused', reason: 'no-channel'}, 'conversations.open')
      return found
    })
    return {platform: 'slack', tenant, id: channel, scope: 'personal'}
  }

  /**
   * The place that bears a name: `#channel` or `channel` or its id; `@name`, a person's id or an e-mail address leads
   * to the private conversation. Undefined where there is none, or more than one.
   */
  async named({tenant, name}: NamedPlace): Promise<Conversation | undefined> {
    const sought = name.trim()
    if (/^[UW][A-Z0-9]{2,}$/.test(sought)) return this.#person(tenant, sought)
    if (/^[CG][A-Z0-9]{2,}$/.test(sought)) return this.#channelById(tenant, sought)
    if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(sought)) return this.#person(tenant, await this.#byEmail(tenant, sought))
    if (sought.startsWith('@')) return this.#person(tenant, await this.#byName(tenant, sought.slice(1)))
    return this.#channelByName(tenant, sought.replace(/^#/, ''))
  }

  async #person(tenant: string, id: string | undefined): Promise<Conversation | undefined> {
    if (id === undefined) return undefined
    return this.#unless(['user_not_found', 'users_not_found', 'user_disabled', 'cannot_dm_bot'], () =>
      this.direct({platform: 'slack', tenant, id}),
    )
  }

  async #channelById(tenant: string, id: string): Promise<Conversation | undefined> {
    const answer = await this.#unless(['channel_not_found'], () =>
      this.#parts.calls.call(tenant, 'conversations.info', {channel: id}),
    )
    const channel = partOf(answer ?? {}, 'channel')
    return channel['is_archived'] === true ? undefined : placeOf(tenant, channel)
  }

  async #channelByName(tenant: string, name: string): Promise<Conversation | undefined> {
    const channels = await this.#channels.get(tenant, () =>
      this.#all(tenant, {method: 'conversations.list', field: 'channels', more: everyChannel}),
    )
    const found = channels.find(channel => channel['name'] === name.toLowerCase())
    return found && placeOf(tenant, found)
  }

  async #byEmail(tenant: string, email: string): Promise<string | undefined> {
    const answer = await this.#unless(['users_not_found'], () =>
      this.#parts.calls.call(tenant, 'users.lookupByEmail', {email}),
    )
    return textOf(partOf(answer ?? {}, 'user'), 'id')
  }

  /** A handle belongs to one person; a display name counts only where one person bears it. */
  async #byName(tenant: string, name: string): Promise<string | undefined> {
    const wanted = name.toLowerCase()
    const people = await this.#people.get(tenant, () => this.#all(tenant, {method: 'users.list', field: 'members'}))
    const living = people.filter(person => person['deleted'] !== true && person['is_bot'] !== true)
    const byHandle = living.find(person => person['name'] === wanted)
    const byDisplay = living.filter(
      person => textOf(partOf(person, 'profile'), 'display_name')?.toLowerCase() === wanted,
    )
    const found = byHandle ?? (byDisplay.length === 1 ? byDisplay[0] : undefined)
    return found && textOf(found, 'id')
  }

  async #all(tenant: string, list: ListOf): Promise<Payload[]> {
    return (await allOf(this.#parts, tenant, list)).filter(isPayload)
  }

  /** What a call yields; undefined where Slack says that there is none. */
  async #unless<T>(reasons: readonly string[], call: () => Promise<T>): Promise<T | undefined> {
    try {
      return await call()
    } catch (error) {
      if (error instanceof SlackFault && reasons.includes(error.reason)) return undefined
      throw error
    }
  }
}

function placeOf(tenant: string, channel: Payload): Conversation | undefined {
  const id = textOf(channel, 'id')
  if (id === undefined) return undefined
  return {platform: 'slack', tenant, id, scope: channel['is_mpim'] === true ? 'group' : 'channel'}
}
