// Wire test on our own fake of Slack: what happens to messages when Slack is slow, full or away.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import type {Card} from '../../src/chat/card.ts'
import {paragraph} from '../../src/chat/card.ts'
import type {Conversation} from '../../src/chat/conversation.ts'
import type {Fault} from '../doubles/fake-slack.ts'
import {rateLimited} from '../doubles/fake-slack.ts'
import type {FakeHouse} from './slack-house.ts'
import {openWithFake} from './slack-house.ts'
import {readable} from './slack-shapes.ts'

let at: FakeHouse
let channels = 0

beforeAll(async () => {
  at = await openWithFake()
}, 60_000)

afterAll(() => at?.stop(), 60_000)

const card = (text: string): Card => ({language: 'en', blocks: [paragraph(text)]})

/** A channel of the test's own, so that no pace of an earlier test is in the way. */
function newChannel(): Conversation {
  channels += 1
  return {platform: 'slack', tenant: at.home.team, id: `C0TROUBLE${channels}`, scope: 'channel'}
}

/** What has arrived in a channel, oldest first. */
function arrived({id}: Conversation): string[] {
  const inChannel = at.workspace.posted.filter(({channel}) => channel === id)
  return inChannel.map(({args}) => readable(args['blocks'] as Record<string, unknown>[]))
}

/** How often Slack was asked to post in a channel. */
function asked({id}: Conversation): number {
  return at.fake.called('chat.postMessage').filter(({args}) => args['channel'] === id).length
}

function send(to: Conversation, text: string): Promise<unknown> {
  return at.house.platform.send(to, card(text))
}

describe('when Slack asks to wait (429), on our own fake', () => {
  it('the channel waits as long as it was told, in order and without a second copy, and others go on', async () => {
    const [full, free] = [newChannel(), newChannel()]
    at.fake.fail('chat.postMessage', rateLimited(1), {channel: full.id})
    const begun = performance.now()
    const late = Promise.all(['one', 'two', 'three'].map(text => send(full, text)))
    await Promise.all(['four', 'five'].map(text => send(free, text)))
    expect(performance.now() - begun).toBeLessThan(900)
    await late
    expect(performance.now() - begun).toBeGreaterThanOrEqual(1_000)
    expect(arrived(full)).toEqual(['one', 'two', 'three'])
    expect(arrived(free)).toEqual(['four', 'five'])
    expect(asked(full)).toBe(4)
  })
})

describe('when Slack fails, on our own fake', () => {
  const away: Fault = {kind: 'status', status: 503}
  const broken: Fault = {kind: 'status', status: 500}

  it('what it surely did not take (503) is sent again until it arrives, once', async () => {
    const to = newChannel()
    at.fake.fail('chat.postMessage', away, {channel: to.id})
    await send(to, 'again')
    expect(arrived(to)).toEqual(['again'])
    expect(asked(to)).toBe(2)
  })

  it.each<[string, Fault]>([
    ['an error that may have come after it was taken (500)', broken],
    ['a connection that was reset before it was taken', {kind: 'reset', accepted: false}],
    ['a connection that was reset after it was taken', {kind: 'reset', accepted: true}],
  ])('%s is told as unsure, and nothing is sent again', async (_, fault) => {
    const to = newChannel()
    at.fake.fail('chat.postMessage', fault, {channel: to.id})
    await expect(send(to, 'unsure')).rejects.toMatchObject({code: 'delivery-unsure'})
    await send(to, 'next')
    expect(asked(to)).toBe(2)
    expect(arrived(to).at(-1)).toBe('next')
    expect(arrived(to).filter(text => text === 'unsure').length).toBeLessThanOrEqual(1)
  })

  it.each([
    ['channel_not_found', 'place-closed'],
    ['token_revoked', 'place-closed'],
    ['missing_scope', 'delivery-failed'],
  ])('“%s” is told as %s and not tried again', async (error, code) => {
    const to = newChannel()
    at.fake.fail(
      'chat.postMessage',
      {kind: 'error', error, more: {needed: 'chat:write', provided: 'commands'}},
      {channel: to.id},
    )
    await expect(send(to, 'never')).rejects.toMatchObject({code})
    expect(asked(to)).toBe(1)
    expect(at.house.record.messages('warn')).toContain('a message was not sent')
  })

  it('a call that hangs is told as unsure when its time is up, and is not sent again', async () => {
    const to = newChannel()
    at.fake.fail('chat.postMessage', {kind: 'hang', accepted: true}, {channel: to.id})
    await expect(send(to, 'slow')).rejects.toMatchObject({code: 'delivery-unsure'})
    expect(asked(to)).toBe(1)
    expect(arrived(to)).toEqual(['slow'])
  }, 20_000)
})

describe('what people see of it, on our own fake', () => {
  it('an answer that failed for good is followed by an apology, to the asker alone', async () => {
    at.fake.fail('chat.postMessage', {kind: 'error', error: 'msg_too_long'}, {channel: 'C0SAD'})
    await at.mention('U0ANN', 'C0SAD', 'What is an open source program office?')
    const sorry = await at.fake.until('an apology', () =>
      at.fake.called('chat.postEphemeral').find(({args}) => args['channel'] === 'C0SAD'),
    )
    expect(sorry.args).toMatchObject({user: 'U0ANN'})
    expect(readable(sorry.args['blocks'] as Record<string, unknown>[])).toContain('Something went wrong on my side')
  })
})
