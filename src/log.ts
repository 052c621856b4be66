// The log: one JSON object a line, never with personal data.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** How much is written: each level includes those before it in this list. */
export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const

/** A level of {@link logLevels}. */
export type LogLevel = (typeof logLevels)[number]

/** Facts beside a message: plain values, never names, questions or survey answers. */
export type LogFacts = Readonly<Record<string, string | number | boolean | undefined>>

/** Where the core writes what an operator should know. */
export interface Log {
  error(message: string, facts?: LogFacts): void
  warn(message: string, facts?: LogFacts): void
  info(message: string, facts?: LogFacts): void
  debug(message: string, facts?: LogFacts): void
}

/**
 * A log that writes one JSON object a line.
 * @param write takes a line with its line feed
 * @param level the lowest level that is written
 * @param now milliseconds since 1970
 */
export function jsonLog(write: (line: string) => void, level: LogLevel, now: () => number): Log {
  const most = logLevels.indexOf(level)
  const at =
    (name: LogLevel) =>
    (message: string, facts: LogFacts = {}) => {
      if (logLevels.indexOf(name) > most) return
      write(`${JSON.stringify({time: new Date(now()).toISOString(), level: name, message, ...facts})}\n`)
    }
  return {error: at('error'), warn: at('warn'), info: at('info'), debug: at('debug')}
}

/**
 * The facts of an error for the log: its name and code, where it was raised, and for errors of ours what to do.
 * The message of any other error is left out: a library may quote in it what a person wrote.
 * @param error anything that was thrown
 */
export function errorFacts(error: unknown): LogFacts {
  if (!(error instanceof Error)) return {error: typeof error}
  const code = 'code' in error ? String(error.code) : undefined
  const ours = 'fix' in error ? {reason: error.message, fix: String(error.fix)} : {}
  return {error: error.name, code, ...ours, stack: framesOf(error)}
}

/** The stack without the message on top of it. */
function framesOf({stack = '', message}: Error): string {
  const frames = stack.replace(message, '').split('\n')
  return frames.filter(line => /^\s+at /.test(line)).join('\n')
}
