// HANDLER: welcomes, helps, and leads through chapters and topics.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from '../chat/activity.ts'
import type {Card} from '../chat/card.ts'
import {paragraph} from '../chat/card.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import {actions, pressedOf} from './actions.ts'
import type {Answers} from './answers.ts'
import type {Ways} from './guide-card.ts'
import {chapterCard, talkCard, topicsCard, welcomeCard} from './guide-card.ts'
import {phrases} from './phrases.ts'

/** Welcomes people and shows what there is to ask. */
export class Guide implements Handler {
  readonly name = 'guide'
  readonly #answers: Answers
  readonly #ways: Ways

  /**
   * @param answers where the topics come from
   * @param ways where else help leads to
   */
  constructor(answers: Answers, ways: Ways) {
    this.#answers = answers
    this.#ways = ways
  }

  async handle(turn: Turn): Promise<boolean> {
    const card = this.#cardFor(turn.activity)
    if (!card) return false
    await turn.answer(card)
    return true
  }

  #cardFor(activity: Activity): Card | undefined {
    const {knowledge} = this.#answers
    const ways = this.#ways
    if (activity.kind === 'joined') return welcomeCard('en')
    if (
      activity.kind === 'command' &&
      (activity.name === 'help' || activity.name === 'topics' || activity.name === 'about')
    ) {
      return talkCard(activity.name, {language: 'en', knowledge, ways})
    }
    if (activity.kind !== 'press') return undefined
    const {answer: chapter, language} = pressedOf(activity.value)
    if (activity.action === actions.topics) return topicsCard(language, knowledge)
    if (activity.action !== actions.chapter) return undefined
    return chapterCard(chapter, language, knowledge) ?? {language, blocks: [paragraph(phrases[language].gone)]}
  }
}
