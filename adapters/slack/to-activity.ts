// What Slack sends as an Activity, or nothing where it does not concern us.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from '../../src/chat/activity.ts'
import type {Conversation, Person} from '../../src/chat/conversation.ts'
import {
  activityFromCommand,
  activityFromPress,
  activityFromShortcut,
  activityFromSubmission,
} from './from-interaction.ts'
import type {Payload} from './payload.ts'
import {momentOf, partOf, tenantOf, textOf} from './payload.ts'
import {mentions, toWords, withoutMention} from './to-words.ts'

/** What has to be known to read a payload. */
export interface Reader {
  /** The workspace, where the app serves only one; else the payload says which. */
  readonly tenant?: string
  /** The id of our own user in that workspace. */
  readonly botUserId: string
  /** Milliseconds since 1970, for payloads that do not say when. */
  readonly now: number
}

/** An event with what every activity from it has. */
interface Incoming {
  readonly event: Payload
  readonly reader: Reader
  readonly base: {readonly id: string; readonly at: number}
  readonly tenant: string
}

/** The kinds of message that people write; all others are edits, deletions, joins, or come from programs. */
const written: readonly unknown[] = [undefined, 'file_share', 'thread_broadcast', 'me_message']

/** The activity in the body of an event, a command or an interaction; undefined where there is none for us. */
export function toActivity(body: Payload, reader: Reader): Activity | undefined {
  const tenant = reader.tenant ?? tenantOf(body)
  if (tenant === undefined) return undefined
  if (textOf(body, 'command') !== undefined) return activityFromCommand(body, tenant, reader.now)
  switch (body['type']) {
    case 'event_callback':
      return fromEvent(body, tenant, reader)
    case 'block_actions':
      return activityFromPress(body, tenant, reader.now)
    case 'view_submission':
      return activityFromSubmission(body, tenant, reader.now)
    case 'message_action':
      return activityFromShortcut(body, tenant, reader.now)
    default:
      return undefined
  }
}

/**
 * False for the bulk of what a channel says: messages at its top, which never concern us and are dropped before
 * anything is looked up for them.
 */
export function mayConcernUs(body: Payload): boolean {
  const event = partOf(body, 'event')
  if (event['type'] !== 'message') return true
  return isFromPerson(event) && (isDirect(event) || threadOf(event) !== undefined)
}

function fromEvent(body: Payload, tenant: string, reader: Reader): Activity | undefined {
  const event = partOf(body, 'event')
  const at = momentOf(event, 'event_ts') ?? momentOf(event, 'ts') ?? momentOf(body, 'event_time') ?? reader.now
  const id = textOf(body, 'event_id') ?? `${event['type']} ${textOf(event, 'channel')} ${textOf(event, 'ts') ?? at}`
  const incoming = {event, reader, base: {id, at}, tenant}
  switch (event['type']) {
    case 'app_mention':
      return fromMention(incoming)
    case 'message':
      return fromMessage(incoming)
    case 'app_home_opened':
      return fromHome(incoming)
    case 'member_joined_channel':
      return fromJoin(incoming)
    default:
      return undefined
  }
}

function fromMention({event, reader, base, tenant}: Incoming): Activity | undefined {
  const from = personIn(event, reader, tenant)
  const channel = textOf(event, 'channel')
  const thread = textOf(event, 'thread_ts') ?? textOf(event, 'ts')
  if (!from || channel === undefined || thread === undefined) return undefined
  const text = toWords(withoutMention(textOf(event, 'text') ?? '', reader.botUserId))
  const conversation: Conversation = {platform: 'slack', tenant, id: channel, scope: 'channel', thread}
  return {...base, kind: 'message', from, conversation, text, addressed: true}
}

function fromMessage({event, reader, base, tenant}: Incoming): Activity | undefined {
  const from = personIn(event, reader, tenant)
  const channel = textOf(event, 'channel')
  if (!from || channel === undefined) return undefined
  const said = textOf(event, 'text') ?? ''
  const thread = threadOf(event)
  const addressed = isDirect(event)
  // A mention comes a second time, as an event of its own.
  if (!addressed && (thread === undefined || mentions(said, reader.botUserId))) return undefined
  const scope = addressed ? 'personal' : event['channel_type'] === 'mpim' ? 'group' : 'channel'
  const place: Conversation = {platform: 'slack', tenant, id: channel, scope}
  const conversation = thread === undefined ? place : {...place, thread}
  const text = toWords(withoutMention(said, reader.botUserId))
  return {...base, kind: 'message', from, conversation, text, addressed}
}

function fromHome({event, base, tenant}: Incoming): Activity | undefined {
  const user = textOf(event, 'user')
  if (event['tab'] !== 'home' || user === undefined) return undefined
  const from: Person = {platform: 'slack', tenant, id: user}
  return {...base, kind: 'opened', from, conversation: {...from, scope: 'home'}}
}

function fromJoin({event, reader, base, tenant}: Incoming): Activity | undefined {
  const channel = textOf(event, 'channel')
  if (event['user'] !== reader.botUserId || channel === undefined) return undefined
  const from: Person = {platform: 'slack', tenant, id: textOf(event, 'inviter') ?? reader.botUserId}
  return {...base, kind: 'joined', from, conversation: {platform: 'slack', tenant, id: channel, scope: 'channel'}}
}

function personIn(event: Payload, {botUserId}: Reader, tenant: string): Person | undefined {
  const id = textOf(event, 'user')
  if (id === undefined || id === botUserId || !isFromPerson(event)) return undefined
  return {platform: 'slack', tenant, id}
}

function isFromPerson(event: Payload): boolean {
  const byProgram = event['bot_id'] !== undefined || event['bot_profile'] !== undefined
  const changed = event['edited'] !== undefined || event['hidden'] === true
  return !byProgram && !changed && event['user'] !== 'USLACKBOT' && written.includes(event['subtype'])
}

function isDirect(event: Payload): boolean {
  return event['channel_type'] === 'im' || (textOf(event, 'channel')?.startsWith('D') ?? false)
}

/** The thread of a reply; the message that a thread hangs on is not in it. */
function threadOf(event: Payload): string | undefined {
  const thread = textOf(event, 'thread_ts')
  return thread === event['ts'] ? undefined : thread
}
