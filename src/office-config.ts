// Config of the office: who has which role, who may plan what, and for how long records are kept.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Environment} from './environment.ts'
import {invalid, textOf} from './environment.ts'
import type {Keep, Kind} from './keep.ts'
import {keepFor, kinds, usualDays} from './keep.ts'
import type {Policy, RoleLists} from './roles.ts'
import {policies} from './roles.ts'

/** The lists of those who have a role. */
export function rolesOf(env: Environment): RoleLists {
  return {
    channelOwners: namesOf(env, 'CHANNEL_OWNERS'),
    ospoLeads: namesOf(env, 'OSPO_LEADS'),
    operators: namesOf(env, 'OSPO_OPERATORS'),
  }
}

/** Whom a variable lets do something; members where it is not set. */
export function policyOf(env: Environment, name: 'PULSE_LAUNCH' | 'TIPS_SUBSCRIBE'): Policy {
  const value = textOf(env, name) ?? 'members'
  const policy = policies.find(each => each === value)
  if (!policy) throw invalid(name, value, `it takes ${policies.join(', ')}`)
  return policy
}

/** A period above the usual one is refused aloud: the code would not keep to it, and nobody should believe that it does. */
export function keepOf(env: Environment): Keep {
  const value = textOf(env, 'RETENTION_DAYS') ?? ''
  const pairs = value.split(',').flatMap(pair => (pair.trim() === '' ? [] : [pair.trim()]))
  return keepFor(Object.fromEntries(pairs.map(pair => periodIn(pair))))
}

function periodIn(pair: string): readonly [Kind, number] {
  const right = 'it takes pairs such as answers=14,missed=60'
  const [, name = '', digits = ''] = /^([a-z-]+)\s*=\s*(\d+)$/.exec(pair) ?? []
  if (name === '') throw invalid('RETENTION_DAYS', pair, right)
  const kind = kinds.find(each => each === name)
  if (!kind) throw invalid('RETENTION_DAYS', pair, `${right}; the kinds are ${kinds.join(', ')}`)
  const days = Number(digits)
  if (days < 1 || days > usualDays[kind])
    throw invalid(
      'RETENTION_DAYS',
      pair,
      `${kind} takes 1 to ${usualDays[kind]}; it can be shortened, never lengthened`,
    )
  return [kind, days]
}

/** What a person may be called by: no blanks, since ids and addresses have none. */
function namesOf(env: Environment, name: 'CHANNEL_OWNERS' | 'OSPO_LEADS' | 'OSPO_OPERATORS'): string[] {
  const names = (textOf(env, name) ?? '').split(',').flatMap(each => each.trim() || [])
  const right = 'it takes ids or addresses of people, separated by commas'
  const forChannels = name === 'CHANNEL_OWNERS' ? ', for one channel as CHANNEL=PERSON' : ''
  for (const each of names) {
    const isPerson = /^[^\s@#"']+(?:@[^\s@]+)?$/.test(each.slice(each.lastIndexOf('=') + 1))
    if (!isPerson || /\s/.test(each) || (each.includes('=') && forChannels === ''))
      throw invalid(name, each, `${right}${forChannels}`)
  }
  return names
}
