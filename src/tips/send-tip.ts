// JOB: sends the next tip of a series at its slot, once, or notes why not.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Platform} from '../chat/platform.ts'
import {CounselorError} from '../errors.ts'
import type {Library} from '../knowledge/library.ts'
import type {Log} from '../log.ts'
import {errorFacts} from '../log.ts'
import type {Task} from '../schedule/agenda.ts'
import type {Delivered, Deliveries} from '../schedule/delivery.ts'
import type {Job} from '../schedule/scheduler.ts'
import {sentence, tipsNow} from './office.ts'
import {phrases} from './phrases.ts'
import type {Choice} from './rotation.ts'
import {nextTip} from './rotation.ts'
import type {SlotData, Subscription, Subscriptions} from './subscriptions.ts'
import {sendJob} from './subscriptions.ts'
import type {ReadAction} from './tip-card.ts'
import {tipCard} from './tip-card.ts'

/** What the job works with. */
export interface SendTipParts {
  readonly library: Library
  readonly subscriptions: Subscriptions
  readonly deliveries: Deliveries
  readonly platforms: readonly Platform[]
  readonly read: ReadAction
  readonly log: Log
}

/** How long after its slot a tip is still sent, in milliseconds; then the next one is soon enough. */
export const useful = 60 * 60_000

/** Sends tips. */
export class SendTip implements Job {
  readonly name = sendJob
  readonly #parts: SendTipParts

  /** @param parts what it works with */
  constructor(parts: SendTipParts) {
    this.#parts = parts
  }

  async run({id, data}: Task): Promise<void> {
    const {subscriptions} = this.#parts
    const {date, at} = data as SlotData
    const subscription = await subscriptions.get(id)
    if (!subscription) return
    const slot = subscriptions.next(subscription)
    // It was changed after this slot was planned, and before that change could be planned.
    if (slot?.date === date && slot.at === at) await this.#send(subscription, slot)
    await subscriptions.plan(id)
  }

  async #send(subscription: Subscription, {date, at}: {date: string; at: number}): Promise<void> {
    const {deliveries} = this.#parts
    const {id, place, language} = subscription
    const tips = tipsNow(this.#parts).all
    const choice = this.#choice(subscription, date)
    const letter = {
      ...{schedule: id, date, to: place, due: at, useful},
      choose: () => choice?.tip.id,
      card: (what: string) => {
        const tip = tips.get(what)
        return tip && tipCard(tip, id, {language, read: this.#parts.read})
      },
    }
    const delivered = await deliveries.deliver(letter, this.#platform(subscription))
    await this.#note(subscription, {date, delivered, choice})
  }

  #choice({id, taste, round}: Subscription, date: string): Choice | undefined {
    return nextTip(tipsNow(this.#parts).all.values(), {seed: id, date, taste, round})
  }

  #platform({place}: Subscription): Platform {
    const platform = this.#parts.platforms.find(({name}) => name === place.platform)
    return platform ?? missing(place.platform)
  }

  async #note(
    subscription: Subscription,
    {date, delivered, choice}: {date: string; delivered: Delivered; choice: Choice | undefined},
  ): Promise<void> {
    const {subscriptions, log} = this.#parts
    const {id, place} = subscription
    if (delivered.kind === 'sent') {
      const {what: tip, message} = delivered
      await subscriptions.note(id, old => {
        if (old.done !== undefined && old.done >= date) return old
        // Tips may have been written or left out since this one was chosen.
        const round = choice?.tip.id === tip ? choice.round : {...old.round, seen: [...old.round.seen, tip]}
        return {...old, done: date, last: {tip, message}, round}
      })
      return
    }
    const {reason} = delivered
    const closed = reason === 'place-closed'
    log.warn('a tip was not sent', {reason, date, platform: place.platform, tenant: place.tenant, series: id})
    await subscriptions.note(id, old => ({...old, done: date, ...(closed ? {state: 'closed' as const} : {})}))
    if (closed) await this.#tell(subscription)
  }

  /** Tells who set it up, once; where that cannot be done the log has told the operator. */
  async #tell(subscription: Subscription): Promise<void> {
    const {by, language} = subscription
    if (!by) return
    try {
      const platform = this.#platform(subscription)
      const place = await platform.place(by)
      if (place) await platform.send(place, sentence(phrases[language].ended, language))
    } catch (error) {
      this.#parts.log.warn('the end of a series could not be told', errorFacts(error))
    }
  }
}

/** A platform that does not run here cannot be sent to; what is too late for it is noted all the same. */
function missing(name: string): Platform {
  const fail = () => Promise.reject(new CounselorError('delivery-failed', `The platform ${name} is not running.`))
  const nothing = async () => {}
  return {
    name,
    ...{start: nothing, stop: nothing, send: fail, update: fail, whisper: fail, open: fail},
    place: async () => undefined,
    people: async () => [],
  }
}
