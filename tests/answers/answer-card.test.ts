// Answer cards: what a person reads for each decision, in the right language and order.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {ownerBlocks, passageCard, sourceSpan, topicCard} from '../../src/answers/answer-card.ts'
import {phrases} from '../../src/answers/phrases.ts'
import {cardText} from '../../src/chat/card-text.ts'
import {spansText} from '../../src/chat/prose.ts'
import type {Language} from '../../src/knowledge/passage.ts'
import {labelsOf} from '../doubles/card-parts.ts'
import {fiftyWords, front, knowledgeFrom, metaOf, passageText} from '../doubles/knowledge-files.ts'

const links = `${metaOf('one')}\nrelated: [two, three, four, five, gone]`
const knowledge = knowledgeFrom(
  front +
    passageText('one', {body: `${fiftyWords}\n\n### 中文\n\n开源。`, meta: links}) +
    ['two', 'three', 'four', 'five'].map(id => passageText(id)).join('') +
    passageText('long', {body: `${fiftyWords}\n\n${fiftyWords}\n\n${fiftyWords}`}) +
    passageText('guard', {meta: `${metaOf('guard')}\nowner: wizard\nbackground: one`}),
)

function view(id: string, language: Language = 'en', whole = false) {
  const passage = knowledge.passages.get(id)
  if (!passage) throw new Error(`no passage ${id}`)
  return {passage, language, id: 'a1', knowledge, whole, shareable: false}
}

describe('the card of a passage', () => {
  it('has title, text, source, three related passages, thumbs and a person, in this order', () => {
    const {blocks} = passageCard(view('one'))
    expect(blocks.map(({kind}) => kind)).toEqual(['heading', 'paragraph', 'note', 'buttons', 'feedback', 'buttons'])
    expect(labelsOf(passageCard(view('one'))).slice(0, 3)).toEqual(['Title of two', 'Title of three', 'Title of four'])
  })

  it('is in Chinese where it was written in Chinese', () => {
    const text = cardText(passageCard(view('one', 'zh')))
    expect(text).toMatch(/^标题\n\n开源。\n\n来源/)
    expect(text).not.toContain(phrases.zh.onlyEnglish)
  })

  it('says so where it was written in English only', () => {
    const text = cardText(passageCard(view('two', 'zh')))
    expect(text).toContain(fiftyWords)
    expect(text).toContain(phrases.zh.onlyEnglish)
  })

  it('that is long offers all of it, and then is whole', () => {
    expect(labelsOf(passageCard(view('long')))).toContain(phrases.en.showAll)
    const whole = passageCard(view('long', 'en', true))
    expect(labelsOf(whole)).not.toContain(phrases.en.showAll)
    expect(cardText(whole).split(fiftyWords)).toHaveLength(4)
  })
})

describe('the card of a topic that is not covered', () => {
  it('names the desk, even one that nobody knows, and the background', () => {
    const card = topicCard(view('guard'))
    expect(cardText(card)).toContain(phrases.en.whomToAsk('wizard'))
    expect(labelsOf(card).slice(0, 3)).toEqual(['Title of one', '👍', '👎'])
  })
})

describe('an owner', () => {
  it('that is nobody is not named', () => {
    expect(ownerBlocks('nobody', knowledge, 'en')).toEqual([])
  })

  it('without a contact is named all the same, in each language', () => {
    for (const language of ['en', 'zh'] as const) {
      const say = phrases[language]
      const name = language === 'zh' ? '开源办公室' : 'Open source office'
      const text = cardText({language, blocks: ownerBlocks('ospo', knowledge, language)})
      expect(text).toContain(say.whomToAsk(name))
      expect(text).toContain(say.noContact)
    }
  })
})

describe('a source', () => {
  const source = {
    work: 'A book',
    part: 'Part 1',
    year: 2024,
    licence: 'CC-BY-4.0',
    link: 'https://example.org',
  } as const

  it('is told by work, part, year and licence, and links to the work', () => {
    const spans = sourceSpan(source, phrases.en)
    expect(spans[0]).toEqual({kind: 'link', text: 'A book', href: 'https://example.org'})
    expect(spansText(spans)).toMatch(/^A book, Part 1 \(2024\).*CC-BY-4\.0$/)
  })

  it('without an address, or with a strange one, is plain text', () => {
    for (const link of [undefined, 'javascript:alert(1)', 'ftp://example.org']) {
      expect(sourceSpan({...source, link, part: ''}, phrases.en).map(({kind}) => kind)).toEqual(['text', 'text'])
    }
  })
})

describe('the phrases', () => {
  it('are there in both languages, none empty but where English needs none', () => {
    expect(Object.keys(phrases.zh)).toEqual(Object.keys(phrases.en))
    const empty = (of: object) =>
      Object.entries(of)
        .filter(([, value]) => value === '')
        .map(([key]) => key)
    expect(empty(phrases.en)).toEqual(['onlyEnglish'])
    expect(empty(phrases.zh)).toEqual([])
  })
})
