// Deadline: every call to an engine ends in time, and a failure of one of ours carries our code.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {CounselorError} from '../../src/errors.ts'

/**
 * What a call to an engine gives, if it gives it in time. A late result is dropped: whether a write happened is unknown.
 * @param ms the most milliseconds to wait
 * @param what the operation, for the message
 * @throws CounselorError `store-timeout` after the deadline, else as {@link storeError}
 */
export function withDeadline<T>(call: () => Promise<T>, ms: number, what: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(tooLate(what, ms)), ms)
    const fail = (error: unknown) => {
      clearTimeout(timer)
      reject(storeError(what, error))
    }
    const done = (value: T) => {
      clearTimeout(timer)
      resolve(value)
    }
    try {
      call().then(done, fail)
    } catch (error) {
      fail(error)
    }
  })
}

/**
 * An error of an engine as one of ours; those that are already ours stay as they are. Its message holds the engine's
 * code only, since the engine's own words may quote a key or a value and those hold personal data.
 */
export function storeError(what: string, error: unknown): CounselorError {
  if (error instanceof CounselorError) return error
  const {code, name} = Object(error) as {readonly code?: unknown; readonly name?: unknown}
  return new CounselorError(
    'store-unavailable',
    `The storage failed at "${what}" with ${code ?? name ?? typeof error}.`,
    error,
  )
}

function tooLate(what: string, ms: number): CounselorError {
  return new CounselorError('store-timeout', `The storage did not answer "${what}" within ${ms} ms.`)
}
