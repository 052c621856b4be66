// Why a token could not be had: a fault of the settings, or of the network.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {signInFault} from '../../../adapters/teams/sign-in.ts'

function thrown(code: string, message: string): Error {
  return Object.assign(new Error(message), {errorCode: code})
}

describe('a token that could not be had', () => {
  it.each([
    ['invalid_client', '7000215', 'config-invalid', 'AADSTS7000215'],
    ['unauthorized_client', '700016', 'config-invalid', 'AADSTS700016'],
    ['network_error', '', 'platform-unreachable', 'network_error'],
  ])('for %s is told with what can be done', (errorCode, number, code, told) => {
    const fault = signInFault(thrown(errorCode, `AADSTS${number}: The secret s3cret of app 'x' is wrong`))
    expect(fault.code).toBe(code)
    expect(fault.message).toContain(told)
    expect(fault.message).not.toContain('s3cret')
  })

  it('for no reason that can be read is no fault of the settings', () => {
    for (const error of [undefined, 'x', {errorCode: 'any words at all, s3cret'}, new Error('s3cret')]) {
      expect(signInFault(error)).toMatchObject({code: 'platform-unreachable'})
      expect(signInFault(error).message).not.toContain('s3cret')
    }
  })
})
