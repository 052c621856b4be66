// HANDLER: forgets a person: deletes what is kept about them and says what it was.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from '../chat/activity.ts'
import {paragraph} from '../chat/card.ts'
import type {Person} from '../chat/conversation.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import type {Language} from '../knowledge/passage.ts'
import {actions, pressedOf} from './actions.ts'
import type {FeedbackBook} from './feedback.ts'
import type {HandOverBook} from './hand-over-book.ts'
import type {Memory} from './memory.ts'
import {phrases} from './phrases.ts'

/** What the handler works with. */
export interface ForgetParts {
  readonly feedback: FeedbackBook
  readonly handOvers: HandOverBook
  readonly memory: Memory
  /** What other rooms keep about people: each deletes it and says how many records that were. */
  readonly others: readonly {forget(person: Person): Promise<number>}[]
}

/** Forgets whoever asks for it. */
export class Forget implements Handler {
  readonly name = 'forget'
  readonly #parts: ForgetParts

  /** @param parts what it works with */
  constructor(parts: ForgetParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const language = languageOfWish(turn.activity)
    if (language === undefined) return false
    const {from, conversation} = turn.activity
    const {feedback, handOvers, memory} = this.#parts
    const ratings = await feedback.forget(from)
    const passedOn = await handOvers.forget(from)
    await memory.forget({conversation, from})
    let noted = 0
    for (const other of this.#parts.others) noted += await other.forget(from)
    const direct = await turn.direct(from)
    if (direct) await memory.forget({conversation: direct, from})
    const say = phrases[language]
    const told = ratings + passedOn + noted > 0 ? say.forgotten(ratings, passedOn) : say.nothingToForget
    await turn.answer({language, blocks: [paragraph(told)]})
    return true
  }
}

/** The language in which somebody wants to be forgotten; undefined where nobody does. */
function languageOfWish(activity: Activity): Language | undefined {
  if (activity.kind === 'command' && activity.name === 'forget') return 'en'
  if (activity.kind === 'press' && activity.action === actions.forget) return pressedOf(activity.value).language
  if (activity.kind !== 'message' || !activity.addressed) return undefined
  if (/^\s*(?:please\s+)?forget\s+me[\s.!]*$/i.test(activity.text)) return 'en'
  return /^\s*(?:请)?忘(?:记|了|掉)我[\s。！!]*$/.test(activity.text) ? 'zh' : undefined
}
