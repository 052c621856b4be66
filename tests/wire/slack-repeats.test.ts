// Wire test on our own fake of Slack: whatever Slack sends twice, or somebody else sends, is answered once or not at all.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {join} from 'node:path'
import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import {FakeSlack} from '../doubles/fake-slack.ts'
import type {FakeWorkspace} from '../doubles/fake-workspace.ts'
import {temporaryFolder} from '../doubles/temporary-folder.ts'
import {acme} from './acme.ts'
import type {SlackHouse} from './slack-house.ts'
import {closeGuarded, openHouse} from './slack-house.ts'
import * as payloads from './slack-payloads.ts'
import {post, postEvent} from './slack-post.ts'
import {question} from './slack-stories.ts'

const folder = temporaryFolder()
const ann = 'U0ANN'
let fake: FakeSlack
let workspace: FakeWorkspace
/** Two processes as it were: two counselors, each with a connection of its own to one store. */
let houses: readonly [SlackHouse, SlackHouse]
let channels = 0

beforeAll(async () => {
  fake = await FakeSlack.open()
  workspace = fake.add({team: 'T0TWICE', token: 'xoxb-twice'})
  const {signingSecret} = acme
  const access = {mode: 'http', apiUrl: fake.apiUrl, botToken: 'xoxb-twice', signingSecret} as const
  const storeFile = join(folder.path, 'shared.sqlite')
  houses = [await openHouse({access, storeFile}), await openHouse({access, storeFile})]
}, 60_000)

afterAll(async () => {
  for (const house of houses ?? []) await house.stop()
  if (fake) await closeGuarded(fake)
  folder.remove()
}, 60_000)

const home = () => ({team: workspace.team, bot: workspace.bot})

function newChannel(): string {
  channels += 1
  return `C0TWICE${channels}`
}

function answersIn(channel: string): number {
  return workspace.posted.filter(each => each.channel === channel).length
}

/** Resolves once all that was posted before has been dealt with by both: what came after it was answered. */
async function settled(): Promise<void> {
  for (const house of houses) {
    const channel = newChannel()
    await postEvent(house.endpoint, payloads.eventOf(home(), payloads.mention(home(), {user: ann, channel}, 'thanks')))
    await fake.until('thanks for thanks', () => answersIn(channel) > 0)
  }
}

describe('an event that Slack sends again (on our own fake)', () => {
  it('after no answer in time (x-slack-retry-num) is answered once, since Bolt would run it twice', async () => {
    const channel = newChannel()
    const envelope = payloads.eventOf(home(), payloads.mention(home(), {user: ann, channel}, question))
    await postEvent(houses[0].endpoint, envelope)
    for (const number of ['1', '2', '3']) {
      const headers = {'x-slack-retry-num': number, 'x-slack-retry-reason': 'http_timeout'}
      expect((await postEvent(houses[0].endpoint, envelope, {headers})).status).toBe(200)
    }
    await settled()
    expect(answersIn(channel)).toBe(1)
  })

  it('to two counselors on one store at once is answered by one of them', async () => {
    const mine = Array.from({length: 10}, newChannel)
    await Promise.all(
      mine.map(channel => {
        const envelope = payloads.eventOf(home(), payloads.mention(home(), {user: ann, channel}, question))
        return Promise.all(houses.map(house => postEvent(house.endpoint, envelope)))
      }),
    )
    await settled()
    expect(mine.map(answersIn)).toEqual(mine.map(() => 1))
  })

  it('a press that comes twice with the same trigger counts once', async () => {
    const channel = newChannel()
    await postEvent(
      houses[0].endpoint,
      payloads.eventOf(home(), payloads.mention(home(), {user: ann, channel}, question)),
    )
    const answer = await fake.until('the answer', () => workspace.posted.find(each => each.channel === channel))
    const action = {type: 'button', action_id: 'answers.topics#1', block_id: '1', value: 'en'}
    const press = {action, ts: answer.ts, responseUrl: `${fake.origin}/response_url/twice`}
    const body = payloads.interactionForm(payloads.pressOnMessage(home(), {user: ann, channel}, press))
    await Promise.all(houses.map(house => post(house.endpoint, body)))
    await settled()
    expect(fake.called('response_url')).toHaveLength(1)
  })
})

describe('an exact copy of a signed request (on our own fake)', () => {
  it('sent by somebody who listened in, within its five minutes, does nothing', async () => {
    const channel = newChannel()
    const body = JSON.stringify(payloads.eventOf(home(), payloads.mention(home(), {user: ann, channel}, question)))
    const signedAt = Math.floor(Date.now() / 1_000) - 200
    for (let i = 0; i < 3; i++) await post(houses[1].endpoint, body, {signedAt})
    await settled()
    expect(answersIn(channel)).toBe(1)
  })

  it('of a command does nothing', async () => {
    const before = fake.called('response_url').length
    const body = payloads.commandForm(
      home(),
      {user: ann, channel: newChannel()},
      'help',
      `${fake.origin}/response_url/x`,
    )
    const bodies: string[] = []
    for (const house of houses) bodies.push((await post(house.endpoint, body)).body)
    await settled()
    expect(bodies.filter(answer => answer !== '')).toHaveLength(1)
    expect(fake.called('response_url').length).toBe(before)
  })
})
