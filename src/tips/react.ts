// HANDLER: takes 👍 and "fewer like this" on a tip, and counts who reads on.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Handler, Turn} from '../chat/turn.ts'
import type {Log} from '../log.ts'
import {errorFacts} from '../log.ts'
import {actions, readValue} from './actions.ts'
import type {TipsParts} from './office.ts'
import {placeOf, refusal, sentence, tipsNow} from './office.ts'
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
    if (activity.action !== actions.liked && activity.action !== actions.fewer) return false
    const {language, words} = readValue(activity.value)
    const [subscription = '', tip = ''] = words
    const liked = activity.action === actions.liked
    await this.#count(tip, liked ? 'liked' : 'fewer')
    const fewer = !liked && (await this.#fewer(turn, subscription, tip))
    const say = phrases[language]
    await turn.answer(sentence(fewer ? say.fewerNoted : say.thanks, language))
    return true
  }

  /** Whoever may decide what comes here takes a part of the topic away; of everybody else it is only counted. */
  async #fewer(turn: Turn, id: string, tip: string): Promise<boolean> {
    const {subscriptions} = this.#parts
    const topic = tipsNow(this.#parts).all.get(tip)?.topic.id
    const [subscription, place] = [id === '' ? undefined : await subscriptions.get(id), await placeOf(turn)]
    if (topic === undefined || subscription?.place.id !== place?.id) return false
    if ((await refusal(turn, this.#parts, 'en')) !== undefined) return false
    const kept = await subscriptions.note(id, old => {
      const times = Math.min(mostFewer, (old.taste.fewer[topic] ?? 0) + 1)
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
