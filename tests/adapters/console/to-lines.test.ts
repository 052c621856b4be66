// A card in a terminal: plain lines, numbered buttons, and nothing in it that steers the terminal.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {toLines} from '../../../adapters/console/to-lines.ts'
import type {Card} from '../../../src/chat/card.ts'
import {buttons, heading, note, paragraph} from '../../../src/chat/card.ts'
import {link, text} from '../../../src/chat/prose.ts'
import {anyText} from '../../doubles/any-text.ts'

const row = ['One', 'Two'].map(label => ({label, action: 'a', value: label}))

const card: Card = {
  language: 'en',
  blocks: [
    heading('A heading'),
    paragraph([text('see '), link('a page', 'https://example.org')]),
    {kind: 'list', ordered: false, items: [[text('item')]]},
    {kind: 'quote', spans: [text('said')]},
    note('small print'),
    buttons(row, 'Choose:'),
    {kind: 'feedback', action: 'rate', value: 'x'},
    buttons(row.slice(0, 1)),
  ],
}

describe('a card', () => {
  const {lines, buttons: numbered} = toLines(card, false)

  it('is its blocks, with addresses and numbered buttons', () => {
    expect(lines.split('\n\n')).toEqual([
      'A heading',
      'see a page (https://example.org)',
      '• item',
      '  | said',
      'small print',
      'Choose:\n  1. One\n  2. Two',
      '  3. 👍   4. 👎',
      '  5. One',
    ])
  })

  it('gives the buttons in the order of their numbers', () => {
    expect(numbered.map(({value}) => value)).toEqual(['One', 'Two', 'up:x', 'down:x', 'One'])
  })

  it('sets headings in bold where there are colours, and only there', () => {
    expect(toLines(card, true).lines).toContain('\u001b[1mA heading\u001b[0m')
    expect(lines).not.toContain('\u001b')
  })

  it.each([
    ['up', '  👍 ✓'],
    ['down', '  👎 ✓'],
  ] as const)('that was rated %s shows it, and cannot be rated again by number', (chosen, line) => {
    const rated = toLines({language: 'en', blocks: [{kind: 'feedback', action: 'rate', value: 'x', chosen}]}, false)
    expect(rated).toEqual({lines: line, buttons: []})
  })
})

describe('text from people and files', () => {
  it('never steers the terminal', () => {
    fc.assert(
      fc.property(anyText(), words => {
        const quoted: Card = {
          language: 'en',
          blocks: [
            heading(words),
            paragraph(words),
            {kind: 'quote', spans: [text(words)]},
            buttons([{label: words, action: 'a', value: ''}]),
          ],
        }
        expect(toLines(quoted, false).lines.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
      }),
    )
  })
})
