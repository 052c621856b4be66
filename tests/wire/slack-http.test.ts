// Wire test: people talk with the counselor on local-slack, over signed HTTP.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, afterEach, beforeAll, describe, expect} from '@jest/globals'
import type {LocalSlack} from './local-slack.ts'
import {whyWithout} from './peers.ts'
import type {SlackHouse} from './slack-house.ts'
import {openWithLocalSlack} from './slack-house.ts'
import {buttonStories, commandStories, conversationStories} from './slack-stories.ts'

const missing = await whyWithout('local-slack-linux-x64')
const suite = missing === undefined ? describe : describe.skip

suite(`local-slack over signed HTTP ${missing ?? ''}`, () => {
  let house: SlackHouse
  let slack: LocalSlack

  beforeAll(async () => {
    ;({house, slack} = await openWithLocalSlack('http'))
  }, 60_000)

  afterEach(() => expect(slack.refused).toEqual([]))

  afterAll(async () => {
    await house?.stop()
    await slack?.stop()
  }, 60_000)

  conversationStories(() => slack)
  commandStories(() => slack)
  buttonStories(() => slack)
})
