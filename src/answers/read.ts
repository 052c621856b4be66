// HANDLER: shows a passage that a button names, and takes "none of these".
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Press} from '../chat/activity.ts'
import {buttons, heading, note, paragraph} from '../chat/card.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import type {Log} from '../log.ts'
import {errorFacts} from '../log.ts'
import {actions, pressedOf} from './actions.ts'
import {ownerBlocks, passageCard, withThumb} from './answer-card.ts'
import type {Answers} from './answers.ts'
import type {FeedbackBook} from './feedback.ts'
import type {Memory} from './memory.ts'
import {phrases} from './phrases.ts'
import type {Before} from './ranker.ts'

/** What the handler works with. */
export interface ReadParts {
  readonly answers: Answers
  readonly feedback: FeedbackBook
  readonly memory: Memory
  readonly log: Log
}

/** Shows passages that buttons lead to. */
export class Read implements Handler {
  readonly name = 'read'
  readonly #parts: ReadParts

  /** @param parts what it works with */
  constructor(parts: ReadParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const {activity} = turn
    if (activity.kind !== 'press') return false
    if (activity.action === actions.none) return this.#none(turn, activity)
    const whole = activity.action === actions.readAll
    if (activity.action !== actions.read && !whole) return false
    const {answer, passage: id, language, mine} = pressedOf(activity.value)
    const {knowledge, offers} = this.#parts.answers
    const passage = knowledge.passages.get(id)
    if (!passage || passage.kind === 'coverage') {
      await turn.answer({language, blocks: [paragraph(phrases[language].gone)]})
      return true
    }
    // A card that everybody sees stays one that nobody needs to share.
    const shareable = whole ? mine : turn.discreet
    const card = passageCard({passage, language, id: answer, knowledge, whole, shareable, offers})
    if (whole) await turn.update(activity.message, withThumb(card, await this.#thumb(turn, answer)))
    else await turn.answer(card)
    await this.#keep('the conversation could not be remembered', () =>
      this.#remember(turn, {question: passage.title, passages: [passage.id], language}),
    )
    return true
  }

  /** Where it was one of several, another of them can still be named by its place. */
  async #remember(turn: Turn, now: Before): Promise<void> {
    const {memory, answers} = this.#parts
    const before = await memory.recall(turn)
    const list = before && answers.listOf(before)
    const isOne = list?.ids.some(id => now.passages.includes(id))
    await memory.remember(turn, list && isOne ? {...now, list} : now)
  }

  /** The thumb that is lit on the card; on one that others see too, nobody's is. */
  async #thumb(turn: Turn, answer: string): Promise<'up' | 'down' | undefined> {
    const {from, conversation} = turn.activity
    if (conversation.scope !== 'personal') return undefined
    try {
      return await this.#parts.feedback.ratingOf(answer, from)
    } catch (error) {
      this.#parts.log.warn('a rating could not be looked up', errorFacts(error))
      return undefined
    }
  }

  async #none(turn: Turn, press: Press): Promise<boolean> {
    const {answer, language} = pressedOf(press.value)
    const say = phrases[language]
    const owner = ownerBlocks('ospo', this.#parts.answers.knowledge, language)
    const agree = buttons([{label: say.agree, action: actions.agree, value: `${answer} - ${language}`}])
    await turn.update(press.message, {language, blocks: [heading(say.unknown), ...owner, note(say.noneNoted), agree]})
    await this.#keep('a missed question could not be noted', () =>
      this.#parts.feedback.missed(press.from, answer, 'none-of-these'),
    )
    return true
  }

  async #keep(trouble: string, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#parts.log.warn(trouble, errorFacts(error))
    }
  }
}
