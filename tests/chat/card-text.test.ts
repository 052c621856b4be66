// A card as plain text shows each kind of block, with addresses and buttons where they are wanted.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import type {Card, Chart} from '../../src/chat/card.ts'
import {buttons, heading, note, paragraph} from '../../src/chat/card.ts'
import {cardText, chartLines, chartText} from '../../src/chat/card-text.ts'
import {link, text} from '../../src/chat/prose.ts'

const row = [
  {label: 'Yes', action: 'a', value: '1'},
  {label: 'No', action: 'a', value: '2'},
]

const card: Card = {
  language: 'en',
  blocks: [
    heading('A heading'),
    paragraph('A paragraph'),
    paragraph([text('with '), link('a link', 'https://example.org')]),
    {kind: 'list', ordered: true, items: [[text('one')], [text('two')]]},
    {kind: 'quote', spans: [text('said')]},
    note('small print'),
    buttons(row, 'Choose:'),
    buttons(row),
    {kind: 'feedback', action: 'rate', value: 'x', chosen: 'up'},
    {kind: 'file', name: 'a.csv', type: 'text/csv', text: 'a,b'},
  ],
}

describe('a card', () => {
  it('is its blocks, parted by empty lines, without what cannot be read', () => {
    expect(cardText(card)).toBe(
      'A heading\n\nA paragraph\n\nwith a link\n\n1. one\n2. two\n\n> said\n\nsmall print\n\na.csv',
    )
  })

  it('tells the addresses of links', () => {
    expect(cardText(card, {addresses: true})).toContain('with a link (https://example.org)')
  })

  it('tells the labels of buttons', () => {
    const all = cardText(card, {buttons: true})
    expect(all).toContain('Choose: [Yes] [No]\n\n[Yes] [No]\n\n[👍] [👎]')
  })

  it('tells the numbers of charts, and where there are none', () => {
    const base = {kind: 'chart', title: 'Scores', most: 100, labels: ['Wave 1', 'Wave 2']} as const
    const one: Chart = {...base, form: 'bars', unit: 'of 100', series: [{name: 'Index', values: [40, 65]}]}
    expect(cardText({language: 'en', blocks: [one]})).toBe('Scores\nWave 1: 40 of 100\nWave 2: 65 of 100')
    const two: Chart = {
      ...base,
      form: 'lines',
      unit: '',
      series: [...one.series, {name: 'Support', values: [null, 7]}],
    }
    expect(chartText(two)).toBe('Scores\nWave 1: Index 40, Support –\nWave 2: Index 65, Support 7')
    expect(chartLines(one)).toBe('Scores\n▰▰▰▰▱▱▱▱▱▱ Wave 1: 40 of 100\n▰▰▰▰▰▰▰▱▱▱ Wave 2: 65 of 100')
  })

  it('without blocks is nothing', () => {
    expect(cardText({language: 'en', blocks: []})).toBe('')
  })
})

describe('the builders', () => {
  it('take plain text for spans', () => {
    expect(paragraph('a')).toEqual({kind: 'paragraph', spans: [{kind: 'text', text: 'a'}]})
    expect(note('a')).toEqual({kind: 'note', spans: [{kind: 'text', text: 'a'}]})
    expect(buttons(row)).toEqual({kind: 'buttons', buttons: row})
  })
})
