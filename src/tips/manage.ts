// HANDLER: changes, pauses, resumes, skips and stops series of tips, and takes the last tip back.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {AuditedAct} from '../audit.ts'
import type {Press, Submission} from '../chat/activity.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import {CounselorError} from '../errors.ts'
import type {Language} from '../knowledge/passage.ts'
import {isDate} from '../schedule/slots.ts'
import {actions, readValue} from './actions.ts'
import type {TipsParts} from './office.ts'
import {placeOf, refusal, samePlace, sentence, seriesCard, showInPlace, tipsNow} from './office.ts'
import {phrases} from './phrases.ts'
import type {Subscription} from './subscriptions.ts'
import {mostSeries} from './subscriptions.ts'
import {pauseForm, seriesForm} from './tips-form.ts'
import {fieldsOf} from './wish.ts'

const managed: readonly string[] = [
  actions.change,
  actions.pause,
  actions.paused,
  actions.resume,
  actions.skip,
  actions.unskip,
  actions.stop,
  actions.restore,
  actions.takeBack,
]

/** What is noted of them; forms that only open are not. */
const audited: Readonly<Record<string, AuditedAct>> = {
  [actions.paused]: 'tips-paused',
  [actions.resume]: 'tips-resumed',
  [actions.skip]: 'tips-skipped',
  [actions.stop]: 'tips-stopped',
  [actions.takeBack]: 'tip-taken-back',
}

/** What somebody manages. */
interface Managed {
  readonly subscription: Subscription
  readonly language: Language
  /** What stands behind the id: a date, or the id of the message from which a form was opened. */
  readonly more: string
}

/** Manages the series of a conversation. */
export class ManageTips implements Handler {
  readonly name = 'manage-tips'
  readonly #parts: TipsParts

  /** @param parts what it works with */
  constructor(parts: TipsParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const {activity} = turn
    if (activity.kind !== 'press' && activity.kind !== 'submission') return false
    if (!managed.includes(activity.action)) return false
    const {language, words} = readValue(activity.value)
    const [id = '', more = ''] = words
    const subscription = await this.#mine(turn, id, activity.action === actions.restore)
    const why = subscription ? await refusal(turn, this.#parts, language) : phrases[language].gone
    if (why !== undefined || !subscription) await turn.answer(sentence(why ?? '', language))
    else await this.#manage(turn, activity, {subscription, language, more})
    return true
  }

  async #manage(turn: Turn, activity: Press | Submission, managed: Managed): Promise<void> {
    const {subscription, language, more} = managed
    const message = activity.kind === 'press' ? activity.message.id : decoded(more)
    if (activity.action === actions.change)
      return turn.open(
        seriesForm(fieldsOf(subscription), {tips: tipsNow(this.#parts), language, title: phrases[language].change}),
      )
    if (activity.action === actions.pause) return turn.open(pauseForm(subscription.id, message, language))
    const told = await this.#do(turn, activity, managed)
    const stopped = activity.action === actions.stop ? subscription.id : undefined
    await showInPlace(turn, message, await seriesCard(turn, this.#parts, {language, told, stopped}))
  }

  /** @returns what to say; undefined where the series shows it as it now is */
  async #do(
    turn: Turn,
    activity: Press | Submission,
    {subscription, language, more}: Managed,
  ): Promise<string | undefined> {
    const act = audited[activity.action]
    const {from, conversation: at} = activity
    if (act) await this.#parts.audit.note(act, from, {at, about: subscription.id})
    switch (activity.action) {
      case actions.paused:
        return this.#pause(subscription, activity.kind === 'submission' ? activity.values['until'] : '', language)
      case actions.resume:
        return this.#resume(subscription)
      case actions.skip:
        return this.#skip(subscription, more, language)
      case actions.unskip:
        return this.#unskip(subscription)
      case actions.takeBack:
        return this.#takeBack(turn, subscription, language)
      case actions.restore:
        return this.#restore(turn, subscription, language)
      default:
        await this.#parts.subscriptions.stop(subscription)
        return phrases[language].stopped
    }
  }

  async #pause(subscription: Subscription, until = '', language: Language): Promise<string | undefined> {
    const {subscriptions} = this.#parts
    const day = until.trim()
    if (day !== '' && !(isDate(day) && day > subscriptions.today(subscription))) return phrases[language].faults.date
    // With an end it stays on: its next slot is simply later.
    const change = day === '' ? {state: 'paused' as const, from: undefined} : {state: 'on' as const, from: day}
    await subscriptions.change(subscription.id, old => ({...old, ...change}))
    return undefined
  }

  async #resume({id}: Subscription): Promise<undefined> {
    const {subscriptions, now} = this.#parts
    const since = now()
    await subscriptions.change(id, old => ({...old, state: 'on', from: undefined, since}))
    return undefined
  }

  /** The date stands on the button, so that two people who press it leave out one. */
  async #skip(subscription: Subscription, date: string, language: Language): Promise<string | undefined> {
    const {subscriptions} = this.#parts
    const next = subscriptions.next(subscription)
    if (!next) return phrases[language].noNext
    const skip = isDate(date) ? date : next.date
    // One that has gone meanwhile cannot be left out any more.
    if (skip >= next.date) await subscriptions.change(subscription.id, old => ({...old, skip}))
    return undefined
  }

  /** Whose time has gone meanwhile is not sent any more. */
  async #unskip({id}: Subscription): Promise<undefined> {
    const {subscriptions, now} = this.#parts
    const since = now()
    await subscriptions.change(id, old => ({...old, skip: undefined, since}))
    return undefined
  }

  async #takeBack(turn: Turn, {id, last}: Subscription, language: Language): Promise<string> {
    if (!last) return phrases[language].nothingToTakeBack
    try {
      await turn.update(last.message, undefined)
    } catch (error) {
      // Somebody else was quicker.
      if (!(error instanceof CounselorError && error.code === 'message-gone')) throw error
    }
    await this.#parts.subscriptions.note(id, old => ({...old, last: undefined}))
    return phrases[language].takenBack
  }

  async #restore(turn: Turn, stopped: Subscription, language: Language): Promise<string> {
    const {subscriptions} = this.#parts
    if ((await subscriptions.at(stopped.place)).length >= mostSeries) return phrases[language].tooMany
    await subscriptions.restore(stopped, turn.activity.from)
    return phrases[language].restored
  }

  /** A series of the conversation in which somebody acts; those of others are as if they were not there. */
  async #mine(turn: Turn, id: string, wasStopped: boolean): Promise<Subscription | undefined> {
    if (id === '') return undefined
    const {subscriptions} = this.#parts
    const subscription = await (wasStopped ? subscriptions.stopped(id) : subscriptions.get(id))
    const place = await placeOf(turn)
    return subscription && place && samePlace(subscription.place, place) ? subscription : undefined
  }
}

/** The id of a message out of a form, which may be of anything. */
function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return ''
  }
}
