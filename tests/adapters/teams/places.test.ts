// Places and people in Teams: channels by name, id and link, people by address, and who runs the counselor.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import type {TeamsHouse} from './teams-house.ts'
import {openTeamsHouse, posted, settled, tenant} from './teams-house.ts'

const appId = '3f2c1b0a-1234-4cde-8f00-0123456789ab'
const team = '19:team@thread.tacv2'
const legal = '19:legal@thread.tacv2'

let house: TeamsHouse

beforeAll(async () => {
  house = await openTeamsHouse()
  await house.listen()
  house.connector.channels.set(team, [
    {id: team, name: null},
    {id: legal, name: 'Ask Legal'},
    {id: '19:one@thread.tacv2', name: 'Twice'},
    {id: '19:two@thread.tacv2', name: 'twice'},
  ])
  house.connector.members.set(team, [
    {id: '29:ann', name: 'Ann', email: 'Ann@example.org', aadObjectId: 'account-ann'},
    {id: '29:bob', name: 'Bob', email: 'bob@example.org', aadObjectId: 'account-bob'},
    {id: '29:bob2', name: 'Bob', email: 'bob2@example.org', aadObjectId: 'account-bob2'},
    {id: '28:another-bot', name: 'A bot'},
  ])
  const scene = {user: '29:ann', scope: 'channel', conversation: `${team};messageid=1`} as const
  const client = {type: 'clientInfo', timezone: 'Europe/Berlin'}
  await house.post(posted(house, scene, {text: 'x', entities: [client]}))
  await settled()
})

afterAll(() => house.close())

const find = (name: string) => house.platform.place({platform: 'teams', tenant, name})

describe('a place', () => {
  it.each([
    '#Ask Legal',
    'ask legal',
    legal,
    `https://teams.microsoft.com/l/channel/${encodeURIComponent(legal)}/Ask%20Legal?groupId=g&tenantId=t`,
  ])('is found by "%s"', async name => {
    expect(await find(name)).toEqual({platform: 'teams', tenant, id: legal, scope: 'channel'})
  })

  it.each([
    '#nowhere',
    '#twice',
    '19:stranger@thread.tacv2',
    '@Bob',
    'nobody@example.org',
    'https://teams.microsoft.com/l/channel/%E0%A4%A/x',
  ])('is not found by "%s"', async name => {
    expect(await find(name)).toBeUndefined()
  })

  it.each(['ann@example.org', '@Ann'])('of a person is the private conversation, by "%s"', async name => {
    expect(await find(name)).toEqual({platform: 'teams', tenant, id: 'a:29:ann', scope: 'personal'})
  })
})

describe('people', () => {
  it('of a team are told apart, with the zone of whoever has written to us', async () => {
    const people = await house.platform.people({platform: 'teams', tenant, id: team, scope: 'channel'})
    expect(people.map(({person, kind, zone}) => [person.id, kind, zone])).toEqual([
      ['29:ann', 'member', 'Europe/Berlin'],
      ['29:bob', 'member', undefined],
      ['29:bob2', 'member', undefined],
      ['28:another-bot', 'bot', undefined],
    ])
  })

  it('of a place that Teams does not show are not taken for nobody', async () => {
    house.connector.fail('members', {kind: 'status', status: 403})
    const place = {platform: 'teams', tenant, id: '19:other@thread.tacv2', scope: 'channel'} as const
    await expect(house.platform.people(place)).rejects.toMatchObject({code: 'place-closed'})
  })
})

describe('who runs the counselor', () => {
  const admin = async (admins: readonly string[], id: string) => {
    const access = {type: 'UserAssignedMSI', appId, tenantId: tenant, apiUrl: house.connector.origin} as const
    const other = await openTeamsHouse({access, admins, store: house.store})
    const [profile] = await other.platform.people({platform: 'teams', tenant, id})
    await other.close()
    return profile?.admin
  }

  it('is told by the settings, by account', async () => {
    expect(await admin(['ann-account'], '29:ann')).toBe(true)
    expect(await admin(['somebody-else'], '29:ann')).toBe(false)
    expect(await admin([], '29:ann')).toBe(false)
  })

  it('is everybody where nobody is asked who they are', async () => {
    const [profile] = await house.platform.people({platform: 'teams', tenant, id: '29:anybody'})
    expect(profile?.admin).toBe(true)
  })
})
