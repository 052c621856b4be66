// Tests of the guard: it finds each thing that Slack would refuse, and nothing else.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {guardBlocks} from '../../../adapters/slack/guard.ts'
import type {Surface} from '../../../adapters/slack/limits.ts'
import {
  actions,
  button,
  chart,
  context,
  given,
  header,
  input,
  markdown,
  mrkdwn,
  plain,
  refused,
  section,
  select,
  table,
  thumbs,
  times,
  x,
} from './refused-blocks.ts'

const rulesIn = (blocks: readonly unknown[], surface: Surface = 'message') =>
  guardBlocks(given(blocks), surface).map(({rule}) => rule)

describe('the guard is silent about', () => {
  it.each<[string, unknown[]]>([
    ['nothing', []],
    [
      'every kind of block that we send',
      [header('a'), section('b'), {type: 'divider'}, context(mrkdwn('c')), actions(button()), thumbs()],
    ],
    ['texts of the full length', [header(x(150)), section(x(3_000)), context(plain(x(3_000)))]],
    ['full rows', [actions(...times(25, () => button())), context(...times(10, () => mrkdwn('a')))]],
    ['a full button', [actions(button({text: plain(x(75)), value: x(2_000), action_id: x(255), style: 'primary'}))]],
    [
      'a section with fields and an accessory',
      [{type: 'section', fields: times(10, () => mrkdwn(x(900))), accessory: select(100)}],
    ],
    [
      'links to the web, mentions and commands',
      [
        section('<https://a.example|b> <http://a.example> <@U1> <!here> <#C1>'),
        actions(button({url: 'https://a.example'})),
      ],
    ],
    ['one table, two charts and markdown', [table(100, 20, 'abc'), chart(6), chart(1), markdown(x(2_000))]],
    [
      'an image',
      [
        {type: 'image', alt_text: 'a', image_url: 'https://a.example/b.png'},
        context({type: 'image', alt_text: 'a', image_url: 'https://a.example/b.png'}),
      ],
    ],
    ['an input in a message', [input({hint: plain('a')})]],
    [
      'rich text',
      [{type: 'rich_text', elements: [{type: 'rich_text_section', elements: [{type: 'text', text: 'a'}]}]}],
    ],
    ['as many blocks as a message takes', times(50, () => ({type: 'divider'}))],
  ])('%s', (_, blocks) => {
    expect(guardBlocks(given(blocks), 'message')).toEqual([])
  })

  it.each(['home', 'modal'] as const)('100 blocks on the surface %s', surface => {
    expect(
      rulesIn(
        times(100, () => section('a')),
        surface,
      ),
    ).toEqual([])
  })

  it('an input in a modal with submit', () => {
    expect(guardBlocks(given([input()]), 'modal', {submit: true})).toEqual([])
  })
})

describe('the guard names', () => {
  it.each(refused)('%s', (_, rule, blocks, surface = 'message') => {
    expect(rulesIn(blocks, surface)).toContain(rule)
  })

  it('where it stands and what is wrong', () => {
    expect(guardBlocks(given([header('a'), actions(button(), button({text: plain(x(80))}))]), 'message')).toEqual([
      {at: 'blocks[1].elements[1].text.text', rule: 'too-long', problem: '80 characters, Slack takes 75'},
    ])
  })
})
