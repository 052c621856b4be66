// A talk: one person in one conversation, who says things, presses buttons by their labels and fills in forms.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from '../../src/chat/activity.ts'
import type {Button, Card} from '../../src/chat/card.ts'
import {cardText} from '../../src/chat/card-text.ts'
import type {Conversation, MessageRef, Person} from '../../src/chat/conversation.ts'
import type {Form} from '../../src/chat/form.ts'
import {buttonsOf, labelsOf} from './card-parts.ts'
import type {RecordingPlatform, Sent} from './recording-platform.ts'

/** What an activity brings besides where, when and who; a message is addressed to us unless it says otherwise. */
type Deed =
  | {readonly kind: 'message'; readonly text: string; readonly addressed?: boolean; readonly quotes?: string}
  | {readonly kind: 'command'; readonly name: string; readonly text: string}
  | {readonly kind: 'press'; readonly action: string; readonly value: string; readonly message: MessageRef}
  | {
      readonly kind: 'submission'
      readonly action: string
      readonly value: string
      readonly values: Readonly<Record<string, string>>
    }
  | {readonly kind: 'joined' | 'opened'}

/** One person in one conversation. */
export class Talk {
  readonly conversation: Conversation
  readonly person: Person
  readonly #platform: RecordingPlatform

  /**
   * @param platform where it happens
   * @param conversation in which place
   * @param person who speaks
   */
  constructor(platform: RecordingPlatform, conversation: Conversation, person: Person) {
    this.#platform = platform
    this.conversation = conversation
    this.person = person
  }

  /** An activity of this person that has not been handed in yet. */
  activity(deed: Deed): Activity {
    const id = this.#platform.nextId('E')
    const incoming = {id, at: this.#platform.now(), from: this.person, conversation: this.conversation}
    if (deed.kind === 'message') return {addressed: true, ...deed, ...incoming}
    return {...deed, ...incoming}
  }

  /** Does something, and gives the one card that came back. */
  async do(deed: Deed): Promise<Card> {
    return (await this.#only(deed)).card
  }

  /** Writes a message. */
  say(text: string): Promise<Card> {
    return this.do({kind: 'message', text})
  }

  /** Writes a message and reads the answer as plain text. */
  async read(text: string): Promise<string> {
    return cardText(await this.say(text))
  }

  /** Gives a command. */
  command(name: string, text = ''): Promise<Card> {
    return this.do({kind: 'command', name, text})
  }

  /** Comes into the conversation. */
  join(): Promise<Card> {
    return this.do({kind: 'joined'})
  }

  /** Presses the button with this label, on the newest message that shows one. */
  async press(label: string): Promise<Sent> {
    const {message, button} = this.find(label)
    return this.#only({kind: 'press', ...button, message})
  }

  /** Presses the button with this label, and gives the form that it opens. */
  async openForm(label: string): Promise<Form> {
    const {message, button} = this.find(label)
    const press = this.activity({kind: 'press', ...button, message})
    await this.#platform.deliver(press)
    const opened = this.#platform.forms.find(({activity}) => activity.id === press.id)
    if (!opened) throw new Error(`the button "${label}" opened no form`)
    if (button.opens !== 'form') throw new Error(`the button "${label}" opens a form, and does not say so`)
    return opened.form
  }

  /** Submits a form, and gives the one card that came back; fields without a value stay as they were shown. */
  submit(form: Form, values: Readonly<Record<string, string>>): Promise<Sent> {
    const shown = Object.fromEntries(form.inputs.map(({id, initial = ''}) => [id, initial]))
    const {action, value} = form
    return this.#only({kind: 'submission', action, value, values: {...shown, ...values}})
  }

  /** The button with this label on the newest message of the conversation that shows one. */
  find(label: string): {readonly message: MessageRef; readonly button: Button} {
    const ids = new Set(this.#platform.sent.filter(sent => this.#here(sent)).map(sent => sent.id))
    for (const id of [...ids].reverse()) {
      const card = this.#platform.shown(id)
      const button = card && buttonsOf(card).find(each => each.label === label)
      if (button) return {button, message: {conversation: this.conversation, id}}
    }
    const last = this.#platform.sent.findLast(sent => this.#here(sent))
    throw new Error(`no button "${label}"; the last card has ${last ? labelsOf(last.card).join(', ') : 'not come'}`)
  }

  async #only(deed: Deed): Promise<Sent> {
    const sent = await this.#platform.deliver(this.activity(deed))
    const [only] = sent
    if (!only || sent.length > 1) throw new Error(`${sent.length} cards came back, not one`)
    return only
  }

  #here({to, id}: Sent): boolean {
    return id !== '' && to.id === this.conversation.id && to.thread === this.conversation.thread
  }
}
