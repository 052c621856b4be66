// A Turn answers where its activity came from, and to the person alone where others did not ask.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeEach, describe, expect, it} from '@jest/globals'
import {paragraph} from '../../src/chat/card.ts'
import type {Conversation} from '../../src/chat/conversation.ts'
import {Turn} from '../../src/chat/turn.ts'
import {RecordingPlatform} from '../doubles/recording-platform.ts'

const card = {language: 'en', blocks: [paragraph('x')]} as const
let platform: RecordingPlatform

beforeEach(() => {
  platform = new RecordingPlatform(Date.now)
})

/** A turn of a person who did this in such a place. */
function turnIn(scope: Conversation['scope'], kind: 'joined' | 'command' | 'press'): Turn {
  const talk = platform.talk({scope, thread: '1'})
  const message = {conversation: talk.conversation, id: 'm'}
  const deeds = {
    joined: {kind: 'joined'},
    command: {kind: 'command', name: 'help', text: ''},
    press: {kind: 'press', action: 'a', value: '', message},
  } as const
  return new Turn(talk.activity(deeds[kind]), platform)
}

describe('an answer', () => {
  it.each([
    ['personal', 'press', 'send'],
    ['personal', 'command', 'send'],
    ['channel', 'joined', 'send'],
    ['channel', 'press', 'whisper'],
    ['channel', 'command', 'whisper'],
    ['group', 'command', 'whisper'],
  ] as const)('in a %s conversation to a %s is a %s', async (scope, kind, how) => {
    const turn = turnIn(scope, kind)
    await turn.answer(card)
    expect(platform.sent).toEqual([expect.objectContaining({how, to: turn.activity.conversation, card})])
  })

  it('that replies or whispers says to whom', async () => {
    const turn = turnIn('channel', 'press')
    expect(await turn.reply(card)).toEqual({conversation: turn.activity.conversation, id: expect.any(String)})
    await turn.whisper(card)
    expect(platform.sent.map(({how, person}) => [how, person])).toEqual([
      ['send', undefined],
      ['whisper', turn.activity.from],
    ])
  })

  it('that fails rejects, so that nobody takes it for sent', async () => {
    platform.failure = new Error('no')
    await expect(turnIn('personal', 'press').answer(card)).rejects.toThrow('no')
  })
})
