// The Home tab, modals and forms of Slack.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import {guardBlocks} from '../../../adapters/slack/guard.ts'
import {LiveTurns} from '../../../adapters/slack/live-turns.ts'
import {Messages} from '../../../adapters/slack/messages.ts'
import type {Payload} from '../../../adapters/slack/payload.ts'
import {partOf} from '../../../adapters/slack/payload.ts'
import {slackLimits} from '../../../adapters/slack/slack-options.ts'
import {toActivity} from '../../../adapters/slack/to-activity.ts'
import {formModal} from '../../../adapters/slack/to-modal.ts'
import {Views} from '../../../adapters/slack/views.ts'
import type {Activity} from '../../../src/chat/activity.ts'
import type {Card} from '../../../src/chat/card.ts'
import {paragraph} from '../../../src/chat/card.ts'
import type {Person} from '../../../src/chat/conversation.ts'
import type {Form} from '../../../src/chat/form.ts'
import {text} from '../../../src/chat/prose.ts'
import {Outbox} from '../../../src/schedule/outbox.ts'
import {systemTimer} from '../../../src/schedule/timer.ts'
import {recordingLog} from '../../doubles/recording-log.ts'
import {RecordedCalls} from './recorded-calls.ts'
import {bot, eventBody, pressBody, pressInView, submissionBody, team} from './slack-bodies.ts'

const card: Card = {language: 'en', blocks: [paragraph('An answer')]}
const file = {kind: 'file', name: 'a.csv', type: 'text/csv', text: 'a'} as const
const home = {platform: 'slack', tenant: team, id: 'U0ANN', scope: 'home'} as const
const opened = eventBody({type: 'app_home_opened', user: 'U0ANN', channel: 'D0ANN', tab: 'home'})
const form: Form = {
  action: 'asked',
  value: 'en',
  title: 'Ask a question that has a long title',
  submit: 'Send',
  cancel: 'Cancel',
  prose: [{kind: 'paragraph', spans: [text('It goes to the desk.')]}],
  inputs: [
    {
      kind: 'text',
      id: 'question',
      label: 'Your question',
      initial: 'Why?',
      multiline: true,
      required: true,
      most: 2_000,
    },
  ],
  language: 'en',
}

let time: number
let calls: RecordedCalls
let turns: LiveTurns
let views: Views

beforeEach(() => {
  time = 1_795_165_200_000
  calls = new RecordedCalls()
  calls.answers['views.open'] = {ok: true, view: {id: 'V0NEW'}}
  turns = new LiveTurns(() => time)
  const {log} = recordingLog(() => time)
  const outbox = new Outbox({timer: systemTimer, limits: slackLimits, log, random: () => 0})
  const direct = async ({tenant, id}: Person) => ({platform: 'slack', tenant, id: `D${id}`, scope: 'personal'}) as const
  const messages = new Messages({calls, outbox, turns, log, direct})
  views = new Views({calls, turns, messages, direct})
})

async function answering(body: Payload, work: (activity: Activity) => Promise<unknown>): Promise<void> {
  const activity = toActivity(body, {botUserId: bot, now: time})
  if (!activity) throw new Error('no activity')
  await turns.during(activity, body, async () => void (await work(activity)))
}

const show = (body: Payload, shown = card) => answering(body, ({conversation}) => views.show(conversation, shown))

describe('a card for the page of a person', () => {
  it('is the page where the page was opened', async () => {
    await show(opened)
    expect(calls.of('views.publish')).toEqual([
      {user_id: 'U0ANN', view: {type: 'home', blocks: [expect.objectContaining({type: 'section'})]}},
    ])
  })

  it('is the page where nobody is acting', async () => {
    expect(await views.show(home, card)).toEqual({conversation: home, id: 'home'})
    expect(calls.of('views.publish')).toHaveLength(1)
  })

  it('is a modal above the page where something was pressed on it', async () => {
    await show(pressInView('home'))
    expect(calls.of('views.open')).toEqual([
      expect.objectContaining({trigger_id: '1.2.block_actions', view: expect.objectContaining({type: 'modal'})}),
    ])
  })

  it('replaces the modal in which something was pressed', async () => {
    await show(pressInView('modal'))
    expect(calls.of('views.update')).toEqual([expect.objectContaining({view_id: 'V0VIEW'})])
    expect(calls.of('views.open')).toEqual([])
  })

  it('is a new modal where that modal was closed meanwhile', async () => {
    calls.refusals['views.update'] = 'not_found'
    await show(pressInView('modal'))
    expect(calls.of('views.open')).toHaveLength(1)
  })

  it('is a modal after a form that was submitted on it, which closes', async () => {
    const metadata = JSON.stringify({action: 'asked', value: 'en', place: {id: 'U0ANN', scope: 'home'}})
    await show(submissionBody(metadata, {}))
    expect(calls.of('views.open')).toHaveLength(1)
  })

  it('replaces the first card where there is a second one to the same press', async () => {
    await answering(pressInView('home'), async ({conversation}) => {
      expect((await views.show(conversation, card)).id).toBe('V0NEW')
      expect((await views.show(conversation, card)).id).toBe('V0NEW')
    })
    expect(calls.of('views.update')).toEqual([expect.objectContaining({view_id: 'V0NEW'})])
  })

  it.each([
    ['too late by our clock', 3_000, undefined],
    ['too late by that of Slack', 0, 'expired_trigger_id'],
  ])('%s goes to the person in private', async (_, ms, refusal) => {
    if (refusal !== undefined) calls.refusals['views.open'] = refusal
    await answering(pressInView('home'), async ({conversation}) => {
      time += ms
      await views.show(conversation, card)
    })
    expect(calls.of('chat.postMessage')).toEqual([expect.objectContaining({channel: 'DU0ANN', text: 'An answer'})])
  })

  it('that Slack refuses for another reason is told as failed', async () => {
    calls.refusals['views.open'] = 'invalid_blocks'
    await expect(show(pressInView('home'))).rejects.toMatchObject({code: 'delivery-failed'})
    calls.refusals['views.update'] = 'invalid_blocks'
    await expect(show(pressInView('modal'))).rejects.toMatchObject({code: 'delivery-failed'})
  })

  it('brings its files to the person in private', async () => {
    calls.answers['files.getUploadURLExternal'] = {upload_url: 'https://files.slack.com/u', file_id: 'F0'}
    await show(pressInView('home'), {...card, blocks: [...card.blocks, file]})
    expect(calls.of('files.completeUploadExternal')).toEqual([expect.objectContaining({channel_id: 'DU0ANN'})])
  })
})

describe('a change', () => {
  it('of the page publishes it again, of a modal replaces that modal', async () => {
    await views.update({conversation: home, id: 'home'}, card)
    await views.update({conversation: home, id: 'V0VIEW'}, card)
    expect(calls.made.map(({method}) => method)).toEqual(['views.publish', 'views.update'])
  })
})

describe('a form', () => {
  const open = (body: Payload) => answering(body, activity => views.open(activity, form))

  it('opens in answer to a press, and knows where it was opened', async () => {
    await open(pressBody())
    const [{trigger_id, view} = {}] = calls.of('views.open')
    expect(trigger_id).toBe('1.2.block_actions')
    const metadata: Payload = JSON.parse(String(partOf({view}, 'view')['private_metadata']))
    expect(metadata).toMatchObject({action: 'asked', value: 'en', place: {id: 'C0GENERAL', scope: 'channel'}})
  })

  it('opens above a modal in which something was pressed', async () => {
    await open(pressInView('modal'))
    expect(calls.of('views.push')).toHaveLength(1)
  })

  it('is what Slack takes', () => {
    const view = formModal(form, {place: home, activeThread: undefined})
    expect(partOf(view, 'title')['text']).toBe('Ask a question that has…')
    expect(guardBlocks(view['blocks'] as never, 'modal', {submit: true})).toEqual([])
    expect(view['blocks']).toContainEqual(
      expect.objectContaining({
        type: 'input',
        optional: false,
        element: expect.objectContaining({
          action_id: 'question',
          multiline: true,
          max_length: 2_000,
          initial_value: 'Why?',
        }),
      }),
    )
  })

  it('opens once for a press, and not after three seconds', async () => {
    await answering(pressBody(), async activity => {
      await views.open(activity, form)
      await expect(views.open(activity, form)).rejects.toMatchObject({code: 'form-late'})
    })
    await answering(pressBody(), async activity => {
      time += 3_000
      await expect(views.open(activity, form)).rejects.toMatchObject({code: 'form-late'})
    })
  })

  it('that Slack finds too late, or refuses, is told so', async () => {
    calls.refusals['views.open'] = 'expired_trigger_id'
    await expect(open(pressBody())).rejects.toMatchObject({code: 'form-late'})
    calls.refusals['views.open'] = 'token_revoked'
    await expect(open(pressBody())).rejects.toMatchObject({code: 'delivery-failed'})
  })

  it('does not open for what is no longer being answered', async () => {
    let late: Activity | undefined
    await answering(pressBody(), async activity => {
      late = activity
    })
    if (late) await expect(views.open(late, form)).rejects.toMatchObject({code: 'form-late'})
  })

  it('that carries more than Slack keeps is refused before it is sent', async () => {
    const heavy = {...form, value: 'x'.repeat(3_000)}
    await expect(answering(pressBody(), activity => views.open(activity, heavy))).rejects.toMatchObject({
      code: 'delivery-failed',
    })
    expect(calls.made).toEqual([])
  })
})
