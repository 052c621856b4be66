// Wire test on our own fake of Slack: connections of Socket Mode that Slack takes away, breaks or fills with nonsense.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import {FakeSlack} from '../doubles/fake-slack.ts'
import type {FakeWorkspace} from '../doubles/fake-workspace.ts'
import type {SlackHouse} from './slack-house.ts'
import {closeGuarded, openHouse} from './slack-house.ts'
import * as payloads from './slack-payloads.ts'
import type {Json} from './slack-shapes.ts'
import {question} from './slack-stories.ts'

let fake: FakeSlack
let workspace: FakeWorkspace
let house: SlackHouse
let channels = 0

beforeAll(async () => {
  fake = await FakeSlack.open()
  workspace = fake.add({team: 'T0SOCKET', token: 'xoxb-socket'})
  const access = {mode: 'socket', apiUrl: fake.apiUrl, botToken: 'xoxb-socket', appToken: 'xapp-socket'} as const
  house = await openHouse({access})
}, 60_000)

afterAll(async () => {
  await house?.stop()
  if (fake) await closeGuarded(fake)
}, 60_000)

function newQuestion(): {readonly channel: string; readonly envelope: Json} {
  channels += 1
  const channel = `C0SOCKET${channels}`
  const home = {team: workspace.team, bot: workspace.bot}
  return {channel, envelope: payloads.eventOf(home, payloads.mention(home, {user: 'U0ANN', channel}, question))}
}

function answersIn(channel: string): number {
  return workspace.posted.filter(each => each.channel === channel).length
}

/** Somebody asks, and is answered once. */
async function asked(): Promise<void> {
  const {channel, envelope} = newQuestion()
  const id = fake.sockets.event(envelope)
  await fake.until('an answer', () => answersIn(channel) === 1)
  expect(fake.sockets.acknowledged).toContain(id)
}

/** Resolves once there is one more connection than so many. */
function connectedAgain(count: number): Promise<true> {
  return fake.until('a new connection', () => fake.sockets.count > count && fake.sockets.open.length > 0, 10_000)
}

describe('a socket of our own fake', () => {
  it('that Slack wants to renew, as every few hours, is opened again, and questions go on', async () => {
    await asked()
    const {count} = fake.sockets
    fake.sockets.recycle()
    await connectedAgain(count)
    await asked()
  }, 20_000)

  it('that breaks is opened again, also where Slack refuses the first attempts', async () => {
    const {count} = fake.sockets
    fake.fail('apps.connections.open', {kind: 'status', status: 503}, {times: 1})
    fake.fail('apps.connections.open', {kind: 'error', error: 'internal_error'}, {times: 1})
    fake.sockets.break()
    await connectedAgain(count)
    await asked()
    expect(house.record.messages('error')).toContain('the socket to Slack could not be opened; it is tried again')
  }, 20_000)

  it('an event that comes again on the new connection, since its acknowledgement was lost, is answered once', async () => {
    const {channel, envelope} = newQuestion()
    fake.sockets.event(envelope)
    const again = fake.sockets.event(envelope, 1)
    await fake.until('both acknowledged', () => fake.sockets.acknowledged.has(again))
    await asked()
    expect(answersIn(channel)).toBe(1)
  })

  it.each([true, false])(
    'a command is answered once, with its acknowledgement where Slack takes it so: %s',
    async takes => {
      const path = `/response_url/socket-${takes}`
      const home = {team: workspace.team, bot: workspace.bot}
      const form = payloads.commandForm(home, {user: 'U0ANN', channel: 'C0GENERAL'}, question, `${fake.origin}${path}`)
      const id = fake.sockets.command(Object.fromEntries(new URLSearchParams(form)), {takesMessage: takes})
      const byAddress = () => fake.called('response_url').filter(({args}) => args['path'] === path)
      await fake.until('an answer', () => byAddress().length > 0 || fake.sockets.answers.has(id))
      expect(fake.sockets.acknowledged).toContain(id)
      expect(byAddress()).toHaveLength(takes ? 0 : 1)
      expect(fake.sockets.answers.has(id)).toBe(takes)
    },
  )

  it.each([
    'null',
    '[]',
    '1',
    '{"type":"events_api"}',
    '{"type":"events_api","payload":null,"envelope_id":"x"}',
    '{"type":"events_api","payload":{"event":null},"envelope_id":"x"}',
    '{"type":"interactive","payload":null,"envelope_id":"x"}',
    '{"type":"slash_commands","payload":[],"envelope_id":"x"}',
    '{',
    '',
  ])('a message like %s ends nothing', async text => {
    fake.sockets.say(text)
    await asked()
  })
})
