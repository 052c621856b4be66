// A recording log, whose lines of JSON stay in memory.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Log, LogFacts} from '../../src/log.ts'

/** A log at its most talkative level, and what it has written. */
export interface RecordingLog {
  readonly log: Log
  /** The lines as an operator would read them, oldest first. */
  readonly lines: readonly string[]
  /** The messages of the lines of one level. */
  messages(level: string): string[]
}

/** @param now milliseconds since 1970 */
export function recordingLog(now: () => number): RecordingLog {
  const lines: string[] = []
  const at =
    (level: string) =>
    (message: string, facts: LogFacts = {}) =>
      void lines.push(`${JSON.stringify({time: new Date(now()).toISOString(), level, message, ...facts})}\n`)
  const log = {error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug')}
  const messages = (level: string) =>
    lines
      .map(line => JSON.parse(line) as {readonly level: string; readonly message: string})
      .filter(line => line.level === level)
      .map(line => line.message)
  return {log, lines, messages}
}
