// What Teams sends as an Activity, or nothing where it does not concern us.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createHash} from 'node:crypto'
import type {Activity} from '../../src/chat/activity.ts'
import type {Conversation, Person} from '../../src/chat/conversation.ts'
import {valuesIn} from './form-data.ts'
import type {BotActivity, Payload} from './payload.ts'
import {isPayload, partOf, partsIn, textOf} from './payload.ts'
import type {Reference} from './references.ts'
import {wordsInHtml, wordsOf} from './to-words.ts'

/** What every activity from an event has. */
interface Base {
  readonly id: string
  readonly at: number
  readonly from: Person
  readonly conversation: Conversation
}

/** What a dialog is called where a message would have its id. */
export const dialogMessage = 'dialog'

/** Words that are a command where they stand alone in a message that only we and its writer see. */
const loneWords: readonly string[] = ['help', 'topics', 'about', 'forget']

/** Words that are a command wherever they begin a short message to us that asks nothing. */
const commandWords: readonly string[] = ['readiness', 'pulse', 'tips']

/** The most words of a command with what stands behind it; longer ones are sentences. */
const longestCommand = 5

/**
 * The activity in what Teams posted; undefined where there is none for us.
 * @param now milliseconds since 1970, for what does not say when
 */
export function toActivity(posted: BotActivity, now: number): Activity | undefined {
  const base = baseOf(posted, now)
  switch (posted.type) {
    case 'message':
      return fromMessage(posted, base)
    case 'conversationUpdate':
    case 'installationUpdate':
      return comesIn(posted) ? {...base, kind: 'joined'} : undefined
    case 'invoke':
      return fromInvoke(posted, base)
    default:
      return undefined
  }
}

/** How to find the conversation again. */
export function referenceOf(posted: BotActivity): Reference {
  const {tenant, id, scope} = conversationOf(posted)
  const team = textOf(partOf(partOf(posted, 'channelData'), 'team'), 'id')
  return {
    serviceUrl: posted.serviceUrl,
    conversation: id,
    scope,
    tenant,
    bot: posted.recipient.id,
    ...(scope === 'personal' ? {user: posted.from.id} : {}),
    ...(team === undefined ? {} : {team}),
  }
}

/** True where we were taken into the conversation. */
export function comesIn(posted: BotActivity): boolean {
  if (posted.type === 'installationUpdate') return /^add/.test(textOf(posted, 'action') ?? '')
  return partsIn(posted, 'membersAdded').some(({id}) => id === posted.recipient.id)
}

/** True where we were taken out of the conversation. */
export function goesOut(posted: BotActivity): boolean {
  if (posted.type === 'installationUpdate') return /^remove/.test(textOf(posted, 'action') ?? '')
  if (posted.type !== 'conversationUpdate') return false
  return partsIn(posted, 'membersRemoved').some(({id}) => id === posted.recipient.id)
}

/** What was pressed or submitted in a card: the data of its button with what stands in its fields. */
export function dataOf(posted: BotActivity): Payload {
  const value = partOf(posted, 'value')
  if (posted.type === 'message') return value
  return isPayload(value['action']) ? partOf(value['action'], 'data') : partOf(value, 'data')
}

function baseOf(posted: BotActivity, now: number): Base {
  const conversation = conversationOf(posted)
  const moment = Date.parse(textOf(posted, 'timestamp') ?? '')
  return {
    id: eventId(posted),
    at: Number.isFinite(moment) ? moment : now,
    from: {platform: 'teams', tenant: conversation.tenant, id: posted.from.id},
    conversation,
  }
}

/** Ids of messages are unique in their conversation only; a repetition has the same one. */
function eventId(posted: BotActivity): string {
  const own = textOf(posted, 'id') ?? `${textOf(posted, 'timestamp')} ${JSON.stringify(posted['value'] ?? null)}`
  const parts = [posted.type, textOf(posted, 'name') ?? '', posted.conversation.id, own, posted.from.id]
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 32)
}

function conversationOf(posted: BotActivity): Conversation {
  const {conversation} = posted
  const data = partOf(posted, 'channelData')
  const tenant = textOf(partOf(data, 'tenant'), 'id') ?? textOf(conversation, 'tenantId') ?? 'unknown'
  const scope = scopeOf(posted)
  const [id = '', thread] = conversation.id.split(';messageid=')
  const place = {platform: 'teams', tenant, id, scope}
  return scope === 'channel' && thread !== undefined && thread !== '' ? {...place, thread} : place
}

/** The message extension works in chats that we are not in: there, others are around. */
function scopeOf(posted: BotActivity): 'personal' | 'group' | 'channel' {
  const type = textOf(posted.conversation, 'conversationType')
  const data = partOf(posted, 'channelData')
  if (type === 'channel' || isPayload(data['channel'])) return 'channel'
  const isExtension = textOf(posted, 'name')?.startsWith('composeExtension/') ?? false
  if (type === 'groupChat' || posted.conversation['isGroup'] === true || isExtension) return 'group'
  return 'personal'
}

function fromMessage(posted: BotActivity, base: Base): Activity | undefined {
  const submitted = fromData(posted, base)
  if (submitted) return submitted
  if (isPayload(posted['value']) && textOf(posted, 'text') === undefined) return undefined
  const {text, mentionsUs, quoted} = wordsOf(posted)
  const {scope, thread} = base.conversation
  // Typed to us alone in the midst of others: what is answered is for that person too.
  if (partOf(posted, 'recipient')['isTargeted'] === true) return commandOf(base, text)
  const addressed = scope === 'personal' || mentionsUs
  // In a group people talk among themselves, and in a channel so does whoever begins a thread.
  if (!addressed && (scope === 'group' ? quoted === undefined : isOwnThread(posted, thread))) return undefined
  const command = addressed ? namedCommand(text) : undefined
  if (command) return {...base, ...command}
  return {...base, kind: 'message', text, addressed, ...(quoted === undefined ? {} : {quotes: quoted})}
}

function commandOf(base: Base, text: string): Activity {
  const word = text.toLowerCase()
  if (text === '') return {...base, kind: 'command', name: 'help', text}
  if (loneWords.includes(word)) return {...base, kind: 'command', name: word, text: ''}
  return {...base, ...(namedCommand(text) ?? {kind: 'command', name: 'ask', text})}
}

/** The command that a text begins with; Teams has no commands of its own, so people type them. */
function namedCommand(
  text: string,
): {readonly kind: 'command'; readonly name: string; readonly text: string} | undefined {
  const [first = '', ...rest] = text.split(/\s+/)
  const name = first.toLowerCase()
  if (!commandWords.includes(name) || rest.length >= longestCommand || /[?？]$/.test(text)) return undefined
  return {kind: 'command', name, text: rest.join(' ')}
}

function isOwnThread(posted: BotActivity, thread: string | undefined): boolean {
  return thread === undefined || thread === textOf(posted, 'id')
}

/** The activity of an invoke; undefined for those that are answered without the counselor. */
function fromInvoke(posted: BotActivity, base: Base): Activity | undefined {
  switch (posted['name']) {
    case 'adaptiveCard/action':
    case 'task/fetch':
    case 'task/submit':
      return fromData(posted, base)
    case 'composeExtension/fetchTask':
      return aboutMessage(posted, atMessage(posted, base))
    case 'composeExtension/submitAction':
      return fromData(posted, atMessage(posted, base))
    default:
      return undefined
  }
}

/** A button or a form of ours, whichever way its data came. */
function fromData(posted: BotActivity, base: Base): Activity | undefined {
  const data = dataOf(posted)
  const action = textOf(data, 'a')
  const value = textOf(data, 'v') ?? ''
  if (action === undefined) return undefined
  if (data['c'] === 'form') return {...base, kind: 'submission', action, value, values: valuesIn(data)}
  if (data['c'] !== 'press') return undefined
  const message = {conversation: base.conversation, id: pressedMessage(posted)}
  return {...base, kind: 'press', action, value, message}
}

function pressedMessage(posted: BotActivity): string {
  const isDialog = posted['name'] === 'task/submit' || posted['name'] === 'composeExtension/submitAction'
  return isDialog ? dialogMessage : (textOf(posted, 'replyToId') ?? dialogMessage)
}

/** Asks what the message says on which the action was chosen. */
function aboutMessage(posted: BotActivity, base: Base): Activity {
  const text = wordsInHtml(textOf(partOf(payloadIn(posted), 'body'), 'content') ?? '')
  return {...base, kind: 'command', name: 'ask', text}
}

/** What is answered to everybody stands in the thread of the message on which the action was chosen. */
function atMessage(posted: BotActivity, base: Base): Base {
  const message = payloadIn(posted)
  const thread = textOf(message, 'replyToId') ?? textOf(message, 'id')
  const {conversation} = base
  return conversation.scope === 'channel' && thread !== undefined
    ? {...base, conversation: {...conversation, thread}}
    : base
}

function payloadIn(posted: BotActivity): Payload {
  return partOf(partOf(posted, 'value'), 'messagePayload')
}
