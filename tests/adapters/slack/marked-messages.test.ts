// Messages in Slack that nobody asked for in this moment: found again by their mark, taken away, and told where they cannot go.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import {LiveTurns} from '../../../adapters/slack/live-turns.ts'
import {Messages} from '../../../adapters/slack/messages.ts'
import {SlackFault} from '../../../adapters/slack/slack-calls.ts'
import {slackLimits} from '../../../adapters/slack/slack-options.ts'
import type {Card} from '../../../src/chat/card.ts'
import {paragraph} from '../../../src/chat/card.ts'
import type {Conversation, Person} from '../../../src/chat/conversation.ts'
import {Outbox} from '../../../src/schedule/outbox.ts'
import {systemTimer} from '../../../src/schedule/timer.ts'
import {recordingLog} from '../../doubles/recording-log.ts'
import {RecordedCalls} from './recorded-calls.ts'
import {team, ts} from './slack-bodies.ts'

const card: Card = {language: 'en', blocks: [paragraph('A tip')]}
const general: Conversation = {platform: 'slack', tenant: team, id: 'C0GENERAL', scope: 'channel'}
const since = 1_795_165_100_000
const carrying = (mark: string) => ({
  ts: '1795165111.000001',
  metadata: {event_type: 'counselor_mark', event_payload: {mark}},
})

let calls: RecordedCalls
let messages: Messages

beforeEach(() => {
  calls = new RecordedCalls()
  calls.answers['chat.postMessage'] = {ok: true, ts: '1795165201.000001'}
  const {log} = recordingLog(() => since)
  const limits = {...slackLimits, lanePaces: [], tenantPaces: []}
  const outbox = new Outbox({timer: systemTimer, limits, log, random: () => 0})
  const direct = async ({tenant, id}: Person) => ({platform: 'slack', tenant, id: `D${id}`, scope: 'personal'}) as const
  messages = new Messages({calls, outbox, turns: new LiveTurns(() => since), log, direct})
})

describe('a marked message', () => {
  it('carries its mark', async () => {
    await messages.post(general, card, {bulk: true, mark: 'tip 2026-11-24'})
    expect(calls.of('chat.postMessage')[0]).toMatchObject({
      metadata: {event_type: 'counselor_mark', event_payload: {mark: 'tip 2026-11-24'}},
    })
  })

  it('that has arrived before is not sent again', async () => {
    calls.answers['conversations.history'] = {messages: [{ts: '1'}, carrying('other'), carrying('tip')]}
    const sent = await messages.post(general, card, {bulk: true, mark: 'tip', since})
    expect(sent).toEqual({conversation: general, id: '1795165111.000001'})
    expect(calls.of('chat.postMessage')).toEqual([])
    // The clocks may differ by two minutes.
    expect(calls.of('conversations.history')[0]).toMatchObject({oldest: '1795164980', include_all_metadata: true})
  })

  it('that has not arrived is sent, after all pages were looked through', async () => {
    calls.answers['conversations.history'] = ({cursor}) =>
      cursor === 'next' ? {messages: []} : {messages: [carrying('other')], response_metadata: {next_cursor: 'next'}}
    await messages.post(general, card, {bulk: true, mark: 'tip', since})
    expect(calls.of('conversations.history')).toHaveLength(2)
    expect(calls.of('chat.postMessage')).toHaveLength(1)
  })

  it('in a thread is looked for in the thread', async () => {
    calls.answers['conversations.replies'] = {messages: [carrying('tip')]}
    await messages.post({...general, thread: ts}, card, {bulk: true, mark: 'tip', since})
    expect(calls.of('conversations.replies')[0]).toMatchObject({channel: 'C0GENERAL', ts})
    expect(calls.of('chat.postMessage')).toEqual([])
  })

  it('is not sent where Slack cannot be asked, or has more than is looked through', async () => {
    const again = () => messages.post(general, card, {bulk: true, mark: 'tip', since})
    calls.refusals['conversations.history'] = 'missing_scope'
    await expect(again()).rejects.toMatchObject({code: 'delivery-unsure'})
    delete calls.refusals['conversations.history']
    calls.answers['conversations.history'] = {messages: [], response_metadata: {next_cursor: 'more'}}
    await expect(again()).rejects.toMatchObject({code: 'delivery-unsure'})
    expect(calls.of('chat.postMessage')).toEqual([])
  })
})

describe('a message that is taken away', () => {
  it('is deleted', async () => {
    await messages.update({conversation: general, id: ts}, undefined)
    expect(calls.of('chat.delete')).toEqual([{channel: 'C0GENERAL', ts}])
  })

  it('is gone already', async () => {
    calls.refusals['chat.delete'] = 'message_not_found'
    const away = messages.update({conversation: general, id: ts}, undefined)
    await expect(away).rejects.toMatchObject({code: 'message-gone'})
  })
})

describe('a conversation', () => {
  it.each(['is_archived', 'channel_not_found', 'not_in_channel', 'account_inactive', 'token_revoked'])(
    'of which Slack says %s is closed',
    async reason => {
      calls.refusals['chat.postMessage'] = reason
      await expect(messages.post(general, card)).rejects.toMatchObject({code: 'place-closed'})
    },
  )
})

describe('a chart', () => {
  const chart: Card = {
    language: 'en',
    blocks: [
      {
        kind: 'chart',
        form: 'bars',
        title: 'Scores',
        unit: 'of 6',
        most: 6,
        labels: ['Usage'],
        series: [{name: '', values: [3]}],
      },
    ],
  }

  it('that Slack does not draw yet is sent once more as bars of signs', async () => {
    let tries = 0
    calls.answers['chat.postMessage'] = ({blocks}) => {
      tries += 1
      if (JSON.stringify(blocks).includes('data_visualization'))
        throw new SlackFault({kind: 'refused', reason: 'invalid_blocks'}, 'chat.postMessage')
      return {ok: true, ts: '2'}
    }
    await messages.post(general, chart)
    expect(tries).toBe(2)
    expect(JSON.stringify(calls.of('chat.postMessage').at(-1))).toContain('▰▰▰▰▰▱▱▱▱▱ Usage: 3 of 6')
  })
})
