// Story: platforms deliver events more than once; each is answered once.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import {Counselor} from '../../src/counselor.ts'
import {feedbackOf} from '../doubles/card-parts.ts'
import {MemoryStore} from '../doubles/memory-store.ts'
import {recordingLog} from '../doubles/recording-log.ts'
import {RecordingPlatform} from '../doubles/recording-platform.ts'
import type {World} from '../doubles/world.ts'
import {leaping, openWorld} from '../doubles/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

describe('a retried event', () => {
  it('is answered once', async () => {
    const activity = world.platform.talk().activity({kind: 'message', text: 'What is an OSPO?'})
    expect(await world.platform.deliver(activity)).toHaveLength(1)
    expect(await world.platform.deliver(activity)).toEqual([])
    expect(await world.platform.deliver({...activity, at: activity.at + 3_000})).toEqual([])
  })

  it('is answered once when both come at the same time', async () => {
    const talk = world.platform.talk()
    const activity = talk.activity({kind: 'message', text: 'What is an OSPO?'})
    await Promise.all(Array.from({length: 8}, () => world.platform.deliver(activity)))
    expect(world.platform.sent.filter(sent => sent.to.id === talk.conversation.id)).toHaveLength(1)
  })

  it('is noted once', async () => {
    const before = (await world.stored('answer')).length
    const activity = world.platform.talk().activity({kind: 'message', text: 'What is an OSPO?'})
    await Promise.all([world.platform.deliver(activity), world.platform.deliver(activity)])
    expect((await world.stored('answer')).length).toBe(before + 1)
  })

  it('counts one press, welcomes once', async () => {
    const talk = world.platform.talk()
    const card = await talk.say('What is the OSPO flower?')
    const {message, button} = talk.find('👍')
    const press = talk.activity({kind: 'press', ...button, message})
    const join = talk.activity({kind: 'joined'})
    const sent = [press, press, join, join].map(activity => world.platform.deliver(activity))
    await Promise.all(sent)
    expect(await world.stored('rating', feedbackOf(card)?.value.split(' ')[0])).toHaveLength(1)
    const shown = world.platform.sent.filter(({to}) => to.id === talk.conversation.id)
    expect(shown.map(({how}) => how).sort()).toEqual(['send', 'send', 'update'])
  })
})

describe('two events', () => {
  it('with the same words are both answered', async () => {
    const talk = world.platform.talk()
    await talk.say('What is an OSPO?')
    expect((await talk.say('What is an OSPO?')).blocks.length).toBeGreaterThan(1)
  })

  it('with the same id in two organisations are both answered', async () => {
    const [one, two] = [world.platform.talk({tenant: 'T1'}), world.platform.talk({tenant: 'T2'})]
    const activity = one.activity({kind: 'message', text: 'What is an OSPO?'})
    expect(await world.platform.deliver(activity)).toHaveLength(1)
    expect(await world.platform.deliver({...activity, conversation: two.conversation})).toHaveLength(1)
  })
})

describe('two processes on one store', () => {
  it('answer an event once between them, and rate each other’s answers', async () => {
    const now = () => Date.UTC(2026, 10, 20)
    const store = new MemoryStore(now)
    const platforms = [new RecordingPlatform(now), new RecordingPlatform(now)] as const
    let ids = 0
    for (const platform of platforms) {
      const {log} = recordingLog(now)
      const parts = {
        library: world.library,
        store,
        platforms: [platform],
        log,
        now,
        newId: () => `shared-${++ids}`,
        timer: leaping(now),
        mayPlan: 'members' as const,
      }
      await new Counselor(parts).start()
    }
    const [one, two] = platforms
    const talk = one.talk()
    const activity = talk.activity({kind: 'message', text: 'What is the OSPO flower?'})
    await Promise.all(platforms.map(platform => platform.deliver(activity)))
    expect([...one.sent, ...two.sent]).toHaveLength(1)
    const [sent] = one.sent
    const press = {kind: 'press', action: 'answers.rate', value: 'up:shared-1 ospo-flower en'} as const
    const message = {conversation: talk.conversation, id: sent?.id ?? ''}
    const [updated] = await two.deliver({...talk.activity({...press, message})})
    expect(updated && feedbackOf(updated.card)?.chosen).toBe('up')
  })
})
