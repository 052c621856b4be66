// Acme: the workspace of the wire tests, with its people and channels, as local-slack reads it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Json} from './slack-shapes.ts'

/** Who and what there is in the workspace. */
export const acme = {
  team: 'T0001',
  app: 'A0001',
  bot: 'U0BOT',
  botToken: 'xoxb-local-slack',
  appToken: 'xapp-local-slack',
  signingSecret: 'a secret that local-slack and we share',
  ann: 'U0ANN',
  ben: 'U0BEN',
  general: 'C0GENERAL',
  legal: 'C0LEGAL',
  /** Where Ann and a team of the test's own are. */
  room: 'C0ROOM',
} as const

/** How a workspace differs from the usual one. */
export interface Workspace {
  /** The ids of more people, who are all in {@link acme.room} with Ann. */
  readonly team?: readonly string[]
  /** The ids of channels that are no longer there. */
  readonly gone?: readonly string[]
}

/** The configuration of local-slack. */
export function configOf(requestUrl: string | undefined, {team: more = [], gone = []}: Workspace): Json {
  const {team, app, bot, botToken, appToken, signingSecret, ann, ben, general, legal, room} = acme
  const mode = requestUrl === undefined ? {mode: 'socket'} : {mode: 'events', requestUrl}
  return {
    workspace: {name: 'Acme', domain: 'acme', teamId: team},
    app: {appId: app, botUserId: bot, botName: 'counselor', botToken, appToken, signingSecret, ...mode},
    users: [
      {id: ann, name: 'ann', email: 'ann@example.org'},
      {id: ben, name: 'ben', email: 'ben@example.org'},
      ...more.map(id => ({id, name: id.toLowerCase(), email: `${id.toLowerCase()}@example.org`})),
    ],
    channels: [
      {id: general, name: 'general', members: [ann, ben, bot]},
      {id: legal, name: 'ask-legal', members: [ben, bot]},
      ...(more.length > 0 ? [{id: room, name: 'team-room', members: [ann, ...more, bot]}] : []),
    ].filter(({id}) => !gone.includes(id)),
  }
}
