// The messages tab: prompts, a status and titles, none of which may ever stand in the way of an answer.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import {AgentTab} from '../../../adapters/slack/agent-tab.ts'
import type {Payload} from '../../../adapters/slack/payload.ts'
import {toActivity} from '../../../adapters/slack/to-activity.ts'
import {recordingLog} from '../../doubles/recording-log.ts'
import {RecordedCalls} from './recorded-calls.ts'
import {bot, directMessage, eventBody, mention, team, ts} from './slack-bodies.ts'

const prompts = ['What is an OSPO?', 'How do we start?', 'Who decides?', 'What does it cost?', 'One too many?']
const status = 'assistant.threads.setStatus'
const title = 'assistant.threads.setTitle'
const suggest = 'assistant.threads.setSuggestedPrompts'

let calls: RecordedCalls
let tab: AgentTab

beforeEach(() => {
  calls = new RecordedCalls()
  tab = new AgentTab({calls, log: recordingLog(() => 0).log, prompts})
})

async function during(body: Payload, work: () => Promise<void> = async () => {}): Promise<void> {
  const activity = toActivity(body, {botUserId: bot, now: 0})
  if (activity) await tab.during(activity, body, work)
}

const opened = (more: Payload = {}) =>
  eventBody({type: 'app_home_opened', user: 'U0ANN', channel: 'D0ANN', tab: 'messages', ...more})

describe('the messages tab', () => {
  it('offers four prompts when it is opened, without a thread, since Slack drops those with one', async () => {
    await tab.greet(opened())
    const offered = prompts.slice(0, 4).map(prompt => ({title: prompt, message: prompt}))
    expect(calls.of(suggest)).toEqual([{channel_id: 'D0ANN', prompts: offered}])
    expect(calls.made[0]?.tenant).toBe(team)
  })

  it('offers nothing on the Home tab, and nothing where there is nothing to offer', async () => {
    await tab.greet(opened({tab: 'home'}))
    await tab.greet(eventBody(directMessage()))
    await new AgentTab({calls, log: recordingLog(() => 0).log, prompts: []}).greet(opened())
    expect(calls.made).toEqual([])
  })

  it('says that something is looked up, as long as it is', async () => {
    const seen: number[] = []
    await during(eventBody(directMessage()), async () => void seen.push(calls.of(status).length))
    expect(seen).toEqual([1])
    expect(calls.of(status)).toEqual([
      {channel_id: 'D0ANN', thread_ts: ts, status: 'Looking that up…'},
      {channel_id: 'D0ANN', thread_ts: ts, status: ''},
    ])
  })

  it('takes the status away where the work failed', async () => {
    const failing = during(eventBody(directMessage()), () => Promise.reject(new Error('no')))
    await expect(failing).rejects.toThrow('no')
    expect(calls.of(status)).toHaveLength(2)
  })

  it('names each thread after its first question, in one short line', async () => {
    const thread_ts = '1795000000.000001'
    await during(eventBody(directMessage({thread_ts, text: `why\n  ${'so '.repeat(40)}?`})))
    await during(eventBody(directMessage({thread_ts, text: 'and why not?'})))
    expect(calls.of(title)).toEqual([
      {channel_id: 'D0ANN', thread_ts, title: expect.stringMatching(/^why so so .{40,50}…$/)},
    ])
  })

  it('is not to be seen in channels', async () => {
    await during(eventBody(mention()))
    expect(calls.made).toEqual([])
  })
})

describe('trouble', () => {
  it('costs nothing but the decoration', async () => {
    for (const method of [status, title, suggest]) calls.refusals[method] = 'internal_error'
    let worked = false
    await during(eventBody(directMessage({thread_ts: '1.2'})), async () => {
      worked = true
    })
    await tab.greet(opened())
    expect(worked).toBe(true)
    expect(calls.of(status)).toHaveLength(1)
  })

  it('that will not pass is not asked for again in that workspace', async () => {
    calls.refusals[status] = 'missing_scope'
    await during(eventBody(directMessage()))
    await during(eventBody(directMessage()))
    expect(calls.of(status)).toHaveLength(1)
    const elsewhere = {authorizations: [{team_id: 'T0OTHER'}]}
    await during(eventBody(directMessage(), elsewhere))
    expect(calls.of(status)).toHaveLength(2)
  })
})
