// HANDLER: takes 👍 and 👎, and shows on the card which one was pressed.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {note} from '../chat/card.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import {actions, pressedOf} from './actions.ts'
import {passageCard, topicCard, withThumb} from './answer-card.ts'
import type {Answers} from './answers.ts'
import type {FeedbackBook} from './feedback.ts'
import {phrases} from './phrases.ts'

/** What the handler works with. */
export interface RateParts {
  readonly answers: Answers
  readonly feedback: FeedbackBook
}

/** Takes ratings of answers. */
export class Rate implements Handler {
  readonly name = 'rate'
  readonly #parts: RateParts

  /** @param parts what it works with */
  constructor(parts: RateParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const {activity} = turn
    if (activity.kind !== 'press' || activity.action !== actions.rate) return false
    const rated = /^(up|down):(.*)$/s.exec(activity.value)
    if (!rated) return false
    const rating = rated[1] === 'down' ? 'down' : 'up'
    const {answer, passage, language, whole, mine} = pressedOf(rated[2] ?? '')
    // Stored before it is shown: a thumb that stays lit was counted.
    await this.#parts.feedback.rate(answer, activity.from, rating, passage)
    if (turn.discreet && !mine) {
      // Others see that card too: whose thumb it was is nobody's business.
      await turn.whisper({language, blocks: [note(phrases[language].rated)]})
      return true
    }
    const {knowledge, offers} = this.#parts.answers
    const shown = knowledge.passages.get(passage)
    if (!shown) return true
    const view = {passage: shown, language, id: answer, knowledge, whole, shareable: mine, offers}
    await turn.update(
      activity.message,
      withThumb(shown.kind === 'coverage' ? topicCard(view) : passageCard(view), rating),
    )
    return true
  }
}
