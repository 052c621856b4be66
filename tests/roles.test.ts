// Roles: who may do what, by the platform's word and by the lists of an organisation, and in no other place.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import type {Conversation, Profile} from '../src/chat/conversation.ts'
import type {Deed, Role, RoleLists} from '../src/roles.ts'
import {nobodyNamed, policies, Roles, roles} from '../src/roles.ts'
import {sourceFiles} from './doubles/source-files.ts'

const channel: Conversation = {platform: 'p', tenant: 'T1', id: 'C1', scope: 'channel'}
const person = (more: Partial<Profile> = {}): Profile => ({
  person: {platform: 'p', tenant: 'T1', id: 'U1'},
  kind: 'member',
  active: true,
  admin: false,
  ...more,
})
const roleOf = (profile: Profile | undefined, lists: Partial<RoleLists> = {}, place = channel) =>
  new Roles({lists: {...nobodyNamed, ...lists}}).of(profile, place)

describe('a role', () => {
  it.each<[Role, string, Partial<Profile>, Partial<RoleLists>]>([
    ['everyone', 'a member whom nobody named', {}, {}],
    ['ospo-lead', 'an admin, where no leads are named', {admin: true}, {}],
    ['channel-owner', 'an admin, where others are named as leads', {admin: true}, {ospoLeads: ['U2']}],
    ['ospo-lead', 'a member who is named', {}, {ospoLeads: ['U2', 'U1']}],
    [
      'ospo-lead',
      'somebody who is named by an address, in any case',
      {names: ['Ann@example.org']},
      {ospoLeads: ['ann@EXAMPLE.org']},
    ],
    ['ospo-lead', 'somebody who is named with the workspace', {}, {ospoLeads: ['T1/U1']}],
    ['everyone', 'somebody who is named in another workspace', {}, {ospoLeads: ['T2/U1']}],
    ['channel-owner', 'who is named for all channels', {}, {channelOwners: ['U1']}],
    ['channel-owner', 'who is named for this channel', {}, {channelOwners: ['C1=U1']}],
    ['everyone', 'who is named for another channel', {}, {channelOwners: ['C2=U1']}],
    ['operator', 'an operator who is a lead too', {admin: true}, {operators: ['U1'], ospoLeads: ['U1']}],
    ['everyone', 'a guest, whatever a list says', {kind: 'guest', admin: true}, {operators: ['U1']}],
    ['everyone', 'a bot', {kind: 'bot'}, {ospoLeads: ['U1']}],
    ['everyone', 'an account that is off', {active: false, admin: true}, {ospoLeads: ['U1']}],
  ])('of %s is that of %s', (role, _, more, lists) => {
    expect(roleOf(person(more), lists)).toBe(role)
  })

  it('of somebody whom the platform does not know is that of everyone', () => {
    expect(roleOf(undefined, {operators: ['U1']})).toBe('everyone')
  })
})

describe('what somebody may', () => {
  const deeds: readonly Deed[] = ['launch-pulse', 'plan-tips', 'announce', 'see-insight', 'take-draft', 'see-audit']
  const lists = {channelOwners: ['owner'], ospoLeads: ['lead'], operators: ['operator']}
  const names: Readonly<Record<Role, string>> = {
    everyone: 'somebody',
    'channel-owner': 'owner',
    'ospo-lead': 'lead',
    operator: 'operator',
  }
  const may = async (role: Role, deed: Deed, policy: (typeof policies)[number]) => {
    const who = person({person: {platform: 'p', tenant: 'T1', id: names[role]}})
    const turn = {profile: async () => who, people: async () => [], activity: {conversation: channel, from: who.person}}
    return new Roles({lists, launch: policy, plan: policy}).may(turn as never, deed)
  }

  it('grows with the role, under every policy', async () => {
    for (const policy of policies) {
      for (const deed of deeds) {
        const allowed = await Promise.all(roles.map(role => may(role, deed, policy)))
        expect(allowed).toEqual([...allowed].sort())
      }
    }
  })

  it.each<[Deed, Role]>([
    ['see-insight', 'ospo-lead'],
    ['announce', 'ospo-lead'],
    ['take-draft', 'ospo-lead'],
    ['see-audit', 'operator'],
  ])('to %s begins with %s', async (deed, least) => {
    const allowed = await Promise.all(roles.map(role => may(role, deed, 'members')))
    expect(roles[allowed.indexOf(true)]).toBe(least)
  })

  it.each<[(typeof policies)[number], Role]>([
    ['members', 'everyone'],
    ['admins', 'channel-owner'],
    ['leads', 'ospo-lead'],
  ])('to launch and to plan under "%s" begins with %s', async (policy, least) => {
    for (const deed of ['launch-pulse', 'plan-tips'] as const) {
      const allowed = await Promise.all(roles.map(role => may(role, deed, policy)))
      expect(roles[allowed.indexOf(true)]).toBe(least)
    }
  })
})

describe('the owner of a channel, by the word of the platform', () => {
  const may = (more: Partial<Profile>, owner: boolean) => {
    const who = person(more)
    const turn = {
      profile: async () => who,
      people: async () => [{...who, owner}],
      activity: {conversation: channel, from: who.person},
    }
    return new Roles({plan: 'admins'}).may(turn as never, 'plan-tips')
  }

  it('may plan there, and whoever does not own it may not', async () => {
    expect(await may({}, true)).toBe(true)
    expect(await may({}, false)).toBe(false)
  })

  it.each([{kind: 'guest'}, {kind: 'bot'}, {active: false}] as const)('who is %j may not', async more => {
    expect(await may(more, true)).toBe(false)
  })
})

it('no other file of the core asks whether somebody is an admin', () => {
  const asking = sourceFiles('src').filter(({text}) => /(?:profile|people|person)\w*\??\.admin\b|isAdmin\(/.test(text))
  expect(asking.map(({path}) => path)).toEqual(['src/roles.ts'])
})
