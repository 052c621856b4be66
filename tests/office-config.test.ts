// Config of the office: roles, policies and periods, with each way in which they can be wrong.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import type {Environment} from '../src/environment.ts'
import {usualDays, usualKeep} from '../src/keep.ts'
import {keepOf, policyOf, rolesOf} from '../src/office-config.ts'

const day = 86_400_000

function faultIn(read: () => unknown): string {
  try {
    read()
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('roles', () => {
  it('are lists of ids and addresses', () => {
    const env = {
      CHANNEL_OWNERS: 'U1, C0123=U2,19:abc@thread.tacv2=29:1x-y_z',
      OSPO_LEADS: 'ann@example.org,T1/U3,0b6e1f6c-1111-4222-8333-444455556666',
      OSPO_OPERATORS: ' U4 ,',
    }
    expect(rolesOf(env)).toEqual({
      channelOwners: ['U1', 'C0123=U2', '19:abc@thread.tacv2=29:1x-y_z'],
      ospoLeads: ['ann@example.org', 'T1/U3', '0b6e1f6c-1111-4222-8333-444455556666'],
      operators: ['U4'],
    })
  })

  it.each<[Environment, RegExp]>([
    [{OSPO_LEADS: 'Ada Lovelace'}, /^OSPO_LEADS is "Ada Lovelace"; it takes ids or addresses/],
    [{OSPO_LEADS: '@ada'}, /^OSPO_LEADS is "@ada"/],
    [{OSPO_LEADS: 'C1=U1'}, /^OSPO_LEADS is "C1=U1"/],
    [{CHANNEL_OWNERS: '#general'}, /^CHANNEL_OWNERS is "#general"; .*CHANNEL=PERSON/],
    [{OSPO_OPERATORS: '"U1"'}, /^OSPO_OPERATORS is/],
  ])('%j is a fault', (env, fault) => {
    expect(faultIn(() => rolesOf(env))).toMatch(fault)
  })
})

describe('a policy', () => {
  it('is members where nothing is settled', () => {
    expect(policyOf({}, 'TIPS_SUBSCRIBE')).toBe('members')
    expect(policyOf({PULSE_LAUNCH: 'leads'}, 'PULSE_LAUNCH')).toBe('leads')
  })

  it('of any other name is a fault', () => {
    expect(faultIn(() => policyOf({PULSE_LAUNCH: 'owners'}, 'PULSE_LAUNCH'))).toMatch(
      /^PULSE_LAUNCH is "owners"; it takes members, admins, leads/,
    )
  })
})

describe('periods', () => {
  it('are the usual ones where nothing is settled', () => {
    expect(keepOf({})).toEqual(usualKeep)
  })

  it('are shortened by days', () => {
    expect(keepOf({RETENTION_DAYS: 'answers=14, missed=60'})).toEqual({
      ...usualKeep,
      answers: 14 * day,
      missed: 60 * day,
    })
  })

  it.each([
    ['answers=31', `answers takes 1 to ${usualDays.answers}; it can be shortened, never lengthened`],
    ['answers=0', 'answers takes 1 to'],
    ['answer=3', 'the kinds are answers, ratings'],
    ['answers', 'it takes pairs such as'],
    ['answers=two', 'it takes pairs such as'],
  ])('%s is a fault', (value, fault) => {
    expect(faultIn(() => keepOf({RETENTION_DAYS: value}))).toContain(fault)
  })
})
