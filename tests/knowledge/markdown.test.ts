// Markdown becomes prose: paragraphs and lists of spans, with the lines of what cannot be shown.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {proseText} from '../../src/chat/prose.ts'
import {blocksOf, proseOf} from '../../src/knowledge/markdown.ts'

function prose(markdown: string) {
  return proseOf(blocksOf(markdown, 1))
}

describe('blocks', () => {
  it('know the lines on which they start', () => {
    const lines = blocksOf('one\n\ntwo\nstill two\n\n\n- a\n- b\n\n```\ncode\n```\n## end', 7)
    expect(lines.filter(({token}) => token.type !== 'space').map(({token, line}) => [token.type, line])).toEqual([
      ['paragraph', 7],
      ['paragraph', 9],
      ['list', 13],
      ['code', 16],
      ['heading', 19],
    ])
  })
})

describe('spans', () => {
  it.each([
    ['one\ntwo', [{kind: 'text', text: 'one two'}]],
    ['one  \n  two', [{kind: 'text', text: 'one two'}]],
    ['a \\*star\\*', [{kind: 'text', text: 'a *star*'}]],
    [
      '**a *b* c**',
      [
        {kind: 'strong', text: 'a '},
        {kind: 'em', text: 'b'},
        {kind: 'strong', text: ' c'},
      ],
    ],
    ['**a****b**', [{kind: 'strong', text: 'a****b'}]],
    ['<https://example.org>', [{kind: 'link', text: 'https://example.org', href: 'https://example.org'}]],
    ['[x](javascript:alert(1))', [{kind: 'text', text: 'x'}]],
    ['[x](data:text/html,y)', [{kind: 'text', text: 'x'}]],
    ['[x](/local)', [{kind: 'text', text: 'x'}]],
    ['`<b>`', [{kind: 'code', text: '<b>'}]],
    ['a & b < c', [{kind: 'text', text: 'a & b < c'}]],
  ])('of %j', (markdown, spans) => {
    expect(prose(markdown)).toEqual({prose: [{kind: 'paragraph', spans}], problems: []})
  })

  it('of one look that stand side by side become one', () => {
    const [paragraph] = prose('a\\_b and [x](ftp://y) z').prose
    expect(paragraph).toEqual({kind: 'paragraph', spans: [{kind: 'text', text: 'a_b and x z'}]})
  })
})

describe('lists', () => {
  it('keep their order and the looks of their items', () => {
    expect(prose('1. **a**\n2. b\n   more').prose).toEqual([
      {kind: 'list', ordered: true, items: [[{kind: 'strong', text: 'a'}], [{kind: 'text', text: 'b more'}]]},
    ])
  })

  it('with empty lines between their items are the same', () => {
    expect(prose('- a\n\n- b').prose).toEqual(prose('- a\n- b').prose)
  })
})

describe('what a chat cannot show', () => {
  it('is named with its line, and the rest is kept', () => {
    const {prose: kept, problems} = prose('fine\n\n> quoted\n\nalso ~~fine~~\n\n- a\n\n  > b')
    expect(proseText(kept)).toBe('fine\n\nalso \n\n• a')
    expect(problems).toEqual([
      {line: 3, problem: 'a blockquote cannot be shown in every chat'},
      {line: 5, problem: 'a del cannot be shown in every chat'},
      {line: 7, problem: 'a blockquote within a list cannot be shown in every chat'},
    ])
  })
})

describe('plain words', () => {
  it('come through Markdown as they are', () => {
    const words = fc
      .array(fc.stringMatching(/^[A-Za-z][a-z]{0,9}$/), {minLength: 1, maxLength: 30})
      .map(list => list.join(' '))
    fc.assert(fc.property(words, text => expect(proseText(prose(text).prose)).toBe(text)))
  })
})
