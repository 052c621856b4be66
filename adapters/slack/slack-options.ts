// What the Slack platform is told: how to speak with Slack, and what to work with.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {IncomingMessage, ServerResponse} from 'node:http'
import type {Express} from 'express'
import type {AuditLog} from '../../src/audit.ts'
import type {Log} from '../../src/log.ts'
import type {OutboxLimits} from '../../src/schedule/outbox-limits.ts'
import {usualLimits} from '../../src/schedule/outbox-limits.ts'
import type {Timer} from '../../src/schedule/timer.ts'
import type {Store} from '../../src/store.ts'
import {callMs} from './slack-calls.ts'

interface AnyAccess {
  /** Another address of the web API, for test peers only. */
  readonly apiUrl?: string | undefined
}

/** One workspace over a socket that we open. */
export interface SocketAccess extends AnyAccess {
  readonly mode: 'socket'
  readonly botToken: string
  readonly appToken: string
}

/** One workspace that posts to us. */
export interface HttpAccess extends AnyAccess {
  readonly mode: 'http'
  readonly botToken: string
  readonly signingSecret: string
}

/** Many workspaces that post to us, each with an installation of its own. */
export interface OAuthAccess extends AnyAccess {
  readonly mode: 'oauth'
  readonly clientId: string
  readonly clientSecret: string
  /** Signs what a browser brings back from Slack. */
  readonly stateSecret: string
  readonly signingSecret: string
  /** 32 bytes each, base64; the first one seals, the others are still read. */
  readonly encryptionKeys: readonly string[]
}

/** How we may speak with Slack. */
export type SlackAccess = SocketAccess | HttpAccess | OAuthAccess

/** What serves the pages for installing the app, and what Slack posts. */
export interface WebServer {
  readonly app: Express
  /** Takes posts to a path without Express; the route reads the body and must not throw. */
  direct(path: string, route: (request: IncomingMessage, response: ServerResponse) => void): void
}

/** What the platform needs. */
export interface SlackPlatformOptions {
  readonly access: SlackAccess
  /** `/slack/…` is mounted here in the two HTTP modes, so build the platform before the server listens. */
  readonly server: WebServer
  /** Keeps installations. */
  readonly store: Store
  /** Where it is noted who installs the app; nowhere where it is left out. */
  readonly audit?: AuditLog
  readonly log: Log
  /** Its clock must be that of the world: time stamps of Slack are measured by it. */
  readonly timer: Timer
  /** A number from 0 to below 1, for the jitter of back-off. */
  readonly random: () => number
  /** Questions that are offered in the messages tab; the first four count. */
  readonly prompts: readonly string[]
  /** Limits that differ from {@link slackLimits}. */
  readonly limits?: Partial<OutboxLimits>
  /** How long stopping waits for what is under way, in milliseconds; 20 s where it is not given. */
  readonly drainMs?: number
}

/**
 * What Slack asks for: about one message a second in a channel, and several hundred a minute in a workspace
 * (docs.slack.dev/apis/web-api/rate-limits, "chat.postMessage"); 600 a minute is our reading of that.
 */
export const slackLimits: OutboxLimits = {
  ...usualLimits,
  tenantPaces: [{burst: 100, gapMs: 100}],
  // The client gives up first, so that what it says is heard.
  attemptMs: callMs + 2_000,
}
