// Story: a question that could mean several things gets a choice, and "none of these" is taken seriously.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import {actions} from '../../src/answers/actions.ts'
import {phrases} from '../../src/answers/phrases.ts'
import {cardText} from '../../src/chat/card-text.ts'
import {buttonsOf, labelsOf} from '../doubles/card-parts.ts'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

const say = phrases.en
let world: World
/** A question to which the counselor offers a choice of at least two. */
let unclear: string

beforeAll(async () => {
  world = await openWorld()
  const tries = [
    'strategy',
    'how do I start an ospo',
    'measure success',
    'value',
    'stages of an OSPO',
    'challenges of an ospo',
  ]
  unclear = tries.find(each => (world.counselor.answer(each).ranked[0]?.score ?? 0) > 0 && choicesFor(each) > 1) ?? ''
})

function choicesFor(question: string): number {
  const answer = world.counselor.answer(question)
  return answer.decision === 'choose' ? answer.choices.length : 0
}

describe('a question with several meanings', () => {
  it('gets up to three choices and a way to say no', async () => {
    const card = await world.platform.talk().say(unclear)
    const labels = labelsOf(card)
    expect(cardText(card)).toContain(say.didYouMean)
    expect(labels.length).toBeGreaterThanOrEqual(3)
    expect(labels.length).toBeLessThanOrEqual(4)
    expect(labels.at(-1)).toBe(say.noneOfThese)
    expect(new Set(labels).size).toBe(labels.length)
  })

  it.each(['the second one, please', '2'])('is answered by the choice that %j names', async said => {
    const talk = world.platform.talk()
    const [, second = ''] = labelsOf(await talk.say(unclear))
    expect((await talk.read(said)).split('\n')[0]).toBe(second)
  })

  it('can still be answered by another choice after one was pressed', async () => {
    const talk = world.platform.talk()
    const [first = '', second = ''] = labelsOf(await talk.say(unclear))
    await talk.press(second)
    expect((await talk.read('and the first one?')).split('\n')[0]).toBe(first)
    expect((await talk.read('2')).split('\n')[0]).toBe(second)
  })

  it('is answered by the choice that was pressed, below the question', async () => {
    const talk = world.platform.talk()
    const [, second = ''] = labelsOf(await talk.say(unclear))
    const pressed = await talk.press(second)
    expect(pressed.how).toBe('send')
    expect(cardText(pressed.card).startsWith(second)).toBe(true)
    expect(cardText(pressed.card)).toContain('licence:')
  })

  it('leaves the choices in place, so that another one can be pressed too', async () => {
    const talk = world.platform.talk()
    const [first = '', second = ''] = labelsOf(await talk.say(unclear))
    await talk.press(first)
    expect(cardText((await talk.press(second)).card).startsWith(second)).toBe(true)
  })

  it('carries no question on its buttons, only the id of the answer', async () => {
    const card = await world.platform.talk().say(unclear)
    for (const button of buttonsOf(card)) expect(button.value).toMatch(/^answer-\d+ (?:[a-z0-9-]+ )?en$/)
  })
})

describe('none of these', () => {
  it('replaces the choices with an honest no and whom to ask', async () => {
    const talk = world.platform.talk()
    await talk.say(unclear)
    const {how, card} = await talk.press(say.noneOfThese)
    expect(how).toBe('update')
    expect(cardText(card)).toContain(say.unknown)
    expect(cardText(card)).toContain(say.whomToAsk('Open source office'))
    expect(labelsOf(card)).not.toContain(say.noneOfThese)
    expect(buttonsOf(card).filter(button => button.action === actions.read)).toEqual([])
  })

  it('notes the question as missed, with the reason and without a name', async () => {
    const talk = world.platform.talk({}, 'U-somebody-secret')
    const card = await talk.say(unclear)
    const id = buttonsOf(card)[0]?.value.split(' ')[0]
    await talk.press(say.noneOfThese)
    const stored = await world.stored('missed', id)
    expect(stored).toHaveLength(1)
    expect(stored[0]).toContain('"reason":"none-of-these"')
    expect(stored[0]).toContain(JSON.stringify(unclear))
    expect(stored.join()).not.toContain('U-somebody-secret')
  })

  it('pressed twice counts once', async () => {
    const talk = world.platform.talk()
    await talk.say(unclear)
    const {message, button} = talk.find(say.noneOfThese)
    const before = (await world.stored('missed')).length
    for (let i = 0; i < 2; i++) await talk.do({kind: 'press', ...button, message})
    expect((await world.stored('missed')).length).toBe(before + 1)
  })
})

describe('a question that nothing answers', () => {
  it('is declined plainly, with a person to ask and the topics, and without a guess', async () => {
    const card = await world.platform.talk().say('xyzzy plugh frobnicate')
    expect(cardText(card)).toBe(`${say.unknown}\n\n${say.unknownNext}`)
    expect(labelsOf(card).slice(0, 2)).toEqual([say.askAPerson, say.topics])
    expect(buttonsOf(card).filter(button => button.action === actions.read)).toEqual([])
  })

  it('is noted as missed at once', async () => {
    const card = await world.platform.talk().say('quux corge grault')
    const id = buttonsOf(card)
      .find(button => button.action === actions.handOver)
      ?.value.split(' ')[0]
    const stored = await world.stored('missed', id)
    expect(stored.join()).toContain('quux corge grault')
    expect(stored.join()).toContain('"reason":"unknown"')
  })

  it('leads to the topics at the press of a button', async () => {
    const talk = world.platform.talk()
    await talk.say('xyzzy plugh frobnicate')
    expect(cardText((await talk.press(say.topics)).card)).toContain(say.topicsHint)
  })
})
