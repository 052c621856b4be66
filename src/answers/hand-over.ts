// HANDLER: hands a question over: asks for consent and sends it to the desk, or names whom to ask.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Press, Submission} from '../chat/activity.ts'
import type {Block} from '../chat/card.ts'
import {note, paragraph} from '../chat/card.ts'
import {text} from '../chat/prose.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import {nobody, ownerName} from '../knowledge/owners.ts'
import type {Language} from '../knowledge/passage.ts'
import type {Log} from '../log.ts'
import {errorFacts} from '../log.ts'
import {actions, pressedOf} from './actions.ts'
import {ownerBlocks} from './answer-card.ts'
import type {Answers} from './answers.ts'
import type {FeedbackBook, Noted, Tenant} from './feedback.ts'
import type {HandOverBook} from './hand-over-book.ts'
import {consentForm, deskCard, sentCard} from './hand-over-card.ts'
import {phrases} from './phrases.ts'

/** What the handler works with. */
export interface HandOverParts {
  readonly answers: Answers
  readonly feedback: FeedbackBook
  readonly handOvers: HandOverBook
  readonly log: Log
  readonly newId: () => string
}

/** Brings a question to the person who can answer it; nothing is sent without the asker's press. */
export class HandOver implements Handler {
  readonly name = 'hand-over'
  readonly #parts: HandOverParts

  /** @param parts what it works with */
  constructor(parts: HandOverParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const {activity} = turn
    if (activity.kind === 'press' && activity.action === actions.handOver) await this.#ask(turn, activity)
    else if (activity.kind === 'submission' && activity.action === actions.send) await this.#send(turn, activity)
    else return false
    return true
  }

  async #ask(turn: Turn, press: Press): Promise<void> {
    const {answer, passage, language} = pressedOf(press.value)
    const {knowledge} = this.#parts.answers
    const named = knowledge.passages.get(passage)?.owner ?? nobody
    // Who presses wants a person, also where the passage is nobody's.
    const role = named === nobody ? 'ospo' : named
    const contact = knowledge.owners.get(role)?.contact
    const noted = await this.#noted(press.conversation, answer)
    const question = noted?.question ?? ''
    if (contact === undefined || !(await this.#reachable(turn, contact))) {
      await turn.whisper({language, blocks: this.#whom(role, question, language)})
      return
    }
    const value = `${answer} ${role} ${language}`
    await turn.open(consentForm({desk: this.#desk(role, language), contact, question, language, value}))
  }

  async #send(turn: Turn, submission: Submission): Promise<void> {
    const {passage: role, language} = pressedOf(submission.value)
    const question = (submission.values['question'] ?? '').trim()
    const desk = this.#desk(role, language)
    try {
      await this.#deliver(turn, {role, language, question})
      await turn.whisper(sentCard(desk, language))
    } catch (error) {
      this.#parts.log.error('a question could not be handed over', {...errorFacts(error), role})
      const notSent = paragraph(phrases[language].handOver.notSent)
      await turn.whisper({language, blocks: [notSent, ...this.#whom(role, question, language)]})
    }
  }

  async #deliver(turn: Turn, asked: {role: string; language: Language; question: string}): Promise<void> {
    const contact = this.#parts.answers.knowledge.owners.get(asked.role)?.contact
    const place = contact === undefined ? undefined : await turn.find(contact)
    const asker = turn.activity.from
    const askerAt = await turn.direct(asker)
    if (!place || !askerAt || asked.question === '') throw new Error('the desk or the asker cannot be reached')
    const id = this.#parts.newId()
    const ownerAt = await turn.send(place, deskCard({id, ...asked}, false))
    await this.#parts.handOvers.open({id, ...asked, asker, askerAt, ownerAt, state: 'open', said: []})
  }

  #whom(role: string, question: string, language: Language): Block[] {
    const blocks = ownerBlocks(role, this.#parts.answers.knowledge, language)
    if (question !== '') blocks.push(note(phrases[language].bring), {kind: 'quote', spans: [text(question)]})
    return blocks
  }

  #desk(role: string, language: Language): string {
    const owner = this.#parts.answers.knowledge.owners.get(role)
    return owner ? ownerName(owner, language) : role
  }

  /** A platform that cannot look places up is one on which nobody can be reached. */
  async #reachable(turn: Turn, contact: string): Promise<boolean> {
    try {
      return (await turn.find(contact)) !== undefined
    } catch (error) {
      this.#parts.log.warn('a desk could not be looked up', errorFacts(error))
      return false
    }
  }

  async #noted(tenant: Tenant, answer: string): Promise<Noted | undefined> {
    try {
      return await this.#parts.feedback.noted(tenant, answer)
    } catch (error) {
      this.#parts.log.warn('a noted question could not be read', errorFacts(error))
      return undefined
    }
  }
}
