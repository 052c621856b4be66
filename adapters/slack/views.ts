// The Home tab and modals of Slack: published, opened and replaced.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from '../../src/chat/activity.ts'
import type {Card} from '../../src/chat/card.ts'
import type {Conversation, MessageRef, Person} from '../../src/chat/conversation.ts'
import type {Form} from '../../src/chat/form.ts'
import {CounselorError} from '../../src/errors.ts'
import {homeTab} from './from-interaction.ts'
import type {LiveTurns, Means} from './live-turns.ts'
import type {Messages} from './messages.ts'
import type {Payload} from './payload.ts'
import {partOf, textOf} from './payload.ts'
import type {SlackCalls} from './slack-calls.ts'
import {SlackFault} from './slack-calls.ts'
import {cardModal, formModal, homeView} from './to-modal.ts'

/** What views are shown with. */
export interface ViewsParts {
  readonly calls: SlackCalls
  readonly turns: LiveTurns
  readonly messages: Messages
  /** The private conversation with a person. */
  readonly direct: (person: Person) => Promise<Conversation>
}

/** Slack's words for a trigger that came too late or was used. */
const triggerGone: readonly string[] = [
  'expired_trigger_id',
  'trigger_expired',
  'trigger_exchanged',
  'exchanged_trigger_id',
  'invalid_trigger_id',
  'invalid_trigger',
]

/** Shows cards where there is no channel, and forms. */
export class Views {
  readonly #parts: ViewsParts

  /** @param parts the web API, what is being answered, and messages for what finds no view */
  constructor(parts: ViewsParts) {
    this.#parts = parts
  }

  /**
   * Shows a card to a person on their Home tab, or in a modal in answer to what they did there. What comes too late
   * for a modal goes to their private conversation instead of being lost.
   */
  async show(to: Conversation, card: Card): Promise<MessageRef> {
    const person = personOf(to)
    const means = this.#parts.turns.with(to, person)
    if (!means || means.activity.kind === 'opened') return this.#publish(to, card)
    const shown = (await this.#replace(to, means, card)) ?? (await this.#openCard(to, means, card))
    if (!shown) return this.#parts.messages.post(await this.#parts.direct(person), card)
    await this.#files(person, card)
    return shown
  }

  /** Replaces the Home tab or a modal; neither can be taken away, so they are emptied instead. */
  async update({conversation, id}: MessageRef, shown: Card | undefined): Promise<void> {
    const card = shown ?? {language: 'en', blocks: []}
    if (id === homeTab) await this.#publish(conversation, card)
    else await this.#call(conversation, 'views.update', {view_id: id, view: cardModal(card)})
  }

  /**
   * Opens a form in answer to an activity.
   * @throws CounselorError `form-late` after the three seconds in which Slack allows it
   */
  async open(activity: Activity, form: Form): Promise<void> {
    const {turns} = this.#parts
    const means = turns.of(activity)
    const trigger = means && turns.takeTrigger(means)
    if (!means || trigger === undefined) throw late()
    const view = formModal(form, {place: activity.conversation, activeThread: means.activeThread})
    const method = means.modal === undefined ? 'views.open' : 'views.push'
    try {
      await this.#call(activity.conversation, method, {trigger_id: trigger, view})
    } catch (error) {
      throw isTriggerGone(error) ? late(error) : error
    }
  }

  async #publish(to: Conversation, card: Card): Promise<MessageRef> {
    await this.#call(to, 'views.publish', {user_id: to.id, view: homeView(card)})
    await this.#files(personOf(to), card)
    return {conversation: to, id: homeTab}
  }

  /** Replaces the modal that was pressed; undefined where there is none, or no longer. */
  async #replace(to: Conversation, means: Means, card: Card): Promise<MessageRef | undefined> {
    if (means.modal === undefined) return undefined
    try {
      await this.#call(to, 'views.update', {view_id: means.modal, view: cardModal(card)})
      return {conversation: to, id: means.modal}
    } catch (error) {
      if (error instanceof SlackFault && error.reason === 'not_found') return undefined
      throw error
    }
  }

  async #openCard(to: Conversation, means: Means, card: Card): Promise<MessageRef | undefined> {
    const trigger = this.#parts.turns.takeTrigger(means)
    if (trigger === undefined) return undefined
    try {
      const answer = await this.#call(to, 'views.open', {trigger_id: trigger, view: cardModal(card)})
      means.modal = textOf(partOf(answer, 'view'), 'id')
      return {conversation: to, id: means.modal ?? ''}
    } catch (error) {
      if (isTriggerGone(error)) return undefined
      throw error
    }
  }

  /** A view holds no files: they go to the private conversation. */
  async #files(person: Person, card: Card): Promise<void> {
    const files = card.blocks.filter(block => block.kind === 'file')
    if (files.length === 0) return
    await this.#parts.messages.post(await this.#parts.direct(person), {...card, blocks: files})
  }

  #call(to: Conversation, method: string, args: Payload): Promise<Payload> {
    return this.#parts.calls.call(to.tenant, method, args)
  }
}

function personOf({platform, tenant, id}: Conversation): Person {
  return {platform, tenant, id}
}

function isTriggerGone(error: unknown): boolean {
  return error instanceof SlackFault && triggerGone.includes(error.reason)
}

function late(cause?: unknown): CounselorError {
  return new CounselorError('form-late', 'Slack opens a form only within three seconds after a press.', cause)
}
