// HANDLER: takes what a conversation wants to get, shows a preview, and keeps it once somebody said yes.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity, Press, Submission} from '../chat/activity.ts'
import type {Button, Card} from '../chat/card.ts'
import {buttons, heading, paragraph} from '../chat/card.ts'
import type {Conversation} from '../chat/conversation.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import type {Language} from '../knowledge/passage.ts'
import {localDate, nextSlots, zoneOf} from '../schedule/slots.ts'
import {actions, readValue} from './actions.ts'
import type {TipsParts} from './office.ts'
import {datesOf, placeOf, refusal, samePlace, sentence, seriesCard, showInPlace, tipsNow} from './office.ts'
import type {FaultName} from './phrases.ts'
import {phrases} from './phrases.ts'
import {nextTip} from './rotation.ts'
import type {Subscription} from './subscriptions.ts'
import {mostSeries} from './subscriptions.ts'
import type {Tip} from './tip.ts'
import {previewCard, wishBlocks} from './tip-card.ts'
import {seriesForm} from './tips-form.ts'
import type {Wish, WishFields} from './wish.ts'
import {fieldsFrom, usualFields, wishOf} from './wish.ts'
import type {Said} from './words.ts'
import {understood} from './words.ts'

/** What nobody is asked, where the platform does not know it. */
const usualZone = 'UTC'

/** Sets up series of tips. */
export class SubscribeTips implements Handler {
  readonly name = 'subscribe-tips'
  readonly #parts: TipsParts

  /** @param parts what it works with */
  constructor(parts: TipsParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const {activity} = turn
    const said = saidIn(activity)
    if (said) await this.#said(turn, said)
    else if (activity.kind === 'press') return this.#pressed(turn, activity)
    else if (activity.kind === 'submission' && activity.action === actions.chosen) await this.#chosen(turn, activity)
    else return false
    return true
  }

  async #said(turn: Turn, said: Said): Promise<void> {
    const {language} = said
    if (said.wants === 'list') return void (await turn.answer(await seriesCard(turn, this.#parts, {language})))
    if (await this.#refused(turn, language)) return
    const fields = {...(await this.#usual(turn, language)), ...said.fields}
    await turn.answer(await this.#preview(fields, language))
  }

  async #pressed(turn: Turn, press: Press): Promise<boolean> {
    const {language, rest, words} = readValue(press.value)
    switch (press.action) {
      case actions.list:
        await turn.answer(await seriesCard(turn, this.#parts, {language}))
        return true
      case actions.begin:
      case actions.series: {
        if (await this.#refused(turn, language)) return true
        const usual = await this.#usual(turn, language)
        const known =
          press.action === actions.series ? {...usual, areas: words.join('\n')} : {...usual, ...parsed(rest)}
        await turn.open(seriesForm(known, {tips: tipsNow(this.#parts), language}))
        return true
      }
      case actions.confirm:
        if (!(await this.#refused(turn, language))) await this.#confirmed(turn, press)
        return true
      default:
        return false
    }
  }

  async #chosen(turn: Turn, {value, values}: Submission): Promise<void> {
    const {language, rest} = readValue(value)
    const {id, areas} = fieldsFrom(parsed(rest))
    const fields = withLanguage({...fieldsFrom(values), id, areas}, language)
    await turn.answer(await this.#preview(fields, language))
  }

  /** Nothing is kept until somebody presses yes: the button carries what was chosen, and it is read anew then. */
  async #preview(fields: WishFields, language: Language): Promise<Card> {
    const {now} = this.#parts
    const wish = wishOf(fields, now())
    if (typeof wish === 'string') return this.#mend(fields, wish, language)
    const dates = nextSlots(wish.schedule, now(), 3).map(slot => slot.date)
    const first = await this.#first(wish, dates[0] ?? localDate(wish.schedule.zone, now()))
    if (!first) return this.#mend(fields, 'noTip', language)
    return previewCard({wish, tips: tipsNow(this.#parts), language, dates, first, fields: JSON.stringify(fields)})
  }

  #mend(fields: WishFields, fault: FaultName, language: Language): Card {
    const value = `${language} ${JSON.stringify(fields)}`
    const again: Button = {label: phrases[language].mend, action: actions.begin, value, opens: 'form'}
    return {language, blocks: [paragraph(phrases[language].faults[fault]), buttons([again])]}
  }

  /** The tip that would really come first: a series that is changed goes on where it was. */
  async #first({id, topics, areas}: Wish, date: string): Promise<Tip | undefined> {
    const old = await this.#parts.subscriptions.get(id)
    const taste = {topics, areas, fewer: old?.taste.fewer ?? {}}
    const round = old?.round ?? {number: 0, seen: []}
    return nextTip(tipsNow(this.#parts).all.values(), {seed: id, date, taste, round})?.tip
  }

  async #confirmed(turn: Turn, {value, message}: Press): Promise<void> {
    const {subscriptions, now, newId} = this.#parts
    const {language, rest} = readValue(value)
    const say = phrases[language]
    const fields = withLanguage(fieldsFrom(parsed(rest)), language)
    const wish = wishOf(fields, now())
    const place = await placeOf(turn)
    if (typeof wish === 'string' || !place) return void (await turn.answer(await this.#preview(fields, language)))
    const id = wish.id === '' ? newId() : wish.id
    const old = await subscriptions.get(id)
    if (old && !samePlace(old.place, place)) return void (await turn.answer(sentence(say.gone, language)))
    if (!old && (await subscriptions.at(place)).length >= mostSeries)
      return void (await turn.answer(sentence(say.tooMany, language)))
    const {from, conversation: at} = turn.activity
    await this.#parts.audit.note(old ? 'tips-changed' : 'tips-subscribed', from, {at, about: id})
    const kept = old ? await this.#change(old, wish) : await this.#begin(turn, {...wish, id}, place)
    await showInPlace(turn, message.id, this.#keptCard(kept ?? old, old ? say.changed : say.begun, language))
  }

  async #begin(turn: Turn, wish: Wish, place: Conversation): Promise<Subscription> {
    const {id, language, schedule, topics, areas} = wish
    const subscription: Subscription = {
      ...{id, place, language, by: turn.activity.from, schedule},
      taste: {topics, areas, fewer: {}},
      ...{state: 'on', from: undefined, skip: undefined, since: this.#parts.now(), done: undefined},
      round: {number: 0, seen: []},
      last: undefined,
    }
    await this.#parts.subscriptions.add(subscription)
    return subscription
  }

  #change({id}: Subscription, {topics, areas, schedule, language}: Wish): Promise<Subscription | undefined> {
    const since = this.#parts.now()
    return this.#parts.subscriptions.change(id, old => {
      return {...old, schedule, language, since, taste: {...old.taste, topics, areas}, skip: undefined}
    })
  }

  #keptCard(kept: Subscription | undefined, title: string, language: Language): Card {
    if (!kept) return sentence(phrases[language].gone, language)
    const {subscriptions, now} = this.#parts
    const dates = datesOf(kept, subscriptions, now())
    const {schedule, taste, language: written} = kept
    const words = {schedule, ...taste, written, tips: tipsNow(this.#parts), language, dates}
    const manage = {label: phrases[language].manage, action: actions.list, value: language}
    return {language, blocks: [heading(title), ...wishBlocks(words), buttons([manage])]}
  }

  async #refused(turn: Turn, language: Language): Promise<boolean> {
    const why = await refusal(turn, this.#parts, language)
    if (why !== undefined) await turn.answer(sentence(why, language))
    return why !== undefined
  }

  async #usual(turn: Turn, language: Language): Promise<WishFields> {
    const zone = zoneOf((await turn.profile())?.zone ?? '') ?? usualZone
    return usualFields(this.#parts.newId(), zone, language)
  }
}

function saidIn(activity: Activity): Said | undefined {
  if (activity.kind === 'command') return activity.name === 'tips' ? understood(activity.text, true) : undefined
  return activity.kind === 'message' && activity.addressed ? understood(activity.text, false) : undefined
}

/** What a button or form carries; it may be of an older version, or of somebody's making. */
function parsed(json: string): Partial<WishFields> {
  try {
    const {id, ...fields} = fieldsFrom(JSON.parse(json))
    return id === '' ? fields : {...fields, id}
  } catch {
    return {}
  }
}

/** Buttons and forms of an older version name no language: the tips come in that of their words. */
function withLanguage(fields: WishFields, language: Language): WishFields {
  return fields.language === '' ? {...fields, language} : fields
}
