// Story: a person asks on in the same conversation, and only there and then is the question understood.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import {remembered} from '../../src/answers/memory.ts'
import {phrases} from '../../src/answers/phrases.ts'
import {cardText} from '../../src/chat/card-text.ts'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

const first = 'How is an OSPO usually organised in a company?'
const second = 'and in government?'

let world: World
let alone: string
let following: string

beforeAll(async () => {
  world = await openWorld()
  alone = await world.platform.talk().read(second)
  const talk = world.platform.talk()
  await talk.say(first)
  following = await talk.read(second)
})

describe('a follow-up', () => {
  it('is understood in the conversation of the question before', () => {
    const title = world.library.knowledge.passages.get('public-sector-ospo-structure')?.title
    expect(following.startsWith(`${title}`)).toBe(true)
    expect(alone.startsWith(`${title}`)).toBe(false)
  })

  it('is not understood in another conversation', async () => {
    await world.platform.talk().say(first)
    expect(await world.platform.talk().read(second)).toBe(alone)
  })

  it('is not understood in another thread of the channel, and is in the same one', async () => {
    const channel = {scope: 'channel', id: 'C-general'} as const
    await world.platform.talk({...channel, thread: '1'}).say(first)
    expect(await world.platform.talk({...channel, thread: '2'}).read(second)).toBe(alone)
    expect(await world.platform.talk(channel).read(second)).toBe(alone)
    expect(await world.platform.talk({...channel, thread: '1'}).read(second)).toBe(following)
  })

  it('is not understood in a conversation of the same name in another organisation', async () => {
    await world.platform.talk({id: 'C-same', tenant: 'T1'}).say(first)
    expect(await world.platform.talk({id: 'C-same', tenant: 'T2'}).read(second)).toBe(alone)
  })

  it('is understood from another person in the same thread', async () => {
    const place = {scope: 'channel', id: 'C-open', thread: '7'} as const
    await world.platform.talk(place, 'U-ada').say(first)
    expect(await world.platform.talk(place, 'U-grace').read(second)).toBe(following)
  })

  it('is understood until the memory ends, and then no more', async () => {
    const [early, late] = [world.platform.talk(), world.platform.talk()]
    await early.say(first)
    await late.say(first)
    world.pass(remembered - 1)
    expect(await early.read(second)).toBe(following)
    world.pass(1)
    expect(await late.read(second)).toBe(alone)
  })

  it('goes on from a passage that a button led to', async () => {
    const talk = world.platform.talk()
    await talk.say('What is the ad hoc stage?')
    const named = await talk.read('which stage comes next?')
    expect(named).toContain(world.library.knowledge.passages.get('stage-security-education-strategy')?.title)
    await talk.command('topics')
    await talk.press(chapterOf('stage-awareness'))
    await talk.press(titleOf('stage-awareness'))
    expect(await talk.read('what comes next?')).toContain(titleOf('stage-ad-hoc'))
  })

  it('leads through the whole series and ends honestly', async () => {
    const talk = world.platform.talk()
    await talk.say('What is the ad hoc stage?')
    const seen: string[] = []
    for (let step = 0; step < 3; step++) seen.push((await talk.read('and what comes next?')).split('\n')[0] ?? '')
    const stages = [
      'stage-security-education-strategy',
      'stage-community-education-engagement',
      'stage-leader-and-advisor',
    ]
    expect(seen).toEqual(stages.map(titleOf))
  })

  it('is understood after small talk, which is no new subject', async () => {
    const talk = world.platform.talk()
    await talk.say(first)
    expect(await talk.read('thanks')).toBe(phrases.en.thanks)
    expect(await talk.read(second)).toBe(following)
  })
})

describe('a new question', () => {
  it('is not bent by what was asked before', async () => {
    const talk = world.platform.talk()
    await talk.say('What happened when Redis switched its licence?')
    expect(await talk.read('What is an OSPO?')).toBe(await world.platform.talk().read('What is an OSPO?'))
  })
})

describe('two people at once', () => {
  it('are each answered in their own conversation', async () => {
    const talks = Array.from({length: 20}, () => world.platform.talk())
    const questions = ['What is an OSPO?', 'What is the OSPO flower?']
    const cards = await Promise.all(
      talks.map((talk, i) => world.platform.deliver(talk.activity({kind: 'message', text: questions[i % 2] ?? ''}))),
    )
    expect(cards.flat().length).toBeGreaterThanOrEqual(20)
    talks.forEach((talk, i) => {
      const mine = world.platform.sent.filter(sent => sent.to.id === talk.conversation.id)
      expect(mine.map(sent => cardText(sent.card).split('\n')[0])).toEqual([
        titleOf(i % 2 ? 'ospo-flower' : 'what-is-an-ospo'),
      ])
    })
  })
})

function titleOf(id: string): string {
  return world.library.knowledge.passages.get(id)?.title ?? ''
}

function chapterOf(id: string): string {
  return world.library.knowledge.passages.get(id)?.chapter.title ?? ''
}
