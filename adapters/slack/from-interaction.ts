// What people do with commands, buttons, forms and shortcuts, as Activities.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createHash} from 'node:crypto'
import type {Activity} from '../../src/chat/activity.ts'
import type {Conversation, Person} from '../../src/chat/conversation.ts'
import {formCallback, fromMetadata} from './form-metadata.ts'
import type {Payload} from './payload.ts'
import {isPayload, momentOf, partOf, partsIn, textOf} from './payload.ts'
import {actionOf} from './to-blocks.ts'
import {fieldValue} from './to-input.ts'
import {toWords} from './to-words.ts'

/** The `callback_id` of the message shortcut, as manifest.yml has it. */
export const askShortcut = 'ask_about_message'

/** What the Home tab is called where a message would have its id: there is one for each person. */
export const homeTab = 'home'

/** Words that stand alone: with anything behind them they begin a question. */
const loneWords: readonly string[] = ['help', 'topics', 'about']

/** Words that name a command whatever stands behind them, unless it is a question. */
const commandWords: readonly string[] = ['ask', 'forget', 'readiness', 'pulse', 'tips', 'settings', 'admin']

/** The activity of a slash command: `help` where nothing was typed, the command that was named, or else `ask`. */
export function activityFromCommand(body: Payload, tenant: string, now: number): Activity | undefined {
  const user = textOf(body, 'user_id')
  const channel = textOf(body, 'channel_id')
  if (user === undefined || channel === undefined) return undefined
  return {
    kind: 'command',
    ...commandIn(toWords(textOf(body, 'text') ?? '')),
    id: interactionId(body),
    at: now,
    from: {platform: 'slack', tenant, id: user},
    conversation: placeOf(tenant, channel, textOf(body, 'channel_name')),
  }
}

/** The activity of a button, a menu or a thumb; undefined for one that is not of our making. */
export function activityFromPress(body: Payload, tenant: string, now: number): Activity | undefined {
  const from = personIn(body, tenant)
  const [action = {}] = partsIn(body, 'actions')
  const actionId = textOf(action, 'action_id')
  const message = from && pressedMessage(body, from)
  if (!from || actionId === undefined || !message) return undefined
  const value = textOf(action, 'value') ?? textOf(partOf(action, 'selected_option'), 'value') ?? ''
  const at = momentOf(action, 'action_ts') ?? now
  const id = interactionId(body)
  const {conversation} = message
  return {kind: 'press', id, at, from, conversation, action: actionOf(actionId), value, message}
}

/** The activity of a form that was filled in; undefined for a modal that is none of our forms. */
export function activityFromSubmission(body: Payload, tenant: string, now: number): Activity | undefined {
  const from = personIn(body, tenant)
  const view = partOf(body, 'view')
  const purpose = fromMetadata(textOf(view, 'private_metadata'))
  if (!from || view['callback_id'] !== formCallback || !purpose) return undefined
  const {action, value, place} = purpose
  const conversation: Conversation = {platform: 'slack', tenant, ...place}
  const values = valuesOf(partOf(partOf(view, 'state'), 'values'))
  return {kind: 'submission', id: interactionId(body), at: now, from, conversation, action, value, values}
}

/** The activity of the shortcut on a message: asks what the message says, and answers in its thread. */
export function activityFromShortcut(body: Payload, tenant: string, now: number): Activity | undefined {
  const from = personIn(body, tenant)
  const channel = partOf(body, 'channel')
  const message = partOf(body, 'message')
  const id = textOf(channel, 'id')
  const thread = textOf(message, 'thread_ts') ?? textOf(message, 'ts')
  if (!from || body['callback_id'] !== askShortcut || id === undefined || thread === undefined) return undefined
  return {
    kind: 'command',
    name: 'ask',
    text: toWords(textOf(message, 'text') ?? ''),
    id: interactionId(body),
    at: momentOf(body, 'action_ts') ?? now,
    from,
    conversation: {...placeOf(tenant, id, textOf(channel, 'name')), thread},
  }
}

function commandIn(typed: string): {readonly name: string; readonly text: string} {
  if (typed === '') return {name: 'help', text: ''}
  const [first = ''] = typed.split(/\s/, 1)
  const word = first.toLowerCase()
  const text = typed.slice(first.length).trim()
  const named = loneWords.includes(word) ? text === '' : commandWords.includes(word) && !/[?？]$/.test(text)
  return named || word === 'ask' ? {name: word, text} : {name: 'ask', text: typed}
}

function personIn(body: Payload, tenant: string): Person | undefined {
  const id = textOf(partOf(body, 'user'), 'id')
  return id === undefined ? undefined : {platform: 'slack', tenant, id}
}

/** Slack names the channels that are none: `directmessage`, and `mpdm-…` for groups of people. */
function placeOf(tenant: string, id: string, name: string | undefined): Conversation {
  const personal = id.startsWith('D') || name === 'directmessage'
  const scope = personal ? 'personal' : name?.startsWith('mpdm-') ? 'group' : 'channel'
  return {platform: 'slack', tenant, id, scope}
}

function pressedMessage(body: Payload, from: Person): {conversation: Conversation; id: string} | undefined {
  const view = partOf(body, 'view')
  if (view['id'] !== undefined) {
    const id = view['type'] === 'home' ? homeTab : textOf(view, 'id')
    return id === undefined ? undefined : {conversation: {...from, scope: 'home'}, id}
  }
  const container = partOf(body, 'container')
  const channel = textOf(partOf(body, 'channel'), 'id') ?? textOf(container, 'channel_id')
  const id = textOf(container, 'message_ts') ?? textOf(partOf(body, 'message'), 'ts')
  if (channel === undefined || id === undefined) return undefined
  const place = placeOf(from.tenant, channel, textOf(partOf(body, 'channel'), 'name'))
  const thread = threadOfPress(body, place, id)
  return {conversation: thread === undefined ? place : {...place, thread}, id}
}

/** An answer belongs below the message that was pressed; one that a single person sees can have nothing below it. */
function threadOfPress(body: Payload, place: Conversation, message: string): string | undefined {
  const container = partOf(body, 'container')
  const thread = textOf(partOf(body, 'message'), 'thread_ts') ?? textOf(container, 'thread_ts')
  const below = place.scope !== 'personal' && container['is_ephemeral'] !== true
  return thread ?? (below ? message : undefined)
}

/** The texts of all fields by their ids, which stand below blocks of no importance. */
function valuesOf(state: Payload): Record<string, string> {
  const fields = Object.values(state)
    .filter(isPayload)
    .flatMap(block => Object.entries(block))
  return Object.fromEntries(fields.map(([id, field]) => [id, fieldValue(field)]))
}

/** What tells this interaction from all others, and is the same should it ever come twice. */
function interactionId(body: Payload): string {
  const trigger = textOf(body, 'trigger_id')
  if (trigger !== undefined) return `trigger ${trigger}`
  const [action = {}] = partsIn(body, 'actions')
  const view = partOf(body, 'view')
  const marks = [body['response_url'], view['id'], view['hash'], action['action_ts'], body['action_ts']]
  return `mark ${createHash('sha256').update(JSON.stringify(marks)).digest('base64url').slice(0, 32)}`
}
