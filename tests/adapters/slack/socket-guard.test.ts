// A Socket Mode connection: lost, unreadable or refused, it never ends the process.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {EventEmitter} from 'node:events'
import {beforeEach, describe, expect, it} from '@jest/globals'
import {SlackFault} from '../../../adapters/slack/slack-calls.ts'
import {guardMessages, keepConnected, refuseSocket} from '../../../adapters/slack/socket-guard.ts'
import type {RecordingLog} from '../../doubles/recording-log.ts'
import {recordingLog} from '../../doubles/recording-log.ts'
import {VirtualTime} from '../../doubles/virtual-time.ts'

/** A client whose connections fail as often as a test wants. */
class Client {
  readonly #events = new EventEmitter()
  failures = 0
  readonly startedAt: number[] = []
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  async start(): Promise<unknown> {
    this.startedAt.push(this.#now())
    if (this.failures > 0) {
      this.failures -= 1
      throw new Error('no connection')
    }
    return {}
  }

  listeners(event: string) {
    return this.#events.listeners(event) as ((...args: readonly unknown[]) => void)[]
  }

  removeAllListeners(event: string): unknown {
    return this.#events.removeAllListeners(event)
  }

  on(event: string, listener: (...args: readonly unknown[]) => void): unknown {
    return this.#events.on(event, listener)
  }

  emit(event: string, ...args: unknown[]): void {
    this.#events.emit(event, ...args)
  }
}

let time: VirtualTime
let client: Client
let record: RecordingLog
let isOver: boolean
let isConnected: () => boolean

beforeEach(() => {
  time = new VirtualTime()
  client = new Client(time.now)
  record = recordingLog(time.now)
  isOver = false
  isConnected = keepConnected(client, {log: record.log, timer: time, isOver: () => isOver})
})

describe('a connection that is lost', () => {
  it('is made again at once', async () => {
    client.emit('disconnected')
    await time.pass(0)
    expect(client.startedAt).toEqual([0])
  })

  it('is tried with longer and longer pauses, up to a minute, until it works', async () => {
    client.failures = 9
    client.emit('disconnected')
    await time.pass(10 * 60_000)
    const seconds = [0, 1, 3, 7, 15, 31, 63, 123, 183, 243]
    expect(client.startedAt).toEqual(seconds.map(each => each * 1_000))
    expect(record.messages('error')).toHaveLength(9)
  })

  it('is told as lost until it stands again', async () => {
    expect(isConnected()).toBe(true)
    client.failures = 1
    client.emit('disconnected')
    await time.pass(500)
    expect(isConnected()).toBe(false)
    await time.pass(1_000)
    expect(isConnected()).toBe(true)
  })

  it('is not tried twice at a time', async () => {
    client.failures = 2
    client.emit('disconnected')
    client.emit('disconnected')
    await time.pass(500)
    client.emit('disconnected')
    await time.pass(60_000)
    expect(client.startedAt).toEqual([0, 1_000, 3_000])
    client.emit('disconnected')
    await time.pass(0)
    expect(client.startedAt).toHaveLength(4)
  })

  it('is left alone once it is no longer wanted', async () => {
    client.failures = 3
    client.emit('disconnected')
    await time.pass(500)
    isOver = true
    await time.pass(60_000)
    client.emit('disconnected')
    await time.pass(60_000)
    expect(client.startedAt).toEqual([0])
  })
})

describe('a message that cannot be read', () => {
  it('is logged without what it says, and the next one is read', async () => {
    const read: unknown[] = []
    client.on('ws_message', async message => {
      if (message === 'null') throw new TypeError('cannot read "secret"')
      read.push(message)
    })
    guardMessages(client, record.log)
    client.emit('ws_message', 'null', false)
    client.emit('ws_message', '{}', false)
    await time.pass(0)
    expect(read).toEqual(['{}'])
    expect(record.messages('warn')).toEqual(['a message of the socket was unreadable'])
    expect(record.lines.join()).not.toContain('secret')
  })
})

describe('the first connection', () => {
  it('that Slack refuses is a fault of the configuration', () => {
    const refuse = () =>
      refuseSocket(new SlackFault({kind: 'refused', reason: 'invalid_auth'}, 'apps.connections.open'))
    expect(refuse).toThrow(/SLACK_APP_TOKEN: invalid_auth; make an App-Level Token/)
    expect(refuse).toThrow(expect.objectContaining({code: 'config-invalid'}))
  })

  it('that gets no answer is a fault of the network', () => {
    const refuse = () => refuseSocket(new SlackFault({kind: 'again', reason: 'ENOTFOUND'}, 'apps.connections.open'))
    expect(refuse).toThrow(expect.objectContaining({code: 'platform-unreachable'}))
  })
})
