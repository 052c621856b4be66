// What a check has found: in order, worth a look, or to be mended before the start.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** What one check found. */
export interface Finding {
  /** What was looked at, in a word or two. */
  readonly name: string
  readonly state: 'good' | 'doubtful' | 'bad'
  /** What was found, in a sentence without its full stop; never a secret. */
  readonly says: string
  /** What to do about it; empty where all is well. */
  readonly fix: string
}

/** Looks at one thing; what it throws is found bad. */
export interface Check {
  readonly name: string
  readonly run: () => Promise<readonly Finding[]>
}

/** All is well. */
export function good(name: string, says: string): Finding {
  return {name, state: 'good', says, fix: ''}
}

/** It runs, but somebody should look. */
export function doubtful(name: string, says: string, fix: string): Finding {
  return {name, state: 'doubtful', says, fix}
}

/** It will not run, or not for long. */
export function bad(name: string, says: string, fix: string): Finding {
  return {name, state: 'bad', says, fix}
}
