// Story: somebody finds out how ready their organisation is, from the first question to the result.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import {phrases as answersPhrases} from '../../src/answers/phrases.ts'
import type {Card} from '../../src/chat/card.ts'
import {cardText} from '../../src/chat/card-text.ts'
import type {Store} from '../../src/store.ts'
import {phrases} from '../../src/surveys/phrases.ts'
import {labelsOf} from '../doubles/card-parts.ts'
import {optionAt, tapAll} from '../doubles/check-taps.ts'
import type {Talk} from '../doubles/talk.ts'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

const say = phrases.en
const title = 'How ready are we?'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

let people = 0

/** Somebody new in a direct chat. */
function somebody(): Talk {
  people += 1
  return world.platform.talk({id: `D-U${people}`}, `U${people}`)
}

const pressAll = (talk: Talk, taps: readonly string[]) => tapAll(world.platform, talk, taps)
const option = (talk: Talk, place: number) => talk.find(optionAt(world.platform, talk, place))

/** Takes the whole check: the involvement first, then ten answers. */
async function take(talk: Talk, answers: readonly string[]): Promise<Card> {
  await talk.command('readiness')
  return pressAll(talk, ['3', ...answers])
}

const ten = (label: string) => Array.from({length: 10}, () => label)
const text = (card: Card) => cardText(card, {buttons: true})

describe('the check begins', () => {
  it.each(['how ready are we?', 'Are we ready for an OSPO', '  READINESS CHECK! ', 'check readiness'])(
    'by the words %j',
    async words => {
      const card = await somebody().say(words)
      expect(text(card)).toContain('1/11')
      expect(text(card)).toContain('Today, the furthest we go with open source is…')
    },
  )

  it('by the command, with who sees what and no way back yet', async () => {
    const card = await somebody().command('readiness')
    expect(labelsOf(card).slice(0, 3)).toEqual([
      'Not sure we use any',
      'Using it',
      'Joining in: bug reports, events, sponsoring',
    ])
    expect(labelsOf(card)).not.toContain(say.back)
    expect(text(card)).toContain(say.onlyYou)
  })

  it('in Chinese by Chinese words', async () => {
    const card = await somebody().say('我们准备好了吗？')
    expect(text(card)).toContain('不确定是否在用')
    expect(card.language).toBe('zh')
  })

  it('by a button below related answers, and not below others', async () => {
    const talk = somebody()
    const offer = say.offer(title)
    expect(labelsOf(await talk.say('Is an OSPO the right first step for us?'))).toContain(offer)
    expect(text((await talk.press(offer)).card)).toContain('1/11')
    expect(labelsOf(await somebody().say('What is the OSPO flower?'))).not.toContain(offer)
  })

  it('from a person’s own page', async () => {
    const talk = world.platform.talk({scope: 'home', id: 'home-1'}, 'U-home')
    expect(labelsOf(await talk.do({kind: 'opened'}))).toContain(title)
    expect(text((await talk.press(title)).card)).toContain('1/11')
  })

  it('from the list of checks', async () => {
    const talk = somebody()
    expect(labelsOf(await talk.say('checks'))).toContain(title)
    expect(labelsOf(await talk.command('check', 'whatever'))).toContain(title)
    expect(text((await talk.press(title)).card)).toContain('1/11')
  })

  it('in private where others are around, who see nothing of it', async () => {
    const talk = world.platform.talk({scope: 'channel', id: 'C-team'}, 'U-channel')
    const card = await talk.command('readiness')
    expect(text(card)).toBe(say.sentToYou)
    const sent = world.platform.sent.filter(({to, how}) => to.id === 'C-team' && how !== 'whisper')
    expect(sent).toEqual([])
    const mine = world.platform.talk({id: 'D-U-channel'}, 'U-channel')
    expect(text(await pressAll(mine, ['2']))).toContain('2/11')
  })

  it('never by a question that only holds its words', async () => {
    const card = await somebody().say('How ready are we to talk about licences with our suppliers?')
    expect(text(card)).not.toContain('1/11')
  })
})

describe('on the way', () => {
  it('there are eleven taps on one message, and no trail', async () => {
    const talk = somebody()
    await take(talk, ten('3'))
    const here = world.platform.sent.filter(({to}) => to.id === talk.conversation.id)
    expect(here.filter(({how}) => how === 'send')).toHaveLength(1)
    expect(new Set(here.map(({id}) => id)).size).toBe(1)
    expect(here).toHaveLength(12)
  })

  it('every scored question can be left open, the first one not', async () => {
    const talk = somebody()
    expect(labelsOf(await talk.command('readiness'))).not.toContain('Not sure')
    expect(labelsOf(await pressAll(talk, ['1']))).toContain('Not sure')
    expect(text((await talk.press('Not sure')).card)).toContain('3/11')
  })

  it('back leads to the question before, and the new answer counts', async () => {
    const talk = somebody()
    await talk.command('readiness')
    await pressAll(talk, ['5', '1'])
    expect(text((await talk.press(say.back)).card)).toContain('2/11')
    const first = (await talk.press(say.back)).card
    expect(text(first)).toContain('1/11')
    expect(text(first)).toContain(say.chosen('Leading or hosting projects'))
    const result = await pressAll(talk, ['2', ...ten('4')])
    expect(text(result)).toContain('Your involvement: Using it')
  })

  it('stops, and goes on where it stopped after 29 days', async () => {
    const talk = somebody()
    await talk.command('readiness')
    await pressAll(talk, ['3', '4', '4'])
    const stopped = (await talk.press(say.stop)).card
    expect(text(stopped)).toContain(say.stopped(4, 11))
    world.pass(29 * 86_400_000)
    expect(text((await talk.press(say.goOn)).card)).toContain('4/11')
    expect(text(await pressAll(talk, ['4']))).toContain('5/11')
  })

  it('goes on after the process was restarted', async () => {
    let kept: Store | undefined
    const before = await openWorld({storeAround: store => (kept = store)})
    const first = before.platform.talk({id: 'D-restart'}, 'U-restart')
    await first.command('readiness')
    await tapAll(before.platform, first, ['3', '4'])
    await before.counselor.stop()
    const after = await openWorld({storeAround: store => kept ?? store})
    // Ids of events go on where they were, as on a real platform.
    for (let i = 0; i < 50; i += 1) after.platform.nextId('E')
    const second = after.platform.talk({id: 'D-restart'}, 'U-restart')
    const [, card] = await after.platform.deliver(
      second.activity({kind: 'message', text: 'how ready are we', addressed: true}),
    )
    expect(card && text(card.card)).toContain('3/11')
  })

  it('begins anew after 31 days: nothing is kept for ever', async () => {
    const talk = somebody()
    await talk.command('readiness')
    await pressAll(talk, ['3', '4'])
    world.pass(31 * 86_400_000)
    expect(text(await talk.command('readiness'))).toContain('1/11')
  })

  it('goes on from another place, and the first message says so', async () => {
    const talk = somebody()
    await talk.command('readiness')
    await pressAll(talk, ['3', '4'])
    const {message} = talk.find(say.back)
    const page = world.platform.talk({scope: 'home', id: 'home-2'}, talk.person.id)
    const card = await page.do({kind: 'press', action: 'surveys.start', value: 'readiness - en', message})
    expect(text(card)).toContain(say.goingOn)
    expect(text(card)).toContain('3/11')
    const old = world.platform.shown(message.id)
    expect(old && text(old)).toBe(say.elsewhere)
  })

  it('can be begun anew by who comes back', async () => {
    const talk = somebody()
    await talk.command('readiness')
    await pressAll(talk, ['3', '4'])
    const [old, card] = await world.platform.deliver(talk.activity({kind: 'command', name: 'readiness', text: ''}))
    expect([old?.how, card?.how]).toEqual(['update', 'send'])
    expect(text((await talk.press(say.anew)).card)).toContain('1/11')
  })
})

describe('a press', () => {
  it('that comes twice at the same time counts once', async () => {
    const talk = somebody()
    await talk.command('readiness')
    const {message, button} = option(talk, 3)
    const presses = [0, 1, 2].map(() => talk.activity({kind: 'press', ...button, message}))
    await Promise.all(presses.map(press => world.platform.deliver(press)))
    const shown = world.platform.shown(message.id)
    expect(shown && text(shown)).toContain('2/11')
  })

  it('of two devices at once leaves one answer, and both see the same question', async () => {
    const talk = somebody()
    await talk.command('readiness')
    const [two, five] = [option(talk, 2), option(talk, 5)]
    await Promise.all(
      [two, five].map(({message, button}) =>
        world.platform.deliver(talk.activity({kind: 'press', ...button, message})),
      ),
    )
    const shown = world.platform.shown(two.message.id)
    expect(shown && text(shown)).toContain('2/11')
    expect(text(await pressAll(talk, ten('4')))).toMatch(/Your involvement: (Using it|Leading or hosting projects)/)
  })

  it('on an old card changes nothing, and shows where one is', async () => {
    const talk = somebody()
    await talk.command('readiness')
    const {message, button} = option(talk, 1)
    await pressAll(talk, ['3', '4', '4'])
    const again = await talk.do({kind: 'press', ...button, message})
    expect(text(again)).toContain('4/11')
    expect(text(await pressAll(talk, ten('4').slice(2)))).toContain('Joining in')
  })

  it('on a card of an earlier round says so, and leads on', async () => {
    const talk = somebody()
    await talk.command('readiness')
    const {message, button} = option(talk, 1)
    await pressAll(talk, ['3', ...ten('4')])
    await talk.press(say.retake)
    const old = await talk.do({kind: 'press', ...button, message})
    expect(text(old)).toContain(say.over)
  })

  it.each(['', 'readiness', 'readiness x en 0 99', 'nothing - en 0 1', 'readiness - en', '💥 ; drop'])(
    'with the value %j of nobody’s making is answered kindly',
    async value => {
      const talk = somebody()
      await talk.command('readiness')
      const {message} = option(talk, 1)
      const card = await talk.do({kind: 'press', action: 'surveys.tap', value, message})
      expect(card.blocks.length).toBeGreaterThan(0)
      expect(text(card)).not.toContain(answersPhrases.en.failed)
    },
  )
})
