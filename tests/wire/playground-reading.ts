// Reads what people see in the Agents Playground: messages, the cards in them, and their buttons.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Payload} from '../../adapters/teams/payload.ts'
import {partOf, partsIn} from '../../adapters/teams/payload.ts'
import {buttonsIn, linesIn} from '../adapters/teams/read-card.ts'
import type {Playground, ShownMessage} from './playground.ts'
import {stage} from './playground-stage.ts'

/** The card in a message. */
export function cardOf({content}: ShownMessage): Payload {
  const [attachment = {}] = partsIn(content, 'attachments')
  return partOf(attachment, 'content')
}

/** What a person reads in a message. */
export function textIn(message: ShownMessage): string {
  return linesIn(cardOf(message)).join('\n')
}

/** The labels of the buttons in a message. */
export function labels(message: ShownMessage): string[] {
  return [...buttonsIn(cardOf(message)).keys()]
}

/** The action behind a button. */
export function button(message: ShownMessage, label: string): Payload {
  const found = buttonsIn(cardOf(message)).get(label)
  if (!found) throw new Error(`nothing reads "${label}" among ${labels(message).join(', ')}`)
  return found
}

/** The messages of the bot in a conversation, oldest first. */
export function messagesIn(playground: Playground, where: string): ShownMessage[] {
  return playground.messages.filter(({conversation}) => conversation === where)
}

/** The next message of the bot after `seen` of them in a conversation. */
export function next(playground: Playground, where: string, seen: number): Promise<ShownMessage> {
  return playground.until(`message ${seen + 1} in ${where}`, () => messagesIn(playground, where)[seen])
}

/** Alex says something, and gets this. */
export async function asked(playground: Playground, where: string, words: string): Promise<ShownMessage> {
  const mention = where !== stage.personal
  const isOneTalk = where === stage.personal || where === stage.group
  const seen = isOneTalk ? messagesIn(playground, where).length : 0
  return next(playground, await playground.say({where, words, mention}), seen)
}
