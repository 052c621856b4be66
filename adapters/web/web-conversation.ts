// One visitor's conversation: its history, bounded and in memory only, and the tabs that watch it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Card} from '../../src/chat/card.ts'
import type {Conversation, Person} from '../../src/chat/conversation.ts'
import type {Form} from '../../src/chat/form.ts'
import type {EventStream} from './event-stream.ts'
import type {ChatEvent, LastingEvent} from './wire.ts'

/** How many messages a conversation keeps. */
const keptMessages = 200

/** How many characters of messages, as JSON, a conversation keeps. */
const keptCharacters = 400_000

interface Entry {
  event: LastingEvent
  /** The number of the event that brought it, and of the one that last changed it. */
  readonly born: number
  changed: number
  size: number
}

/** One visitor's conversation. */
export class WebConversation {
  readonly place: Conversation
  readonly visitor: Person
  /** The activities that are being answered, by id. */
  readonly running = new Set<string>()
  /** True once the visitor has been announced to the core. */
  greeted = false
  /** The time zone of the visitor's browser, where it told one. */
  zone: string | undefined
  readonly #newId: () => string
  readonly #streams = new Set<EventStream>()
  #log: string
  #entries: Entry[] = []
  #count = 0
  #pressed: Extract<LastingEvent, {type: 'said'}> | undefined

  /**
   * @param visitor whose conversation it is
   * @param newId makes the name of its log, a new one each time it begins anew
   */
  constructor(visitor: Person, newId: () => string) {
    this.visitor = visitor
    this.place = {platform: visitor.platform, tenant: visitor.tenant, id: visitor.id, scope: 'personal'}
    this.#newId = newId
    this.#log = newId()
  }

  /** The name of the log: another one after `clear`. */
  get log(): string {
    return this.#log
  }

  /** How many tabs watch. */
  get watchers(): number {
    return this.#streams.size
  }

  /**
   * Lets a tab watch: first what it has not seen, then everything that comes.
   * @param lastSeen the Last-Event-ID that it sent
   */
  watch(stream: EventStream, lastSeen: string | undefined): void {
    this.#streams.add(stream)
    stream.onEnd(() => this.#streams.delete(stream))
    stream.send({type: 'hello', log: this.#log})
    const seen = this.#seen(lastSeen)
    for (const entry of this.#entries) {
      if (entry.changed > seen) stream.send(entry.born > seen ? entry.event : asUpdate(entry.event))
    }
    // Only here does the id move on: the events above stand in reading order, not in the order of their numbers.
    stream.send({type: 'ready', running: [...this.running]}, this.#mark())
  }

  /** Adds the visitor's words, once for each id. */
  say(id: string, text: string, at: number): void {
    if (this.#find(id) === undefined) this.#add({type: 'said', id, text, at})
  }

  /**
   * Remembers which button was pressed: its label becomes the visitor's words when a new message answers it, and
   * nothing where the card itself changes.
   */
  press(id: string, label: string | undefined, at: number): void {
    this.#pressed = label === undefined ? undefined : {type: 'said', id, text: label, at}
  }

  /** Adds a card. */
  show(type: 'message' | 'whisper', message: {readonly id: string; readonly card: Card; readonly at: number}): void {
    const pressed = this.#pressed
    this.#pressed = undefined
    if (pressed !== undefined) this.say(pressed.id, pressed.text, pressed.at)
    this.#add({type, ...message})
  }

  /** Replaces the card of a message; false where the message is no longer kept. */
  change(id: string, card: Card): boolean {
    const entry = this.#find(id)
    if (entry === undefined || entry.event.type === 'said') return false
    this.#count += 1
    entry.event = {...entry.event, card}
    entry.changed = this.#count
    entry.size = JSON.stringify(entry.event).length
    this.#publish(asUpdate(entry.event), this.#mark())
    return true
  }

  /**
   * Opens a form on the screen; it is not kept.
   * @param id the activity that it answers
   * @returns false where no tab watches
   */
  open(id: string, form: Form): boolean {
    this.#publish({type: 'form', id, form})
    return this.#streams.size > 0
  }

  /** The label of a button on a message's card, where it has that button. */
  label(message: string, action: string, value: string): string | undefined {
    const event = this.#find(message)?.event
    if (event === undefined || event.type === 'said') return undefined
    const buttons = event.card.blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
    return buttons.find(button => button.action === action && button.value === value)?.label
  }

  /** Tells the tabs that an activity has been answered. */
  done(id: string): void {
    this.running.delete(id)
    if (this.#pressed?.id === id) this.#pressed = undefined
    this.#publish({type: 'done', id})
  }

  /** Erases the history; the conversation begins anew. */
  clear(): void {
    this.#entries = []
    this.#count = 0
    this.#pressed = undefined
    this.greeted = false
    this.#log = this.#newId()
    this.#publish({type: 'hello', log: this.#log})
    this.#publish({type: 'ready', running: [...this.running]}, this.#mark())
  }

  /** Ends the streams of all tabs. */
  end(): void {
    for (const stream of this.#streams) stream.end()
  }

  #find(id: string): Entry | undefined {
    return this.#entries.find(entry => entry.event.id === id)
  }

  #add(event: LastingEvent): void {
    this.#count += 1
    this.#entries.push({event, born: this.#count, changed: this.#count, size: JSON.stringify(event).length})
    let size = this.#entries.reduce((sum, entry) => sum + entry.size, 0)
    while (this.#entries.length > keptMessages || (size > keptCharacters && this.#entries.length > 1)) {
      size -= this.#entries.shift()?.size ?? 0
    }
    this.#publish(event, this.#mark())
  }

  #mark(): string {
    return `${this.#log}/${this.#count}`
  }

  #seen(lastSeen: string | undefined): number {
    const prefix = `${this.#log}/`
    if (lastSeen?.startsWith(prefix) !== true) return 0
    const count = Number(lastSeen.slice(prefix.length))
    return Number.isSafeInteger(count) ? count : 0
  }

  #publish(event: ChatEvent, id?: string): void {
    for (const stream of this.#streams) stream.send(event, id)
  }
}

function asUpdate(event: LastingEvent): LastingEvent {
  return event.type === 'said' ? event : {...event, type: 'update'}
}
