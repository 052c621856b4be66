// Places and people in a Slack workspace: found by name, by address and by id, and never by chance.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import {Places} from '../../../adapters/slack/places.ts'
import {recordingLog} from '../../doubles/recording-log.ts'
import {RecordedCalls} from './recorded-calls.ts'

const team = 'T0ACME'
const channels = [
  {id: 'C0LEGAL', name: 'ask-legal', is_channel: true},
  {id: 'C0OSPO', name: 'ospo', is_channel: true},
]
const members = [
  {id: 'U0ANN', name: 'ann', profile: {display_name: 'Annie'}},
  {id: 'U0BEN', name: 'ben', profile: {display_name: 'Sam'}},
  {id: 'U0CARL', name: 'carl', profile: {display_name: 'Sam'}},
  {id: 'U0GONE', name: 'dora', deleted: true, profile: {display_name: 'Dora'}},
  {id: 'U0HAL', name: 'hal', is_bot: true, profile: {display_name: 'Hal'}},
]

let time: number
let calls: RecordedCalls
let places: Places

beforeEach(() => {
  time = 1_795_165_200_000
  calls = new RecordedCalls()
  calls.answers['conversations.open'] = ({users}) => ({channel: {id: `D-${String(users)}`}})
  calls.answers['conversations.list'] = ({cursor}) =>
    cursor === 'next'
      ? {channels: channels.slice(1), response_metadata: {next_cursor: ''}}
      : {channels: channels.slice(0, 1), response_metadata: {next_cursor: 'next'}}
  calls.answers['users.list'] = {members}
  calls.answers['users.lookupByEmail'] = ({email}) => ({user: {id: email === 'ann@example.org' ? 'U0ANN' : 'U0X'}})
  places = new Places({calls, log: recordingLog(() => time).log, now: () => time})
})

const named = async (name: string) => (await places.named({platform: 'slack', tenant: team, name}))?.id

describe('a name', () => {
  it.each([
    ['#ask-legal', 'C0LEGAL'],
    ['ask-legal', 'C0LEGAL'],
    [' #Ask-Legal ', 'C0LEGAL'],
    ['#ospo', 'C0OSPO'],
    ['#nowhere', undefined],
    ['ask', undefined],
    ['@ann', 'D-U0ANN'],
    ['@Annie', 'D-U0ANN'],
    ['@Sam', undefined],
    ['@dora', undefined],
    ['@hal', undefined],
    ['@nobody', undefined],
    ['U0BEN', 'D-U0BEN'],
    ['ann@example.org', 'D-U0ANN'],
  ])('%j leads to %s', async (name, id) => {
    expect(await named(name)).toBe(id)
  })

  it('of a channel leads to a place with its scope', async () => {
    const place = await places.named({platform: 'slack', tenant: team, name: '#ospo'})
    expect(place).toEqual({platform: 'slack', tenant: team, id: 'C0OSPO', scope: 'channel'})
  })

  it('that is an id is looked up, so that a channel that is gone is no place', async () => {
    calls.answers['conversations.info'] = {channel: {id: 'C0X', name: 'x'}}
    expect(await named('C0X')).toBe('C0X')
    calls.answers['conversations.info'] = {channel: {id: 'C0X', name: 'x', is_archived: true}}
    expect(await named('C0X')).toBeUndefined()
    calls.refusals['conversations.info'] = 'channel_not_found'
    expect(await named('C0X')).toBeUndefined()
  })

  it('that Slack knows nobody by leads nowhere', async () => {
    calls.refusals['users.lookupByEmail'] = 'users_not_found'
    expect(await named('x@example.org')).toBeUndefined()
    calls.refusals['conversations.open'] = 'user_not_found'
    expect(await named('U0NOBODY')).toBeUndefined()
  })

  it('that cannot be looked up is told as failed, and not taken for unknown', async () => {
    calls.refusals['conversations.list'] = 'missing_scope'
    await expect(named('#ospo')).rejects.toThrow('missing_scope')
    delete calls.refusals['conversations.list']
    expect(await named('#ospo')).toBe('C0OSPO')
  })
})

describe('lists', () => {
  it('are read page by page, for everybody at once, and again after ten minutes', async () => {
    await Promise.all([named('#ospo'), named('#ask-legal'), named('#nowhere')])
    expect(calls.of('conversations.list')).toHaveLength(2)
    expect(calls.of('conversations.list')[0]).toEqual({
      types: 'public_channel,private_channel',
      exclude_archived: true,
      limit: 1_000,
      team_id: team,
    })
    time += 10 * 60_000
    await named('#ospo')
    expect(calls.of('conversations.list')).toHaveLength(4)
  })

  it('are each workspace’s own', async () => {
    await named('#ospo')
    await places.named({platform: 'slack', tenant: 'T0OTHER', name: '#ospo'})
    expect(calls.made.map(({tenant}) => tenant)).toEqual([team, team, 'T0OTHER', 'T0OTHER'])
  })

  it('without end are not read to the end', async () => {
    calls.answers['conversations.list'] = {channels: [], response_metadata: {next_cursor: 'more'}}
    expect(await named('#ospo')).toBeUndefined()
    expect(calls.of('conversations.list')).toHaveLength(20)
  })
})

describe('a private conversation', () => {
  it('is opened once', async () => {
    const ann = {platform: 'slack', tenant: team, id: 'U0ANN'}
    expect(await places.direct(ann)).toEqual({platform: 'slack', tenant: team, id: 'D-U0ANN', scope: 'personal'})
    await places.direct(ann)
    expect(calls.of('conversations.open')).toEqual([{users: 'U0ANN'}])
  })

  it('that Slack does not name is told as failed', async () => {
    calls.answers['conversations.open'] = {}
    await expect(places.direct({platform: 'slack', tenant: team, id: 'U0X'})).rejects.toThrow('no-channel')
  })
})
