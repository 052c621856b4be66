// The log of Slack's libraries: what may hold content or tokens is left out.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Logger, LogLevel} from '@slack/bolt'
import {CounselorError} from '../../src/errors.ts'
import type {Log, LogFacts} from '../../src/log.ts'
import {errorFacts} from '../../src/log.ts'
import {isPayload} from './payload.ts'

/** The longest line that is passed on, in characters. */
const longest = 200

/**
 * A logger for Bolt and what it brings. Its details quote requests, so only warnings and errors pass, a level lower,
 * since whoever called tells the failure too; without tokens and addresses, and cut.
 * @param level what it says when asked; it passes the same whatever the level
 */
export function boltLog(log: Log, level: LogLevel): Logger {
  const pass =
    (say: 'debug' | 'warn') =>
    (...parts: readonly unknown[]) =>
      log[say]('a library of Slack reports', {reason: cleaned(parts)})
  return {
    debug: () => {},
    info: () => {},
    warn: pass('debug'),
    error: pass('warn'),
    setLevel: () => {},
    getLevel: () => level,
    setName: () => {},
  }
}

/** The facts of an error that Bolt has wrapped, once or more: those of ours underneath, where there is one. */
export function wrappedFacts(error: unknown): LogFacts {
  for (let each = error, depth = 0; isPayload(each) && depth < 5; each = each['original'], depth++) {
    if (each instanceof CounselorError) return errorFacts(each)
  }
  return errorFacts(error)
}

function cleaned(parts: readonly unknown[]): string {
  const words = parts.map(part =>
    part instanceof Error ? part.message : typeof part === 'string' ? part : typeof part,
  )
  return words
    .join(' ')
    .replace(/xox[a-z]?[.-][\w.-]+|xapp-[\w-]+/g, '[token]')
    .replace(/\w+:\/\/\S+/g, '[address]')
    .slice(0, longest)
}
