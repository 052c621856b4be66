// A team for stories of a pulse: a channel with people, who set a pulse up, answer it, and read what comes of it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import type {Card} from '../../src/chat/card.ts'
import {cardText} from '../../src/chat/card-text.ts'
import type {Conversation} from '../../src/chat/conversation.ts'
import {Library} from '../../src/knowledge/library.ts'
import {pulsePhrases} from '../../src/surveys/pulse-phrases.ts'
import {front, knowledgeFolderOf, passageText} from './knowledge-files.ts'
import type {RecordingPlatform, Sent} from './recording-platform.ts'
import type {Talk} from './talk.ts'
import type {World} from './world.ts'
import {knowledgeFolder} from './world.ts'

/** The English sentences of a pulse. */
export const say = pulsePhrases.en

/** The ids of the statements of the pulse that stories use. */
export const statements = [
  'knowledge',
  'support',
  'tools',
  'security',
  'contribution',
  'collaboration',
  'gaps',
] as const

let small: Promise<Library> | undefined

/** Our own pulses with passages of a few words, since indexing all of the knowledge takes its time; loaded once. */
export function pulseLibrary(): Promise<Library> {
  small ??= openSmall()
  return small
}

async function openSmall(): Promise<Library> {
  const names = ['pulse', 'pulse-short']
  const surveys = names.map(name => [
    `surveys/${name}.md`,
    readFileSync(join(knowledgeFolder, 'surveys', `${name}.md`), 'utf8'),
  ])
  const read = new Set(
    surveys.flatMap(([, content = '']) => [...content.matchAll(/read: ([a-z-]+)/g)].map(([, id]) => id)),
  )
  const chapter = front + [...read].map(id => passageText(id ?? '')).join('')
  const folder = knowledgeFolderOf({...Object.fromEntries(surveys), 'chapters/test.md': chapter})
  try {
    return await Library.open({own: folder.path, overlays: []})
  } finally {
    folder.remove()
  }
}

/** A day, in milliseconds. */
export const day = 86_400_000

/** The owner and the people of one channel. */
export class PulseTeam {
  readonly world: World
  readonly channel: Conversation
  readonly owner = 'U-owner'
  readonly people: string[]

  /**
   * @param world where they are
   * @param size how many there are besides the owner
   * @param id the id of their channel
   */
  constructor(world: World, size: number, id = 'C-team') {
    this.world = world
    this.channel = {platform: 'recording', tenant: 'T1', id, scope: 'channel'}
    this.people = Array.from({length: size}, (_, i) => `U-person-${i}`)
    this.#meet()
  }

  /** The platform on which they talk. */
  get platform(): RecordingPlatform {
    return this.world.platform
  }

  /** Somebody comes into the channel. */
  join(...ids: readonly string[]): void {
    this.people.push(...ids)
    this.#meet()
  }

  /** Somebody leaves it. */
  leave(id: string): void {
    this.people.splice(this.people.indexOf(id), 1)
    this.#meet()
  }

  /** The private conversation with a person. */
  with(id: string): Talk {
    return this.platform.talk({id: `D-${id}`}, id)
  }

  /** A person in the channel. */
  inChannel(id: string): Talk {
    return this.platform.talk({id: this.channel.id, scope: 'channel'}, id)
  }

  /** Sets a pulse up and shows what comes back: the preview, or what is wrong. */
  async setUp(values: Readonly<Record<string, string>> = {}): Promise<Sent> {
    const talk = this.inChannel(this.owner)
    const offer = await talk.command('pulse')
    const form = await this.formOf(this.owner, offer, say.setUp, this.channel.id)
    return talk.submit(form, values)
  }

  /** Sets a pulse up, sends it, and lets the invitations go out; gives the preview. */
  async launch(values: Readonly<Record<string, string>> = {}): Promise<Card> {
    const {card} = await this.setUp(values)
    await this.press(this.owner, card, say.preview.send, this.channel.id)
    await this.world.tick()
    return card
  }

  /** Presses a button of a card. */
  async press(id: string, card: Card, label: string, at = `D-${id}`): Promise<readonly Sent[]> {
    const talk = this.platform.talk({id: at, scope: at.startsWith('D-') ? 'personal' : 'channel'}, id)
    const button = card.blocks
      .flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
      .find(each => each.label === label)
    if (!button) throw new Error(`no button "${label}" on: ${cardText(card, {buttons: true})}`)
    const message = {conversation: talk.conversation, id: 'm'}
    const {action, value} = button
    return this.platform.deliver(talk.activity({kind: 'press', action, value, message}))
  }

  /** Presses a button that opens a form. */
  async formOf(id: string, card: Card, label: string, at = `D-${id}`) {
    const before = this.platform.forms.length
    await this.press(id, card, label, at)
    const opened = this.platform.forms[before]
    if (!opened) throw new Error(`the button "${label}" opened no form`)
    return opened.form
  }

  /** What a person was sent in private, oldest first. */
  sentTo(id: string): readonly Sent[] {
    return this.platform.sent.filter(({to}) => to.id === `D-${id}`)
  }

  /** What the channel was sent for all to see, oldest first. */
  inTheChannel(): readonly Sent[] {
    return this.platform.sent.filter(({to, how}) => to.id === this.channel.id && how === 'send')
  }

  /** The invitation that a person got last. */
  invitation(id: string): Card {
    const sent = this.sentTo(id).findLast(({card}) => labelOf(card, say.invitation.answer))
    if (!sent) throw new Error('that person was not invited')
    return sent.card
  }

  /**
   * A person answers, and is told something.
   * @param choices one for all statements, or one for each; 0 for "can't say"
   */
  async answer(id: string, choices: number | readonly number[], words = ''): Promise<string> {
    const form = await this.formOf(id, this.invitation(id), say.invitation.answer)
    const values = statements.map((name, i) => [name, String(typeof choices === 'number' ? choices : choices[i])])
    const sent = await this.with(id).submit(form, {...Object.fromEntries(values), ...(words ? {own_words: words} : {})})
    return cardText(sent.card)
  }

  /** Lets the last day pass, and everything be done that is due. */
  async close(): Promise<void> {
    this.world.pass(8 * day)
    await this.world.tick()
  }

  /** The results as the channel reads them last. */
  results(): string {
    return cardText(this.inTheChannel().at(-1)?.card ?? {language: 'en', blocks: []})
  }

  #meet(): void {
    this.platform.members.set(this.channel.id, [this.owner, ...this.people])
  }
}

function labelOf({blocks}: Card, label: string): boolean {
  return blocks.some(block => block.kind === 'buttons' && block.buttons.some(button => button.label === label))
}
