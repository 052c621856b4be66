// A fault in a knowledge file: where it is, what it is, and how to mend it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** A fault of a knowledge file. */
export interface Fault {
  /** The file, as a path that an editor opens. */
  readonly path: string
  /** The line, from 1. */
  readonly line: number
  readonly problem: string
  readonly fix: string
  /** True where the file or passage had to be left out; false where it still serves. */
  readonly grave: boolean
}

/** The fault as one line for a person: `path:line: problem. Fix`. */
export function faultLine(fault: Fault): string {
  return `${fault.path}:${fault.line}: ${fault.problem}. ${fault.fix}${fault.grave ? ' (left out)' : ''}`
}
