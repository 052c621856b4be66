// Why a token could not be had, in words that an operator can act on.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {CounselorError} from '../../src/errors.ts'
import {isPayload} from './payload.ts'

/** What Entra answers where the settings are wrong (RFC 6749, section 5.2), and so never otherwise. */
const refusals: readonly string[] = ['invalid_client', 'unauthorized_client', 'invalid_tenant', 'invalid_resource']

/**
 * What a failure to get a token means: `config-invalid` where Entra refuses our settings, `platform-unreachable` where
 * it could not be asked. Entra's own number is told, and nothing else of what it said.
 * @param error what the library threw; told by its fields, which survive any library boundary
 */
export function signInFault(error: unknown): CounselorError {
  const said = isPayload(error) ? error : {}
  const code = String(said['errorCode'] ?? said['code'] ?? '')
  const number = /AADSTS\d{4,9}/.exec(error instanceof Error ? error.message : '')?.[0]
  const told = number ?? (/^[\w-]{1,60}$/.test(code) ? code : 'no answer')
  if (refusals.includes(code)) {
    const what = `Microsoft Entra refuses MicrosoftAppId with its tenant and secret (${told})`
    return new CounselorError('config-invalid', what, error)
  }
  return new CounselorError('platform-unreachable', `No token could be had from Microsoft Entra (${told}).`, error)
}
