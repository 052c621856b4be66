// A house for tests: the Teams platform on a server of its own, before the fake connector.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {BotActivity, Payload} from '../../../adapters/teams/payload.ts'
import {isPayload} from '../../../adapters/teams/payload.ts'
import type {TeamsPlatformOptions} from '../../../adapters/teams/teams-options.ts'
import {TeamsPlatform} from '../../../adapters/teams/teams-platform.ts'
import {HttpServer} from '../../../adapters/web/http-server.ts'
import type {Activity} from '../../../src/chat/activity.ts'
import {systemTimer} from '../../../src/schedule/timer.ts'
import type {Store} from '../../../src/store.ts'
import {FakeConnector} from '../../doubles/fake-connector.ts'
import {MemoryStore} from '../../doubles/memory-store.ts'
import type {RecordingLog} from '../../doubles/recording-log.ts'
import {recordingLog} from '../../doubles/recording-log.ts'

/** Our own id in Teams, and the organisation. */
export const bot = '28:00000000-0000-4000-8000-00000000b071'
export const tenant = '00000000-0000-4000-8000-0000000ac3e0'

/** An answer of the address. */
export interface Reply {
  readonly status: number
  readonly body: Payload
}

/** A platform that can be posted to. */
export interface TeamsHouse {
  readonly connector: FakeConnector
  readonly platform: TeamsPlatform
  readonly store: Store
  readonly record: RecordingLog
  /** Activities that came through, for a house that was opened with {@link listen}. */
  readonly taken: Activity[]
  /** Posts as Teams does; what is not an invoke has been dealt with when it resolves. */
  post(body: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>
  /** Starts with a counselor that answers each activity so. */
  listen(answer?: (activity: Activity) => Promise<void>): Promise<void>
  close(): Promise<void>
}

/** Opens a house; whoever needs the real counselor starts it on the platform. */
export async function openTeamsHouse(options: Partial<TeamsPlatformOptions> = {}): Promise<TeamsHouse> {
  const connector = await FakeConnector.open()
  const record = recordingLog(Date.now)
  const {log} = record
  const server = new HttpServer({log, ready: () => true})
  const store = options.store ?? new MemoryStore(Date.now)
  const platform = new TeamsPlatform({
    access: {type: 'anonymous'},
    app: server.app,
    store,
    log,
    timer: systemTimer,
    random: () => 0.5,
    lookUp: () => [],
    limits: {lanePaces: [], tenantPaces: [], bulkPaces: [], backOff: {firstMs: 5, longestMs: 5}},
    drainMs: 2_000,
    ...options,
  })
  const port = await server.listen({host: '127.0.0.1', port: 0, orNext: false})
  const taken: Activity[] = []
  return {
    connector,
    platform,
    store,
    record,
    taken,
    post: async (body, headers = {}) => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: {'content-type': 'application/json', ...headers},
        body: typeof body === 'string' ? body : JSON.stringify(body),
      })
      const text = await answer.text()
      const said: unknown = text.startsWith('{') ? JSON.parse(text) : {}
      return {status: answer.status, body: isPayload(said) ? said : {}}
    },
    listen: (answer = async () => {}) =>
      platform.start(async activity => {
        taken.push(activity)
        await answer(activity)
      }),
    close: async () => {
      await platform.stop()
      await server.close()
      await connector.close()
    },
  }
}

/** Where something happens. */
export interface Scene {
  readonly user: string
  readonly scope: 'personal' | 'groupChat' | 'channel'
  readonly conversation: string
}

let ids = 0

/** An activity as Teams posts it. */
export function posted(house: Pick<TeamsHouse, 'connector'>, scene: Scene, more: Payload): BotActivity {
  const {user, scope, conversation} = scene
  const team =
    scope === 'channel' ? {team: {id: '19:team@thread.tacv2'}, channel: {id: conversation.split(';')[0]}} : {}
  return {
    type: 'message',
    id: `${1_700_000_000_000 + ++ids}`,
    timestamp: '2026-11-24T09:00:00.000Z',
    channelId: 'msteams',
    serviceUrl: house.connector.serviceUrl,
    from: {id: user, aadObjectId: `${user.replace('29:', '')}-account`, name: 'A Person'},
    recipient: {id: bot, name: 'Counselor'},
    conversation: {id: conversation, conversationType: scope, tenantId: tenant, isGroup: scope !== 'personal'},
    channelData: {tenant: {id: tenant}, ...team},
    ...more,
  }
}

/** A message with our name in front. */
export function mentioning(text: string): Payload {
  return {
    text: `<at>Counselor</at> ${text}`,
    entities: [{type: 'mention', text: '<at>Counselor</at>', mentioned: {id: bot, name: 'Counselor'}}],
  }
}

/** Everything that is stored in memory has been by then. */
export async function settled(): Promise<void> {
  for (let i = 0; i < 20; i += 1) await new Promise(resolve => setImmediate(resolve))
}
