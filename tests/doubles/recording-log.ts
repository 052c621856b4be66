// A recording log: the real log, whose lines stay in memory.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Log} from '../../src/log.ts'
import {jsonLog} from '../../src/log.ts'

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
  const log = jsonLog(line => void lines.push(line), 'debug', now)
  const messages = (level: string) =>
    lines
      .map(line => JSON.parse(line) as {readonly level: string; readonly message: string})
      .filter(line => line.level === level)
      .map(line => line.message)
  return {log, lines, messages}
}
