// Tests of cards as Block Kit: what each block becomes, and that Slack takes every card.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it, jest} from '@jest/globals'
import type {AnyBlock} from '@slack/types'
import fc from 'fast-check'
import {guardBlocks} from '../../../adapters/slack/guard.ts'
import type {Surface} from '../../../adapters/slack/limits.ts'
import {limits} from '../../../adapters/slack/limits.ts'
import {actionOf, toBlocks} from '../../../adapters/slack/to-blocks.ts'
import {passageCard, topicCard} from '../../../src/answers/answer-card.ts'
import {chapterCard, talkCard, topicsCard} from '../../../src/answers/guide-card.ts'
import type {Block, Button, Card} from '../../../src/chat/card.ts'
import {buttons, heading, note, paragraph} from '../../../src/chat/card.ts'
import {link, strong, text} from '../../../src/chat/prose.ts'
import {ourLibrary} from '../../doubles/world.ts'
import {hostileCard} from './hostile-cards.ts'
import {markupIn, readMrkdwn} from './read-mrkdwn.ts'

const surfaces: readonly Surface[] = ['message', 'home', 'modal']
const card = (...blocks: Block[]): Card => ({language: 'en', blocks})
const press = (label: string, action = 'answers.read', value = 'a'): Button => ({label, action, value})

const blocksOf = (from: Card) => toBlocks(from, 'message').blocks

/** Every object within the blocks. */
function partsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return []
  const inner = Object.values(value).flatMap(partsIn)
  return Array.isArray(value) ? inner : [value as Record<string, unknown>, ...inner]
}

const textsOf = (blocks: readonly AnyBlock[], type: string) =>
  partsIn(blocks)
    .filter(part => part['type'] === type)
    .map(part => String(part['text']))
const actionIdsOf = (blocks: readonly AnyBlock[]) =>
  partsIn(blocks).flatMap(part => (typeof part['action_id'] === 'string' ? [part['action_id']] : []))

// Some tests go through thousands of cards.
jest.setTimeout(60_000)

describe('each kind of block', () => {
  const mrkdwn = (words: string) => ({type: 'mrkdwn', text: words, verbatim: true})
  const plain = (words: string) => ({type: 'plain_text', text: words, emoji: true})
  const section = (words: string) => ({type: 'section', text: mrkdwn(words), expand: true})
  const context = (words: string) => ({type: 'context', elements: [mrkdwn(words)]})

  it('a heading is a header, and bold text where it is too long for one', () => {
    expect(blocksOf(card(heading('R&D *now* :smile:\nhere')))).toEqual([
      {type: 'header', text: plain('R&D *now* :\u200bsmile: here')},
    ])
    const long = 'word '.repeat(31).trim()
    expect(blocksOf(card(heading(long)))).toEqual([section(`*${long}*`)])
  })

  it('a paragraph is a section, and several where it is long', () => {
    expect(
      blocksOf(card(paragraph([text('See '), link('this', 'https://a.example/'), text(' & '), strong('that')]))),
    ).toEqual([section('See <https://a.example/|this> &amp; *that*')])
    const parts = textsOf(toBlocks(card(paragraph('word '.repeat(1_000))), 'message').blocks, 'mrkdwn')
    expect(parts.map(part => part.length)).toEqual([2_999, 1_999])
  })

  it('a list is a section with a line for each item', () => {
    const items = [[text('one')], [strong('two'), text(' *three*')]]
    expect(blocksOf(card({kind: 'list', ordered: false, items}))).toEqual([section('• one\n• *two* ∗three∗')])
    expect(blocksOf(card({kind: 'list', ordered: true, items}))).toEqual([section('1. one\n2. *two* ∗three∗')])
  })

  it('a long list is cut between items', () => {
    const items = Array.from({length: 100}, (_, i) => [text(`item ${i} ${'x'.repeat(80)}`)])
    const parts = textsOf(toBlocks(card({kind: 'list', ordered: false, items}), 'message').blocks, 'mrkdwn')
    expect(parts.length).toBe(4)
    expect(parts.every(part => part.startsWith('• item '))).toBe(true)
  })

  it('a note is small, and a quotation is marked line by line', () => {
    expect(blocksOf(card(note('Source: <b>')))).toEqual([context('Source: &lt;b&gt;')])
    expect(blocksOf(card({kind: 'quote', spans: [text('one\n> two')]}))).toEqual([section('> one\n> \u200b&gt; two')])
  })

  it('buttons stand five in a row below their label', () => {
    const row = Array.from({length: 7}, (_, i) => press(`b${i}`, 'answers.read', `v${i}`))
    const [label, first, second] = blocksOf(card(buttons(row, 'Read on:')))
    expect(label).toEqual(context('Read on:'))
    expect(partsIn(first).filter(part => part['type'] === 'button').length).toBe(5)
    expect(second).toEqual({
      type: 'actions',
      elements: [
        {type: 'button', text: plain('b5'), action_id: 'answers.read#6', value: 'v5'},
        {type: 'button', text: plain('b6'), action_id: 'answers.read#7', value: 'v6'},
      ],
    })
  })

  it('a button keeps its style, shows a long label in short, and carries no empty value', () => {
    const [row] = blocksOf(card(buttons([{...press('x'.repeat(80), 'go', ''), style: 'primary'}])))
    expect(row).toEqual({
      type: 'actions',
      elements: [{type: 'button', text: plain(`${'x'.repeat(74)}…`), action_id: 'go#1', style: 'primary'}],
    })
  })

  it('no buttons are no block, and neither is a blank text', () => {
    const blank: Block = {kind: 'list', ordered: false, items: []}
    expect(blocksOf(card(buttons([], 'Read on:'), heading(' '), paragraph('\n\u200b'), note(''), blank))).toEqual([])
  })

  it('a file is named', () => {
    expect(blocksOf(card({kind: 'file', name: 'missed_questions.csv', type: 'text/csv', text: 'a'}))).toEqual([
      context('📎 `missed_questions.csv`'),
    ])
  })
})

describe('feedback', () => {
  const feedback: Block = {kind: 'feedback', action: 'answers.rate', value: 'a1 p en'}

  it('is native in a message', () => {
    const [block] = toBlocks(card(feedback), 'message').blocks
    expect(block).toMatchObject({
      type: 'context_actions',
      elements: [
        {
          type: 'feedback_buttons',
          action_id: 'answers.rate#1',
          positive_button: {value: 'up:a1 p en', text: {text: 'Good answer'}},
          negative_button: {value: 'down:a1 p en', text: {text: 'Bad answer'}},
        },
      ],
    })
  })

  it.each(['home', 'modal'] as const)('is two buttons on the surface %s, where Slack takes no native ones', surface => {
    const {blocks} = toBlocks(card(feedback), surface)
    const pressed = partsIn(blocks).filter(part => part['type'] === 'button')
    expect(pressed.map(part => part['value'])).toEqual(['up:a1 p en', 'down:a1 p en'])
    expect(actionIdsOf(blocks)).toEqual(['answers.rate#1', 'answers.rate#2'])
  })

  it('is a word of thanks once it was given', () => {
    expect(textsOf(toBlocks(card({...feedback, chosen: 'up'}), 'message').blocks, 'mrkdwn')).toEqual(['👍 Thank you'])
    const zh: Card = {language: 'zh', blocks: [{...feedback, chosen: 'down'}]}
    expect(textsOf(toBlocks(zh, 'message').blocks, 'mrkdwn')).toEqual(['👎 谢谢'])
  })
})

describe('ids', () => {
  it('carry their action and are unique, even where action and value are the same', () => {
    const row = [press('a'), press('a'), press('b', 'answers.ask')]
    const {blocks} = toBlocks(
      card(buttons(row), buttons(row), {kind: 'feedback', action: 'answers.rate', value: 'v'}),
      'message',
    )
    const ids = actionIdsOf(blocks)
    expect(new Set(ids).size).toBe(7)
    expect(ids.map(actionOf)).toEqual([...row, ...row].map(each => each.action).concat('answers.rate'))
  })

  it.each([
    ['answers.read#3', 'answers.read'],
    ['a#1#22', 'a#1'],
    ['plain', 'plain'],
    ['#1', ''],
    ['a#b', 'a#b'],
  ])('%j is %j', (id, action) => {
    expect(actionOf(id)).toBe(action)
  })

  it('of blocks are left to Slack, which asks for new ones in each version of a message', () => {
    const {blocks} = toBlocks(card(heading('a'), paragraph('b'), buttons([press('c')])), 'message')
    expect(blocks.map(block => block.block_id)).toEqual([undefined, undefined, undefined])
  })

  it('an action or a value that cannot be sent whole is not sent cut', () => {
    const row = [press('kept'), press('value', 'answers.ask', 'x'.repeat(2_001)), press('action', 'y'.repeat(255))]
    const {blocks} = toBlocks(card(buttons(row)), 'message')
    expect(actionIdsOf(blocks)).toEqual(['answers.read#1'])
    expect(textsOf(blocks, 'plain_text')).toEqual(['kept', 'This is too long for Slack: something was left out here.'])
  })
})

describe('the text beside the blocks', () => {
  it('is the card as text, with its buttons, and mentions nobody', () => {
    const all = card(heading('Title'), paragraph('<!channel> *a* @here'), buttons([press('Go')]))
    expect(toBlocks(all, 'message').text).toBe('Title\n\n&lt;!channel&gt; ∗a∗ @\u200bhere\n\n[Go]')
  })

  it('is cut where Slack advises it, between words', () => {
    const {text: words} = toBlocks(card(paragraph('word '.repeat(2_000))), 'message')
    expect(words.length).toBeLessThanOrEqual(limits.messageText)
    expect(words).toMatch(/^(?:word )+word…$/)
  })

  it('is never empty', () => {
    expect(toBlocks(card(), 'message')).toEqual({blocks: [], text: '…'})
  })
})

describe('every card', () => {
  it('renders to blocks that Slack takes', () => {
    fc.assert(
      fc.property(hostileCard, fc.constantFrom(...surfaces), (any, surface) => {
        const {blocks, text: words} = toBlocks(any, surface)
        expect(guardBlocks(blocks, surface)).toEqual([])
        expect(words.length).toBeGreaterThan(0)
        expect(words.length).toBeLessThanOrEqual(limits.messageText)
      }),
      {numRuns: 120},
    )
  })

  it('calls nobody and holds no markup but ours', () => {
    const ours = ['bold', 'code', 'italic', 'link', 'quote']
    fc.assert(
      fc.property(hostileCard, any => {
        const {blocks, text: words} = toBlocks(any, 'message')
        for (const each of [...textsOf(blocks, 'mrkdwn'), words]) {
          expect(markupIn(each).filter(kind => !ours.includes(kind))).toEqual([])
          const links = readMrkdwn(each).filter(piece => piece.kind === 'link')
          expect(links.filter(piece => !/^https?:\/\//.test(piece.href ?? ''))).toEqual([])
          expect([...each].filter(sign => sign === '<').length).toBe(links.length)
        }
        for (const each of textsOf(blocks, 'plain_text'))
          expect(each).not.toMatch(/<[!@#]|@(?:here|channel|everyone)(?![\w-]*\.\p{L})/iu)
      }),
      {numRuns: 60},
    )
  })

  it('of 200 buttons fits a message whole, and one of 2,000 says what is missing', () => {
    const many = (count: number) =>
      card(heading('Many'), buttons(Array.from({length: count}, (_, i) => press(`b${i}`))))
    expect(actionIdsOf(toBlocks(many(200), 'message').blocks).length).toBe(200)
    const {blocks} = toBlocks(many(2_000), 'message')
    expect(guardBlocks(blocks, 'message')).toEqual([])
    expect(actionIdsOf(blocks).length).toBeGreaterThan(1_000)
    expect(blocks.at(0)?.type).toBe('header')
    expect(textsOf(blocks.slice(-1), 'plain_text')).toEqual([
      'This is too long for Slack: something was left out here.',
    ])
  })

  it('of 100,000 characters keeps its heading and its buttons', () => {
    const long = card(heading('Long'), paragraph('word '.repeat(20_000)), buttons([press('Go')]))
    for (const surface of surfaces) {
      const {blocks} = toBlocks(long, surface)
      expect(guardBlocks(blocks, surface)).toEqual([])
      expect([blocks[0]?.type, blocks.filter(block => block.type === 'actions').length]).toEqual(['header', 1])
    }
  })
})

describe('the knowledge of the project', () => {
  it('fits Slack, every passage, topic and chapter in every language', async () => {
    const {knowledge} = await ourLibrary()
    const languages = ['en', 'zh'] as const
    const passages = [...knowledge.passages.values()]
    const chapters = [...new Set(passages.map(passage => passage.chapter.id))]
    const cards = languages.flatMap(language => [
      ...passages.flatMap(passage =>
        [true, false].map((whole, i) => {
          const id = `b0a2a7e8-0000-4000-8000-00000000000${i}`
          const view = {passage, language, id, knowledge, whole, shareable: true}
          return passage.kind === 'coverage' ? topicCard(view) : passageCard(view)
        }),
      ),
      ...chapters.flatMap(chapter => chapterCard(chapter, language, knowledge) ?? []),
      topicsCard(language, knowledge),
      ...(['greeting', 'thanks', 'bye', 'empty', 'help', 'about'] as const).map(talk =>
        talkCard(talk, {language, knowledge}),
      ),
    ])
    expect(cards.length).toBeGreaterThan(4 * passages.length)
    for (const each of cards) {
      // What was kept of an earlier card with another id is the same as what is made anew.
      expect(toBlocks(each, 'message')).toEqual(toBlocks({...each}, 'message'))
      for (const surface of surfaces) {
        const {blocks} = toBlocks(each, surface)
        expect(guardBlocks(blocks, surface)).toEqual([])
        expect(textsOf(blocks, 'plain_text').join('\n')).not.toMatch(/left out here|有所省略/)
      }
    }
  })
})
