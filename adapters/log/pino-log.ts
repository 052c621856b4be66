// The log as JSON lines, by pino: what operators collect and search.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {pino} from 'pino'
import type {Log, LogFacts, LogLevel} from '../../src/log.ts'

/** Takes the lines of a log. */
export interface LogLines {
  write(line: string): void
}

/**
 * A log that writes one JSON object a line: time in ISO 8601, level, message, then the facts. It knows only the facts
 * that it is given, so nothing of a request or a person gets in by itself.
 * @param level the lowest level that is written
 * @param lines where they go; each is written before the call returns, so that a crash loses none
 */
export function pinoLog(level: LogLevel, lines: LogLines): Log {
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {level: label => ({level: label})},
    },
    lines,
  )
  const at =
    (name: Exclude<LogLevel, 'silent'>) =>
    (message: string, facts: LogFacts = {}) =>
      logger[name](facts, message)
  return {error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug')}
}

/** Standard error, written to at once. */
export function standardError(): LogLines {
  return pino.destination({dest: 2, sync: true})
}
