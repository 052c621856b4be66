// Roles: who may do what, by the platform's word on who runs a workspace and by lists of the organisation.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation, Profile} from './chat/conversation.ts'
import type {Turn} from './chat/turn.ts'
import {CounselorError} from './errors.ts'

/** The roles, each with all that those before it may do. */
export const roles = ['everyone', 'channel-owner', 'ospo-lead', 'operator'] as const

/** One of {@link roles}. */
export type Role = (typeof roles)[number]

/**
 * Whom an organisation names. An entry is an id, or another name by which the platform knows the person, alone or as
 * `WORKSPACE/NAME`; for a channel owner also `CHANNEL=NAME`, which counts in that channel only.
 */
export interface RoleLists {
  readonly channelOwners: readonly string[]
  readonly ospoLeads: readonly string[]
  readonly operators: readonly string[]
}

/** Nobody is named: then the platform's word is all there is. */
export const nobodyNamed: RoleLists = {channelOwners: [], ospoLeads: [], operators: []}

/** Whom a setting lets do something: every full member, channel owners, or OSPO leads; each includes those above. */
export const policies = ['members', 'admins', 'leads'] as const

/** One of {@link policies}. */
export type Policy = (typeof policies)[number]

/** What not everybody may do. */
export type Deed = 'launch-pulse' | 'plan-tips' | 'announce' | 'see-insight' | 'take-draft' | 'see-audit'

/** Whether somebody may; where not, whom it takes. */
export type Verdict = 'yes' | Policy

/** What roles are told by. */
export interface RoleSettings {
  readonly lists: RoleLists
  readonly launch: Policy
  readonly plan: Policy
}

/** Answers who may do what; the one place in the core where that is decided. */
export class Roles {
  readonly #lists: RoleLists
  readonly #needed: Readonly<Record<Deed, Policy | Role>>

  /** @param settings the lists, and what the organisation settled; members where it said nothing */
  constructor({lists = nobodyNamed, launch = 'members', plan = 'members'}: Partial<RoleSettings> = {}) {
    this.#lists = lists
    this.#needed = {
      'launch-pulse': launch,
      'plan-tips': plan,
      announce: 'ospo-lead',
      'see-insight': 'ospo-lead',
      'take-draft': 'ospo-lead',
      'see-audit': 'operator',
    }
  }

  /**
   * The role of a person, in a place. Guests, bots and accounts that are off have none beyond everyone's, whatever a
   * list says. Who runs a workspace leads its office too, until the organisation names its leads.
   */
  of(profile: Profile | undefined, place: Conversation): Role {
    if (!profile || !isFullMember(profile)) return 'everyone'
    const {channelOwners, ospoLeads, operators} = this.#lists
    if (isNamed(operators, profile)) return 'operator'
    if (isNamed(ospoLeads, profile) || (profile.admin && ospoLeads.length === 0)) return 'ospo-lead'
    return profile.admin || isNamed(channelOwners, profile, place) ? 'channel-owner' : 'everyone'
  }

  /** Whether the person who acted may do something, where they acted. Asks the platform. */
  async verdict(turn: Turn, deed: Deed): Promise<Verdict> {
    const profile = await turn.profile()
    const needed = this.#needed[deed]
    if (needed === 'members') return profile && isFullMember(profile) ? 'yes' : 'members'
    const least = needed === 'admins' ? 'channel-owner' : needed === 'leads' ? 'ospo-lead' : needed
    if (roles.indexOf(this.of(profile, turn.activity.conversation)) >= roles.indexOf(least)) return 'yes'
    if (least !== 'channel-owner') return 'leads'
    return profile && isFullMember(profile) && (await ownsPlace(turn)) ? 'yes' : 'admins'
  }

  /** True where {@link Roles.verdict} is yes. */
  async may(turn: Turn, deed: Deed): Promise<boolean> {
    return (await this.verdict(turn, deed)) === 'yes'
  }
}

/** True for somebody with an account of their own that is on: no guest, no bot. */
export function isFullMember({kind, active}: Profile): boolean {
  return kind === 'member' && active
}

/** True for whoever owns the channel in which they act, as far as the platform tells. */
async function ownsPlace(turn: Turn): Promise<boolean> {
  const {from, conversation} = turn.activity
  const {platform, tenant, id, scope} = conversation
  if (scope !== 'channel' && scope !== 'group') return false
  try {
    const people = await turn.people({platform, tenant, id, scope})
    return people.some(({person, owner}) => person.id === from.id && owner === true)
  } catch (error) {
    if (error instanceof CounselorError && error.code === 'place-closed') return false
    throw error
  }
}

function isNamed(list: readonly string[], {person, names = []}: Profile, place?: Conversation): boolean {
  const known = [person.id, ...names].flatMap(name => [name, `${person.tenant}/${name}`])
  const here = place ? known.map(name => `${place.id}=${name}`) : []
  const all = [...known, ...here].map(name => name.toLowerCase())
  return list.some(entry => all.includes(entry.toLowerCase()))
}
