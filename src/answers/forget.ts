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
  /** How other rooms forget a person; each deletes all that it keeps and tells of how many things. */
  readonly others: readonly ((person: Person) => Promise<number>)[]
  /** Takes a person's tips away and their name off those of channels, and tells how many there were of each. */
  readonly tips: (person: Person) => Promise<ForgottenTips>
}

/** How many series of tips a person got alone, which are gone, and how many in channels no longer name who set them up. */
export interface ForgottenTips {
  readonly own: number
  readonly shared: number
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
    const {feedback, handOvers, memory, others, tips: forgetTips} = this.#parts
    const ratings = await feedback.forget(from)
    const passedOn = await handOvers.forget(from)
    await memory.forget({conversation, from})
    const direct = await turn.direct(from)
    if (direct) await memory.forget({conversation: direct, from})
    let more = 0
    for (const forget of others) more += await forget(from)
    const tips = await forgetTips(from)
    const say = phrases[language]
    const found = ratings + passedOn + more + tips.own + tips.shared
    const told = found > 0 ? say.forgotten(ratings, passedOn, more) : say.nothingToForget
    const ofTips = tips.own + tips.shared > 0 ? [paragraph(say.forgottenTips(tips.own, tips.shared))] : []
    await turn.answer({language, blocks: [paragraph(told), ...ofTips]})
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
