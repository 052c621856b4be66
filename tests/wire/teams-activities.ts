// Activities as Teams posts them, from people and places of our own; and posting them to a counselor.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import type {Json} from '../doubles/fake-identity.ts'

/** The bot and the organisation, as registered. */
export const contoso = {
  app: '11111111-2222-3333-4444-555555555555',
  tenant: '99999999-8888-7777-6666-555555555555',
  bot: '28:11111111-2222-3333-4444-555555555555',
  team: '19:team@thread.tacv2',
  channel: '19:general@thread.tacv2',
  group: '19:group@thread.v2',
} as const

/** Where somebody says something, and who. */
export interface Scene {
  readonly serviceUrl: string
  /** The last part of the person's id. */
  readonly who: string
  readonly scope: 'personal' | 'groupChat' | 'channel'
  /** The id of the message that a thread of the channel began with. */
  readonly thread?: string
}

/** The id of a person, as bots see it. */
export function personId(who: string): string {
  return `29:${who}`
}

/** The id of a conversation, as activities carry it. */
export function conversationId({scope, who, thread}: Scene): string {
  if (scope === 'personal') return `a:${personId(who)}`
  return scope === 'groupChat' ? contoso.group : `${contoso.channel};messageid=${thread ?? '1'}`
}

/** What all activities of a scene have in common. */
export function activityIn(scene: Scene): Json {
  const {serviceUrl, who, scope} = scene
  const tenant = {id: contoso.tenant}
  const inChannel = {teamsChannelId: contoso.channel, teamsTeamId: contoso.team, channel: {id: contoso.channel}}
  return {
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: {id: personId(who), name: who, aadObjectId: `00000000-0000-0000-0000-${who.padStart(12, '0')}`},
    recipient: {id: contoso.bot, name: 'OSPO Counselor'},
    conversation: {
      id: conversationId(scene),
      conversationType: scope,
      tenantId: contoso.tenant,
      ...(scope === 'personal' ? {} : {isGroup: true}),
    },
    channelData: {tenant, ...(scope === 'channel' ? {...inChannel, team: {id: contoso.team}} : {})},
  }
}

/** Somebody says something to the bot: in private as it is, elsewhere with a mention. */
export function messageIn(scene: Scene, words: string): Json {
  const mention = {
    type: 'mention',
    mentioned: {id: contoso.bot, name: 'OSPO Counselor'},
    text: '<at>OSPO Counselor</at>',
  }
  const addressed = scene.scope === 'personal' ? {text: words} : {text: `${mention.text} ${words}`, entities: [mention]}
  return {...activityIn(scene), type: 'message', textFormat: 'plain', ...addressed}
}

/** Teams asks for something, and wants the answer at once. */
export function invokeIn(scene: Scene, name: string, value: Json, replyToId?: string): Json {
  return {...activityIn(scene), type: 'invoke', name, value, ...(replyToId === undefined ? {} : {replyToId})}
}

/** What came back for a post. */
export interface Taken {
  readonly status: number
  readonly text: string
  readonly body: Json
}

/** Posts an activity. */
export async function postActivity(origin: string, activity: unknown, authorization?: string): Promise<Taken> {
  const response = await fetch(`${origin}/api/messages`, {
    method: 'POST',
    headers: {'content-type': 'application/json', ...(authorization === undefined ? {} : {authorization})},
    body: typeof activity === 'string' ? activity : JSON.stringify(activity),
  })
  const text = await response.text()
  return {status: response.status, text, body: text.startsWith('{') ? (JSON.parse(text) as Json) : {}}
}
