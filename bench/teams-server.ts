// The servers that the Teams benchmark posts to, each in a process of its own: a bare echo of botbuilder, or the counselor.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {once} from 'node:events'
import {mkdtempSync, rmSync} from 'node:fs'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {CloudAdapter, ConfigurationBotFrameworkAuthentication} from 'botbuilder'
import express from 'express'
import {pinoLog, standardError} from '../adapters/log/pino-log.ts'
import {openStore} from '../adapters/store/open-store.ts'
import {TeamsPlatform} from '../adapters/teams/teams-platform.ts'
import {HttpServer} from '../adapters/web/http-server.ts'
import {Counselor} from '../src/counselor.ts'
import {Library} from '../src/knowledge/library.ts'
import {systemTimer} from '../src/schedule/timer.ts'
import type {Job} from './child.ts'

/** The bot and its organisation. */
export const registered = {
  appId: '11111111-2222-3333-4444-555555555555',
  tenantId: '99999999-8888-7777-6666-555555555555',
} as const

/** What a server is. */
export type TeamsServerKind = 'bare' | 'ours'

interface Serving {
  readonly port: number
  stop(): Promise<void>
}

/** Faster than Teams allows, so that the software is measured and not the pace that it keeps to. */
const unpaced = {
  lanePaces: [{burst: 1_000, gapMs: 1}],
  tenantPaces: [{burst: 100_000, gapMs: 1}],
  bulkPaces: [],
}

/** The job `teams-server KIND API_URL`: serves until its parent says `stop`, and tells its use of the processor at any other word. */
export const teamsServerJob: Job = async ([kind, apiUrl = '']) => {
  const serving = kind === 'bare' ? await serveBare(apiUrl) : await serveCounselor(apiUrl)
  // A parent that was killed says no `stop`.
  process.once('disconnect', () => process.exit())
  process.send?.({port: serving.port})
  for (;;) {
    const [word] = (await once(process, 'message')) as [string]
    if (word === 'stop') break
    const {user, system} = process.cpuUsage()
    process.send?.({cpuMs: (user + system) / 1_000})
  }
  await serving.stop()
  process.disconnect()
  return {}
}

type Credentials = ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1]

/** As in botbuilder's own samples, with the same check of tokens and the same fixed token as ours before a peer. */
async function serveBare(apiUrl: string): Promise<Serving> {
  const signRequest = async (request: {headers: {set(name: string, value: string): void}}) => {
    request.headers.set('authorization', 'Bearer for-a-peer')
    return request
  }
  const credentials = {
    isValidAppId: async (id: string) => id === registered.appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({signRequest}),
  } as unknown as Credentials
  const settings = {
    ToBotFromChannelOpenIdMetadataUrl: `${apiUrl}/openid/metadata`,
    ToBotFromEmulatorOpenIdMetadataUrl: `${apiUrl}/openid/metadata`,
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    ToChannelFromBotLoginUrl: `${apiUrl}/login`,
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    OAuthUrl: `${apiUrl}/oauth`,
    CallerId: 'urn:botframework:azure',
    ValidateAuthority: 'false',
  }
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(settings, credentials))
  const app = express()
  app.use(express.json())
  app.post('/api/messages', (request, response) =>
    adapter.process(request, response, async context => {
      await context.sendActivity(`Echo: ${context.activity.text}`)
    }),
  )
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function serveCounselor(apiUrl: string): Promise<Serving> {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-bench-'))
  const store = await openStore(`sqlite:${join(folder, 'store.sqlite')}`)
  const log = pinoLog('warn', standardError())
  const server = new HttpServer({log, ready: () => true})
  const platform = new TeamsPlatform({
    access: {type: 'SingleTenant', ...registered, password: 'a secret of the benchmark', apiUrl},
    app: server.app,
    store,
    log,
    timer: systemTimer,
    random: Math.random,
    lookUp: () => [],
    limits: unpaced,
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
