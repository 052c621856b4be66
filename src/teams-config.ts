// Config of Teams: who we are there, with each way in which that can be wrong.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Environment} from './environment.ts'
import {invalid, invalidSecret, peerUrlOf, textOf} from './environment.ts'
import {CounselorError} from './errors.ts'

interface Registered {
  /** The application (client) id of the bot. */
  readonly appId: string
  readonly tenantId: string
  /** Another address of the Bot Framework, for test peers. */
  readonly apiUrl?: string | undefined
}

/** How the counselor speaks with Teams: exactly one way, with all that it needs. */
export type TeamsConfig = {
  /** Who runs the counselor: ids of accounts in Entra, or addresses. */
  readonly admins: readonly string[]
} & (
  | (Registered & {readonly type: 'SingleTenant'; readonly password: string})
  | (Registered & {readonly type: 'UserAssignedMSI'})
  | {readonly type: 'anonymous'}
)

/** The variables that say that Teams is meant. */
const appVariables = ['MicrosoftAppId', 'MicrosoftAppType', 'MicrosoftAppTenantId', 'MicrosoftAppPassword'] as const

type AppVariable = (typeof appVariables)[number]

/** Where to find each value. */
const where: Readonly<Record<AppVariable, string>> = {
  MicrosoftAppId:
    'the Microsoft App ID under "Configuration" of the Azure Bot, such as 3f2c1b0a-1234-4cde-8f00-0123456789ab',
  MicrosoftAppType: 'SingleTenant, or UserAssignedMSI where a managed identity stands in for the secret',
  MicrosoftAppTenantId: 'the App Tenant ID under "Configuration" of the Azure Bot',
  MicrosoftAppPassword: 'a client secret of the app registration (its value, not its id)',
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * Reads what concerns Teams; undefined where no variable of it is set.
 * @throws CounselorError `config-invalid`
 */
export function teamsOf(env: Environment): TeamsConfig | undefined {
  const set = appVariables.filter(name => textOf(env, name) !== undefined)
  const admins = adminsOf(env)
  if (isAnonymous(env, set)) return {type: 'anonymous', admins}
  if (set.length === 0) return undefined
  const type = needed(env, 'MicrosoftAppType')
  const registered = {appId: idOf(env, 'MicrosoftAppId'), tenantId: idOf(env, 'MicrosoftAppTenantId'), admins}
  const apiUrl = peerUrlOf(env, 'TEAMS_API_URL', 'http://127.0.0.1:4102')
  if (type === 'SingleTenant') return {...registered, type, password: passwordOf(env), apiUrl}
  if (type !== 'UserAssignedMSI') throw invalid('MicrosoftAppType', type, typeFix(type))
  if (set.includes('MicrosoftAppPassword')) {
    throw invalidSecret('MicrosoftAppPassword', 'a managed identity has no secret; leave it out, or set SingleTenant')
  }
  return {...registered, type, apiUrl}
}

/** An open door is for the machine on which it is opened, and has to be asked for in so many words. */
function isAnonymous(env: Environment, set: readonly AppVariable[]): boolean {
  const value = textOf(env, 'TEAMS_ANONYMOUS')
  if (value === undefined) return false
  if (value !== '1') throw invalid('TEAMS_ANONYMOUS', value, 'it takes 1, or nothing at all')
  if (env['NODE_ENV'] === 'production') {
    throw invalid('TEAMS_ANONYMOUS', value, 'with NODE_ENV=production set MicrosoftAppId and its variables instead')
  }
  if (set.length > 0) {
    const fix = `leave out ${set.join(' and ')} to try things on this machine, or TEAMS_ANONYMOUS to serve Teams`
    throw new CounselorError('config-invalid', `TEAMS_ANONYMOUS and ${set.join(' and ')} contradict each other; ${fix}`)
  }
  return true
}

function typeFix(type: string): string {
  const named = ['SingleTenant', 'UserAssignedMSI'].find(each => each.toLowerCase() === type.toLowerCase())
  if (named !== undefined) return `write it as ${named}`
  const gone = type.toLowerCase() === 'multitenant' ? '; new bots of many tenants can no longer be made' : ''
  return `it takes SingleTenant or UserAssignedMSI${gone}`
}

function needed(env: Environment, name: AppVariable): string {
  const value = textOf(env, name)
  if (value !== undefined) return value
  throw new CounselorError('config-invalid', `${name} is missing; set it to ${where[name]}`)
}

function idOf(env: Environment, name: 'MicrosoftAppId' | 'MicrosoftAppTenantId'): string {
  const value = needed(env, name)
  // It may be a secret that was put into the wrong variable.
  if (!guid.test(value)) throw invalidSecret(name, `it takes ${where[name]}`)
  return value
}

function passwordOf(env: Environment): string {
  const value = needed(env, 'MicrosoftAppPassword')
  if (/[\s"']/.test(value)) {
    throw invalidSecret('MicrosoftAppPassword', 'it holds a blank or a quotation mark; set the bare value')
  }
  if (guid.test(value)) throw invalidSecret('MicrosoftAppPassword', `it holds an id; set ${where.MicrosoftAppPassword}`)
  return value
}

function adminsOf(env: Environment): string[] {
  const names = (textOf(env, 'TEAMS_ADMINS') ?? '').split(',').map(name => name.trim())
  const given = names.filter(name => name !== '')
  const wrong = given.find(name => !guid.test(name) && !/^[^\s@]+@[^\s@]+$/.test(name))
  if (wrong !== undefined) {
    throw invalid('TEAMS_ADMINS', wrong, 'it takes object ids of accounts or their addresses, separated by commas')
  }
  return given
}
