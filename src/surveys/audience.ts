// Audience: who is invited of those who are asked: people with an account of their own, in full membership.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation, Person, Profile} from '../chat/conversation.ts'
import type {Platform} from '../chat/platform.ts'
import {CounselorError} from '../errors.ts'
import {isFullMember} from '../roles.ts'
import type {Task} from '../schedule/agenda.ts'
import type {Minimums} from './anonymity.ts'
import {leastMinimums} from './anonymity.ts'
import type {Audience, Tenant} from './wave.ts'

/** How many have to be invited besides the owner: with fewer, nothing could ever be shown. */
export function leastInvited({score}: Minimums): number {
  return Math.max(leastMinimums.score, score)
}

/** From this many on, a few who do not answer do no harm. */
export function advisedInvited(minimums: Minimums): number {
  return leastInvited(minimums) + 3
}

/** The most people that a list can hold; a channel can hold more. */
export const mostListed = 200

/** Who is asked, looked up at one moment. */
export interface Invitees {
  /** Those who can be invited. */
  readonly people: readonly Person[]
  /** How many are left out: guests, bots, and accounts that are no longer active. */
  readonly leftOut: number
}

/** The platform of a tenant; undefined where it is no longer plugged in. */
export function platformOf(platforms: readonly Platform[], {platform}: Tenant): Platform | undefined {
  return platforms.find(({name}) => name === platform)
}

/** How long work for a platform that does not run waits for a process in which it does, in milliseconds. */
const awaited = 30 * 86_400_000

/**
 * Leaves a task to a process in which its platform runs: a terminal may share the storage with the service.
 * @throws CounselorError `delivery-failed`, by which the task is tried again; nothing once it is a month old
 */
export function awaitPlatform({at}: Task, {platform}: Tenant, now: number): void {
  if (now - at > awaited) return
  throw new CounselorError('delivery-failed', `The platform ${platform} is not running in this process.`)
}

/** Looks up who can be invited; nobody where the platform does not know the people, or where we are no longer there. */
export async function inviteesOf(platform: Platform, tenant: Tenant, audience: Audience): Promise<Invitees> {
  const profiles =
    audience.kind === 'channel'
      ? await peopleSeen(platform, audience.channel)
      : (await Promise.all(audience.people.map(id => platform.people(personOf(tenant, id))))).flat()
  const people = profiles.filter(canBeInvited).map(({person}) => person)
  return {people, leftOut: profiles.length - people.length}
}

async function peopleSeen(platform: Platform, channel: Conversation): Promise<readonly Profile[]> {
  try {
    return await platform.people(topOf(channel))
  } catch (error) {
    if (error instanceof CounselorError && error.code === 'place-closed') return []
    throw error
  }
}

/** True for a full member whose account is active. */
export function canBeInvited(profile: Profile): boolean {
  return isFullMember(profile)
}

/** Whether there are enough besides the owner, and how many there are. */
export function besides(owner: Person, {people}: Invitees): number {
  return people.filter(({id}) => id !== owner.id).length
}

/** A person of a tenant by id. */
export function personOf({platform, tenant}: Tenant, id: string): Person {
  return {platform, tenant, id}
}

/** The channel itself, where somebody spoke in one of its threads. */
export function topOf({platform, tenant, id, scope}: Conversation): Conversation {
  return {platform, tenant, id, scope}
}
