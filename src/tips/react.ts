// HANDLER: takes 👍 and "fewer like this" on a tip, and counts who reads on.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Card} from '../chat/card.ts'
import {buttons, paragraph} from '../chat/card.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import type {Language} from '../knowledge/passage.ts'
import type {Log} from '../log.ts'
import {errorFacts} from '../log.ts'
import {actions, readValue} from './actions.ts'
import type {TipsParts} from './office.ts'
import {placeOf, refusal, sentence, showInPlace, tipsNow} from './office.ts'
import {phrases} from './phrases.ts'
import type {Reach, ReachCounts} from './reach.ts'
import {tipOfReadOn} from './tip-card.ts'

/** What the handler works with. */
export interface ReactParts extends TipsParts {
  readonly reach: Reach
  readonly log: Log
}

/** The most that "fewer like this" takes away of a topic: all but about one of eight. */
const mostFewer = 3

/** Takes what people press on tips. Only tips are counted, never people. */
export class ReactToTip implements Handler {
  readonly name = 'react-to-tip'
  readonly #parts: ReactParts

  /** @param parts what it works with */
  constructor(parts: ReactParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const {activity} = turn
    if (activity.kind !== 'press') return false
    if (activity.action === this.#parts.read) {
      const tip = tipOfReadOn(activity.value)
      if (tip !== undefined) await this.#count(tip, 'read')
      // The passage itself is shown by whoever shows passages.
      return false
    }
    const {language, words} = readValue(activity.value)
    const [subscription = '', tip = ''] = words
    const say = phrases[language]
    switch (activity.action) {
      case actions.liked:
        await this.#count(tip, 'liked')
        await turn.answer(sentence(say.thanks, language))
        return true
      case actions.fewer: {
        await this.#count(tip, 'fewer')
        const noted = await this.#fewer(turn, {subscription, tip, by: 1})
        await turn.answer(noted ? fewerCard(activity.value, language) : sentence(say.thanks, language))
        return true
      }
      case actions.asBefore: {
        const noted = await this.#fewer(turn, {subscription, tip, by: -mostFewer})
        await showInPlace(turn, activity.message.id, sentence(noted ? say.asBefore : say.gone, language))
        return true
      }
      default:
        return false
    }
  }

  /** Whoever may decide what comes here takes a part of the topic away; of everybody else it is only counted. */
  async #fewer(
    turn: Turn,
    {subscription: id, tip, by}: {subscription: string; tip: string; by: number},
  ): Promise<boolean> {
    const {subscriptions} = this.#parts
    const topic = tipsNow(this.#parts).all.get(tip)?.topic.id
    const [subscription, place] = [id === '' ? undefined : await subscriptions.get(id), await placeOf(turn)]
    if (topic === undefined || subscription?.place.id !== place?.id) return false
    if ((await refusal(turn, this.#parts, 'en')) !== undefined) return false
    const kept = await subscriptions.note(id, old => {
      const times = Math.max(0, Math.min(mostFewer, (old.taste.fewer[topic] ?? 0) + by))
      return {...old, taste: {...old.taste, fewer: {...old.taste.fewer, [topic]: times}}}
    })
    return kept !== undefined
  }

  async #count(tip: string, what: keyof ReachCounts): Promise<void> {
    if (!tipsNow(this.#parts).all.has(tip)) return
    try {
      await this.#parts.reach.count(tip, what)
    } catch (error) {
      this.#parts.log.warn('a press on a tip could not be counted', errorFacts(error))
    }
  }
}

/** That it was noted, and a way back. */
function fewerCard(value: string, language: Language): Card {
  const say = phrases[language]
  const back = {label: say.undo, action: actions.asBefore, value}
  return {language, blocks: [paragraph(say.fewerNoted), buttons([back])]}
}
