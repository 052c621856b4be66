// Config: the environment as plain values; each fault names its variable and the fix.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {resolve} from 'node:path'
import type {Environment} from './environment.ts'
import {invalid, invalidSecret, peerUrlOf, textOf} from './environment.ts'
import {CounselorError} from './errors.ts'
import type {Keep} from './keep.ts'
import type {LogLevel} from './log.ts'
import {logLevels} from './log.ts'
import type {MetricsAddress} from './metrics-config.ts'
import {metricsOf} from './metrics-config.ts'
import {keepOf, policyOf, rolesOf} from './office-config.ts'
import type {Policy, RoleLists} from './roles.ts'
import type {TeamsConfig} from './teams-config.ts'
import {teamsOf} from './teams-config.ts'
import type {TracesAddress} from './traces-config.ts'
import {tracesOf} from './traces-config.ts'

/** The web chat behind a proxy that knows who asks. */
export interface WebProxy {
  /** The address under which people reach it, such as `https://ospo.example.org`. */
  readonly origin: string
  /** The request header in which the proxy names the person. */
  readonly userHeader: string
  /** Who runs the counselor, as the proxy names them. */
  readonly admins: readonly string[]
}

/** How the counselor speaks with Slack: exactly one way, with all that it needs. */
export type SlackConfig = {
  /** Another address of Slack's API, for test peers. */
  readonly apiUrl?: string | undefined
} & (
  | {readonly mode: 'socket'; readonly botToken: string; readonly appToken: string}
  | {readonly mode: 'http'; readonly botToken: string; readonly signingSecret: string}
  | {
      readonly mode: 'oauth'
      readonly clientId: string
      readonly clientSecret: string
      readonly stateSecret: string
      readonly signingSecret: string
      /** 32 bytes each, base64; the first one seals, the others are still read. */
      readonly encryptionKeys: readonly string[]
    }
)

/** Everything that the environment decides. */
export interface Config {
  /** The port, and whether it was asked for: only a default port may give way to the next free one. */
  readonly port: {readonly number: number; readonly fixed: boolean}
  readonly storeUrl: string
  /** Undefined where metrics are off. */
  readonly metrics: MetricsAddress | undefined
  /** Where traces are sent; undefined where they are not. */
  readonly traces: TracesAddress | undefined
  /** Absolute paths of overlay folders, the last one wins. */
  readonly overlays: readonly string[]
  readonly webChat: {readonly on: boolean; readonly proxy: WebProxy | undefined}
  readonly logLevel: LogLevel
  /** Who may start a pulse, and how many answers any score needs where that is more than the least. */
  readonly pulse: {readonly launch: Policy; readonly minimums: {readonly score?: number}}
  /** Who may say what comes into a channel without being asked. */
  readonly mayPlan: Policy
  /** What becomes of a tip of which a platform can never tell whether it arrived. */
  readonly unsureTips: 'skip' | 'send'
  /** Who has a role besides what the platform tells. */
  readonly roles: RoleLists
  /** For how long records are kept. */
  readonly keep: Keep
  /** Undefined where no variable of Slack is set. */
  readonly slack: SlackConfig | undefined
  /** Undefined where no variable of Teams is set. */
  readonly teams: TeamsConfig | undefined
}

/**
 * Reads the environment.
 * @param env variables by name
 * @throws CounselorError `config-invalid` that names the variable, what is wrong and what would be right
 */
export function readConfig(env: Environment): Config {
  const slack = slackOf(env)
  const teams = teamsOf(env)
  return {
    port: portOf(env['PORT']),
    storeUrl: textOf(env, 'STORE_URL') ?? 'sqlite:./data/counselor.sqlite',
    metrics: metricsOf(env, slack !== undefined || teams !== undefined || env['NODE_ENV'] === 'production'),
    traces: tracesOf(env),
    overlays: (textOf(env, 'KNOWLEDGE_DIRS') ?? '')
      .split(':')
      .filter(Boolean)
      .map(path => resolve(path)),
    webChat: webChatOf(env, slack !== undefined || teams !== undefined),
    logLevel: levelOf(env),
    pulse: pulseOf(env),
    mayPlan: policyOf(env, 'TIPS_SUBSCRIBE'),
    unsureTips: unsureTipsOf(env),
    roles: rolesOf(env),
    keep: keepOf(env),
    slack,
    teams,
  }
}

function portOf(value: string | undefined): Config['port'] {
  if (value === undefined || value.trim() === '') return {number: 3000, fixed: false}
  const number = Number(value)
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw invalid('PORT', value, 'it takes a number from 0 to 65535')
  return {number, fixed: true}
}

function levelOf(env: Environment): LogLevel {
  const value = textOf(env, 'LOG_LEVEL') ?? 'info'
  const level = logLevels.find(each => each === value)
  if (!level) throw invalid('LOG_LEVEL', value, `it takes one of ${logLevels.join(', ')}`)
  return level
}

/** A minimum below five is refused aloud: the code would not keep to it, and nobody should believe that it does. */
function pulseOf(env: Environment): Config['pulse'] {
  const launch = policyOf(env, 'PULSE_LAUNCH')
  const value = textOf(env, 'PULSE_MINIMUM')
  if (value === undefined) return {launch, minimums: {}}
  const score = Number(value)
  if (!Number.isInteger(score) || score < 5 || score > 1_000)
    throw invalid('PULSE_MINIMUM', value, 'it takes a number from 5 to 1000; it can be raised, never lowered')
  return {launch, minimums: {score}}
}

function unsureTipsOf(env: Environment): Config['unsureTips'] {
  const value = textOf(env, 'TIPS_UNSURE') ?? 'skip'
  if (value !== 'skip' && value !== 'send') throw invalid('TIPS_UNSURE', value, 'it takes skip or send')
  return value
}

/** The variables that say that Slack is meant. */
const slackVariables = [
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_CLIENT_ID',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
] as const

const oauthVariables = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const

type SlackVariable = (typeof slackVariables)[number]

/** The right way first, then what makes it so: a bot token means one workspace, a client many. */
function slackOf(env: Environment): SlackConfig | undefined {
  const set = slackVariables.filter(name => textOf(env, name) !== undefined)
  if (set.length === 0) return undefined
  const apiUrl = peerUrlOf(env, 'SLACK_API_URL', 'http://127.0.0.1:4101/api/')
  const many = set.filter(name => oauthVariables.some(each => each === name))
  const one = set.filter(name => name === 'SLACK_BOT_TOKEN' || name === 'SLACK_APP_TOKEN')
  if (many.length > 0 && one.length > 0) throw contradiction(one, many)
  if (many.length > 0) return {...oauthOf(env), apiUrl}
  const botToken = tokenOf(env, 'SLACK_BOT_TOKEN')
  // Whoever gives an app-level token wants a socket; a signing secret beside it is only unused.
  if (set.includes('SLACK_APP_TOKEN'))
    return {mode: 'socket', botToken, appToken: tokenOf(env, 'SLACK_APP_TOKEN'), apiUrl}
  return {mode: 'http', botToken, signingSecret: secretOf(env, 'SLACK_SIGNING_SECRET'), apiUrl}
}

function oauthOf(env: Environment): Extract<SlackConfig, {mode: 'oauth'}> {
  return {
    mode: 'oauth',
    clientId: secretOf(env, 'SLACK_CLIENT_ID'),
    clientSecret: secretOf(env, 'SLACK_CLIENT_SECRET'),
    stateSecret: secretOf(env, 'SLACK_STATE_SECRET'),
    signingSecret: secretOf(env, 'SLACK_SIGNING_SECRET'),
    encryptionKeys: encryptionKeysOf(env),
  }
}

function tokenOf(env: Environment, name: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN'): string {
  const value = secretOf(env, name)
  if (value.startsWith('xoxe.')) {
    const fix = 'switch token rotation off in the Slack app, or set SLACK_CLIENT_ID and its secrets, which renew tokens'
    throw invalidSecret(name, `its token ends after twelve hours; ${fix}`)
  }
  if (!value.startsWith(name === 'SLACK_BOT_TOKEN' ? 'xoxb-' : 'xapp-')) {
    throw invalidSecret(name, `it takes ${slackPlaces[name]}`)
  }
  return value
}

/** Where to find each value; what one is for is told where it is missing. */
const slackPlaces: Readonly<Record<SlackVariable, string>> = {
  SLACK_BOT_TOKEN: 'the Bot User OAuth Token (xoxb-…) under "OAuth & Permissions" of the Slack app',
  SLACK_APP_TOKEN: 'an App-Level Token (xapp-…) under "Basic Information" of the Slack app',
  SLACK_SIGNING_SECRET:
    'the Signing Secret under "Basic Information" of the Slack app; for Socket Mode set SLACK_APP_TOKEN instead',
  SLACK_CLIENT_ID: 'the Client ID under "Basic Information" of the Slack app',
  SLACK_CLIENT_SECRET: 'the Client Secret under "Basic Information" of the Slack app',
  SLACK_STATE_SECRET: 'a long random text of your own, such as that of `openssl rand -hex 32`',
}

function secretOf(env: Environment, name: SlackVariable): string {
  const value = textOf(env, name)
  if (value === undefined)
    throw new CounselorError('config-invalid', `${name} is missing; set it to ${slackPlaces[name]}`)
  // Seen often: quotes that a file of variables kept, and two values on one line.
  if (/[\s"']/.test(value)) throw invalidSecret(name, 'it holds a blank or a quotation mark; set the bare value')
  if (name !== 'SLACK_BOT_TOKEN' && name !== 'SLACK_APP_TOKEN' && /^x(?:ox|app)/.test(value)) {
    throw invalidSecret(name, `it holds a token; set ${slackPlaces[name]}`)
  }
  return value
}

/** One key, or several separated by commas: the first seals, the others are still read while keys are exchanged. */
function encryptionKeysOf(env: Environment): string[] {
  const right = 'it takes 32 bytes in base64, such as those of `openssl rand -base64 32`'
  const value = textOf(env, 'ENCRYPTION_KEY')
  if (value === undefined) {
    throw new CounselorError('config-invalid', `ENCRYPTION_KEY is missing, which SLACK_CLIENT_ID needs; ${right}`)
  }
  const keys = value.split(',').map(key => key.trim())
  if (keys.some(key => !/^[A-Za-z0-9+/]{43}=$/.test(key))) throw invalidSecret('ENCRYPTION_KEY', right)
  return keys
}

function contradiction(one: readonly string[], many: readonly string[]): CounselorError {
  const [bot, client] = [one, many].map(names => names.join(' and '))
  const fix = `leave out ${bot} to let many workspaces install the app, or ${client} to serve one`
  return new CounselorError('config-invalid', `${bot} and ${client} contradict each other; ${fix}`)
}

/** On by itself only where nothing else is: everywhere else it needs somebody in front who knows the people. */
function webChatOf(env: Environment, hasPlatform: boolean): Config['webChat'] {
  const value = textOf(env, 'WEB_CHAT')
  if (value !== undefined && value !== 'on' && value !== 'off') throw invalid('WEB_CHAT', value, 'it takes on or off')
  const proxy = proxyOf(env)
  const guarded = hasPlatform || env['NODE_ENV'] === 'production'
  if (value === 'on' && guarded && !proxy) {
    const needs =
      'in production or beside a platform it needs WEB_CHAT_ORIGIN and WEB_CHAT_USER_HEADER of a proxy that signs people in'
    throw invalid('WEB_CHAT', value, needs)
  }
  return {on: value === undefined ? !hasPlatform && (!guarded || proxy !== undefined) : value === 'on', proxy}
}

function proxyOf(env: Environment): WebProxy | undefined {
  const origin = textOf(env, 'WEB_CHAT_ORIGIN')
  const userHeader = textOf(env, 'WEB_CHAT_USER_HEADER')
  const admins = (textOf(env, 'WEB_CHAT_ADMINS') ?? '').split(',').flatMap(name => name.trim() || [])
  if (origin === undefined && userHeader === undefined) {
    const needs = 'it needs WEB_CHAT_ORIGIN and WEB_CHAT_USER_HEADER of a proxy that names people'
    if (admins.length > 0) throw invalid('WEB_CHAT_ADMINS', admins.join(','), needs)
    return undefined
  }
  if (origin === undefined || userHeader === undefined) {
    const missing = origin === undefined ? 'WEB_CHAT_ORIGIN' : 'WEB_CHAT_USER_HEADER'
    throw invalid(missing, '', 'WEB_CHAT_ORIGIN and WEB_CHAT_USER_HEADER belong together')
  }
  if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
    throw invalid(
      'WEB_CHAT_ORIGIN',
      origin,
      'it takes a scheme and host without a path, such as https://ospo.example.org',
    )
  }
  if (!/^[A-Za-z0-9-]+$/.test(userHeader))
    throw invalid('WEB_CHAT_USER_HEADER', userHeader, 'it takes the name of a header')
  return {origin, userHeader: userHeader.toLowerCase(), admins}
}
