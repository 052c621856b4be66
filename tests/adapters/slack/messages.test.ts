// Messages in Slack: posted, changed, whispered, and what becomes of those that Slack does not take.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import type {Acknowledge} from '../../../adapters/slack/held-ack.ts'
import {HeldAck} from '../../../adapters/slack/held-ack.ts'
import {LiveTurns} from '../../../adapters/slack/live-turns.ts'
import {Messages} from '../../../adapters/slack/messages.ts'
import type {Payload} from '../../../adapters/slack/payload.ts'
import {slackLimits} from '../../../adapters/slack/slack-options.ts'
import {toActivity} from '../../../adapters/slack/to-activity.ts'
import type {Activity} from '../../../src/chat/activity.ts'
import type {Card} from '../../../src/chat/card.ts'
import {paragraph} from '../../../src/chat/card.ts'
import type {Conversation, Person} from '../../../src/chat/conversation.ts'
import {Outbox} from '../../../src/schedule/outbox.ts'
import {systemTimer} from '../../../src/schedule/timer.ts'
import {recordingLog} from '../../doubles/recording-log.ts'
import {RecordedCalls} from './recorded-calls.ts'
import {bot, commandBody, directMessage, eventBody, mention, pressBody, shortcutBody, team, ts} from './slack-bodies.ts'

const card: Card = {language: 'en', blocks: [paragraph('An answer')]}
const withFile: Card = {...card, blocks: [...card.blocks, {kind: 'file', name: 'a.csv', type: 'text/csv', text: 'é,b'}]}
const ann: Person = {platform: 'slack', tenant: team, id: 'U0ANN'}
const general: Conversation = {platform: 'slack', tenant: team, id: 'C0GENERAL', scope: 'channel'}

let time: number
let calls: RecordedCalls
let turns: LiveTurns
let messages: Messages

beforeEach(() => {
  time = 1_795_165_200_000
  calls = new RecordedCalls()
  calls.answers['chat.postMessage'] = {ok: true, ts: '1795165201.000001'}
  turns = new LiveTurns(() => time)
  const {log} = recordingLog(() => time)
  const limits = {...slackLimits, lanePaces: [], tenantPaces: []}
  const outbox = new Outbox({timer: systemTimer, limits, log, random: () => 0})
  const direct = async ({tenant, id}: Person) => ({platform: 'slack', tenant, id: `D${id}`, scope: 'personal'}) as const
  messages = new Messages({calls, outbox, turns, log, direct})
})

/** Does something while an activity is being answered. */
async function answering(body: Payload, work: (activity: Activity) => Promise<unknown>): Promise<void> {
  const activity = toActivity(body, {botUserId: bot, now: time})
  if (!activity) throw new Error('no activity')
  await turns.during(activity, body, async () => void (await work(activity)))
}

describe('a message', () => {
  it('goes to its channel and thread, without previews of links', async () => {
    const ref = await messages.post({...general, thread: ts}, card)
    expect(ref).toEqual({conversation: {...general, thread: ts}, id: '1795165201.000001'})
    expect(calls.of('chat.postMessage')).toEqual([
      {
        channel: 'C0GENERAL',
        thread_ts: ts,
        text: 'An answer',
        blocks: [expect.objectContaining({type: 'section'})],
        unfurl_links: false,
        unfurl_media: false,
      },
    ])
    expect(calls.made[0]?.tenant).toBe(team)
  })

  it('brings its files along to the same thread', async () => {
    calls.answers['files.getUploadURLExternal'] = {upload_url: 'https://files.slack.com/u', file_id: 'F0'}
    await messages.post({...general, thread: ts}, withFile)
    expect(calls.of('files.getUploadURLExternal')).toEqual([{filename: 'a.csv', length: 4}])
    expect(calls.of('upload')).toEqual([{url: 'https://files.slack.com/u', text: 'é,b'}])
    const place = {channel_id: 'C0GENERAL', thread_ts: ts}
    expect(calls.of('files.completeUploadExternal')).toEqual([{files: [{id: 'F0', title: 'a.csv'}], ...place}])
  })

  it('whose file has nowhere to go is told as failed', async () => {
    await expect(messages.post(general, withFile)).rejects.toMatchObject({code: 'delivery-failed'})
  })

  it('that Slack refuses is told with its reason', async () => {
    calls.refusals['chat.postMessage'] = 'restricted_action'
    await expect(messages.post(general, card)).rejects.toMatchObject({code: 'delivery-failed'})
    await expect(messages.post(general, card)).rejects.toThrow('restricted_action')
  })

  it('to a channel without us goes by the address of what it answers, and only then', async () => {
    calls.refusals['chat.postMessage'] = 'not_in_channel'
    await answering(commandBody('help'), ({conversation}) => messages.post(conversation, card))
    expect(calls.of('respond')).toEqual([
      expect.objectContaining({url: 'https://hooks.slack.com/commands/T0ACME/1/abc', response_type: 'in_channel'}),
    ])
    await answering(commandBody('help'), () =>
      expect(messages.post({...general}, card)).rejects.toMatchObject({code: 'place-closed'}),
    )
    expect(calls.of('respond')).toHaveLength(1)
  })
})

describe('a change', () => {
  it('replaces the message', async () => {
    await messages.update({conversation: {...general, thread: ts}, id: ts}, card)
    expect(calls.of('chat.update')).toEqual([expect.objectContaining({channel: 'C0GENERAL', ts, text: 'An answer'})])
  })

  it('of a message that is gone says so', async () => {
    calls.refusals['chat.update'] = 'message_not_found'
    await expect(messages.update({conversation: general, id: ts}, card)).rejects.toMatchObject({code: 'message-gone'})
  })

  describe('of a message that one person sees', () => {
    const container = {type: 'message', message_ts: ts, channel_id: 'C0GENERAL', is_ephemeral: true}
    const own = pressBody({container, message: undefined})

    it('goes by the address of the press', async () => {
      await answering(own, async activity => {
        if (activity.kind === 'press') await messages.update(activity.message, card)
      })
      expect(calls.of('respond')).toEqual([
        expect.objectContaining({url: own['response_url'], replace_original: true, text: 'An answer'}),
      ])
      expect(calls.of('chat.update')).toEqual([])
    })

    it('is possible five times in half an hour, also after the turn, and then it is gone', async () => {
      const message = {conversation: general, id: ts}
      await answering(own, async () => {})
      for (let i = 0; i < 5; i++) await messages.update(message, card)
      await expect(messages.update(message, card)).rejects.toMatchObject({code: 'message-gone'})
      await answering(own, async () => {})
      time += 30 * 60_000
      await expect(messages.update(message, card)).rejects.toMatchObject({code: 'message-gone'})
      expect(calls.of('respond')).toHaveLength(5)
    })
  })
})

describe('a whisper in answer to a command whose acknowledgement is held', () => {
  const series = [{name: 'Votes', values: [1, 2]}]
  const chart = {kind: 'chart', form: 'bars', title: 'Votes', unit: '', most: 2, labels: ['a', 'b'], series} as const
  const withChart: Card = {...card, blocks: [...card.blocks, chart]}
  let sent: (Payload | undefined)[]
  let body: Payload
  function hold(
    acknowledge: Acknowledge = async json => void sent.push(json === undefined ? json : JSON.parse(json)),
  ): HeldAck {
    body = commandBody('help')
    const ack = new HeldAck(acknowledge, {timer: systemTimer, log: recordingLog(() => time).log})
    turns.hold(body, ack)
    return ack
  }
  beforeEach(() => {
    sent = []
  })

  it('goes with the acknowledgement, and the next one by the address', async () => {
    hold()
    await answering(body, async ({conversation, from}) => {
      await messages.whisper(conversation, from, card)
      expect(sent).toEqual([expect.objectContaining({response_type: 'ephemeral', text: 'An answer'})])
      expect(calls.made).toEqual([])
      await messages.whisper(conversation, from, card)
    })
    expect(sent).toHaveLength(1)
    expect(calls.of('respond')).toHaveLength(1)
  })

  it('goes by the address once it was acknowledged, or where nobody listens any more', async () => {
    await hold().end()
    await answering(body, ({conversation, from}) => messages.whisper(conversation, from, card))
    hold(() => Promise.reject(new Error('closed')))
    await answering(body, ({conversation, from}) => messages.whisper(conversation, from, card))
    expect(sent).toEqual([undefined])
    expect(calls.of('respond')).toHaveLength(2)
  })

  it('goes by the address after an empty acknowledgement where it has a chart, which Slack may refuse', async () => {
    hold()
    await answering(body, ({conversation, from}) => messages.whisper(conversation, from, withChart))
    expect(sent).toEqual([undefined])
    expect(calls.of('respond')).toHaveLength(1)
  })

  it('to somebody else leaves the acknowledgement to the one who acted', async () => {
    const ack = hold()
    await answering(body, ({conversation}) => messages.whisper(conversation, {...ann, id: 'U0BEN'}, card))
    expect(sent).toEqual([])
    await ack.end()
  })
})

describe('a whisper', () => {
  it('after a command goes by its address', async () => {
    await answering(commandBody('help'), ({conversation, from}) => messages.whisper(conversation, from, card))
    expect(calls.of('respond')).toEqual([
      expect.objectContaining({response_type: 'ephemeral', replace_original: false, text: 'An answer'}),
    ])
    expect(calls.made).toHaveLength(1)
  })

  it('to somebody else does not go by the address of the one who acted', async () => {
    const ben = {...ann, id: 'U0BEN'}
    await answering(commandBody('help'), ({conversation}) => messages.whisper(conversation, ben, card))
    expect(calls.of('respond')).toEqual([])
    expect(calls.of('chat.postEphemeral')).toEqual([expect.objectContaining({user: 'U0BEN', channel: 'C0GENERAL'})])
  })

  it('goes another way where the address is used up or not taken', async () => {
    calls.refusals['respond'] = 'http-404'
    await answering(commandBody('help'), ({conversation, from}) => messages.whisper(conversation, from, card))
    expect(calls.of('chat.postEphemeral')).toHaveLength(1)
  })

  it('stands in a thread only where there is one already, since Slack shows it in no other', async () => {
    await answering(eventBody(mention()), ({conversation, from}) => messages.whisper(conversation, from, card))
    await answering(eventBody(mention({thread_ts: '1.2'})), ({conversation, from}) =>
      messages.whisper(conversation, from, card),
    )
    expect(calls.of('chat.postEphemeral').map(args => args['thread_ts'])).toEqual([undefined, '1.2'])
    await answering(shortcutBody(), ({conversation, from}) => messages.whisper(conversation, from, card))
    expect(calls.of('respond')[0]).not.toHaveProperty('thread_ts')
    await messages.whisper({...general, thread: ts}, ann, card)
    expect(calls.of('chat.postEphemeral')[2]).toMatchObject({thread_ts: ts})
  })

  it('in private is a plain message, except for a command, whose place may be the chat of two others', async () => {
    await answering(eventBody(directMessage()), ({conversation, from}) => messages.whisper(conversation, from, card))
    expect(calls.of('chat.postMessage')).toHaveLength(1)
    const command = commandBody('help', {channel_id: 'D0OTHERS', channel_name: 'directmessage'})
    await answering(command, ({conversation, from}) => messages.whisper(conversation, from, card))
    expect(calls.of('respond')).toHaveLength(1)
  })

  it.each(['user_not_in_channel', 'channel_not_found', 'not_in_channel'])(
    'that cannot be shown there (%s) goes to the person in private',
    async reason => {
      calls.refusals['chat.postEphemeral'] = reason
      await messages.whisper(general, ann, card)
      expect(calls.of('chat.postMessage')).toEqual([expect.objectContaining({channel: 'DU0ANN'})])
    },
  )

  it('that is refused for another reason is told as failed', async () => {
    calls.refusals['chat.postEphemeral'] = 'token_revoked'
    await expect(messages.whisper(general, ann, card)).rejects.toMatchObject({code: 'delivery-failed'})
  })

  it('with a file brings the file to the person in private', async () => {
    calls.answers['files.getUploadURLExternal'] = {upload_url: 'https://files.slack.com/u', file_id: 'F0'}
    await messages.whisper(general, ann, withFile)
    expect(calls.of('files.completeUploadExternal')).toEqual([expect.objectContaining({channel_id: 'DU0ANN'})])
  })
})
