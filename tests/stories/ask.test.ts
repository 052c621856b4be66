// Story: a person asks, and is answered with the source, in their own language, whatever the spelling.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import {maxWords} from '../../src/answers/excerpt.ts'
import {phrases} from '../../src/answers/phrases.ts'
import {cardText} from '../../src/chat/card-text.ts'
import {proseText} from '../../src/chat/prose.ts'
import {countWords} from '../../src/knowledge/check.ts'
import {feedbackOf, labelsOf, spansOf} from '../doubles/card-parts.ts'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

describe('a question', () => {
  it('is answered by the passage, with its source and licence', async () => {
    const card = await world.platform.talk().say('What is an OSPO?')
    const passage = world.library.knowledge.passages.get('what-is-an-ospo')
    expect(card.blocks[0]).toEqual({kind: 'heading', text: passage?.title})
    expect(cardText(card)).toContain(proseText(passage?.text.slice(0, 1) ?? []))
    expect(cardText(card)).toMatch(/Source: .*TODO Group OSPO Book, Chapter 1.* \(2023\), licence: CC-BY-4\.0/)
    expect(spansOf(card)).toContainEqual(
      expect.objectContaining({kind: 'link', href: 'https://ospobook.todogroup.org/01-chapter/'}),
    )
  })

  it('gets related passages, thumbs and a person to ask beside the answer', async () => {
    const card = await world.platform.talk().say('What is an OSPO?')
    const labels = labelsOf(card)
    expect(labels).toContain('The five hats of OSPO people')
    expect(labels.slice(-3)).toEqual(['👍', '👎', phrases.en.askAPerson])
    expect(feedbackOf(card)?.chosen).toBeUndefined()
  })

  it('is answered in one card, sent to the conversation and thread where it was asked', async () => {
    const talk = world.platform.talk({scope: 'channel', thread: 'T-42'})
    const before = world.platform.sent.length
    await talk.say('What is an OSPO?')
    const sent = world.platform.sent.slice(before)
    expect(sent.map(({how, to}) => ({how, to}))).toEqual([{how: 'send', to: talk.conversation}])
  })

  it('is answered the same as a command, as a button, and by the counselor itself', async () => {
    const said = await world.platform.talk().read('Who should sponsor an OSPO among our executives?')
    const asked = cardText(
      await world.platform.talk().command('ask', 'Who should sponsor an OSPO among our executives?'),
    )
    const talk = world.platform.talk()
    await talk.join()
    const pressed = await talk.press(phrases.en.examples[0] ?? '')
    expect(asked).toBe(said)
    expect(cardText(pressed.card)).toBe(await world.platform.talk().read(phrases.en.examples[0] ?? ''))
    expect(world.counselor.answer('What is an OSPO?').decision).toBe('answer')
  })

  it('is answered when words are misspelt, and the answer says how they were read', async () => {
    const text = await world.platform.talk().read('waht is an opne source progam ofice')
    expect(text).toContain('What is an OSPO?')
    expect(text).toContain('I read some words with another spelling: open, program, office.')
  })

  it('that is spelled well gets no note about spelling', async () => {
    expect(await world.platform.talk().read('What is an open source program office?')).not.toContain('another spelling')
  })

  it('gets a short answer, and all of it at the press of a button', async () => {
    const long = [...world.library.knowledge.passages.values()].find(
      passage =>
        passage.kind === 'chapter' && countWords(proseText(passage.text)) > maxWords && passage.text.length > 1,
    )
    if (!long) throw new Error('no long passage')
    const talk = world.platform.talk()
    const short = await talk.say(long.title)
    const shown = short.blocks.filter(block => block.kind === 'paragraph' || block.kind === 'list')
    expect(countWords(proseText(shown))).toBeLessThanOrEqual(maxWords)
    const {how, card} = await talk.press(phrases.en.showAll)
    expect(how).toBe('update')
    expect(cardText(card)).toContain(proseText(long.text))
    expect(labelsOf(card)).not.toContain(phrases.en.showAll)
  })
})

describe('a question in Chinese', () => {
  it('is answered in Chinese, with the source', async () => {
    const card = await world.platform.talk().say('怎样说服高层支持？')
    expect(card.language).toBe('zh')
    const text = cardText(card)
    expect(text).toMatch(/\p{Script=Han}{4}/u)
    expect(text).toMatch(/许可证.*CC-BY-4\.0/)
    expect(labelsOf(card)).toContain(phrases.zh.askAPerson)
  })

  it('gets the English text under its Chinese title where no Chinese was written, and is told so', async () => {
    const english = [...world.library.knowledge.passages.values()].find(
      passage => passage.kind !== 'coverage' && passage.texts.zh === undefined && passage.titles.zh !== undefined,
    )
    if (!english) return
    const card = await world.platform.talk().say(english.titles.zh ?? '')
    expect(card.blocks[0]).toEqual({kind: 'heading', text: english.titles.zh})
    expect(cardText(card)).toContain(phrases.zh.onlyEnglish)
  })

  it('that is not covered names the desk in Chinese', async () => {
    expect(await world.platform.talk().read('工资多少')).toContain(phrases.zh.whomToAsk('人事部门'))
  })

  it('that nobody can answer is declined in Chinese', async () => {
    expect(await world.platform.talk().read('饕餮貔貅麒麟')).toContain(phrases.zh.unknown)
  })
})

describe('the examples on the cards', () => {
  const meant = ['what-is-an-ospo', 'is-an-ospo-the-first-step', 'scenario-executive-buy-in']
  const examples = [phrases.en, phrases.zh].flatMap(say =>
    say.examples.map((example, i) => [example, meant[i]] as const),
  )

  it.each(examples)('"%s" is answered by %s', (example, id) => {
    const answer = world.counselor.answer(example)
    expect(answer.decision === 'answer' ? answer.passage.id : answer.decision).toBe(id)
  })
})
