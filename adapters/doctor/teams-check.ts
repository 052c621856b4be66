// Checks who we are in Teams without sending anything: whether Entra gives us a token for the Bot Framework.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Environment} from '../../src/environment.ts'
import {textOf} from '../../src/environment.ts'
import type {PlatformAnswer} from './ask-platform.ts'
import {askPlatform, clockFindings, unanswered} from './ask-platform.ts'
import type {Check, Finding} from './finding.ts'
import {bad, doubtful, good} from './finding.ts'

const name = 'Teams'

/** Entra's own address, and what we ask it for (learn.microsoft.com, "Authenticate requests with the Bot Connector API"). */
const usualUrl = 'https://login.microsoftonline.com'
const scope = 'https://api.botframework.com/.default'

/** What Entra means by its codes; the rest of its words may hold ids (learn.microsoft.com, "Microsoft Entra error codes"). */
const codes: Readonly<Record<string, string>> = {
  '7000215': 'MicrosoftAppPassword is wrong; take the value of a client secret, not its id.',
  '7000222': 'MicrosoftAppPassword has expired; make a new client secret.',
  '700016': 'MicrosoftAppId is not known in MicrosoftAppTenantId.',
  '90002': 'MicrosoftAppTenantId is no tenant.',
  '900023': 'MicrosoftAppTenantId is no tenant.',
}

/** What the check works with. */
export interface TeamsCheckParts {
  readonly env: Environment
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Another address of Entra, for tests. */
  readonly loginUrl?: string
}

/** A check where variables of Teams are set; undefined where none is. */
export function teamsCheck({env, now, loginUrl = usualUrl}: TeamsCheckParts): Check | undefined {
  if (textOf(env, 'TEAMS_ANONYMOUS') !== undefined)
    return known(doubtful(name, 'anybody on this machine may speak to it', 'It is for trying things out only.'))
  const clientId = textOf(env, 'MicrosoftAppId')
  if (clientId === undefined) return undefined
  const tenant = textOf(env, 'MicrosoftAppTenantId')
  const password = textOf(env, 'MicrosoftAppPassword')
  if (textOf(env, 'TEAMS_API_URL') !== undefined) {
    return known(
      doubtful(
        name,
        'TEAMS_API_URL names a peer for tests, so nobody was asked',
        'Take it away where people rely on it.',
      ),
    )
  }
  if (tenant === undefined || password === undefined) {
    return known(
      doubtful(
        name,
        'without a secret only the start can tell whether we may sign in',
        'Look at the log after the start.',
      ),
    )
  }
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: password,
    scope,
  })
  const url = `${loginUrl}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`
  return {
    name,
    run: async () => {
      try {
        const answer = await askPlatform(url, {body})
        return [judged(answer), ...clockFindings(name, answer, now())]
      } catch (error) {
        return [unanswered(name, error)]
      }
    },
  }
}

function judged({status, body}: PlatformAnswer): Finding {
  if (typeof body['access_token'] === 'string') return good(name, 'Entra gives us a token')
  const code = /AADSTS(\d+)/.exec(String(body['error_description'] ?? ''))?.[1]
  const says = `Entra refuses us: ${code === undefined ? `status ${status}` : `AADSTS${code}`}`
  return bad(name, says, codes[code ?? ''] ?? 'Check MicrosoftAppId, MicrosoftAppTenantId and MicrosoftAppPassword.')
}

function known(finding: Finding): Check {
  return {name, run: async () => [finding]}
}
