// Story: what we do not answer goes to a person: the card names the desk, how to reach it, and what to bring.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import {cardText} from '../../src/chat/card-text.ts'
import {Library} from '../../src/knowledge/library.ts'
import {feedbackOf, labelsOf} from '../doubles/card-parts.ts'
import {knowledgeFolderOf, passageText} from '../doubles/knowledge-files.ts'
import type {World} from '../doubles/world.ts'
import {knowledgeFolder, openWorld} from '../doubles/world.ts'

const say = phrases.en

const nobodys = `---
title: House rules
kind: chapter
chapter: house
order: 90
owner: nobody
status: reviewed
reviewed: 2026-11-20
---
${passageText('badge-colours', {title: 'Badge colours of the zebra lounge', meta: 'asks: {en: [zebra lounge badges]}'})}`

const overlay = knowledgeFolderOf({
  'owners.yml': 'legal: {contact: "#ask-legal"}\nospo: {name: The open source team, contact: ospo@example.org}\n',
  'house.md': nobodys,
})

let plain: World
let filled: World

beforeAll(async () => {
  plain = await openWorld()
  filled = await openWorld({library: await Library.open({own: knowledgeFolder, overlays: [overlay.path]})})
})

afterAll(() => overlay.remove())

describe('a topic that is not covered', () => {
  it('is declined, and its desk is named', async () => {
    const card = await plain.platform.talk().say('Can I use AGPL code in our product?')
    expect(cardText(card)).toContain(`${say.whomToAsk('Legal desk')} ${say.noContact}`)
    expect(feedbackOf(card)).toBeDefined()
  })

  it('names the contact that the organisation has entered', async () => {
    const text = await filled.platform.talk().read('Can I use AGPL code in our product?')
    expect(text).toContain(`${say.whomToAsk('Legal desk')} ${say.contact('#ask-legal')}`)
  })

  it('is decided as not covered, with the topic and its owner', () => {
    const answer = plain.counselor.answer('Can I use AGPL code in our product?')
    expect(answer.decision === 'not-covered' ? answer.topic.owner : answer.decision).toBe('legal')
  })

  it('leads to a passage with the background where there is one', async () => {
    const topic = [...plain.library.knowledge.passages.values()].find(passage => passage.background !== undefined)
    const talk = plain.platform.talk()
    const card = await talk.say(topic?.asks.en[0] ?? '')
    const background = plain.library.knowledge.passages.get(topic?.background ?? '')?.title ?? ''
    expect(labelsOf(card)).toContain(background)
    expect(cardText((await talk.press(background)).card).startsWith(background)).toBe(true)
  })

  it('can be rated, so that a guard that barked at the wrong question is found', async () => {
    const talk = plain.platform.talk()
    await talk.say('Can I use AGPL code in our product?')
    const {how, card} = await talk.press('👎')
    expect(how).toBe('update')
    expect(feedbackOf(card)?.chosen).toBe('down')
    expect(cardText(card)).toContain(say.whomToAsk('Legal desk'))
  })
})

describe('asking a person', () => {
  it('shows only the asker whom to ask and the question to bring', async () => {
    const talk = filled.platform.talk()
    await talk.say('What is the OSPO flower?')
    const {how, card, person} = await talk.press(say.askAPerson)
    expect({how, person}).toEqual({how: 'whisper', person: talk.person})
    expect(cardText(card)).toBe(
      `${say.whomToAsk('The open source team')} ${say.contact('ospo@example.org')}\n\n${say.bring}\n\n> What is the OSPO flower?`,
    )
  })

  it('works where nothing was known', async () => {
    const talk = plain.platform.talk()
    await talk.say('xyzzy plugh frobnicate')
    const {card} = await talk.press(say.askAPerson)
    expect(cardText(card)).toContain(`${say.whomToAsk('Open source office')} ${say.noContact}`)
    expect(cardText(card)).toContain('> xyzzy plugh frobnicate')
  })

  it('speaks the language of the question', async () => {
    const talk = plain.platform.talk()
    await talk.say('怎样说服高层支持？')
    const {card} = await talk.press(phrases.zh.askAPerson)
    expect(card.language).toBe('zh')
    expect(cardText(card)).toContain(phrases.zh.whomToAsk('开源办公室'))
    expect(cardText(card)).toContain('怎样说服高层支持？')
  })

  it('names the open source office for a passage that is nobody’s, rather than no one', async () => {
    const talk = filled.platform.talk()
    await talk.say('Badge colours of the zebra lounge')
    const {card} = await talk.press(say.askAPerson)
    expect(cardText(card)).toContain(say.whomToAsk('The open source team'))
  })

  it('never shows the question of another organisation, even with the id of its answer', async () => {
    const talk = plain.platform.talk({tenant: 'T-one'})
    await talk.say('What is the OSPO flower?')
    const {message, button} = talk.find(say.askAPerson)
    const card = await plain.platform.talk({tenant: 'T-two'}).do({kind: 'press', ...button, message})
    expect(cardText(card)).not.toContain('What is the OSPO flower?')
  })

  it('still names the desk when the question is no longer kept', async () => {
    const talk = plain.platform.talk()
    await talk.say('What is the OSPO flower?')
    plain.pass(31 * 86_400_000)
    const {card} = await talk.press(say.askAPerson)
    expect(cardText(card)).toBe(`${say.whomToAsk('Open source office')} ${say.noContact}`)
  })
})
