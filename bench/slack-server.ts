// The servers that the Slack benchmarks post to, each in a process of its own: bare Bolt, or the whole counselor.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {once} from 'node:events'
import {mkdtempSync, rmSync} from 'node:fs'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {App, HTTPReceiver, LogLevel} from '@slack/bolt'
import {pinoLog, standardError} from '../adapters/log/pino-log.ts'
import {Installations} from '../adapters/slack/installations.ts'
import {SecretBox} from '../adapters/slack/secret-box.ts'
import type {SlackAccess} from '../adapters/slack/slack-options.ts'
import {SlackPlatform} from '../adapters/slack/slack-platform.ts'
import {openStore} from '../adapters/store/open-store.ts'
import {HttpServer} from '../adapters/web/http-server.ts'
import {phrases} from '../src/answers/phrases.ts'
import {Counselor} from '../src/counselor.ts'
import {Library} from '../src/knowledge/library.ts'
import {systemTimer} from '../src/schedule/timer.ts'
import type {Store} from '../src/store.ts'
import type {Job} from './child.ts'
import {collectGarbage} from './child.ts'
import {signingSecret} from './slack-load.ts'

/** What a server holds, in bytes. */
export interface Memory {
  readonly heap: number
  readonly rss: number
}

/** What a server has used of the processor since its start, in milliseconds. */
export interface Spent {
  readonly cpuMs: number
}

/** What a server is: Bolt alone, the counselor for one workspace, or for many that installed it. */
export type ServerKind = 'bare' | 'http' | 'oauth'

interface Serving {
  readonly port: number
  stop(): Promise<void>
}

/** 32 bytes for a store that is thrown away. */
const encryptionKey = Buffer.alloc(32, 7).toString('base64')

/** The id of a workspace by its number. */
export function teamOf(number: number): string {
  return `T${String(number).padStart(9, '0')}`
}

/** The job `slack-server KIND API_URL TEAMS`: serves until its parent says `stop`, tells its use of the processor at `cpu`, and weighs itself at any other word. */
export const slackServerJob: Job = async ([kind, apiUrl = '', teams = '1']) => {
  const serving = kind === 'bare' ? await serveBare() : await serveCounselor(kind, apiUrl, Number(teams))
  // A parent that was killed says no `stop`.
  process.once('disconnect', () => process.exit())
  process.send?.({port: serving.port})
  for (;;) {
    const [word] = (await once(process, 'message')) as [string]
    if (word === 'stop') break
    process.send?.(word === 'cpu' ? spent() : memory())
  }
  await serving.stop()
  process.disconnect()
  return {}
}

function spent(): Spent {
  const {user, system} = process.cpuUsage()
  return {cpuMs: (user + system) / 1_000}
}

function memory(): Memory {
  collectGarbage()
  const {heapUsed, rss} = process.memoryUsage()
  return {heap: heapUsed, rss}
}

async function serveBare(): Promise<Serving> {
  const receiver = new HTTPReceiver({signingSecret, logLevel: LogLevel.ERROR})
  const authorize = async () => ({botToken: 'xoxb-bench', botUserId: 'U0BOT', botId: 'B0BOT'})
  const app = new App({receiver, authorize, logLevel: LogLevel.ERROR})
  app.command('/ospo', ({ack}) => ack('hi'))
  const server = await receiver.start(0)
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.closeAllConnections()
      await receiver.stop()
    },
  }
}

async function serveCounselor(kind: string | undefined, apiUrl: string, teams: number): Promise<Serving> {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-bench-'))
  const store = await openStore(`sqlite:${join(folder, 'store.sqlite')}`)
  if (kind === 'oauth') await install(store, teams)
  const log = pinoLog('warn', standardError())
  const server = new HttpServer({log, ready: () => true})
  const platform = new SlackPlatform({
    access: accessOf(kind, apiUrl),
    server,
    store,
    log,
    timer: systemTimer,
    random: Math.random,
    prompts: phrases.en.examples,
  })
  const library = await Library.open({own: join(process.cwd(), 'knowledge'), overlays: []})
  const newId = () => crypto.randomUUID()
  const counselor = new Counselor({
    library,
    store,
    platforms: [platform],
    log,
    now: Date.now,
    newId,
    timer: systemTimer,
    mayPlan: 'members',
  })
  await counselor.start()
  const port = await server.listen({host: '127.0.0.1', port: 0, orNext: false})
  const stop = async () => {
    await counselor.stop()
    await server.close()
    await store.close()
    rmSync(folder, {recursive: true})
  }
  return {port, stop}
}

function accessOf(kind: string | undefined, apiUrl: string): SlackAccess {
  if (kind !== 'oauth') return {mode: 'http', apiUrl, botToken: 'xoxb-bench', signingSecret}
  const secrets = {clientId: '1.2', clientSecret: 'secret', stateSecret: 'a state secret', signingSecret}
  return {mode: 'oauth', apiUrl, ...secrets, encryptionKeys: [encryptionKey]}
}

async function install(store: Store, teams: number): Promise<void> {
  const installations = new Installations({store, box: new SecretBox([encryptionKey]), now: Date.now})
  for (let i = 0; i < teams; i++) {
    await installations.storeInstallation({
      team: {id: teamOf(i), name: teamOf(i)},
      enterprise: undefined,
      user: {id: 'U0ADMIN', token: undefined, scopes: undefined},
      bot: {token: `xoxb-${teamOf(i)}`, scopes: ['chat:write'], id: 'B0BOT', userId: 'U0BOT'},
      isEnterpriseInstall: false,
      tokenType: 'bot',
      appId: 'A0001',
      authVersion: 'v2',
    })
  }
}
