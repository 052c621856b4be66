// The whole house on a wire: the real counselor and knowledge, a store in a file, and Teams played by a peer or our fake.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import {join} from 'node:path'
import {openStore} from '../../adapters/store/open-store.ts'
import type {TeamsAccess} from '../../adapters/teams/teams-access.ts'
import type {TeamsPlatformOptions} from '../../adapters/teams/teams-options.ts'
import {TeamsPlatform} from '../../adapters/teams/teams-platform.ts'
import {HttpServer} from '../../adapters/web/http-server.ts'
import {Counselor} from '../../src/counselor.ts'
import {Library} from '../../src/knowledge/library.ts'
import {systemTimer} from '../../src/schedule/timer.ts'
import type {Store} from '../../src/store.ts'
import {FakeConnector} from '../doubles/fake-connector.ts'
import type {Json} from '../doubles/fake-identity.ts'
import {knowledgeFolderOf} from '../doubles/knowledge-files.ts'
import type {RecordingLog} from '../doubles/recording-log.ts'
import {recordingLog} from '../doubles/recording-log.ts'
import {temporaryFolder} from '../doubles/temporary-folder.ts'
import {knowledgeFolder} from '../doubles/world.ts'
import type {Scene, Taken} from './teams-activities.ts'
import {contoso, invokeIn, messageIn, postActivity} from './teams-activities.ts'

/** A counselor that serves Teams. */
export interface TeamsHouse {
  readonly platform: TeamsPlatform
  readonly store: Store
  readonly record: RecordingLog
  /** Scheme, host and port of its HTTP server. */
  readonly origin: string
  /** Does all that is due by the house's clock. */
  tick(): Promise<void>
  /** Stops the counselor, which waits for what is under way, and then the rest. */
  stop(): Promise<void>
}

/** What a house is made of. */
export interface TeamsHouseParts {
  readonly access: TeamsAccess
  /** The port that the peer knows; the next free one where nothing is said. */
  readonly port?: number
  /** The file of a store that two houses share. */
  readonly storeFile?: string
  readonly limits?: TeamsPlatformOptions['limits']
  /** The counselor's clock, in milliseconds since 1970; that of the machine where nothing is said. */
  readonly now?: () => number
  /** What becomes of a tip of which nobody can tell whether it arrived. */
  readonly unsureTips?: 'skip' | 'send'
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

/** A house that listens. */
export async function openTeamsHouse({
  access,
  port = 0,
  now = Date.now,
  ...more
}: TeamsHouseParts): Promise<TeamsHouse> {
  const {storeFile, limits, unsureTips = 'skip'} = more
  const folder = temporaryFolder()
  const store = await openStore(`sqlite:${storeFile ?? join(folder.path, 'store.sqlite')}`)
  const record = recordingLog(Date.now)
  const {log} = record
  const server = new HttpServer({log, ready: () => true})
  const platform = new TeamsPlatform({
    access,
    app: server.app,
    store,
    log,
    timer: systemTimer,
    random: Math.random,
    lookUp: typed => counselor.lookUp(typed),
    limits: {...brisk, ...limits},
  })
  const parts = {
    library: await library(),
    store,
    platforms: [platform],
    log,
    now,
    newId: randomUUID,
    timer: systemTimer,
    unsureTips,
  }
  const counselor = new Counselor(parts)
  await counselor.start()
  const origin = `http://127.0.0.1:${await server.listen({host: '127.0.0.1', port, orNext: false})}`
  const stop = async () => {
    await counselor.stop()
    await server.close()
    await store.close()
    folder.remove()
  }
  return {platform, store, record, origin, tick: () => counselor.tick(), stop}
}

/** A house beside the fake connector, with the registered bot's access. */
export class FakeTeams {
  readonly connector: FakeConnector
  readonly house: TeamsHouse

  private constructor(connector: FakeConnector, house: TeamsHouse) {
    this.connector = connector
    this.house = house
  }

  /** Both of them, listening. */
  static async open(parts: Omit<TeamsHouseParts, 'access'> = {}): Promise<FakeTeams> {
    const connector = await FakeConnector.open()
    const ids = {appId: contoso.app, tenantId: contoso.tenant, password: 'a secret of the tests'}
    const access: TeamsAccess = {type: 'SingleTenant', ...ids, apiUrl: connector.origin}
    return new FakeTeams(connector, await openTeamsHouse({access, ...parts}))
  }

  /** A place and a person in it. */
  scene(who: string, scope: Scene['scope'] = 'personal', thread?: string): Scene {
    return {serviceUrl: this.connector.serviceUrl, who, scope, ...(thread === undefined ? {} : {thread})}
  }

  /** The header that proves that Teams sent something. */
  get proof(): string {
    return `Bearer ${this.connector.identity.token(contoso.app, this.connector.serviceUrl)}`
  }

  /** Posts an activity as Teams does. */
  post(activity: unknown): Promise<Taken> {
    return postActivity(this.house.origin, activity, this.proof)
  }

  /** Somebody says something; resolves once it was taken, not once it is answered. */
  say(scene: Scene, words: string): Promise<Taken> {
    return this.post(messageIn(scene, words))
  }

  /** Teams asks for something. */
  invoke(scene: Scene, name: string, value: Json, replyToId?: string): Promise<Taken> {
    return this.post(invokeIn(scene, name, value, replyToId))
  }

  /** Stops both. */
  async stop(): Promise<void> {
    await this.house.stop()
    await this.connector.close()
  }
}
