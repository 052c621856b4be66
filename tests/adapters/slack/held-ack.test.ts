// The acknowledgement of a command: sent exactly once, with the answer where there is one in time.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import {HeldAck, mostHeldMs} from '../../../adapters/slack/held-ack.ts'
import type {Payload} from '../../../adapters/slack/payload.ts'
import {recordingLog} from '../../doubles/recording-log.ts'
import {VirtualTime} from '../../doubles/virtual-time.ts'

let time: VirtualTime
let sent: (Payload | undefined)[]
let ack: HeldAck

beforeEach(() => {
  time = new VirtualTime()
  sent = []
  const {log} = recordingLog(time.now)
  ack = new HeldAck(async json => void sent.push(json === undefined ? json : JSON.parse(json)), {timer: time, log})
})

describe('an acknowledgement that is held', () => {
  it('carries the first message, for the one person alone, and no other', async () => {
    expect(await ack.answer('{"text":"one"}')).toBe(true)
    expect(await ack.answer('{"text":"two"}')).toBe(false)
    await ack.end()
    expect(sent).toEqual([{response_type: 'ephemeral', text: 'one'}])
  })

  it('is sent without a message when the turn ends without one', async () => {
    await ack.end()
    await ack.end()
    expect(sent).toEqual([undefined])
  })

  it('is sent without a message when its time is up, and then takes none', async () => {
    await time.pass(mostHeldMs - 1)
    expect(sent).toEqual([])
    await time.pass(1)
    expect(sent).toEqual([undefined])
    expect(await ack.answer('{"text":"late"}')).toBe(false)
    expect(sent).toEqual([undefined])
  })

  it('leaves no wait behind once it is sent', async () => {
    await ack.answer('{"text":"one"}')
    await time.pass(mostHeldMs * 2)
    expect(sent).toHaveLength(1)
  })
})
