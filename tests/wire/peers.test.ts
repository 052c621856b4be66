// The peers themselves: they start on a free port, and nothing of them is left behind.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, describe, expect, it} from '@jest/globals'
import {acme} from './acme.ts'
import {LocalSlack} from './local-slack.ts'
import type {Peer} from './peers.ts'
import {startPeer, whyWithout} from './peers.ts'
import {Playground} from './playground.ts'
import {readable, refusals} from './slack-shapes.ts'

const missing = {
  slack: await whyWithout('local-slack-linux-x64'),
  emulate: await whyWithout('emulate'),
  playground: await whyWithout('@microsoft/m365agentsplayground'),
}
const running: Peer[] = []

afterAll(() => Promise.all(running.map(peer => peer.stop())))

function answers({port}: Peer): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/api/auth.test`, {method: 'POST'}).then(
    () => true,
    () => false,
  )
}

async function started(): Promise<Peer> {
  const peer = await startPeer('emulate', {
    args: port => ['start', '--service', 'slack', '--port', `${port}`],
    readyPath: '/api/auth.test',
  })
  running.push(peer)
  return peer
}

const withEmulate = missing.emulate === undefined ? describe : describe.skip
const withSlack = missing.slack === undefined ? describe : describe.skip

withEmulate(`a peer (emulate) ${missing.emulate ?? ''}`, () => {
  it('two of them run side by side, and each is gone once it was stopped', async () => {
    const [one, other] = await Promise.all([started(), started()])
    expect(one.port).not.toBe(other.port)
    await one.stop()
    expect(await answers(one)).toBe(false)
    expect(await answers(other)).toBe(true)
  })

  it('one that cannot start says what it printed', async () => {
    const wrong = startPeer('emulate', {args: () => ['no-such-command'], readyPath: '/'})
    await expect(wrong).rejects.toThrow(/emulate did not start: error: too many arguments/)
  })
})

const withPlayground = missing.playground === undefined ? describe : describe.skip

withPlayground(`the Playground ${missing.playground ?? ''}`, () => {
  it('takes another port where the one that it was asked for is taken, and is found there', async () => {
    const nobody = 'http://127.0.0.1:9/nobody'
    const one = await Playground.open(nobody)
    const other = await Playground.open(nobody, Number(new URL(one.origin).port))
    expect(other.origin).not.toBe(one.origin)
    await Promise.all([one.stop(), other.stop()])
    await expect(fetch(one.origin)).rejects.toThrow()
  })
})

withSlack(`the driver of local-slack ${missing.slack ?? ''}`, () => {
  it('people write, and what a bot posts is read and guarded', async () => {
    const slack = await LocalSlack.open('http://127.0.0.1:9/nobody')
    try {
      const {ts} = await slack.say(acme.ann, acme.general, 'hello')
      const blocks = [{type: 'section', text: {type: 'mrkdwn', text: 'hi'}}]
      const call = {channel: acme.general, thread_ts: ts, text: 'hi', blocks: JSON.stringify(blocks)}
      const headers = {authorization: `Bearer ${acme.botToken}`}
      await fetch(`${slack.apiUrl}chat.postMessage`, {method: 'POST', headers, body: new URLSearchParams(call)})
      const answer = await slack.reads(/hi/, {thread_ts: ts})
      expect(readable(answer.blocks)).toBe('hi')
      expect(slack.refused).toEqual([])
    } finally {
      await slack.stop()
    }
  })
})

describe('the guard of all wire tests', () => {
  it('it finds what Slack would refuse', () => {
    const block = {type: 'header', text: {type: 'plain_text', text: 'x'.repeat(151)}}
    expect(refusals({at: 'here', surface: 'message', blocks: [block]})).toEqual([expect.stringContaining('too-long')])
    expect(refusals({at: 'here', surface: 'message', blocks: undefined})).toEqual(['here: no blocks'])
  })
})
