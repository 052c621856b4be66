// Wire test: people talk with the counselor on local-slack, over Socket Mode, also through an outage.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {setTimeout as pause} from 'node:timers/promises'
import {afterAll, afterEach, beforeAll, describe, expect, it} from '@jest/globals'
import {acme} from './acme.ts'
import {LocalSlack} from './local-slack.ts'
import {whyWithout} from './peers.ts'
import type {SlackHouse} from './slack-house.ts'
import {openWithLocalSlack} from './slack-house.ts'
import {answered, buttonStories, commandStories, conversationStories, question} from './slack-stories.ts'

const missing = await whyWithout('local-slack-linux-x64')
const suite = missing === undefined ? describe : describe.skip

suite(`local-slack over Socket Mode ${missing ?? ''}`, () => {
  let house: SlackHouse
  let slack: LocalSlack

  beforeAll(async () => {
    ;({house, slack} = await openWithLocalSlack('socket'))
  }, 60_000)

  afterEach(() => expect(slack.refused).toEqual([]))

  afterAll(async () => {
    await house?.stop()
    await slack?.stop()
  }, 60_000)

  conversationStories(() => slack)
  commandStories(() => slack)
  buttonStories(() => slack)

  it('an outage ends nothing: when Slack is back, the socket is opened again and questions are answered', async () => {
    const {port} = slack
    await slack.stop()
    // Long enough for attempts to fail; with Bolt's own retries, shared with the socket, the process would end here.
    await pause(2_500)
    slack = await LocalSlack.open(undefined, port)
    await slack.until('the socket', () => slack.connected, 20_000)
    const asked = await slack.say(acme.ann, acme.ann, question)
    await slack.reads(answered, {channel: asked.channel})
    expect(house.record.messages('error').length).toBeGreaterThan(0)
  }, 40_000)
})
