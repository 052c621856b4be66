// HANDLER: carries replies between the desk and the person who asked, until it is resolved.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {AuditLog} from '../audit.ts'
import type {Message, Press, Submission} from '../chat/activity.ts'
import {paragraph} from '../chat/card.ts'
import type {Conversation} from '../chat/conversation.ts'
import type {Handler, Turn} from '../chat/turn.ts'
import {dayOf} from '../keep.ts'
import {ownerName} from '../knowledge/owners.ts'
import type {Log} from '../log.ts'
import {errorFacts} from '../log.ts'
import type {Roles} from '../roles.ts'
import {actions, pressedOf} from './actions.ts'
import type {Answers} from './answers.ts'
import {draftOf} from './draft.ts'
import type {HandedOver, HandOverBook} from './hand-over-book.ts'
import {answerForm, askerSaysCard, closedCard, deskCard, deskSaysCard, replyCard} from './hand-over-card.ts'
import {phrases} from './phrases.ts'

/** What the handler works with. */
export interface RelayParts {
  readonly answers: Answers
  readonly handOvers: HandOverBook
  readonly log: Log
  readonly roles: Roles
  readonly audit: AuditLog
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Relays what is said about handed-over questions. */
export class Relay implements Handler {
  readonly name = 'relay'
  readonly #parts: RelayParts

  /** @param parts what it works with */
  constructor(parts: RelayParts) {
    this.#parts = parts
  }

  async handle(turn: Turn): Promise<boolean> {
    const {activity} = turn
    if (activity.kind === 'message') return this.#fromDesk(turn, activity)
    if (activity.kind === 'submission' && activity.action === actions.sendBack) return this.#fromAsker(turn, activity)
    if (activity.kind === 'submission' && activity.action === actions.sendReply) return this.#fromForm(turn, activity)
    if (activity.kind !== 'press') return false
    if (activity.action === actions.askBack) return this.#ask(turn, activity, actions.sendBack)
    if (activity.action === actions.reply) return this.#ask(turn, activity, actions.sendReply)
    if (activity.action === actions.resolve) return this.#resolve(turn, activity)
    return activity.action === actions.draft ? this.#draft(turn, activity) : false
  }

  async #fromDesk(turn: Turn, message: Message): Promise<boolean> {
    const {conversation, quotes} = message
    const at = quotes === undefined ? conversation : {...conversation, thread: quotes}
    const handedOver = await this.#inThread(at, message)
    if (!handedOver) return false
    if (handedOver.state === 'open') await this.#bring(turn, handedOver, message.text)
    return true
  }

  /** What names us may be a question, and storage that is away costs no answer; what does not is for the desk only. */
  async #inThread(at: Conversation, {addressed}: Message): Promise<HandedOver | undefined> {
    try {
      return await this.#parts.handOvers.inThread(at)
    } catch (error) {
      if (!addressed) throw error
      this.#parts.log.warn('a hand-over could not be looked for', errorFacts(error))
      return undefined
    }
  }

  /** A reply by the form: where there are no threads, or where we only read what names us. */
  async #fromForm(turn: Turn, submission: Submission): Promise<boolean> {
    const handedOver = await this.#open(turn, submission.value)
    const said = submission.values['text']?.trim() ?? ''
    if (!handedOver || said === '') return true
    await this.#bring(turn, handedOver, said)
    await turn.send(threadOf(handedOver), deskSaysCard(handedOver, this.#desk(handedOver), said))
    return true
  }

  async #bring(turn: Turn, handedOver: HandedOver, said: string): Promise<void> {
    await turn.send(handedOver.askerAt, replyCard(handedOver, this.#desk(handedOver), said))
    await this.#parts.handOvers.say(handedOver, {side: 'owner', text: said})
  }

  async #fromAsker(turn: Turn, submission: Submission): Promise<boolean> {
    const handedOver = await this.#open(turn, submission.value)
    const said = submission.values['text']?.trim() ?? ''
    if (!handedOver || said === '') return true
    await turn.send(threadOf(handedOver), askerSaysCard(handedOver, said))
    await this.#parts.handOvers.say(handedOver, {side: 'asker', text: said})
    return true
  }

  async #ask(turn: Turn, press: Press, action: string): Promise<boolean> {
    const handedOver = await this.#open(turn, press.value)
    if (handedOver) await turn.open(answerForm(handedOver, action))
    return true
  }

  async #resolve(turn: Turn, press: Press): Promise<boolean> {
    const handedOver = await this.#open(turn, press.value)
    if (!handedOver) return true
    await this.#parts.audit.note('hand-over-resolved', press.from, {at: press.conversation, about: handedOver.id})
    if (!(await this.#parts.handOvers.resolve(handedOver))) return true
    await turn.update(handedOver.ownerAt, deskCard(handedOver, true))
    await turn.send(handedOver.askerAt, closedCard(handedOver))
    return true
  }

  async #draft(turn: Turn, press: Press): Promise<boolean> {
    const {answer: id, language} = pressedOf(press.value)
    const say = phrases[language]
    if (!(await this.#parts.roles.may(turn, 'take-draft'))) {
      await turn.whisper({language, blocks: [paragraph(say.leadsOnly)]})
      return true
    }
    const handedOver = await this.#parts.handOvers.get(press.conversation, id)
    const at = await turn.direct(press.from)
    if (!handedOver || !at) {
      await turn.whisper({language, blocks: [paragraph(say.handOver.over)]})
      return true
    }
    await this.#parts.audit.note('draft-taken', press.from, {at: press.conversation, about: id})
    const day = dayOf(this.#parts.now())
    await turn.send(at, {language, blocks: [paragraph(say.handOver.draftMade), draftOf(handedOver, day)]})
    return true
  }

  /** The open hand-over that a button names, if the person is one of its two sides; else they are told. */
  async #open(turn: Turn, value: string): Promise<HandedOver | undefined> {
    const {answer: id, language} = pressedOf(value)
    const {conversation, from} = turn.activity
    const handedOver = await this.#parts.handOvers.get(conversation, id)
    const mine = handedOver?.asker.id === from.id || handedOver?.ownerAt.conversation.id === conversation.id
    if (handedOver?.state === 'open' && mine) return handedOver
    await turn.whisper({language, blocks: [paragraph(phrases[language].handOver.over)]})
    return undefined
  }

  #desk({role, language}: HandedOver): string {
    const owner = this.#parts.answers.knowledge.owners.get(role)
    return owner ? ownerName(owner, language) : role
  }
}

function threadOf({ownerAt}: HandedOver): Conversation {
  return {...ownerAt.conversation, thread: ownerAt.id}
}
