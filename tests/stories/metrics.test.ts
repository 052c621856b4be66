// Story: an operator sees what comes in, who took it, how it ended and what was decided, and nothing of what was said.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import {Counselor} from '../../src/counselor.ts'
import type {Library} from '../../src/knowledge/library.ts'
import {buttonsOf} from '../doubles/card-parts.ts'
import {MemoryStore} from '../doubles/memory-store.ts'
import {recordingLog} from '../doubles/recording-log.ts'
import {RecordingMetrics} from '../doubles/recording-metrics.ts'
import {RecordingPlatform} from '../doubles/recording-platform.ts'
import {leaping, ourLibrary} from '../doubles/world.ts'

let library: Library
beforeAll(async () => {
  library = await ourLibrary()
})

async function house() {
  let time = Date.UTC(2026, 10, 24)
  const now = () => time
  const metrics = new RecordingMetrics()
  const platform = new RecordingPlatform(now)
  const {log} = recordingLog(now)
  let ids = 0
  const newId = () => `id-${++ids}`
  const counselor = new Counselor({
    library,
    store: new MemoryStore(now),
    platforms: [platform],
    log,
    metrics,
    timer: leaping(now),
    now,
    newId,
  })
  await counselor.start()
  const pass = (ms: number) => {
    time += ms
  }
  return {metrics, platform, pass}
}

describe('the metrics', () => {
  it('count a question with the handler that answered it, and what was decided', async () => {
    const {metrics, platform} = await house()
    await platform.talk().say('What is an OSPO?')
    await platform.talk().say('Qwertz plugh xyzzy?')
    const facts = {platform: 'recording', kind: 'message', handler: 'ask', ending: 'done', ms: 0}
    expect(metrics.activities).toEqual([facts, facts])
    expect(metrics.answers).toEqual([
      {decision: 'answer', language: 'en'},
      {decision: expect.stringMatching(/unknown|not-covered/), language: 'en'},
    ])
  })

  it('count an event that came twice as repeated', async () => {
    const {metrics, platform} = await house()
    const talk = platform.talk()
    const activity = talk.activity({kind: 'message', text: 'What is an OSPO?'})
    await platform.deliver(activity)
    await platform.deliver(activity)
    expect(metrics.activities.map(({handler}) => handler)).toEqual(['ask', 'repeated'])
  })

  it('count what nobody took', async () => {
    const {metrics, platform} = await house()
    const talk = platform.talk({scope: 'channel'})
    await platform.deliver({...talk.activity({kind: 'message', text: 'see you at lunch'}), addressed: false} as never)
    expect(metrics.activities.map(({handler, ending}) => [handler, ending])).toEqual([['nobody', 'done']])
  })

  it('count what failed, with the handler in which it did, and how long it took', async () => {
    const {metrics, platform, pass} = await house()
    const talk = platform.talk({scope: 'channel'})
    platform.send = async () => {
      pass(250)
      throw new Error('too many requests')
    }
    await talk.say('What is an OSPO?')
    expect(metrics.activities).toMatchObject([{handler: 'ask', ending: 'failed', ms: 250}])
  })

  it('name whoever took what: each press, each form and each word by its own handler', async () => {
    const {metrics, platform} = await house()
    const talk = platform.talk({scope: 'channel'}, 'U-ada')
    const press = async (label: string) => {
      const {button, message} = talk.find(label)
      await platform.deliver(talk.activity({kind: 'press', ...button, message}))
    }
    const say = phrases.en
    const card = await talk.say('What is an OSPO?')
    const thumb = card.blocks.find(block => block.kind === 'feedback')
    const {message} = talk.find(say.askAPerson)
    const rate = {
      kind: 'press',
      action: 'answers.rate',
      value: `up:${thumb?.kind === 'feedback' ? thumb.value : ''}`,
    } as const
    await platform.deliver(talk.activity({...rate, message}))
    await press('The five hats of OSPO people')
    await press(say.askAPerson)
    const whispered = await talk.command('ask', 'What is an OSPO?')
    const share = buttonsOf(whispered).find(({label}) => label === say.share)
    await platform.deliver(
      talk.activity({kind: 'press', action: share?.action ?? '', value: share?.value ?? '', message}),
    )
    for (const words of [
      'home',
      'my data',
      'forget me',
      'topics',
      'checks',
      'tips',
      'start a pulse',
      'how ready are we',
    ])
      await platform.deliver(talk.activity({kind: 'message', text: words, addressed: true}))
    expect(metrics.activities.map(({handler}) => handler)).toEqual([
      ...['ask', 'rate', 'read', 'hand-over', 'ask', 'share'],
      ...['home', 'my-data', 'forget', 'ask', 'take-check', 'subscribe-tips', 'pulse', 'take-check'],
    ])
    expect(new Set(metrics.activities.map(({ending}) => ending))).toEqual(new Set(['done']))
  })

  it('hold neither persons nor questions', async () => {
    const {metrics, platform} = await house()
    const talk = platform.talk()
    await talk.say('Does zanzibar-42 need a licence?')
    const facts = JSON.stringify([metrics.activities, metrics.answers])
    for (const word of ['zanzibar', talk.person.id, talk.conversation.id]) expect(facts).not.toContain(word)
  })
})
