// Checks the tokens of Slack without sending anything: whose they are, and whether they may do what we need.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {SlackConfig} from '../../src/config.ts'
import {botScopes} from '../slack/permissions.ts'
import type {PlatformAnswer} from './ask-platform.ts'
import {askPlatform, clockFindings, unanswered} from './ask-platform.ts'
import type {Check, Finding} from './finding.ts'
import {bad, doubtful, good} from './finding.ts'

const name = 'Slack'

/** Slack's own address. */
const usualUrl = 'https://slack.com/api/'

/**
 * @param access how we speak with Slack
 * @param now milliseconds since 1970
 */
export function slackCheck(access: SlackConfig, now: () => number): Check {
  const ask = (method: string, token?: string) =>
    askPlatform(new URL(method, access.apiUrl ?? usualUrl).href, {
      headers: token === undefined ? {} : {Authorization: `Bearer ${token}`},
    })
  return {
    name,
    run: async () => {
      try {
        // With many workspaces each has a token of its own, in the storage.
        if (access.mode === 'oauth') return reachable(await ask('api.test'), now)
        const bot = botFindings(await ask('auth.test', access.botToken), now)
        if (access.mode === 'http') return bot
        return [...bot, ...socketFindings(await ask('apps.connections.open', access.appToken))]
      } catch (error) {
        return [unanswered(name, error)]
      }
    },
  }
}

function reachable(answer: PlatformAnswer, now: () => number): Finding[] {
  if (answer.body['ok'] !== true) return [refused('Slack', answer, 'Try again later.')]
  return [good(name, 'it answers; tokens are kept for each workspace'), ...clockFindings(name, answer, now())]
}

function botFindings(answer: PlatformAnswer, now: () => number): Finding[] {
  const {body, headers} = answer
  if (body['ok'] !== true) {
    return [refused('SLACK_BOT_TOKEN', answer, 'Install the app again and copy its Bot User OAuth Token.')]
  }
  const team = typeof body['team'] === 'string' ? ` in “${body['team']}”` : ''
  return [
    good(name, `SLACK_BOT_TOKEN speaks for the app${team}`),
    ...scopes(headers),
    ...clockFindings(name, answer, now()),
  ]
}

/** Slack names the scopes of a token beside each answer. */
function scopes(headers: Headers): Finding[] {
  const granted = headers.get('x-oauth-scopes')?.split(/[\s,]+/)
  const missing = granted ? botScopes.filter(scope => !granted.includes(scope)) : []
  if (missing.length === 0) return []
  const fix = 'Add them under “OAuth & Permissions” (manifest.yml has them all), then reinstall the app.'
  return [doubtful(name, `SLACK_BOT_TOKEN lacks ${missing.join(', ')}`, fix)]
}

/** It yields an address for a socket, which nobody opens. */
function socketFindings(answer: PlatformAnswer): Finding[] {
  if (answer.body['ok'] === true) return [good(name, 'SLACK_APP_TOKEN may open a socket')]
  const fix = 'Make an App-Level Token with the scope connections:write, and switch Socket Mode on.'
  return [refused('SLACK_APP_TOKEN', answer, fix)]
}

function refused(what: string, {status, body}: PlatformAnswer, fix: string): Finding {
  const reason = typeof body['error'] === 'string' ? body['error'] : `status ${status}`
  return bad(name, `Slack refuses ${what}: ${reason}`, fix)
}
