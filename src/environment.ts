// The environment: variables by name, and how a wrong one is told.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {CounselorError} from './errors.ts'

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/** The value of a variable without blanks round it; undefined where it is not set, or empty. */
export function textOf(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}

/** A fault that tells the value. */
export function invalid(name: string, value: string, right: string): CounselorError {
  return new CounselorError('config-invalid', `${name} is "${value}"; ${right}`)
}

/** A fault that never tells the value: it may be a secret that stands in the wrong variable. */
export function invalidSecret(name: string, right: string): CounselorError {
  return new CounselorError('config-invalid', `${name} is not as it should be: ${right}`)
}

/** The address of a peer that stands in for a platform; undefined where none is set, and refused in production. */
export function peerUrlOf(env: Environment, name: string, example: string): string | undefined {
  const value = textOf(env, name)
  if (value === undefined) return undefined
  if (env['NODE_ENV'] === 'production')
    throw invalid(name, value, 'it is for tests; with NODE_ENV=production leave it out')
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw invalid(name, value, `it takes an address such as ${example}`)
  }
  return value
}
