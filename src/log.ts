// PORT: the log, where the house tells its operator what happened, never with personal data.
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

const quiet = () => undefined

/** A log that nobody reads. */
export const silentLog: Log = {error: quiet, warn: quiet, info: quiet, debug: quiet}

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
