// Leaving the terminal: by a word, at the end of the input, or when the process is told to stop.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {PassThrough} from 'node:stream'
import {describe, expect, it} from '@jest/globals'
import {ConsolePlatform} from '../../../adapters/console/console-platform.ts'
import type {Activity} from '../../../src/chat/activity.ts'

/** A terminal that was given these lines at once, and what had been heard when it ended. */
async function heardOf(input: string, end: boolean): Promise<string[]> {
  const stream = new PassThrough()
  const heard: string[] = []
  let ids = 0
  const platform = new ConsolePlatform({
    input: stream,
    write: () => undefined,
    now: () => 0,
    newId: () => `${++ids}`,
    colours: false,
  })
  await platform.start(async (activity: Activity) => {
    await Promise.resolve()
    heard.push(activity.kind === 'message' ? activity.text : activity.kind)
  })
  if (end) stream.end(input)
  else stream.write(input)
  await platform.ended
  await platform.stop()
  return heard
}

describe('the end of the input', () => {
  it('comes after every line has been answered, in order', async () => {
    expect(await heardOf('one\n\n  two  \nthree', true)).toEqual(['joined', 'one', 'two', 'three'])
  })
})

describe('a word to leave', () => {
  it.each(['quit', 'EXIT', ' q '])('"%s" ends the talk', async word => {
    expect(await heardOf(`one\n${word}\n`, false)).toEqual(['joined', 'one'])
  })

  it('is the last that is heard: what was typed after it is left alone', async () => {
    expect(await heardOf('one\nquit\ntwo\nthree\n', true)).toEqual(['joined', 'one'])
  })
})
