// The doctor: which checks an environment needs.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {dirname, join, resolve} from 'node:path'
import type {Config} from '../../src/config.ts'
import {readAsFarAsPossible} from '../../src/config-faults.ts'
import type {Environment} from '../../src/environment.ts'
import type {Knowledge} from '../../src/knowledge/library.ts'
import {silentLog} from '../../src/log.ts'
import {openBackend} from '../store/open-store.ts'
import {configCheck} from './config-check.ts'
import type {Check} from './finding.ts'
import {knowledgeCheck} from './knowledge-check.ts'
import {clockCheck, diskCheck, nodeCheck} from './machine-checks.ts'
import type {WantedPort} from './port-check.ts'
import {portCheck} from './port-check.ts'
import {slackCheck} from './slack-check.ts'
import {storeCheck} from './store-check.ts'
import {teamsCheck} from './teams-check.ts'

/** What the doctor looks at. */
export interface DoctorParts {
  readonly env: Environment
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Reads our knowledge and these overlays. */
  readonly knowledge: (overlays: readonly string[]) => Promise<Knowledge>
  /** The folder in which the process runs, where what it writes without a path ends up. */
  readonly folder: string
}

/** Every check that this environment needs, in the order in which people mend things. */
export function checksFor({env, now, knowledge, folder}: DoctorParts): Check[] {
  const read = readAsFarAsPossible(env)
  const names = Object.keys(env).filter(name => env[name] !== undefined)
  const first = [configCheck(read, names), nodeCheck(process.versions.node), clockCheck(now)]
  const {config} = read
  if (!config) return first
  const teams = teamsCheck({env, now})
  return [
    ...first,
    diskCheck(diskOf(config.storeUrl, folder)),
    storeCheck({open: () => openBackend(config.storeUrl, silentLog), kind: kindOf(config.storeUrl), now}),
    knowledgeCheck(() => knowledge(config.overlays)),
    ...portsOf(config, teams !== undefined).map(portCheck),
    ...(config.slack ? [slackCheck(config.slack, now)] : []),
    ...(teams ? [teams] : []),
  ]
}

function portsOf({port, metrics, slack}: Config, hasTeams: boolean): WantedPort[] {
  const isService = slack !== undefined || hasTeams
  const host = isService ? '0.0.0.0' : '127.0.0.1'
  const http = {variable: 'PORT', host, port: port.number, mayGiveWay: !isService && !port.fixed}
  if (!metrics) return [http]
  return [http, {variable: 'METRICS_PORT', host: metrics.host, port: metrics.port, mayGiveWay: !metrics.fixed}]
}

function kindOf(storeUrl: string): string {
  return /^\w+/.exec(storeUrl)?.[0] ?? 'STORE_URL'
}

/** Where records fill a disk of ours; else the folder of the process. */
function diskOf(storeUrl: string, folder: string): string {
  const path = /^sqlite:(?!:memory:$)(.+)/.exec(storeUrl)?.[1]
  return path === undefined ? folder : dirname(resolve(join(folder), path))
}
