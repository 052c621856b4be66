// HANDLER: forgets a person: deletes what is kept about them and says what it was.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {AuditLog} from '../audit.ts'
import type {Activity} from '../chat/activity.ts'
import {paragraph} from '../chat/card.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import type {Keeper} from '../keeper.ts'
import type {Language} from '../knowledge/passage.ts'
import {actions, pressedOf} from './actions.ts'
import type {Memory} from './memory.ts'
import {phrases} from './phrases.ts'

/** What the handler works with. */
export interface ForgetParts {
  readonly memory: Memory
  /** All that keep something about people. */
  readonly keepers: readonly Keeper[]
  readonly audit: AuditLog
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
    const {keepers, audit} = this.#parts
    await audit.note('forgotten', from, {at: conversation})
    const say = phrases[language].data
    const things: string[] = []
    for (const keeper of keepers) {
      // How to reach them is still needed, to tell them.
      const count = keeper.thing === 'places' ? (await keeper.of(from)).length : await keeper.forget(from)
      if (count > 0) things.push(say.count(keeper.thing, count))
    }
    await this.#forgetTalks(turn)
    const told = things.length > 0 ? say.forgotten(things) : say.nothingToForget
    await turn.answer({language, blocks: [paragraph(told)]})
    for (const keeper of keepers) if (keeper.thing === 'places') await keeper.forget(from)
    return true
  }

  /** What they talked about here, and in private. */
  async #forgetTalks(turn: Turn): Promise<void> {
    const {from, conversation} = turn.activity
    await this.#parts.memory.forget({conversation, from})
    const direct = await turn.direct(from)
    if (direct) await this.#parts.memory.forget({conversation: direct, from})
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
