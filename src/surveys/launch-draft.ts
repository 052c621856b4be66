// A pulse that somebody sets up: what they typed so far, and what is still wrong with it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation, Person} from '../chat/conversation.ts'
import type {Platform} from '../chat/platform.ts'
import type {Language} from '../knowledge/passage.ts'
import type {Store} from '../store.ts'
import {storeKey} from '../store.ts'
import type {Minimums} from './anonymity.ts'
import type {Invitees} from './audience.ts'
import {besides, inviteesOf, leastInvited, mostListed} from './audience.ts'
import {dayIn, daysAfter, isDay, isZone, workingDaysBetween} from './calendar.ts'
import type {PulseSurveys} from './pulse-parts.ts'
import {pulsePhrases} from './pulse-phrases.ts'
import type {Audience, Group, Series, Tenant} from './wave.ts'
import {rhythms} from './wave.ts'
import {closingOn} from './wave-times.ts'

/** What somebody typed, as it came: it may be wrong. */
export interface Draft {
  readonly id: string
  readonly owner: Person
  readonly language: Language
  /** The channel in which it was begun; undefined in a private conversation. */
  readonly channel?: Conversation
  readonly values: Readonly<Record<string, string>>
  readonly groups: readonly Group[]
}

/** A series that can begin, and who is invited. */
export interface Ready {
  readonly series: Series
  readonly closesAt: number
  readonly invitees: Invitees
}

/** The longest that a wave is open, in days, and the longest texts, in characters. */
export const draftLimits = {days: 60, asker: 80, why: 400, groupName: 40, groups: 3} as const

const kept = 86_400_000

/** Keeps drafts for a day. */
export class DraftBook {
  readonly #store: Store

  /** @param store where they are kept */
  constructor(store: Store) {
    this.#store = store
  }

  /** Keeps a draft, instead of an earlier one of its id. */
  put(draft: Draft): Promise<void> {
    return this.#store.put(keyOf(draft.owner, draft.id), draft, kept)
  }

  /** A draft of this person; undefined for those of others and those that are gone. */
  async get(owner: Person, id: string): Promise<Draft | undefined> {
    const draft = await this.#store.get<Draft>(keyOf(owner, id))
    return draft?.owner.id === owner.id ? draft : undefined
  }

  /** Throws a draft away. */
  delete(draft: Draft): Promise<void> {
    return this.#store.delete(keyOf(draft.owner, draft.id))
  }
}

/** What a draft is looked at with. */
export interface ReadyParts {
  readonly platform: Platform
  readonly surveys: PulseSurveys
  readonly minimums: Minimums
  /** Milliseconds since 1970. */
  readonly now: number
}

/** A series from a draft, or sentences about what is wrong with it. */
export async function readyOf(
  draft: Draft,
  {platform, surveys, minimums, now}: ReadyParts,
): Promise<Ready | {readonly problems: readonly string[]}> {
  const problems = [...wrongFields(draft, surveys, now), ...wrongGroups(draft)]
  const audience = audienceOf(draft)
  const {owner, language} = draft
  const say = pulsePhrases[language].problems
  if (audience === undefined) return {problems: [...problems, say.noChannel]}
  if (audience.kind === 'people' && audience.people.length > mostListed) {
    return {problems: [...problems, say.many(mostListed)]}
  }
  const invitees = await inviteesOf(platform, owner, audience)
  const least = leastInvited(minimums)
  if (audience.kind === 'channel' && invitees.people.length === 0) problems.push(say.nobody)
  else if (besides(owner, invitees) < least) problems.push(say.few(besides(owner, invitees), least))
  if (problems.length > 0) return {problems}
  return {...seriesOf(draft, audience, now), invitees}
}

/** The people in a field, each once. */
export function peopleIn(value: string | undefined): string[] {
  return [...new Set((value ?? '').split('\n').map(id => id.trim()))].filter(id => id !== '')
}

function fieldOf({values}: Draft, id: string): string {
  return (values[id] ?? '').trim()
}

function wrongFields(draft: Draft, surveys: PulseSurveys, now: number): string[] {
  const say = pulsePhrases[draft.language].problems
  const zone = fieldOf(draft, 'zone')
  const problems: string[] = []
  if (!surveys.find(fieldOf(draft, 'survey'), 'pulse')) problems.push(say.survey)
  if (!rhythms.some(each => each === fieldOf(draft, 'rhythm'))) problems.push(say.rhythm)
  if (fieldOf(draft, 'asker') === '') problems.push(say.asker)
  if (!isZone(zone)) return [...problems, say.zone(zone)]
  const closes = fieldOf(draft, 'closes')
  const today = dayIn(zone, now)
  const inTime = isDay(closes) && closes > today && closes <= daysAfter(today, draftLimits.days)
  return inTime ? problems : [...problems, say.closes]
}

function wrongGroups({groups, language}: Draft): string[] {
  const say = pulsePhrases[language].problems
  const names = groups.map(({name}) => name)
  const people = groups.flatMap(group => group.people)
  const incomplete = groups.some(group => group.name === '' || group.people.length === 0)
  const problems = incomplete || new Set(names).size < names.length ? [say.groupName] : []
  return new Set(people).size < people.length ? [...problems, say.groupTwice] : problems
}

function audienceOf(draft: Draft): Audience | undefined {
  if (draft.values['audience'] !== 'channel') return {kind: 'people', people: peopleIn(draft.values['people'])}
  return draft.channel ? {kind: 'channel', channel: draft.channel} : undefined
}

function seriesOf(draft: Draft, audience: Audience, now: number): Omit<Ready, 'invitees'> {
  const {id, owner, language, groups} = draft
  const zone = fieldOf(draft, 'zone')
  const closes = fieldOf(draft, 'closes')
  const series: Series = {
    ...{id, platform: owner.platform, tenant: owner.tenant, owner, audience, zone, language, groups},
    asker: fieldOf(draft, 'asker').slice(0, draftLimits.asker),
    why: fieldOf(draft, 'why').slice(0, draftLimits.why),
    survey: fieldOf(draft, 'survey'),
    rhythm: rhythms.find(each => each === fieldOf(draft, 'rhythm')) ?? 'once',
    days: Math.max(1, workingDaysBetween(dayIn(zone, now), closes)),
    words: (draft.values['extras'] ?? '').split('\n').includes('words'),
    ...{waves: 0, done: '', state: 'running'},
  }
  return {series, closesAt: closingOn(zone, closes)}
}

function keyOf({platform, tenant}: Tenant, id: string): string {
  return storeKey('pulse-draft', platform, tenant, id)
}
