// Feedback: what was answered, how it was rated, and the questions that we missed; never who asked.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createHash, createHmac, randomBytes} from 'node:crypto'
import type {Person} from '../chat/conversation.ts'
import type {Keep} from '../keep.ts'
import {dayOf, usualKeep} from '../keep.ts'
import type {Keeper} from '../keeper.ts'
import {recordKeeper} from '../keeper.ts'
import type {Language} from '../knowledge/passage.ts'
import type {RetentionRule} from '../retention.ts'
import type {Store} from '../store.ts'
import {deleteWhere, storeKey, storePrefix} from '../store.ts'
import type {Answer} from './answer.ts'
import {masked} from './mask.ts'

/** Whose records these are: one organisation on one platform never reads those of another. */
export interface Tenant {
  readonly platform: string
  readonly tenant: string
}

/** An answer that was given, kept so that its buttons can refer to it. */
export interface Noted {
  /** The question, masked. */
  readonly question: string
  readonly decision: Answer['decision']
  readonly language: Language
  /** The ids of the best passages, at most three. */
  readonly passages: readonly string[]
  /** The day in UTC, `2026-11-20`: no finer, so that nobody is found by the minute. */
  readonly day: string
}

/** How one person rated one answer; a second press replaces the first. */
export interface Rating {
  readonly rating: 'up' | 'down'
  /** The id of the passage or topic that was shown. */
  readonly passage: string
  readonly day: string
}

/** Why a question counts as missed. */
export type MissedReason = 'unknown' | 'none-of-these' | 'rated-down'

/** A question that we did not answer well. */
export interface Missed extends Noted {
  readonly reason: MissedReason
  /** The same for all questions of one person in one tenant, and nothing to anybody else. */
  readonly asker: string
  /** True where the person agreed that the OSPO may see the question. */
  readonly shared: boolean
}

/** How long the key of pseudonyms outlives its last use, in milliseconds: longer than any missed question is kept. */
const askerKeyKept = 400 * 86_400_000

/** Keeps what is needed to get better. */
export class FeedbackBook {
  readonly #store: Store
  readonly #now: () => number
  readonly #keep: Keep

  /**
   * @param store where it is kept
   * @param now milliseconds since 1970
   * @param keep for how long
   */
  constructor(store: Store, now: () => number, keep: Keep = usualKeep) {
    this.#store = store
    this.#now = now
    this.#keep = keep
  }

  /**
   * Notes an answer; one that we did not know is noted as missed too.
   * @param asker who asked: known for a moment only, to count askers apart
   * @param id the answer's id
   */
  async note(asker: Person, id: string, answer: Answer): Promise<void> {
    const noted: Noted = {
      question: masked(answer.question),
      decision: answer.decision,
      language: answer.language,
      passages: answer.ranked.slice(0, 3).map(({passage}) => passage.id),
      day: this.#day(),
    }
    await this.#store.put(keyOf('answer', asker, id), noted, this.#keep.answers)
    if (answer.decision === 'unknown') await this.#putMissed(asker, id, noted, 'unknown')
  }

  /** An answer by its id; undefined where it is older than what is kept. */
  noted(tenant: Tenant, id: string): Promise<Noted | undefined> {
    return this.#store.get<Noted>(keyOf('answer', tenant, id))
  }

  /** Rates an answer for a person; a thumb down makes the question a missed one. */
  async rate(id: string, person: Person, rating: 'up' | 'down', passage: string): Promise<void> {
    const value: Rating = {rating, passage, day: this.#day()}
    await this.#store.put(keyOf('rating', person, id, raterOf(id, person)), value, this.#keep.ratings)
    if (rating === 'down') await this.missed(person, id, 'rated-down')
  }

  /** How a person rated an answer; undefined where they did not. */
  async ratingOf(id: string, person: Person): Promise<'up' | 'down' | undefined> {
    return (await this.#store.get<Rating>(keyOf('rating', person, id, raterOf(id, person))))?.rating
  }

  /** Counts the question of an answer as missed; nothing happens where the answer is no longer kept. */
  async missed(person: Person, id: string, reason: MissedReason): Promise<void> {
    const noted = await this.noted(person, id)
    if (noted) await this.#putMissed(person, id, noted, reason)
  }

  /** All missed questions of a tenant that are kept, in no telling order. */
  async *missedQuestions({platform, tenant}: Tenant): AsyncIterable<Missed> {
    for await (const [, value] of this.#store.list<Missed>(storePrefix('missed', platform, tenant))) yield value
  }

  /**
   * Lets the OSPO see a missed question, whoever else asked it. In a channel everybody sees the button, so it counts
   * from the person for whom the question was missed only.
   * @returns `gone` where the question is no longer kept, `not-theirs` where it is somebody else's to show
   */
  async agree(person: Person, id: string): Promise<'agreed' | 'gone' | 'not-theirs'> {
    const key = keyOf('missed', person, id)
    const missed = await this.#store.get<Missed>(key)
    if (!missed) return 'gone'
    if (missed.asker !== (await this.#askerOf(person))) return 'not-theirs'
    await this.#store.put<Missed>(key, {...missed, shared: true}, this.#keep.missed)
    return 'agreed'
  }

  /** All answers of a tenant that are kept. */
  async *answers({platform, tenant}: Tenant): AsyncIterable<Noted> {
    for await (const [, value] of this.#store.list<Noted>(storePrefix('answer', platform, tenant))) yield value
  }

  /** All ratings of a tenant that are kept. */
  async *allRatings({platform, tenant}: Tenant): AsyncIterable<Rating> {
    for await (const [, value] of this.#store.list<Rating>(storePrefix('rating', platform, tenant))) yield value
  }

  /** Who keeps ratings and missed questions. */
  get keepers(): readonly Keeper[] {
    return [
      recordKeeper(this.#store, 'ratings', person => this.#ratingsOf(person)),
      recordKeeper(this.#store, 'missed-questions', person => this.#missedOf(person)),
    ]
  }

  /** Whoever had a longer period before still has records of that time. */
  get rules(): readonly RetentionRule[] {
    return [
      {kind: 'answers', sweep: before => this.#sweep('answer', dayOf(before))},
      {kind: 'ratings', sweep: before => this.#sweep('rating', dayOf(before))},
      {kind: 'missed', sweep: before => this.#sweep('missed', dayOf(before))},
    ]
  }

  async #ratingsOf(person: Person): Promise<Map<string, Rating>> {
    const found = new Map<string, Rating>()
    const prefix = storePrefix('rating', person.platform, person.tenant)
    for await (const [key, rating] of this.#store.list<Rating>(prefix)) {
      const [, , , id = '', rater] = key.split(':').map(decodeURIComponent)
      if (rater === raterOf(id, person)) found.set(key, rating)
    }
    return found
  }

  async #missedOf(person: Person): Promise<Map<string, Missed>> {
    const found = new Map<string, Missed>()
    const asker = await this.#askerOf(person)
    const prefix = storePrefix('missed', person.platform, person.tenant)
    for await (const [key, missed] of this.#store.list<Missed>(prefix))
      if (missed.asker === asker) found.set(key, missed)
    return found
  }

  #sweep(kind: 'answer' | 'rating' | 'missed', oldest: string): Promise<number> {
    return deleteWhere<Noted | Rating>(this.#store, storePrefix(kind), ({day}) => day < oldest)
  }

  /** All ratings of an answer. */
  async *ratings({platform, tenant}: Tenant, id: string): AsyncIterable<Rating> {
    for await (const [, value] of this.#store.list<Rating>(storePrefix('rating', platform, tenant, id))) yield value
  }

  async #putMissed(person: Person, id: string, noted: Noted, reason: MissedReason): Promise<void> {
    const secret = await this.#secretOf(person)
    // It must outlive what it named.
    await this.#store.put(keyOf('asker-key', person), secret, askerKeyKept)
    const missed: Missed = {...noted, reason, asker: namedBy(secret, person), shared: false}
    await this.#store.put(keyOf('missed', person, id), missed, this.#keep.missed)
  }

  /** A name that counts askers apart. */
  async #askerOf(person: Person): Promise<string> {
    return namedBy(await this.#secretOf(person), person)
  }

  /** The key of those names: random, never outside the store, and gone when nobody needed it for long. */
  async #secretOf(tenant: Tenant): Promise<string> {
    const key = keyOf('asker-key', tenant)
    await this.#store.create(key, randomBytes(32).toString('base64'), askerKeyKept)
    return (await this.#store.get<string>(key)) ?? ''
  }

  #day(): string {
    return dayOf(this.#now())
  }
}

function keyOf(kind: string, {platform, tenant}: Tenant, ...parts: readonly string[]): string {
  return storeKey(kind, platform, tenant, ...parts)
}

/** A name for a person that holds for one answer only: ratings of two answers cannot be joined by it. */
function raterOf(id: string, person: Person): string {
  return createHash('sha256')
    .update(JSON.stringify([id, person.platform, person.tenant, person.id]))
    .digest('hex')
    .slice(0, 16)
}

function namedBy(secret: string, {id}: Person): string {
  return createHmac('sha256', secret).update(id).digest('base64url').slice(0, 16)
}
