// What Slack sends as Activities: commands, presses, forms and shortcuts.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {fromMetadata, toMetadata} from '../../../adapters/slack/form-metadata.ts'
import type {Payload} from '../../../adapters/slack/payload.ts'
import {toActivity} from '../../../adapters/slack/to-activity.ts'
import type {Activity} from '../../../src/chat/activity.ts'
import {
  bot,
  commandBody,
  interaction,
  pressBody,
  pressInView,
  shortcutBody,
  submissionBody,
  team,
  ts,
  tsMs,
} from './slack-bodies.ts'

const now = 1_800_000_000_000
const ann = {platform: 'slack', tenant: team, id: 'U0ANN'}
const general = {platform: 'slack', tenant: team, id: 'C0GENERAL', scope: 'channel'}

function read(body: Payload): Activity | undefined {
  return toActivity(body, {botUserId: bot, now})
}

describe('the command', () => {
  it.each([
    ['', 'help', ''],
    ['   ', 'help', ''],
    ['help', 'help', ''],
    ['HELP', 'help', ''],
    ['topics', 'topics', ''],
    ['about', 'about', ''],
    ['forget me', 'forget', 'me'],
    ['readiness', 'readiness', ''],
    ['pulse results', 'pulse', 'results'],
    ['tips weekly', 'tips', 'weekly'],
    ['ask what is an OSPO?', 'ask', 'what is an OSPO?'],
    ['what is an OSPO?', 'ask', 'what is an OSPO?'],
    ['help me to choose a licence', 'ask', 'help me to choose a licence'],
    ['about copyleft', 'ask', 'about copyleft'],
    ['tips for a first release?', 'ask', 'tips for a first release?'],
    ['什么是 OSPO？', 'ask', '什么是 OSPO？'],
    ['who is <@U0BEN|ben> &amp; what is <#C0X|ospo>', 'ask', 'who is @ben & what is #ospo'],
  ])('/ospo %j is %s %j', (typed, name, text) => {
    expect(read(commandBody(typed))).toMatchObject({kind: 'command', name, text})
  })

  it('belongs to its channel, to nobody’s thread, and to the moment at which it came', () => {
    const activity = read(commandBody('help'))
    expect(activity).toMatchObject({id: 'trigger 1.2.command', at: now, from: ann})
    expect(activity?.conversation).toEqual(general)
  })

  it.each([
    ['D0ANN', 'directmessage', 'personal'],
    ['D0OTHERS', 'directmessage', 'personal'],
    ['C0SECRET', 'privategroup', 'channel'],
    ['G0MANY', 'mpdm-ann--ben--carl-1', 'group'],
  ])('in %s, called %s, has the scope %s', (channel_id, channel_name, scope) => {
    expect(read(commandBody('help', {channel_id, channel_name}))?.conversation.scope).toBe(scope)
  })

  it('of nobody is none', () => {
    expect(read(commandBody('help', {user_id: undefined}))).toBeUndefined()
  })
})

describe('a press', () => {
  it('of a button has its action, its value, and its message, below which it is answered', () => {
    expect(read(pressBody())).toEqual({
      kind: 'press',
      id: 'trigger 1.2.block_actions',
      at: tsMs,
      from: ann,
      conversation: {...general, thread: ts},
      action: 'answers.read',
      value: 'id ospo-roles en',
      message: {conversation: {...general, thread: ts}, id: ts},
    })
  })

  it('in a thread is answered in that thread', () => {
    const message = {type: 'message', user: bot, ts, thread_ts: '1795000000.000001', team}
    expect(read(pressBody({message}))?.conversation.thread).toBe('1795000000.000001')
  })

  it('of a thumb has the value of that thumb', () => {
    const actions = [{type: 'feedback_buttons', action_id: 'answers.rate#2', value: 'up:id x en', action_ts: ts}]
    expect(read(pressBody({actions}))).toMatchObject({action: 'answers.rate', value: 'up:id x en'})
  })

  it('of a menu has the value of the choice', () => {
    const actions = [{type: 'static_select', action_id: 'a#1', selected_option: {value: 'two'}, action_ts: ts}]
    expect(read(pressBody({actions}))).toMatchObject({action: 'a', value: 'two'})
  })

  it('of a button without a value has an empty one', () => {
    expect(read(pressBody({actions: [{type: 'button', action_id: 'a#1', action_ts: ts}]}))).toMatchObject({value: ''})
  })

  it('on a message that one person sees has no thread, since nothing can stand below it', () => {
    const container = {type: 'message', message_ts: ts, channel_id: 'C0GENERAL', is_ephemeral: true}
    const activity = read(pressBody({container, message: undefined}))
    expect(activity?.conversation).toEqual(general)
    expect(activity).toMatchObject({message: {id: ts}})
  })

  it('in private is answered in private, without a thread unless there is one', () => {
    const channel = {id: 'D0ANN', name: 'directmessage'}
    const container = {type: 'message', message_ts: ts, channel_id: 'D0ANN', is_ephemeral: false}
    expect(read(pressBody({channel, container}))?.conversation).toEqual({...general, id: 'D0ANN', scope: 'personal'})
  })

  it('on the Home tab belongs to the page of its person', () => {
    const home = {...ann, scope: 'home'}
    expect(read(pressInView('home'))).toMatchObject({conversation: home, message: {conversation: home, id: 'home'}})
  })

  it('in a modal belongs to the page of its person, and to that modal', () => {
    const home = {...ann, scope: 'home'}
    expect(read(pressInView('modal'))).toMatchObject({conversation: home, message: {conversation: home, id: 'V0VIEW'}})
  })

  it('in a channel shared with others belongs to the workspace whose message it is', () => {
    const other = {id: 'U0ANN', team_id: 'T0OTHER'}
    const activity = read(pressBody({user: other, team: {id: 'T0OTHER', domain: 'other'}}))
    expect(activity?.conversation.tenant).toBe(team)
  })

  it.each<[string, Payload]>([
    ['of nobody', {user: undefined}],
    ['of nothing', {actions: []}],
    ['of something without a name', {actions: [{type: 'button'}]}],
    ['nowhere', {container: {}, channel: undefined, message: undefined}],
  ])('%s is none', (_, more) => {
    expect(read(pressBody(more))).toBeUndefined()
  })
})

describe('a form', () => {
  const purpose = {
    action: 'hand-over.send',
    value: 'id ospo en',
    place: {id: 'C0GENERAL', scope: 'channel' as const, thread: ts},
  }
  const metadata = toMetadata({...purpose, activeThread: undefined})

  it('that is submitted has its purpose, where it was opened, and what stands in its fields', () => {
    const values = {
      'field-question': {question: {type: 'plain_text_input', value: 'Who decides?\nAnd when?'}},
      'field-note': {note: {type: 'plain_text_input', value: null}},
    }
    expect(read(submissionBody(metadata, values))).toEqual({
      kind: 'submission',
      id: 'trigger 1.2.view_submission',
      at: now,
      from: ann,
      conversation: {...general, thread: ts},
      action: 'hand-over.send',
      value: 'id ospo en',
      values: {question: 'Who decides?\nAnd when?', note: ''},
    })
  })

  it.each<[string, Payload]>([
    ['of another app', {callback_id: 'other'}],
    ['without a purpose', {private_metadata: ''}],
    ['with something else for a purpose', {private_metadata: '[]'}],
    ['with a place that there is not', {private_metadata: metadata.replace('"channel"', '"moon"')}],
  ])('%s is none', (_, more) => {
    expect(read(submissionBody(metadata, {}, more))).toBeUndefined()
  })

  it('keeps its purpose as it was, whatever stands in it', () => {
    const full = {...purpose, value: '"\\ \u2028 {}', activeThread: '1.2'}
    expect(fromMetadata(toMetadata(full))).toEqual(full)
  })
})

describe('the shortcut', () => {
  it('asks what the message says, in the thread of that message', () => {
    expect(read(shortcutBody())).toEqual({
      kind: 'command',
      name: 'ask',
      text: 'Do we need a @carl & a CLA?',
      id: 'trigger 1.2.message_action',
      at: tsMs,
      from: ann,
      conversation: {...general, thread: '1795000000.000200'},
    })
  })

  it('of another name is none', () => {
    expect(read(shortcutBody({callback_id: 'other'}))).toBeUndefined()
  })
})

describe('ids', () => {
  it('without a trigger come from what tells the interaction apart, and stay the same', () => {
    const id = (more: Payload) => read(pressBody({trigger_id: undefined, ...more}))?.id
    expect(id({})).toBe(id({}))
    expect(id({})).not.toBe(id({response_url: 'https://hooks.slack.com/actions/T0ACME/2/abc'}))
    expect(id({})).not.toContain('hooks.slack.com')
  })

  it('of kinds that we do not know do not matter, since they are no activity', () => {
    for (const type of ['shortcut', 'view_closed', 'block_suggestion', 'interactive_message']) {
      expect(read(interaction(type))).toBeUndefined()
    }
  })
})
