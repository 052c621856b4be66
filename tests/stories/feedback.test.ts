// Story: a person says whether an answer helped, may change their mind, and is never named for it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import {excerptOf} from '../../src/answers/excerpt.ts'
import {phrases} from '../../src/answers/phrases.ts'
import type {Card} from '../../src/chat/card.ts'
import {cardText} from '../../src/chat/card-text.ts'
import {feedbackOf} from '../doubles/card-parts.ts'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

function idOf(card: Card): string {
  return feedbackOf(card)?.value.split(' ')[0] ?? ''
}

describe('thumbs', () => {
  it('up is stored with the passage and the day, and the card shows it', async () => {
    const talk = world.platform.talk()
    const card = await talk.say('What is the OSPO flower?')
    const pressed = await talk.press('👍')
    expect(pressed.how).toBe('update')
    expect(feedbackOf(pressed.card)?.chosen).toBe('up')
    expect(cardText(pressed.card)).toBe(cardText(card))
    const stored = await world.stored('rating', idOf(card))
    expect(stored).toHaveLength(1)
    expect(stored[0]).toContain('{"rating":"up","passage":"ospo-flower","day":"2026-11-20"}')
    expect(await world.stored('missed', idOf(card))).toEqual([])
  })

  it('down after up replaces it, and the question is missed', async () => {
    const talk = world.platform.talk()
    const card = await talk.say('What is the OSPO flower?')
    await talk.press('👍')
    expect(feedbackOf((await talk.press('👎')).card)?.chosen).toBe('down')
    const stored = await world.stored('rating', idOf(card))
    expect(stored).toHaveLength(1)
    expect(stored[0]).toContain('"rating":"down"')
    expect((await world.stored('missed', idOf(card))).join()).toContain('"reason":"rated-down"')
  })

  it('of two people are two ratings, whose records do not tell who they are', async () => {
    const place = {scope: 'channel', id: 'C-thumbs', thread: '1'} as const
    const ada = world.platform.talk(place, 'U-ada-9000')
    const card = await ada.say('What is the OSPO flower?')
    await ada.press('👍')
    await world.platform.talk(place, 'U-grace-9001').press('👎')
    const stored = await world.stored('rating')
    expect(await world.stored('rating', idOf(card))).toHaveLength(2)
    expect(stored.join()).not.toMatch(/U-ada-9000|U-grace-9001/)
  })

  it('of one person on two answers cannot be joined', async () => {
    const talk = world.platform.talk({}, 'U-joined')
    const [one, two] = [await talk.say('What is the OSPO flower?'), await talk.say('What is an OSPO?')]
    await talk.press('👍')
    await talk.do({
      kind: 'press',
      action: 'answers.rate',
      value: `up:${idOf(one)} ospo-flower en`,
      message: {conversation: talk.conversation, id: 'm1'},
    })
    const ratings = [...(await world.stored('rating', idOf(one))), ...(await world.stored('rating', idOf(two)))]
    const raters = ratings.map(line => line.split(' ')[0]?.split(':').at(-1))
    expect(raters).toHaveLength(2)
    expect(new Set(raters).size).toBe(2)
  })

  it('stay lit where somebody reads on', async () => {
    const long = [...world.library.knowledge.passages.values()].find(passage => {
      const answer = world.counselor.answer(passage.title)
      return answer.decision === 'answer' && answer.passage === passage && !excerptOf(passage.text).whole
    })
    const talk = world.platform.talk()
    await talk.say(long?.title ?? '')
    await talk.press('👍')
    const whole = await talk.press(phrases.en.showAll)
    expect(feedbackOf(whole.card)?.chosen).toBe('up')
  })

  it('on all of a passage leave all of it in place', async () => {
    const long = [...world.library.knowledge.passages.values()].find(passage => {
      const answer = world.counselor.answer(passage.title)
      return answer.decision === 'answer' && answer.passage === passage && !excerptOf(passage.text).whole
    })
    const talk = world.platform.talk()
    await talk.say(long?.title ?? '')
    const whole = await talk.press(phrases.en.showAll)
    const rated = await talk.press('👍')
    expect(cardText(rated.card)).toBe(cardText(whole.card))
    expect(feedbackOf(rated.card)?.chosen).toBe('up')
  })

  it('in Chinese leave the card in Chinese', async () => {
    const talk = world.platform.talk()
    const card = await talk.say('怎样说服高层支持？')
    const pressed = await talk.press('👍')
    expect(pressed.card.language).toBe('zh')
    expect(cardText(pressed.card)).toBe(cardText(card))
  })
})
