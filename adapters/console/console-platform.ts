// A Platform in the terminal: lines come in, cards go out as text, buttons are numbers, and forms go line by line.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createInterface} from 'node:readline'
import type {Activity} from '../../src/chat/activity.ts'
import type {Button, Card} from '../../src/chat/card.ts'
import type {Conversation, MessageRef, NamedPlace, Person, Profile} from '../../src/chat/conversation.ts'
import type {Form} from '../../src/chat/form.ts'
import type {Platform} from '../../src/chat/platform.ts'
import {FormInLines} from './form-in-lines.ts'
import {toLines} from './to-lines.ts'

/** What the terminal is made of. */
export interface ConsoleParts {
  readonly input: NodeJS.ReadableStream
  readonly write: (text: string) => void
  readonly now: () => number
  readonly newId: () => string
  /** True to show headings in bold. */
  readonly colours: boolean
}

const person: Person = {platform: 'console', tenant: 'local', id: 'you'}

/** One person talks with the counselor in a terminal. */
export class ConsolePlatform implements Platform {
  readonly name = 'console'
  readonly #parts: ConsoleParts
  readonly #conversation: Conversation
  /** The buttons that can be pressed now, by the number that stands before them. */
  #buttons: readonly {readonly button: Button; readonly message: MessageRef}[] = []
  /** The form that is being filled in: until it is done, every line belongs to it. */
  #form: FormInLines | undefined
  #lines: ReturnType<typeof createInterface> | undefined
  #work: Promise<void> = Promise.resolve()
  /** True after `quit`: lines that were typed behind it are not heard. */
  #left = false
  #ended: () => void = () => undefined
  /** Resolves when the person has left: end of input, or `quit`. */
  readonly ended: Promise<void>

  /** @param parts the terminal */
  constructor(parts: ConsoleParts) {
    this.#parts = parts
    this.#conversation = {platform: 'console', tenant: 'local', id: parts.newId(), scope: 'personal'}
    this.ended = new Promise(resolve => {
      this.#ended = resolve
    })
  }

  async start(receive: (activity: Activity) => Promise<void>): Promise<void> {
    await receive({kind: 'joined', ...this.#incoming()})
    this.#parts.write('\n(Type a question, the number of a button, “help”, or “quit”.)\n')
    this.#lines = createInterface({input: this.#parts.input})
    this.#lines.on('line', line => {
      // One after the other, so that answers stand in the order of the questions.
      this.#work = this.#work.then(() => this.#take(line, receive))
    })
    this.#lines.on('close', () => void this.#work.then(this.#ended))
    this.#prompt()
  }

  async stop(): Promise<void> {
    this.#lines?.close()
    await this.#work
  }

  async send(_to: Conversation, card: Card): Promise<MessageRef> {
    const message = {conversation: this.#conversation, id: this.#parts.newId()}
    this.#show(card, message)
    return message
  }

  async update(message: MessageRef, card: Card | undefined): Promise<void> {
    if (card !== undefined) this.#show(card, message)
  }

  async whisper(to: Conversation, _person: Person, card: Card): Promise<void> {
    await this.send(to, card)
  }

  async open(_activity: Activity, form: Form): Promise<void> {
    this.#form = new FormInLines(form)
    this.#parts.write(`\n${this.#form.begin()}\n`)
  }

  async place(whom: Person | NamedPlace): Promise<Conversation | undefined> {
    return 'name' in whom ? undefined : this.#conversation
  }

  async people(): Promise<readonly Profile[]> {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    return [{person, kind: 'member', active: true, admin: true, alone: true, zone}]
  }

  #incoming(): {id: string; at: number; from: Person; conversation: Conversation} {
    return {id: this.#parts.newId(), at: this.#parts.now(), from: person, conversation: this.#conversation}
  }

  async #take(line: string, receive: (activity: Activity) => Promise<void>): Promise<void> {
    if (this.#left) return
    const words = line.trim()
    if (this.#form !== undefined) await this.#fill(this.#form, line, receive)
    else if (/^(?:quit|exit|q)$/i.test(words)) return this.#leave()
    else if (words !== '') await receive(this.#activity(words))
    this.#prompt()
  }

  #leave(): void {
    this.#left = true
    this.#lines?.close()
  }

  async #fill(filling: FormInLines, line: string, receive: (activity: Activity) => Promise<void>): Promise<void> {
    const after = filling.take(line)
    if (after.kind === 'more') return after.say === undefined ? undefined : this.#parts.write(`\n${after.say}\n`)
    this.#form = undefined
    if (after.kind === 'cancelled') return this.#parts.write('\n(Cancelled, nothing was sent.)\n')
    const {action, value} = filling.form
    await receive({kind: 'submission', action, value, values: after.values, ...this.#incoming()})
  }

  #activity(line: string): Activity {
    const pressed = /^\d{1,3}$/.test(line) ? this.#buttons[Number(line) - 1] : undefined
    if (!pressed) return {kind: 'message', text: line, addressed: true, ...this.#incoming()}
    const {button, message} = pressed
    return {kind: 'press', action: button.action, value: button.value, message, ...this.#incoming()}
  }

  #show(card: Card, message: MessageRef): void {
    const {lines, buttons} = toLines(card, this.#parts.colours)
    this.#buttons = buttons.map(button => ({button, message}))
    this.#parts.write(`\n${lines}\n`)
  }

  #prompt(): void {
    this.#parts.write(this.#form?.within === true ? '> ' : '\n> ')
  }
}
