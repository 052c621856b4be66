// People are sent here only while the process serves, its storage answers, and its platforms reach it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import type {Platform} from '../src/chat/platform.ts'
import {Readiness} from '../src/readiness.ts'
import {MemoryStore} from './doubles/memory-store.ts'
import type {RecordingLog} from './doubles/recording-log.ts'
import {recordingLog} from './doubles/recording-log.ts'
import {RecordingPlatform} from './doubles/recording-platform.ts'
import {TroubledStore} from './doubles/troubled-store.ts'
import {VirtualTime} from './doubles/virtual-time.ts'

let time: VirtualTime
let store: TroubledStore
let record: RecordingLog
let connected: boolean
let readiness: Readiness

beforeEach(() => {
  time = new VirtualTime()
  store = new TroubledStore(new MemoryStore(time.now))
  record = recordingLog(time.now)
  connected = true
  const plain: Platform = new RecordingPlatform(time.now)
  const withSocket = Object.defineProperties(new RecordingPlatform(time.now), {
    name: {value: 'sockets'},
    connected: {get: () => connected},
  })
  readiness = new Readiness({store, platforms: [plain, withSocket], timer: time, log: record.log})
})

describe('readiness', () => {
  it('comes with the start and goes with the end', async () => {
    expect(readiness.waitsFor()).toEqual(['starting'])
    readiness.serve()
    await time.pass(60_000)
    expect(readiness.waitsFor()).toEqual([])
    readiness.stop()
    expect(readiness.waitsFor()).toEqual(['stopping'])
    expect(time.waiting).toBe(0)
  })

  it('goes when the storage has failed for ten seconds, and comes back with it by itself', async () => {
    readiness.serve()
    await time.pass(1_000)
    store.fail()
    await time.pass(11_000)
    expect(readiness.waitsFor()).toEqual([])
    await time.pass(6_000)
    expect(readiness.waitsFor()).toEqual(['storage'])
    store.heal()
    await time.pass(3_000)
    expect(readiness.waitsFor()).toEqual([])
  })

  it('does not go for a failure now and then', async () => {
    readiness.serve()
    for (let i = 0; i < 10; i += 1) {
      store.fail()
      await time.pass(4_000)
      store.heal()
      await time.pass(3_000)
      expect(readiness.waitsFor()).toEqual([])
    }
  })

  it('goes while a platform has lost its connection', () => {
    readiness.serve()
    connected = false
    expect(readiness.waitsFor()).toEqual(['sockets'])
    connected = true
    expect(readiness.waitsFor()).toEqual([])
    readiness.stop()
  })

  it('is logged when it changes, not each time somebody asks', () => {
    readiness.serve()
    connected = false
    for (let i = 0; i < 3; i += 1) readiness.waitsFor()
    connected = true
    for (let i = 0; i < 3; i += 1) readiness.waitsFor()
    readiness.stop()
    expect(record.messages('warn')).toEqual(['nobody should be sent here'])
    expect(record.messages('info')).toEqual(['people can be sent here again'])
  })
})
