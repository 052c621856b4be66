// Story: a person greets, thanks, asks for help, and browses chapters and topics instead of asking.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import {cardText} from '../../src/chat/card-text.ts'
import {phrases as checkPhrases} from '../../src/surveys/phrases.ts'
import {pulsePhrases} from '../../src/surveys/pulse-phrases.ts'
import {phrases as tipPhrases} from '../../src/tips/phrases.ts'
import {labelsOf, spansOf} from '../doubles/card-parts.ts'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

describe('small talk', () => {
  const say = phrases.en
  it.each([
    ['hello', say.hello],
    ['Thank you so much!', say.thanks],
    ['bye', say.bye],
    ['help', say.help],
    ['topics', say.topics],
    ['who are you?', say.about],
    ['', say.empty],
    ['   \n ', say.empty],
    ['你好', phrases.zh.hello],
    ['谢谢', phrases.zh.thanks],
    ['再见', phrases.zh.bye],
    ['帮助', phrases.zh.help],
    ['主题', phrases.zh.topics],
    ['关于', phrases.zh.about],
  ])('"%s" gets a short fitting reply', async (said, reply) => {
    const card = await world.platform.talk().say(said)
    expect(cardText(card)).toContain(reply)
    expect(card.language).toBe(/\p{Script=Han}/u.test(said) ? 'zh' : 'en')
  })

  it('is neither noted nor missed', async () => {
    const before = await world.stored('answer')
    for (const said of ['hello', 'thanks', 'help', 'topics', '']) await world.platform.talk().say(said)
    expect(await world.stored('answer')).toEqual(before)
  })
})

describe('coming in', () => {
  it('is welcomed with what there is to ask, and each example works', async () => {
    const talk = world.platform.talk({scope: 'group'})
    const card = await talk.join()
    expect(cardText(card)).toContain(phrases.en.hello)
    expect(labelsOf(card)).toEqual([...phrases.en.examples])
    for (const example of phrases.en.examples) {
      expect(cardText((await talk.press(example)).card)).toContain(phrases.en.source)
    }
  })
})

describe('help', () => {
  it.each(['en', 'zh'] as const)('leads on to a check, the pulse, the tips and the page: %s', async language => {
    const talk = world.platform.talk()
    const say = phrases[language]
    const help = await talk.say(language === 'en' ? 'help' : '帮助')
    expect(labelsOf(help)).toEqual(
      expect.arrayContaining([say.allTopics, pulsePhrases[language].setUp, tipPhrases[language].title, say.home.open]),
    )
    const check = (await talk.press(labelsOf(help)[1] ?? '')).card
    expect(cardText(check)).toContain(checkPhrases[language].onlyYou)
    await talk.say(language === 'en' ? 'help' : '帮助')
    const tips = (await talk.press(tipPhrases[language].title)).card
    expect(cardText(tips)).toContain(tipPhrases[language].none)
    await talk.say(language === 'en' ? 'help' : '帮助')
    const page = (await talk.press(say.home.open)).card
    expect(cardText(page)).toContain(say.home.title)
    expect(page.language).toBe(language)
  })
})

describe('commands', () => {
  it('help, topics and about say the same as the words', async () => {
    for (const name of ['help', 'topics', 'about']) {
      expect(await world.platform.talk().command(name)).toEqual(await world.platform.talk().say(name))
    }
  })

  it('ask without a question is met kindly', async () => {
    expect(cardText(await world.platform.talk().command('ask', ' '))).toContain(phrases.en.empty)
  })

  it('that nobody knows is taken for a question', async () => {
    const talk = world.platform.talk()
    const [answer] = await world.platform.deliver(talk.activity({kind: 'command', name: 'giphy', text: 'cats'}))
    const asked = await world.platform.talk().say('giphy cats')
    expect(answer && cardText(answer.card)).toBe(cardText(asked))
  })
})

describe('browsing', () => {
  it('leads from topics to a chapter, to a passage, and back', async () => {
    const talk = world.platform.talk()
    const topics = await talk.command('topics')
    const [chapter = ''] = labelsOf(topics)
    const opened = (await talk.press(chapter)).card
    expect(opened.blocks[0]).toEqual({kind: 'heading', text: chapter})
    const [topic = ''] = labelsOf(opened)
    expect((await talk.press(topic)).card.blocks[0]).toEqual({kind: 'heading', text: topic})
    expect(labelsOf((await talk.press(phrases.en.backToTopics)).card)).toEqual(labelsOf(topics))
  })

  it('reaches every passage that answers, each in one chapter', async () => {
    const talk = world.platform.talk()
    const chapters = labelsOf(await talk.command('topics'))
    const reached: string[] = []
    for (const chapter of chapters) {
      reached.push(...labelsOf((await talk.press(chapter)).card).slice(0, -1))
      await talk.command('topics')
    }
    const titles = [...world.library.knowledge.passages.values()]
      .filter(({kind}) => kind !== 'coverage')
      .map(({title}) => title)
    expect(reached.sort()).toEqual(titles.sort())
  })

  it('stays in Chinese', async () => {
    const talk = world.platform.talk()
    const [chapter = ''] = labelsOf(await talk.say('主题'))
    const opened = (await talk.press(chapter)).card
    expect(opened.language).toBe('zh')
    expect(labelsOf(opened).at(-1)).toBe(phrases.zh.backToTopics)
  })
})

describe('about', () => {
  it('names every work with its licence, and the authors of the book', async () => {
    const card = await world.platform.talk().say('about')
    const text = cardText(card, {addresses: true})
    const sources = [...world.library.knowledge.passages.values()].flatMap(passage => passage.sources)
    for (const {work, licence} of sources) expect(text.includes(work) && text.includes(licence)).toBe(true)
    expect(text).toContain('Ana Jiménez Santamaría')
    expect(spansOf(card).some(span => span.kind === 'link')).toBe(true)
  })
})
