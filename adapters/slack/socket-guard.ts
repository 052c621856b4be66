// Keeps a Socket Mode connection open: what goes wrong is logged and tried again, and never ends the process.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {CounselorError} from '../../src/errors.ts'
import type {Log} from '../../src/log.ts'
import {errorFacts} from '../../src/log.ts'
import type {Timer} from '../../src/schedule/timer.ts'
import {faultOf, SlackFault} from './slack-calls.ts'

type Listener = (...args: readonly unknown[]) => void

/** The client of a Socket Mode connection that does not connect again by itself, as far as it has to be watched. */
export interface SocketClient {
  start(): Promise<unknown>
  listeners(event: string): readonly Listener[]
  removeAllListeners(event: string): unknown
  on(event: string, listener: Listener): unknown
}

/** What watching needs. */
export interface GuardParts {
  readonly log: Log
  readonly timer: Timer
  /** True once the connection is no longer wanted. */
  readonly isOver: () => boolean
}

/** The pause after a connection that could not be made: doubled from the first to the longest, in milliseconds. */
const firstPause = 1_000
const longestPause = 60_000

/**
 * Connects whenever the connection is lost. The client's own way ends in a rejection that nobody handles where Slack is
 * away for longer than its retries, and waits for hours between them (@slack/socket-mode 3.1, `delayReconnectAttempt`).
 * @returns whether the connection stands at this moment
 */
export function keepConnected(client: SocketClient, parts: GuardParts): () => boolean {
  let isConnecting = false
  client.on('disconnected', () => {
    if (isConnecting || parts.isOver()) return
    isConnecting = true
    void reconnect(client, parts).then(() => {
      isConnecting = false
    })
  })
  return () => !isConnecting
}

/**
 * Messages that the client cannot read are logged; they would end as rejections that nobody handles
 * (@slack/socket-mode 3.1, `onWebSocketMessage`).
 */
export function guardMessages(client: SocketClient, log: Log): void {
  const listeners = [...client.listeners('ws_message')]
  client.removeAllListeners('ws_message')
  client.on('ws_message', (...args) => {
    for (const listener of listeners) void read(async () => listener(...args), log)
  })
}

/**
 * What the first connection that fails ends the start with.
 * @throws CounselorError `config-invalid` where Slack refuses the token, `platform-unreachable` where it does not answer
 */
export function refuseSocket(error: unknown): never {
  const reason = error instanceof SlackFault ? error.reason : 'unknown'
  if (error instanceof SlackFault && error.kind !== 'refused') {
    throw new CounselorError('platform-unreachable', `Slack does not open a socket: ${reason}`, error)
  }
  const fix = 'make an App-Level Token with the scope connections:write, and switch Socket Mode on'
  throw new CounselorError('config-invalid', `Slack refuses SLACK_APP_TOKEN: ${reason}; ${fix}`, error)
}

async function reconnect(client: SocketClient, {log, timer, isOver}: GuardParts): Promise<void> {
  log.info('the socket to Slack is closed; it is opened again')
  for (let pause = firstPause; !isOver(); pause = Math.min(pause * 2, longestPause)) {
    try {
      await client.start()
      return
    } catch (error) {
      const {reason} = faultOf(error, 'apps.connections.open')
      log.error('the socket to Slack could not be opened; it is tried again', {reason, pause})
      await timer.wait(pause).promise
    }
  }
}

async function read(message: () => Promise<unknown>, log: Log): Promise<void> {
  try {
    await message()
  } catch (error) {
    log.warn('a message of the socket was unreadable', errorFacts(error))
  }
}
