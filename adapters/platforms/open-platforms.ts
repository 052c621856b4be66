// The platforms that are configured, each loaded only where somebody uses it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import {phrases} from '../../src/answers/phrases.ts'
import type {AuditLog} from '../../src/audit.ts'
import type {Config} from '../../src/config.ts'
import type {Keeper} from '../../src/keeper.ts'
import type {Log} from '../../src/log.ts'
import {systemTimer} from '../../src/schedule/timer.ts'
import type {Store} from '../../src/store.ts'
import type {SlackPlatform} from '../slack/slack-platform.ts'
import type {TeamsPlatformOptions} from '../teams/teams-options.ts'
import type {TeamsPlatform} from '../teams/teams-platform.ts'
import type {HttpServer} from '../web/http-server.ts'
import type {WebPlatformOptions} from '../web/web-platform.ts'
import {WebPlatform} from '../web/web-platform.ts'

/** What platforms are opened with. */
export interface OpenPlatformsParts {
  readonly config: Config
  readonly server: HttpServer
  readonly store: Store
  readonly audit: AuditLog
  readonly log: Log
  readonly suggest: WebPlatformOptions['suggest']
  readonly lookUp: TeamsPlatformOptions['lookUp']
}

/** A platform with what metrics watch of it, if it has that. */
export type Opened = WebPlatform | SlackPlatform | TeamsPlatform

/** Opens what is configured; nothing listens yet. What it keeps of people comes with it. */
export async function openPlatforms(
  parts: OpenPlatformsParts,
): Promise<{readonly platforms: readonly Opened[]; readonly keepers: readonly Keeper[]}> {
  const teams = await teamsPlatforms(parts)
  const platforms = [...webPlatforms(parts), ...(await slackPlatforms(parts)), ...teams]
  return {platforms, keepers: teams.map(({keeper}) => keeper)}
}

function webPlatforms({config, server, suggest, log}: OpenPlatformsParts): WebPlatform[] {
  const {on, proxy} = config.webChat
  if (!on) return []
  const parts = {server, suggest, log, now: Date.now, newId: randomUUID}
  return [new WebPlatform({...parts, ...(proxy ? {proxy, admins: proxy.admins} : {})})]
}

/** Bolt takes a good part of a second to load, so only those who use it wait for it. */
async function slackPlatforms({config, server, store, audit, log}: OpenPlatformsParts): Promise<SlackPlatform[]> {
  if (!config.slack) return []
  const {SlackPlatform} = await import('../slack/slack-platform.ts')
  const prompts = phrases.en.examples
  const parts = {server, store, audit, log, timer: systemTimer, random: Math.random, prompts}
  return [new SlackPlatform({access: config.slack, ...parts})]
}

/** botbuilder too takes its time to load. */
async function teamsPlatforms(parts: OpenPlatformsParts): Promise<TeamsPlatform[]> {
  const {config, server, store, audit, log, lookUp} = parts
  const {teams} = config
  if (!teams) return []
  const {TeamsPlatform} = await import('../teams/teams-platform.ts')
  const listed = Object.values(config.roles).flat()
  const common = {store, audit, log, timer: systemTimer, random: Math.random, lookUp}
  return [new TeamsPlatform({access: teams, app: server.app, admins: teams.admins, listed, ...common})]
}
