// Story: whatever is typed gets a short fitting reply, is never rendered as markup, and costs no more than its length.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {phrases} from '../../src/answers/phrases.ts'
import {fold, maxTextLength, wordsOf} from '../../src/answers/words.ts'
import type {Card} from '../../src/chat/card.ts'
import {cardText} from '../../src/chat/card-text.ts'
import type {Span} from '../../src/chat/prose.ts'
import {countWords} from '../../src/knowledge/check.ts'
import {anyText} from '../doubles/any-text.ts'
import {spansOf} from '../doubles/card-parts.ts'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

let world: World
/** Every address to which our own texts lead, and every text that they set in another look. */
let ourMarkup: ReadonlySet<string>

beforeAll(async () => {
  world = await openWorld()
  const {passages, owners} = world.library.knowledge
  const all = [...passages.values()]
  const spans = all.flatMap(({text, texts}) => spansOf({language: 'en', blocks: [...text, ...(texts.zh ?? [])]}))
  const desks = [...owners.values()].flatMap(({name, names}) => [
    phrases.en.whomToAsk(name),
    phrases.zh.whomToAsk(names.zh ?? name),
  ])
  const addresses = all.flatMap(({sources}) => sources.flatMap(({link}) => link ?? []))
  ourMarkup = new Set([...desks, ...addresses, ...spans.map(markOf)])
})

function markOf(span: Span): string {
  return span.kind === 'link' ? span.href : span.text
}

/** What a card sets as a link or in another look although no text of ours does. */
function strangeMarkup(card: Card): string[] {
  return spansOf(card)
    .filter(span => span.kind !== 'text')
    .map(markOf)
    .filter(mark => !ourMarkup.has(mark))
}

describe('a message without a question', () => {
  it.each([
    ['empty', ''],
    ['white space', ' \t\r\n\u00a0\u3000'],
    ['emoji only', '🎉🎉 👩🏽‍💻 ❤️'],
    ['control characters', '\u0000\u0001\u0007\u001b[31m\u001b[0m\u007f'.replace(/[[0-9m]/g, '')],
    ['direction marks', '\u202e\u200f\u2066\u2069\u061c'],
    ['zero-width signs', '\u200b\u200d\ufeff'],
    ['punctuation', '?!?!... --- ///'],
    ['half a character', '\ud83d'],
  ])('of %s is told that there are no words in it', async (_, typed) => {
    expect(await world.platform.talk().read(typed)).toContain(phrases.en.empty)
  })
})

describe('a question in a strange dress', () => {
  it.each([
    ['direction marks', '\u202eWhat is\u202c an \u200fOSPO\u200e?'],
    ['control characters', 'What\u0007 is \u0000an OSPO?\u001b'],
    ['zero-width signs', 'What is an OS\u200bPO?'],
    ['wide letters', 'Ｗｈａｔ ｉｓ ａｎ ＯＳＰＯ？'],
    ['accents', 'Whät ís án ÓSPÒ?'],
    ['markup', '<b>What is an OSPO?</b>'],
    ['shouting', 'WHAT IS AN OSPO?????'],
    ['emoji', '🙏 What is an OSPO? 🙏'],
    ['spaces', `${' '.repeat(1_500)}What is an OSPO?`],
    ['a long tail', `What is an OSPO? ${'🎉'.repeat(4_000)}`],
  ])('of %s is still understood', async (_, typed) => {
    const card = await world.platform.talk().say(typed)
    expect(card.blocks[0]).toEqual({kind: 'heading', text: 'What is an OSPO?'})
    expect(strangeMarkup(card)).toEqual([])
  })
})

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)> zanzibar',
  '[click zanzibar](javascript:alert(1))',
  '[click zanzibar](https://evil.example)',
  '**zanzibar** _quux_ `corge` ~grault~',
  '<!channel> <!here> @everyone <@U123> zanzibar',
  '<https://evil.example|zanzibar>',
  '<at>everyone</at> zanzibar',
  '{{constructor}} {7*7} %s __proto__ toString hasOwnProperty',
  '"; DROP TABLE passages; -- zanzibar',
  '../../etc/passwd zanzibar',
  '# zanzibar\n\n| a | b |\n|---|---|',
]

describe('a hostile message', () => {
  it.each(hostile)('%j gets a short reply in which nothing of it is markup', async typed => {
    const card = await world.platform.talk().say(typed)
    expect(strangeMarkup(card)).toEqual([])
    expect(countWords(cardText(card))).toBeLessThan(250)
    expect(cardText(card)).not.toContain(typed)
  })

  it.each(hostile)('%j is quoted to its asker as plain text only', async typed => {
    const talk = world.platform.talk()
    await talk.say(`zanzibar quux ${typed}`)
    const {blocks} = await talk.do({
      kind: 'press',
      action: 'answers.hand-over',
      value: await lastId(),
      message: {conversation: talk.conversation, id: 'm0'},
    })
    const quotes = blocks.filter(block => block.kind === 'quote')
    expect(quotes).toHaveLength(1)
    expect(quotes.flatMap(quote => quote.spans).map(span => span.kind)).toEqual(['text'])
  })
})

/** The value of the hand-over button of the newest answer. */
async function lastId(): Promise<string> {
  const ids = (await world.stored('answer')).map(line => line.split(' ')[0]?.split(':').at(-1) ?? '')
  const newest = ids.sort((a, b) => Number(a.replace(/\D/g, '')) - Number(b.replace(/\D/g, ''))).at(-1)
  return `${newest} - en`
}

describe('any text at all', () => {
  it('gets one well-formed card and no error', async () => {
    const anything = fc.oneof(anyText(300), anyText(300), fc.lorem())
    await fc.assert(
      fc.asyncProperty(anything, async typed => {
        const card = await world.platform.talk().say(typed)
        expect(card.blocks.length).toBeGreaterThan(0)
        expect(strangeMarkup(card)).toEqual([])
      }),
      {numRuns: 200},
    )
    expect(world.record.messages('error')).toEqual([])
  })
})

describe('a long message', () => {
  it.each([
    ['letters', 'a'.repeat(10_000)],
    ['words', 'governance strategy upstream '.repeat(400)],
    ['Chinese', '开源项目办公室'.repeat(1_500)],
    ['emoji', '🎉'.repeat(10_000)],
    ['marks', 'a\u0301'.repeat(5_000)],
    ['brackets', '('.repeat(10_000)],
    ['addresses', 'a@b.c '.repeat(2_000)],
  ])('of %s gets a short reply', async (_, typed) => {
    const text = await world.platform.talk().read(typed)
    expect(countWords(text)).toBeLessThan(250)
    expect(world.record.messages('error')).toEqual([])
  })

  it('is read up to a limit and no further, so that the work is bounded', () => {
    const long = 'governance '.repeat(100_000)
    expect(fold(long).length).toBe(maxTextLength)
    expect(wordsOf(long).length).toBe(wordsOf(long.slice(0, maxTextLength)).length)
    expect(world.counselor.answer(long).ranked).toEqual(world.counselor.answer(long.slice(0, maxTextLength)).ranked)
  })

  it('is kept short', async () => {
    await world.platform.talk().say(`zanzibar ${'x y '.repeat(5_000)}`)
    for (const line of await world.stored()) expect(line.length).toBeLessThan(2_000)
  })
})
