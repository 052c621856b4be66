// The whole house on a wire: the real counselor and knowledge, a store in a file, and Slack played by a peer or our fake.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomBytes, randomUUID} from 'node:crypto'
import {join} from 'node:path'
import type {OAuthAccess, SlackAccess, SlackPlatformOptions} from '../../adapters/slack/slack-options.ts'
import {SlackPlatform} from '../../adapters/slack/slack-platform.ts'
import {openStore} from '../../adapters/store/open-store.ts'
import {HttpServer} from '../../adapters/web/http-server.ts'
import {phrases} from '../../src/answers/phrases.ts'
import {Counselor} from '../../src/counselor.ts'
import {Library} from '../../src/knowledge/library.ts'
import {systemTimer} from '../../src/schedule/timer.ts'
import type {Store} from '../../src/store.ts'
import type {FakeCall} from '../doubles/fake-slack.ts'
import {FakeSlack} from '../doubles/fake-slack.ts'
import type {FakeWorkspace, Workspace} from '../doubles/fake-workspace.ts'
import {freePort} from '../doubles/free-port.ts'
import {knowledgeFolderOf} from '../doubles/knowledge-files.ts'
import type {RecordingLog} from '../doubles/recording-log.ts'
import {recordingLog} from '../doubles/recording-log.ts'
import {temporaryFolder} from '../doubles/temporary-folder.ts'
import {knowledgeFolder} from '../doubles/world.ts'
import {acme} from './acme.ts'
import {LocalSlack} from './local-slack.ts'
import type {Home} from './slack-payloads.ts'
import * as payloads from './slack-payloads.ts'
import type {Endpoint, PostOptions, Taken} from './slack-post.ts'
import {postEvent} from './slack-post.ts'
import type {Json} from './slack-shapes.ts'
import {refusals, refusalsOf} from './slack-shapes.ts'

/** A counselor that serves Slack. */
export interface SlackHouse {
  readonly platform: SlackPlatform
  readonly store: Store
  readonly record: RecordingLog
  /** Scheme, host and port of its HTTP server. */
  readonly origin: string
  /** Where Slack posts to. */
  readonly endpoint: Endpoint
  /** Does all that is due by the house's clock. */
  tick(): Promise<void>
  /** Stops the counselor, which waits for what is under way, and then the rest. */
  stop(): Promise<void>
}

/** What a house is made of. */
export interface HouseParts {
  readonly access: SlackAccess
  /** The port that Slack knows; the next free one where nothing is said. */
  readonly port?: number
  /** The file of a store that two houses share. */
  readonly storeFile?: string
  readonly limits?: SlackPlatformOptions['limits']
  readonly drainMs?: number
  /** The counselor's clock, in milliseconds since 1970; that of the machine where nothing is said. */
  readonly now?: () => number
}

/** Many messages a second, so that stories need no patience; all else is as in production. */
const brisk = {lanePaces: [{burst: 100, gapMs: 10}], attemptMs: 2_000} as const

let known: Promise<Library> | undefined

/** Our own knowledge, with the desks of an organisation that has filled them in. */
function library(): Promise<Library> {
  known ??= (async () => {
    const desks = knowledgeFolderOf({'owners.yml': 'legal: {contact: "#ask-legal"}\nospo: {contact: "#ask-legal"}\n'})
    try {
      return await Library.open({own: knowledgeFolder, overlays: [desks.path]})
    } finally {
      desks.remove()
    }
  })()
  return known
}

/** What a platform is made of beside what all tests share. */
export interface PlatformParts extends Pick<SlackPlatformOptions, 'access' | 'store' | 'log'> {
  readonly server: HttpServer
  readonly limits?: SlackPlatformOptions['limits'] | undefined
  readonly drainMs?: number | undefined
}

/** Slack as a platform, in a hurry. */
export function newPlatform({server, limits, drainMs, ...parts}: PlatformParts): SlackPlatform {
  return new SlackPlatform({
    ...parts,
    server,
    timer: systemTimer,
    random: Math.random,
    prompts: phrases.en.examples,
    limits: {...brisk, ...limits},
    ...(drainMs === undefined ? {} : {drainMs}),
  })
}

/** A house that listens. */
export async function openHouse({access, port = 0, now = Date.now, ...more}: HouseParts): Promise<SlackHouse> {
  const {storeFile, limits, drainMs} = more
  const folder = temporaryFolder()
  const store = await openStore(`sqlite:${storeFile ?? join(folder.path, 'store.sqlite')}`)
  const record = recordingLog(Date.now)
  const {log} = record
  const server = new HttpServer({log, ready: () => true})
  const platform = newPlatform({access, server, store, log, limits, drainMs})
  const parts = {library: await library(), store, platforms: [platform], log, now, newId: randomUUID}
  const counselor = new Counselor({...parts, timer: systemTimer, mayPlan: 'members'})
  await counselor.start()
  const origin = `http://127.0.0.1:${await server.listen({host: '127.0.0.1', port, orNext: false})}`
  const stop = async () => {
    await counselor.stop()
    await server.close()
    await store.close()
    folder.remove()
  }
  const signingSecret = access.mode === 'socket' ? '' : access.signingSecret
  const endpoint = {url: `${origin}/slack/events`, signingSecret}
  return {platform, store, record, origin, endpoint, tick: () => counselor.tick(), stop}
}

/** A house beside local-slack, on signed HTTP or Socket Mode. */
export async function openWithLocalSlack(
  mode: 'http' | 'socket',
  {team = [], ...parts}: {readonly team?: readonly string[]} & Pick<HouseParts, 'now'> = {},
): Promise<{readonly house: SlackHouse; readonly slack: LocalSlack}> {
  const {botToken, appToken, signingSecret} = acme
  const port = await freePort()
  const requestUrl = mode === 'http' ? `http://127.0.0.1:${port}/slack/events` : undefined
  const slack = await LocalSlack.open(requestUrl, undefined, {team})
  const {apiUrl} = slack
  const access: SlackAccess =
    mode === 'http' ? {mode, apiUrl, botToken, signingSecret} : {mode, apiUrl, botToken, appToken}
  return {slack, house: await openHouse({access, port, ...parts})}
}

/** The access of an app that many workspaces install. */
export function oauthAccess(apiUrl: string, clientId: string, clientSecret: string): OAuthAccess {
  return {
    mode: 'oauth',
    apiUrl,
    clientId,
    clientSecret,
    stateSecret: 'a secret for the state of installations',
    signingSecret: acme.signingSecret,
    encryptionKeys: [randomBytes(32).toString('base64')],
  }
}

/** A house beside our own fake. */
export interface FakeHouse {
  readonly house: SlackHouse
  readonly fake: FakeSlack
  readonly workspace: FakeWorkspace
  readonly home: Home
  /** Slack posts an event. */
  event(event: Json, id?: string, options?: PostOptions): Promise<Taken>
  /** Somebody mentions the bot in a channel. */
  mention(user: string, channel: string, text: string): Promise<Taken>
  /** Stops all; rejects where Slack would have refused anything that was rendered. */
  stop(): Promise<void>
}

/** What may be other than usual beside the fake. */
export interface FakeHouseOptions extends Partial<HouseParts>, Partial<Workspace> {}

/** A house on signed HTTP beside our own fake, for one workspace. */
export async function openWithFake({admins = [], ...parts}: FakeHouseOptions = {}): Promise<FakeHouse> {
  const fake = await FakeSlack.open()
  const workspace = fake.add({team: 'T0FAKE', token: 'xoxb-fake', channels: {'ask-legal': 'C0LEGAL'}, admins})
  const {signingSecret} = acme
  const access: SlackAccess = {mode: 'http', apiUrl: fake.apiUrl, botToken: 'xoxb-fake', signingSecret}
  const house = await openHouse({access, ...parts})
  const home = {team: workspace.team, bot: workspace.bot}
  const event = (said: Json, id?: string, options?: PostOptions) =>
    postEvent(house.endpoint, payloads.eventOf(home, said, id), options)
  return {
    house,
    fake,
    workspace,
    home,
    event,
    mention: (user, channel, text) => event(payloads.mention(home, {user, channel}, text)),
    stop: async () => {
      await house.stop()
      await closeGuarded(fake)
    },
  }
}

/** Ends a fake; rejects where Slack would have refused anything of what was rendered, which no test may pass over. */
export async function closeGuarded(fake: FakeSlack): Promise<void> {
  await fake.close()
  const refused = fake.calls.flatMap(refusalsOfCall)
  if (refused.length > 0) throw new Error(`Slack would refuse: ${refused.join('; ')}`)
}

/** As {@link refusalsOf}, also for what goes to a `response_url`. */
function refusalsOfCall({method, args}: FakeCall): string[] {
  if (method !== 'response_url') return refusalsOf(method, args)
  return refusals({at: method, surface: 'message', blocks: args['blocks']})
}
