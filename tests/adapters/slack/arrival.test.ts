// What waits for its turn keeps the time at which it came in, or an older vote would win against a newer one.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {expect, it} from '@jest/globals'
import type {AgentTab} from '../../../adapters/slack/agent-tab.ts'
import {EventGuard} from '../../../adapters/slack/event-guard.ts'
import {Intake} from '../../../adapters/slack/intake.ts'
import {LiveTurns} from '../../../adapters/slack/live-turns.ts'
import {isPayload} from '../../../adapters/slack/payload.ts'
import {TurnQueue} from '../../../adapters/slack/turn-queue.ts'
import type {Activity} from '../../../src/chat/activity.ts'
import {silentLog} from '../../../src/log.ts'
import {OpenTurns} from '../../../src/schedule/open-turns.ts'
import {VirtualTime} from '../../doubles/virtual-time.ts'
import {bot, submissionBody} from './slack-bodies.ts'

it('a form that waits for its turn was submitted when it came in', async () => {
  const time = new VirtualTime(1_000)
  const turns = new LiveTurns(time.now)
  const tab = {greet: async () => {}, during: (_: unknown, __: unknown, work: () => Promise<void>) => work()}
  const parts = {turns, installations: undefined, forget: () => {}, log: silentLog, now: time.now}
  const intake = new Intake({...parts, tab: tab as unknown as AgentTab})
  const taken: Activity[] = []
  intake.receive = async activity => void taken.push(activity)
  const queue = new TurnQueue()
  const guard = new EventGuard({open: new OpenTurns(), queue, turns, timer: time, log: silentLog})
  const purpose = JSON.stringify({action: 'a', value: 'v', place: {id: 'D0ANN', scope: 'personal'}})
  const work = async ({body}: {body: unknown}) => {
    await time.sleep(8_000)
    if (isPayload(body)) await intake.take(body, {botUserId: bot})
  }
  const done = guard.during({body: submissionBody(purpose, {}), ack: async () => {}}, work)
  await time.passAll()
  await done
  expect(taken.map(({at}) => at)).toEqual([1_000])
})
