// Subscriptions: which conversation gets tips, how often, and what it has had.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation, MessageRef, Person} from '../chat/conversation.ts'
import {dayOf} from '../keep.ts'
import type {Keeper} from '../keeper.ts'
import type {Language} from '../knowledge/passage.ts'
import type {RetentionRule} from '../retention.ts'
import type {Agenda} from '../schedule/agenda.ts'
import type {Schedule, Slot} from '../schedule/slots.ts'
import {localDate, nextSlot, slotAfter} from '../schedule/slots.ts'
import type {Store} from '../store.ts'
import {storeKey, storePrefix} from '../store.ts'
import type {Round, Taste} from './rotation.ts'
import {numberOf} from './rotation.ts'

/** One conversation that gets tips. */
export interface Subscription {
  readonly id: string
  readonly place: Conversation
  /** Who is told when it ends by itself; undefined where that person was forgotten. */
  readonly by: Person | undefined
  readonly language: Language
  readonly taste: Taste
  readonly schedule: Schedule
  /** `closed` where we can no longer write there. */
  readonly state: 'on' | 'paused' | 'closed'
  /** The first local date after a pause; undefined where there is none, or it has no end. */
  readonly from: string | undefined
  /** The local date whose slot is left out. */
  readonly skip: string | undefined
  /** When it began or was changed, in milliseconds since 1970: it has no slots before. */
  readonly since: number
  /** The last local date that was dealt with, sent or not. */
  readonly done: string | undefined
  readonly round: Round
  /** What was sent last. */
  readonly last: {readonly tip: string; readonly message: MessageRef} | undefined
}

/** What the task of a slot carries. */
export interface SlotData {
  readonly date: string
  /** When the slot is, in milliseconds since 1970; the task may be due a little later. */
  readonly at: number
  readonly [name: string]: string | number
}

/** The name of the job that sends tips. */
export const sendJob = 'tips.send'

/** How far tasks of equal slots are spread, in milliseconds: so that each date has an order of its own. */
const spread = 1_000

/** How long one that was stopped can be had back, in milliseconds. */
const stoppedKept = 3_600_000

/** The most series of one conversation. */
export const mostSeries = 5

/** Whatever belongs to a workspace. */
export type Tenant = Pick<Conversation, 'platform' | 'tenant'>

/** Keeps subscriptions, and puts their next slots on the agenda. */
export class Subscriptions {
  readonly #store: Store
  readonly #agenda: Agenda
  readonly #now: () => number

  /** @param now milliseconds since 1970 */
  constructor(store: Store, agenda: Agenda, now: () => number) {
    this.#store = store
    this.#agenda = agenda
    this.#now = now
  }

  /** A subscription by its id. */
  get(id: string): Promise<Subscription | undefined> {
    return this.#store.get<Subscription>(keyOf(id))
  }

  /** Keeps a new one, and plans its first slot. Doing it twice changes nothing. */
  async add(subscription: Subscription): Promise<void> {
    await this.#store.create(keyOf(subscription.id), subscription)
    await this.#store.put(placeKey(subscription.place, subscription.id), true)
    await this.plan(subscription.id)
  }

  /**
   * Changes one, and plans its next slot anew.
   * @returns the new one; undefined where there is none of this id
   */
  async change(id: string, change: (old: Subscription) => Subscription): Promise<Subscription | undefined> {
    if ((await this.note(id, change)) === undefined) return undefined
    await this.plan(id)
    return this.get(id)
  }

  /** Changes what is kept and leaves the plan as it is. */
  async note(id: string, change: (old: Subscription) => Subscription): Promise<Subscription | undefined> {
    if ((await this.get(id)) === undefined) return undefined
    const none = new Error('it was stopped meanwhile')
    const guarded = (old: Subscription | undefined) => {
      if (!old) throw none
      return change(old)
    }
    try {
      return await this.#store.update<Subscription>(keyOf(id), guarded)
    } catch (error) {
      if (error === none) return undefined
      throw error
    }
  }

  /** Ends one, which can be had back for an hour; who set it up is forgotten at once. */
  async stop(subscription: Subscription): Promise<void> {
    const {id} = subscription
    await this.#store.put<Subscription>(stoppedKey(id), {...subscription, by: undefined}, stoppedKept)
    await this.#remove(subscription)
  }

  /** One that was stopped within the last hour. */
  stopped(id: string): Promise<Subscription | undefined> {
    return this.#store.get<Subscription>(stoppedKey(id))
  }

  /** Begins one again that was stopped; what came due meanwhile does not come any more. */
  async restore(stopped: Subscription, by: Person): Promise<void> {
    await this.add({...stopped, by, since: this.#now()})
    await this.#store.delete(stoppedKey(stopped.id))
  }

  /** Puts the next slot on the agenda, or takes it off where there is none. */
  async plan(id: string): Promise<void> {
    for (let tries = 0; tries < 3; tries += 1) {
      const subscription = await this.get(id)
      const slot = subscription && this.next(subscription)
      if (subscription && slot) await this.#planSlot(subscription, slot)
      else await this.#agenda.cancel(sendJob, id)
      // Somebody may have changed it meanwhile, and then this plan may have come after theirs.
      if (JSON.stringify(await this.get(id)) === JSON.stringify(subscription)) return
    }
  }

  /**
   * The next slot that was not dealt with, also where it is in the past; undefined where it is paused without an end,
   * closed or always quiet.
   */
  next({state, schedule, from = '', skip, since, done = ''}: Subscription): Slot | undefined {
    if (state !== 'on') return undefined
    let slot = nextSlot(schedule, since)
    if (slot && slot.date <= done) slot = slotAfter(schedule, done)
    while (slot && (slot.date === skip || slot.date < from)) slot = slotAfter(schedule, slot.date)
    return slot
  }

  /** Those of a conversation. */
  async at(place: Conversation): Promise<Subscription[]> {
    return this.#listed(storePrefix('tips-at', place.platform, place.tenant, place.id))
  }

  /** Those of a workspace. */
  async of({platform, tenant}: Tenant): Promise<Subscription[]> {
    return this.#listed(storePrefix('tips-at', platform, tenant))
  }

  /** All that there are. */
  async all(): Promise<Subscription[]> {
    return this.#listed(storePrefix('tips-at'))
  }

  /** Who keeps what somebody ordered. A channel keeps its tips, without a word on who wanted them; a private talk none. */
  get keeper(): Keeper {
    const of = async (person: Person) => (await this.of(person)).filter(({by}) => by?.id === person.id)
    return {
      thing: 'tips',
      of,
      forget: async person => {
        const theirs = await of(person)
        for (const each of theirs) {
          if (each.place.scope === 'personal') await this.#remove(each)
          else await this.note(each.id, old => ({...old, by: undefined}))
        }
        return theirs.length
      },
    }
  }

  /** Those of places in which we could no longer write for long. */
  get rule(): RetentionRule {
    return {
      kind: 'tips',
      sweep: async before => {
        const old = ({state, done, since}: Subscription) => state === 'closed' && (done ?? dayOf(since)) < dayOf(before)
        const gone = (await this.all()).filter(old)
        for (const each of gone) await this.#remove(each)
        return gone.length
      },
    }
  }

  /** The local date of a subscription now. */
  today({schedule}: Subscription): string {
    return localDate(schedule.zone, this.#now())
  }

  async #remove({id, place}: Subscription): Promise<void> {
    await this.#store.delete(keyOf(id))
    await this.#store.delete(placeKey(place, id))
    await this.#agenda.cancel(sendJob, id)
  }

  async #planSlot({id, place}: Subscription, {date, at}: Slot): Promise<void> {
    const order = Math.floor(numberOf(`${place.id} ${date}`) * spread)
    const data: SlotData = {date, at}
    const group = `${place.platform} ${place.tenant}`
    await this.#agenda.plan({job: sendJob, id, at: at + order, data, group})
  }

  async #listed(prefix: string): Promise<Subscription[]> {
    const found: Subscription[] = []
    for await (const [key] of this.#store.list<true>(prefix)) {
      const subscription = await this.get(decodeURIComponent(key.split(':').at(-1) ?? ''))
      if (subscription) found.push(subscription)
    }
    return found
  }
}

function keyOf(id: string): string {
  return storeKey('tips', id)
}

function stoppedKey(id: string): string {
  return storeKey('tips-stopped', id)
}

function placeKey({platform, tenant, id: place}: Conversation, id: string): string {
  return storeKey('tips-at', platform, tenant, place, id)
}
