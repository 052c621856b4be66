// HANDLER: shows a whispered answer to everybody, and lets the OSPO see a missed question.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {note, paragraph} from '../chat/card.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import {actions, pressedOf} from './actions.ts'
import {passageCard} from './answer-card.ts'
import type {Answers} from './answers.ts'
import type {FeedbackBook} from './feedback.ts'
import {phrases} from './phrases.ts'

/** What the handler works with. */
export interface ShareParts {
  readonly answers: Answers
  readonly feedback: FeedbackBook
}

/** Shares what a person wants others to see, and nothing else. */
export class Share implements Handler {
  readonly name = 'share'
  readonly #parts: ShareParts

  /** @param parts what it works with */
  constructor(parts: ShareParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const {activity} = turn
    if (activity.kind !== 'press') return false
    const {answer, passage: id, language} = pressedOf(activity.value)
    const say = phrases[language]
    if (activity.action === actions.agree) {
      const ending = await this.#parts.feedback.agree(activity.from, answer)
      const blocks = {agreed: note(say.agreed), gone: paragraph(say.gone), 'not-theirs': paragraph(say.askerOnly)}
      await turn.answer({language, blocks: [blocks[ending]]})
      return true
    }
    if (activity.action !== actions.share) return false
    const {knowledge, offers} = this.#parts.answers
    const passage = knowledge.passages.get(id)
    if (passage)
      await turn.reply(passageCard({passage, language, id: answer, knowledge, whole: false, shareable: false, offers}))
    else await turn.answer({language, blocks: [paragraph(say.gone)]})
    return true
  }
}
