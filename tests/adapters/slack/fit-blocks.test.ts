// Tests of fitting: what Slack would refuse is mended or left out, and a last line tells.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import type {AnyBlock} from '@slack/types'
import fc from 'fast-check'
import {fitBlocks, guardBlocks} from '../../../adapters/slack/guard.ts'
import type {Surface} from '../../../adapters/slack/limits.ts'
import {maxBlocks} from '../../../adapters/slack/limits.ts'
import {longText} from './hostile-cards.ts'
import {
  actions,
  button,
  context,
  given,
  header,
  input,
  mrkdwn,
  plain,
  refused,
  section,
  thumbs,
  times,
  x,
} from './refused-blocks.ts'

const surfaces: readonly Surface[] = ['message', 'home', 'modal']
const omitted = /left out here/
const wordsOf = (blocks: readonly AnyBlock[]) => JSON.stringify(blocks)

describe('fitting', () => {
  it.each(refused)('leaves nothing to refuse of %s', (_, __, blocks, surface = 'message') => {
    expect(guardBlocks(fitBlocks(given(blocks), surface), surface)).toEqual([])
  })

  it('leaves alone what Slack takes', () => {
    const blocks = given([
      header('a'),
      section('b', {block_id: 'b'}),
      actions(button({action_id: 'a#1'}), button({action_id: 'a#2'})),
      thumbs(),
    ])
    expect(fitBlocks(blocks, 'message')).toEqual(blocks)
  })

  it('splits a long section between words, and nothing is lost', () => {
    const words = times(1_000, i => `word${i}`).join(' ')
    const fitted = fitBlocks(given([section(words, {block_id: 'a'})]), 'message')
    expect(fitted.length).toBe(3)
    expect(fitted.map(block => (block as {text?: {text?: string}}).text?.text).join(' ')).toBe(words)
    expect(wordsOf(fitted)).not.toMatch(omitted)
  })

  it('shortens headers and labels with an ellipsis, and splits rows', () => {
    const [first, second, third] = fitBlocks(
      given([header(x(200)), actions(...times(30, () => button({text: plain(x(90))})))]),
      'message',
    )
    expect(first).toEqual(header(`${x(149)}…`))
    expect(second).toEqual(actions(...times(25, () => button({text: plain(`${x(74)}…`)}))))
    expect(third).toEqual(actions(...times(5, () => button({text: plain(`${x(74)}…`)}))))
  })

  it('keeps what is sound of a block, and tells in a last line that something is missing', () => {
    const fitted = fitBlocks(
      given([
        actions(button(), button({value: x(2_001)})),
        section('a', {accessory: {type: 'lever'}}),
        context(mrkdwn('b'), mrkdwn('')),
      ]),
      'message',
    )
    expect(fitted.slice(0, 3)).toEqual([actions(button()), section('a'), context(mrkdwn('b'))])
    expect(fitted.length).toBe(4)
    expect(wordsOf(fitted.slice(3))).toMatch(omitted)
    expect(wordsOf(fitBlocks(given([null]), 'message', {language: 'zh'}))).toMatch(/有所省略/)
  })

  it('numbers a second action_id and drops a second block_id', () => {
    const same = actions(button({action_id: 'a#1'}), button({action_id: 'a#1'}), button({action_id: 'a'}))
    const fitted = fitBlocks(
      given([
        {...same, block_id: 'b'},
        {type: 'divider', block_id: 'b'},
      ]),
      'message',
    )
    expect(fitted).toEqual([
      {...actions(button({action_id: 'a#1'}), button({action_id: 'a#2'}), button({action_id: 'a'})), block_id: 'b'},
      {type: 'divider'},
    ])
  })

  it('joins rows before it drops any', () => {
    const blocks = given([header('a'), ...times(60, i => actions(button({action_id: `a#${i}`})))])
    const fitted = fitBlocks(blocks, 'message')
    expect(fitted.length).toBe(4)
    expect(wordsOf(fitted)).not.toMatch(omitted)
  })

  it('drops texts where texts are too many, and buttons where buttons are', () => {
    const texts = fitBlocks(given([header('a'), ...times(80, () => section('b')), actions(button())]), 'message')
    expect([texts.length, texts[0]?.type, texts.at(-2)?.type]).toEqual([50, 'header', 'actions'])
    const loud = fitBlocks(
      given([header('a'), section('b'), ...times(80, () => actions(...times(25, () => button())))]),
      'message',
    )
    expect(loud.slice(0, 3).map(block => block.type)).toEqual(['header', 'section', 'actions'])
    for (const fitted of [texts, loud]) expect(wordsOf(fitted.slice(-1))).toMatch(omitted)
  })

  it('keeps the inputs of a modal that has submit', () => {
    expect(fitBlocks(given([input()]), 'modal', {submit: true})).toEqual([input()])
    expect(fitBlocks(given([input()]), 'modal').map(block => block.type)).toEqual(['context'])
  })

  it('never fails, whatever it is given', () => {
    const kind = fc.constantFrom(
      'section',
      'header',
      'context',
      'actions',
      'context_actions',
      'markdown',
      'input',
      'table',
      'image',
      'data_visualization',
      'divider',
      'x',
    )
    const value = fc.oneof(
      fc.jsonValue({maxDepth: 2}),
      longText,
      longText.map(plain),
      longText.map(mrkdwn),
      longText.map(text => [mrkdwn(text), button({text: plain(text), action_id: text})]),
    )
    const keys = {
      text: value,
      elements: value,
      fields: value,
      accessory: value,
      block_id: value,
      label: value,
      element: value,
      rows: value,
      image_url: value,
    }
    const block = fc.oneof(fc.record({type: kind, ...keys}, {requiredKeys: ['type']}), fc.jsonValue({maxDepth: 2}))
    const blocks = fc
      .array(fc.tuple(block, fc.integer({min: 1, max: 30})), {maxLength: 6})
      .map(all => all.flatMap(([each, count]) => times(count, () => each)))
    fc.assert(
      fc.property(blocks, fc.constantFrom(...surfaces), (any, surface) => {
        const fitted = fitBlocks(given(any), surface)
        expect(guardBlocks(fitted, surface)).toEqual([])
        expect(fitted.length).toBeLessThanOrEqual(maxBlocks[surface])
      }),
      {numRuns: 300},
    )
  })
})
