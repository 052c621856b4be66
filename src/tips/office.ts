// The office of tips: what its handlers share, which is who may do what, and how a series is shown.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {AuditLog} from '../audit.ts'
import type {Card} from '../chat/card.ts'
import {paragraph} from '../chat/card.ts'
import type {Conversation} from '../chat/conversation.ts'
import type {Turn} from '../chat/turn.ts'
import {CounselorError} from '../errors.ts'
import type {Library} from '../knowledge/library.ts'
import type {Language} from '../knowledge/passage.ts'
import type {Roles} from '../roles.ts'
import {nextSlots} from '../schedule/slots.ts'
import {phrases} from './phrases.ts'
import type {Subscription, Subscriptions} from './subscriptions.ts'
import type {Tips} from './tip.ts'
import {tipsOf} from './tip.ts'
import type {ListView, ReadAction} from './tip-card.ts'
import {listCard} from './tip-card.ts'

/** What the handlers and jobs of tips work with. */
export interface TipsParts {
  readonly library: Library
  readonly subscriptions: Subscriptions
  readonly roles: Roles
  readonly audit: AuditLog
  readonly read: ReadAction
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly newId: () => string
}

/** How many dates a preview and a list show. */
const shown = 3

/** The tips that are known now. */
export function tipsNow({library}: Pick<TipsParts, 'library'>): Tips {
  return tipsOf(library.knowledge)
}

/** Why the person who acted may not decide what comes into this conversation, as a sentence; undefined where they may. */
export async function refusal(
  turn: Turn,
  {roles}: Pick<TipsParts, 'roles'>,
  language: Language,
): Promise<string | undefined> {
  const {scope} = turn.activity.conversation
  if (scope === 'personal' || scope === 'home') return undefined
  const say = phrases[language]
  const verdict = await roles.verdict(turn, 'plan-tips')
  if (verdict === 'yes') return undefined
  return {members: say.notYou, admins: say.adminsOnly, leads: say.leadsOnly}[verdict]
}

/** Where tips go that somebody asks for here: to the conversation without its thread, from their page to them alone. */
export async function placeOf(turn: Turn): Promise<Conversation | undefined> {
  const {conversation, from} = turn.activity
  if (conversation.scope === 'home') return turn.direct(from)
  const {thread: _, ...place} = conversation
  return place
}

/** A card of one sentence. */
export function sentence(words: string, language: Language): Card {
  return {language, blocks: [paragraph(words)]}
}

/** The next local dates of a subscription. */
export function datesOf(subscription: Subscription, subscriptions: Subscriptions, now: number): string[] {
  const next = subscriptions.next(subscription)
  if (!next) return []
  const {schedule, skip} = subscription
  const slots = nextSlots(schedule, Math.max(next.at, now), shown + 1)
  return slots
    .map(({date}) => date)
    .filter(date => date !== skip)
    .slice(0, shown)
}

/** The series of a conversation as a card, for whoever acted. */
export async function seriesCard(
  turn: Turn,
  parts: TipsParts,
  view: Pick<ListView, 'language' | 'told' | 'stopped'>,
): Promise<Card> {
  const {subscriptions, now, roles} = parts
  const place = await placeOf(turn)
  const all = place ? await subscriptions.at(place) : []
  const series = all.map(subscription => {
    return {subscription, dates: datesOf(subscription, subscriptions, now()), today: subscriptions.today(subscription)}
  })
  return listCard(series, {...view, tips: tipsNow(parts), mayAnnounce: await roles.may(turn, 'announce')})
}

/** True for the same conversation, whatever the thread. */
export function samePlace(one: Conversation, other: Conversation): boolean {
  return one.platform === other.platform && one.tenant === other.tenant && one.id === other.id
}

/**
 * Brings the message up to date on which somebody acted, so that none of its buttons speaks of what is over.
 * @param message its id; where it cannot be changed, or there is none, the card is the answer
 */
export async function showInPlace(turn: Turn, message: string, card: Card): Promise<void> {
  const {conversation} = turn.activity
  try {
    if (message !== '') return await turn.update({conversation, id: message}, card)
  } catch (error) {
    if (!(error instanceof CounselorError)) throw error
  }
  await turn.answer(card)
}
