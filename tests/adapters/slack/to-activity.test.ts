// What Slack sends as Activities: events, told from real shapes.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import type {Payload} from '../../../adapters/slack/payload.ts'
import {isPayload} from '../../../adapters/slack/payload.ts'
import {mayConcernUs, toActivity} from '../../../adapters/slack/to-activity.ts'
import type {Activity} from '../../../src/chat/activity.ts'
import {bot, channelMessage, directMessage, eventBody, mention, pressBody, team, ts, tsMs} from './slack-bodies.ts'

const now = 1_800_000_000_000

function read(event: Payload, more: Payload = {}): Activity | undefined {
  return toActivity(eventBody(event, more), {botUserId: bot, now})
}

const ann = {platform: 'slack', tenant: team, id: 'U0ANN'}
const inThread = {platform: 'slack', tenant: team, id: 'C0GENERAL', scope: 'channel', thread: ts}

describe('a mention', () => {
  it('is a message to us, without our name, whose thread begins with it', () => {
    expect(read(mention())).toEqual({
      kind: 'message',
      id: 'Ev0ONE',
      at: tsMs,
      from: ann,
      conversation: inThread,
      text: 'what is an OSPO?',
      addressed: true,
    })
  })

  it('whose time stamp is no text makes us not fail, which it did where its id was none either', () => {
    expect(read(mention({ts: {toString: 'x'}, channel: {toString: 1}}), {event_id: 7})).toBeUndefined()
    expect(read(mention({thread_ts: '1.2', ts: {toString: 'x'}}), {event_id: 7})?.id).toContain('C0GENERAL')
  })

  it('in a thread belongs to that thread', () => {
    expect(read(mention({thread_ts: '1795000000.000001'}))?.conversation.thread).toBe('1795000000.000001')
  })

  it('comes twice from Slack, and the twin is no activity', () => {
    expect(read(channelMessage({text: `<@${bot}> what is an OSPO?`}))).toBeUndefined()
    expect(read(channelMessage({text: `and <@${bot}|counselor>?`, thread_ts: '1795000000.000001'}))).toBeUndefined()
  })

  it('with nothing but our name is an empty message', () => {
    expect(read(mention({text: `<@${bot}>`}))).toMatchObject({kind: 'message', text: '', addressed: true})
  })
})

describe('a direct message', () => {
  it('is a message to us, without a thread', () => {
    expect(read(directMessage())).toMatchObject({
      kind: 'message',
      conversation: {platform: 'slack', tenant: team, id: 'D0ANN', scope: 'personal'},
      text: 'what is an OSPO?',
      addressed: true,
    })
    expect(read(directMessage())?.conversation).not.toHaveProperty('thread')
  })

  it('in a thread, as in the messages tab, is answered there', () => {
    expect(read(directMessage({thread_ts: '1795000000.000001'}))?.conversation.thread).toBe('1795000000.000001')
  })

  it('with a file, or with our name in it, counts like any other', () => {
    expect(read(directMessage({subtype: 'file_share', files: []}))).toMatchObject({text: 'what is an OSPO?'})
    expect(read(directMessage({text: `<@${bot}> hello`}))).toMatchObject({text: 'hello', addressed: true})
  })
})

describe('what people say in a channel', () => {
  it('in a thread is a message that was not said to us', () => {
    expect(read(channelMessage({thread_ts: '1795000000.000001'}))).toMatchObject({
      kind: 'message',
      addressed: false,
      conversation: {scope: 'channel', thread: '1795000000.000001'},
    })
  })

  it('in a thread and to the channel as well is the same', () => {
    const event = channelMessage({subtype: 'thread_broadcast', thread_ts: '1795000000.000001', root: {}})
    expect(read(event)).toMatchObject({addressed: false})
  })

  it('in a private channel is the same', () => {
    const event = channelMessage({channel: 'G0SECRET', channel_type: 'group', thread_ts: '1795000000.000001'})
    expect(read(event)).toMatchObject({addressed: false, conversation: {scope: 'channel'}})
  })

  it.each([
    ['at its top', {}],
    ['as the beginning of a thread', {thread_ts: ts}],
  ])('%s stays theirs', (_, more) => {
    expect(read(channelMessage(more))).toBeUndefined()
  })
})

describe('what is not for us', () => {
  const threaded = {thread_ts: '1795000000.000001'}
  it.each<[string, Payload]>([
    ['our own message', channelMessage({...threaded, user: bot})],
    ['our own message in private', directMessage({user: bot, bot_id: 'B0BOT'})],
    ['the message of another bot', channelMessage({...threaded, subtype: 'bot_message', bot_id: 'B0OTHER'})],
    ['the message of a bot with a user', directMessage({bot_id: 'B0OTHER', bot_profile: {}})],
    ['the mention by a bot', mention({bot_id: 'B0OTHER'})],
    ['an edit', directMessage({subtype: 'message_changed', message: {}, previous_message: {}, hidden: true})],
    ['an edited mention', mention({edited: {user: 'U0ANN', ts}})],
    ['a deletion', directMessage({subtype: 'message_deleted', deleted_ts: ts, hidden: true})],
    ['a new reply as its root tells it', channelMessage({...threaded, subtype: 'message_replied'})],
    ['somebody who came', channelMessage({...threaded, subtype: 'channel_join'})],
    ['a new topic', channelMessage({...threaded, subtype: 'channel_topic'})],
    ['the root of a legacy assistant thread', directMessage({subtype: 'assistant_app_thread'})],
    ['what Slackbot says', directMessage({user: 'USLACKBOT'})],
    ['a message of nobody', directMessage({user: undefined})],
    ['a message from nowhere', directMessage({channel: undefined, channel_type: 'im'})],
    ['another person who joined', {type: 'member_joined_channel', user: 'U0BEN', channel: 'C0NEW', team}],
    ['the messages tab', {type: 'app_home_opened', user: 'U0ANN', channel: 'D0ANN', tab: 'messages'}],
    ['an event that we did not ask for', {type: 'reaction_added', user: 'U0ANN', item: {}}],
    ['an event of no type that we know', {type: '__proto__', user: 'U0ANN'}],
  ])('%s is no activity', (_, event) => {
    expect(read(event)).toBeUndefined()
  })
})

describe('other events', () => {
  it('the Home tab is opened on the page of its person', () => {
    const event = {type: 'app_home_opened', user: 'U0ANN', channel: 'D0ANN', tab: 'home', view: {}}
    expect(read(event)).toEqual({
      kind: 'opened',
      id: 'Ev0ONE',
      at: tsMs,
      from: ann,
      conversation: {...ann, scope: 'home'},
    })
  })

  it('we join a channel when somebody invites us', () => {
    const event = {
      type: 'member_joined_channel',
      user: bot,
      channel: 'C0NEW',
      channel_type: 'C',
      team,
      inviter: 'U0ANN',
    }
    const conversation = {platform: 'slack', tenant: team, id: 'C0NEW', scope: 'channel'}
    expect(read(event)).toMatchObject({kind: 'joined', from: ann, conversation})
  })
})

describe('when and where', () => {
  it('an event without its own time has that of its envelope, or else that of its arrival', () => {
    expect(read(directMessage({event_ts: undefined, ts: undefined}))?.at).toBe(tsMs)
    expect(read(directMessage({event_ts: 'soon', ts: undefined}), {event_time: undefined})?.at).toBe(now)
  })

  it('the same event has the same id each time, also without one of its own', () => {
    const ids = [1, 2].map(() => read(directMessage(), {event_id: undefined})?.id)
    expect(ids[0]).toBe(ids[1])
    expect(ids[0]).not.toBe(read(directMessage({ts: '1795165200.000200'}), {event_id: undefined})?.id)
  })

  it('in a channel that is shared with others, the workspace is ours and not that of the event', () => {
    const shared = {team_id: 'T0OTHER', is_ext_shared_channel: true}
    expect(read(mention({user_team: 'T0OTHER', source_team: 'T0OTHER'}), shared)?.from.tenant).toBe(team)
  })

  it.each<[string, Payload, string]>([
    [
      'a workspace of an organisation',
      {authorizations: [{team_id: team, enterprise_id: 'E0ORG', is_enterprise_install: true}]},
      team,
    ],
    [
      'an organisation without one',
      {team_id: null, authorizations: [{team_id: null, enterprise_id: 'E0ORG'}]},
      'E0ORG',
    ],
    ['an old envelope', {authorizations: undefined}, team],
  ])('%s is the tenant', (_, more, tenant) => {
    expect(read(directMessage(), more)?.conversation.tenant).toBe(tenant)
  })

  it('where the app serves one workspace, everything belongs to that one', () => {
    const activity = toActivity(eventBody(directMessage(), {team_id: 'T0X'}), {botUserId: bot, now, tenant: 'T0ONE'})
    expect(activity?.from.tenant).toBe('T0ONE')
  })

  it('an envelope that names no workspace is no activity', () => {
    expect(read(directMessage(), {team_id: undefined, authorizations: []})).toBeUndefined()
  })
})

describe('what is looked at more closely', () => {
  it('is all but the bulk of what channels say', () => {
    expect(mayConcernUs(eventBody(channelMessage()))).toBe(false)
    expect(mayConcernUs(eventBody(directMessage({subtype: 'message_changed'})))).toBe(false)
    expect(mayConcernUs(eventBody(channelMessage({thread_ts: '1795000000.000001'})))).toBe(true)
    expect(mayConcernUs(eventBody(directMessage()))).toBe(true)
    expect(mayConcernUs(eventBody(mention()))).toBe(true)
    expect(mayConcernUs(pressBody())).toBe(true)
  })

  it('is never less than what becomes an activity, and nothing that comes in makes us fail', () => {
    const value = fc.oneof(fc.constantFrom(bot, team, ts, 'im', 'D0ANN', 'home'), fc.jsonValue())
    const fields = fc.dictionary(
      fc.constantFrom('type', 'user', 'channel', 'channel_type', 'text', 'ts', 'thread_ts', 'subtype', 'tab', 'team'),
      value,
    )
    const type = fc.constantFrom('message', 'app_mention', 'app_home_opened', 'member_joined_channel')
    fc.assert(
      fc.property(fields, type, fc.boolean(), (event, kind, isWhole) => {
        const body = eventBody({...(isWhole ? directMessage() : {}), type: kind, ...event})
        const activity = toActivity(body, {botUserId: bot, now})
        if (activity) expect(mayConcernUs(body)).toBe(true)
      }),
      {numRuns: 3_000},
    )
    fc.assert(
      fc.property(fc.jsonValue(), body => {
        if (isPayload(body)) expect(() => toActivity(body, {botUserId: bot, now})).not.toThrow()
      }),
      {numRuns: 2_000},
    )
  })
})
