// A time limit on work that does not wait: hostile text must cost five seconds, not the process.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createContext, Script} from 'node:vm'

/** How long one file may take to be understood, in milliseconds; some hostile texts take parsers minutes. */
export const maxParseMs = 5_000

const run = new Script('work()')

/**
 * Does the work and gives what it returns; only `vm` can stop work that does not wait.
 * @param work parsing or the like, which leaves nothing half done that outlives it
 * @throws whatever the work throws, and an error of which {@link isTooSlow} is true after {@link maxParseMs}
 */
export function inTime<T>(work: () => T): T {
  return run.runInContext(createContext({work}), {timeout: maxParseMs}) as T
}

/** True for the error with which {@link inTime} stops work. It comes from another realm, so it is no `Error` of ours. */
export function isTooSlow(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
}
