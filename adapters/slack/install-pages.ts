// What a browser shows when the app was installed, or was not.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {IncomingMessage, ServerResponse} from 'node:http'
import type {ExpressReceiver} from '@slack/bolt'
import {isPayload} from './payload.ts'
import {callMs} from './slack-calls.ts'

type InstallerOptions = NonNullable<ConstructorParameters<typeof ExpressReceiver>[0]['installerOptions']>

/**
 * How the app is installed: straight on to Slack, and back to the pages below.
 * @param apiUrl another address of the API, for test peers
 */
export function installerOptions(apiUrl: string | undefined): InstallerOptions {
  const peer = apiUrl === undefined ? {} : {slackApiUrl: apiUrl}
  return {
    directInstall: true,
    callbackOptions: {success: sayInstalled, failure: sayNotInstalled},
    clientOptions: {timeout: callMs, retryConfig: {retries: 0}, ...peer},
    ...(apiUrl === undefined ? {} : {authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href}),
  }
}

/** Says that it worked. */
export function sayInstalled(
  _installed: unknown,
  _options: unknown,
  _request: IncomingMessage,
  response: ServerResponse,
): void {
  say(response, 200, 'The OSPO Counselor is installed. Close this page and write to it in Slack.')
}

/** Says that it did not work, and what to try; never why in detail, since anybody can open the address. */
export function sayNotInstalled(
  error: unknown,
  _options: unknown,
  _request: IncomingMessage,
  response: ServerResponse,
): void {
  const code = isPayload(error) && typeof error['code'] === 'string' ? error['code'] : ''
  if (code === 'slack_oauth_installer_authorization_error')
    say(response, 403, 'The installation was cancelled in Slack.')
  else if (statesAndCodes.includes(code))
    say(response, 400, 'This link was used or is too old. Open /slack/install again.')
  else say(response, 502, 'Slack did not complete the installation. Try again; the log of the counselor says more.')
}

/** What `@slack/oauth` 4.0 calls a visit without a state or code of ours. */
const statesAndCodes: readonly string[] = [
  'slack_oauth_missing_state',
  'slack_oauth_invalid_state',
  'slack_oauth_missing_code',
]

function say(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, {'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store'})
  response.end(`${sentence}\n`)
}
