// HANDLER: answers a question.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from '../chat/activity.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import type {Log} from '../log.ts'
import {errorFacts} from '../log.ts'
import type {Metrics} from '../metrics.ts'
import {actions} from './actions.ts'
import type {Answer} from './answer.ts'
import {answerCard} from './answer-card.ts'
import type {Answers} from './answers.ts'
import type {FeedbackBook} from './feedback.ts'
import type {Ways} from './guide-card.ts'
import {talkCard} from './guide-card.ts'
import {masked} from './mask.ts'
import type {Memory} from './memory.ts'
import type {Before} from './ranker.ts'

/** What the handler works with. */
export interface AskParts {
  readonly answers: Answers
  readonly feedback: FeedbackBook
  readonly memory: Memory
  readonly log: Log
  readonly metrics: Metrics
  readonly newId: () => string
  /** Where help leads to besides the topics. */
  readonly ways: Ways
}

/** Answers messages, the command `ask`, and buttons that carry a question. */
export class Ask implements Handler {
  readonly name = 'ask'
  readonly #parts: AskParts

  /** @param parts what it works with */
  constructor(parts: AskParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const question = questionOf(turn.activity)
    if (question === undefined) return false
    const {answers, newId, ways} = this.#parts
    const before = await this.#recall(turn)
    // People talk among themselves in threads: we join in where we were part of the talk, and only then.
    if (turn.activity.kind === 'message' && !turn.activity.addressed && !before) return false
    const answer = answers.answer(question, before)
    this.#parts.metrics.answer({decision: answer.decision, language: answer.language})
    if (answer.decision === 'chat') {
      await turn.answer(talkCard(answer.talk, {language: answer.language, knowledge: answers.knowledge, ways}))
      return true
    }
    const id = newId()
    const {knowledge, offers} = answers
    await turn.answer(answerCard({answer, id, knowledge, shareable: turn.discreet, offers}))
    await this.#keep(turn, id, answer)
    return true
  }

  /** Storage that is away costs the follow-up, not the answer. */
  async #recall(turn: Turn): Promise<Before | undefined> {
    try {
      return await this.#parts.memory.recall(turn)
    } catch (error) {
      this.#parts.log.warn('the conversation could not be recalled', errorFacts(error))
      return undefined
    }
  }

  async #keep(turn: Turn, id: string, answer: Answer): Promise<void> {
    try {
      const {feedback, memory} = this.#parts
      const before = beforeOf(answer)
      // Together, so that storage can write both at once.
      await Promise.all([
        feedback.note(turn.activity.from, id, answer),
        before === undefined ? undefined : memory.remember(turn, before),
      ])
    } catch (error) {
      this.#parts.log.warn('an answer could not be noted', errorFacts(error))
    }
  }
}

/**
 * What an answer leaves for the next question, masked since it is stored; undefined where it showed nothing to go on from.
 * @param answer the answer that was given
 */
export function beforeOf(answer: Answer): Before | undefined {
  if (answer.decision !== 'answer' && answer.decision !== 'choose') return undefined
  const shown = answer.decision === 'answer' ? [answer.passage] : answer.choices
  const list = answer.decision === 'answer' && answer.list ? {list: answer.list} : {}
  const {language} = answer
  return {question: masked(answer.question), passages: shown.map(passage => passage.id), ...list, language}
}

function questionOf(activity: Activity): string | undefined {
  if (activity.kind === 'message') return activity.text
  // A command that nobody has taken so far was meant as a question: better an answer than silence.
  if (activity.kind === 'command')
    return activity.name === 'ask' ? activity.text : `${activity.name} ${activity.text}`.trim()
  if (activity.kind === 'press' && activity.action === actions.ask) return activity.value
  if (activity.kind === 'submission' && activity.action === actions.asked) return activity.values['question'] ?? ''
  return undefined
}
