// People in Slack: who is member, guest, bot or admin, and who is in a channel.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import type {Payload} from '../../../adapters/slack/payload.ts'
import {People} from '../../../adapters/slack/people.ts'
import {recordingLog} from '../../doubles/recording-log.ts'
import {RecordedCalls} from './recorded-calls.ts'

const team = 'T0ACME'
const ann = {platform: 'slack', tenant: team, id: 'U0ANN'}
const channel = {platform: 'slack', tenant: team, id: 'C0OSPO', scope: 'channel'} as const

let time: number
let calls: RecordedCalls
let people: People

beforeEach(() => {
  time = 1_795_165_200_000
  calls = new RecordedCalls()
  people = new People({calls, log: recordingLog(() => time).log, now: () => time})
})

const isAdmin = async () => (await people.one(ann))[0]?.admin ?? false

describe('a person', () => {
  it.each<[Payload, Payload]>([
    [{tz: 'Europe/Berlin'}, {kind: 'member', active: true, admin: false, zone: 'Europe/Berlin'}],
    [{is_restricted: true}, {kind: 'guest', active: true}],
    [{is_ultra_restricted: true}, {kind: 'guest', active: true}],
    [{is_stranger: true}, {kind: 'guest', active: true}],
    [{team_id: 'T0OTHER'}, {kind: 'guest', active: true}],
    [{is_bot: true}, {kind: 'bot', active: true}],
    [{deleted: true}, {kind: 'member', active: false}],
  ])('of whom Slack says %j is %j', async (user, profile) => {
    calls.answers['users.info'] = {user}
    expect(await people.one(ann)).toEqual([expect.objectContaining({person: ann, ...profile})])
  })

  it.each<[boolean, Payload]>([
    [true, {is_admin: true, team_id: team}],
    [true, {is_owner: true}],
    [true, {is_admin: true, team_id: 'T0OTHER', enterprise_user: {teams: [team]}}],
    [false, {is_admin: false, is_owner: false, team_id: team}],
    [false, {is_admin: true, team_id: 'T0OTHER'}],
    [false, {is_admin: true, team_id: team, deleted: true}],
    [false, {is_admin: true, is_stranger: true}],
    [false, {is_admin: 'true', team_id: team}],
    [false, {}],
  ])('is an admin: %s for %j', async (admin, user) => {
    calls.answers['users.info'] = {user}
    expect(await isAdmin()).toBe(admin)
  })

  it('is asked about once in ten minutes', async () => {
    calls.answers['users.info'] = {user: {is_admin: true}}
    await people.one(ann)
    await people.one(ann)
    expect(calls.of('users.info')).toHaveLength(1)
    time += 10 * 60_000
    calls.answers['users.info'] = {user: {is_admin: false}}
    expect(await isAdmin()).toBe(false)
  })

  it('is nobody while Slack cannot be asked', async () => {
    calls.refusals['users.info'] = 'missing_scope'
    expect(await people.one(ann)).toEqual([])
    delete calls.refusals['users.info']
    calls.answers['users.info'] = {user: {is_admin: true}}
    expect(await isAdmin()).toBe(true)
  })
})

describe('the people of a channel', () => {
  it('of which we are no part are not seen', async () => {
    for (const reason of ['channel_not_found', 'not_in_channel', 'is_archived']) {
      calls.refusals['conversations.members'] = reason
      await expect(people.in(channel)).rejects.toMatchObject({code: 'place-closed'})
    }
  })

  it('are told apart from whoever made it, where Slack says who that is', async () => {
    calls.answers['conversations.members'] = {members: ['U0ANN', 'U0BEN']}
    calls.answers['conversations.info'] = {channel: {creator: 'U0BEN'}}
    expect((await people.in(channel)).map(({owner}) => owner)).toEqual([undefined, true])
    time += 10 * 60_000
    calls.refusals['conversations.info'] = 'missing_scope'
    expect((await people.in(channel)).map(({owner}) => owner)).toEqual([undefined, undefined])
  })

  it('are read page by page, each asked about where they are few', async () => {
    calls.answers['conversations.members'] = ({cursor}) =>
      cursor === 'next' ? {members: ['U0BEN']} : {members: ['U0ANN'], response_metadata: {next_cursor: 'next'}}
    calls.answers['users.info'] = ({user}) => ({user: {is_bot: user === 'U0BEN'}})
    const found = await people.in(channel)
    expect(found.map(({person, kind}) => [person.id, kind])).toEqual([
      ['U0ANN', 'member'],
      ['U0BEN', 'bot'],
    ])
  })

  it('are looked up in the list of the workspace where they are many, and are guests where it does not know them', async () => {
    const ids = Array.from({length: 30}, (_, i) => `U0${i}`)
    calls.answers['conversations.members'] = {members: ids}
    calls.answers['users.list'] = {members: ids.slice(1).map(id => ({id, tz: 'Asia/Kathmandu'}))}
    const found = await people.in(channel)
    expect(found.map(({kind}) => kind)).toEqual(['guest', ...ids.slice(1).map(() => 'member')])
    expect(found[1]?.zone).toBe('Asia/Kathmandu')
    expect(calls.of('users.info')).toHaveLength(0)
  })

  it('are no half list where Slack does not answer', async () => {
    calls.refusals['conversations.members'] = 'internal_error'
    await expect(people.in(channel)).rejects.toThrow('internal_error')
  })
})
