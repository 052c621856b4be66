// Prose: text as plain data, in which only addresses of the web ever become links.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {link, proseText, spansText, strong, text} from '../../src/chat/prose.ts'
import {anyText} from '../doubles/any-text.ts'

describe('a link', () => {
  it.each(['https://example.org', 'http://example.org/a?b#c', 'HTTPS://EXAMPLE.ORG'])('to %s is one', href => {
    expect(link('x', href)).toEqual({kind: 'link', text: 'x', href})
  })

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'file:///etc/passwd',
    'mailto:a@b.c',
    '//example.org',
    '/local',
    'https:example.org',
    ' https://example.org',
    '\nhttps://example.org',
    'javascript:alert(1)//https://example.org',
    '',
  ])('to %j is its bare text', href => {
    expect(link('x', href)).toEqual({kind: 'text', text: 'x'})
  })

  it('to any address never leaves the web', () => {
    const scheme = fc.constantFrom(
      'javascript:',
      'data:',
      'https://',
      'http://',
      'java\nscript:',
      '\u0000javascript:',
      'x',
      '',
    )
    fc.assert(
      fc.property(fc.string(), scheme, anyText(), (shown, start, rest) => {
        const span = link(shown, start + rest)
        expect(span.text).toBe(shown)
        if (span.kind === 'link') expect(span.href).toMatch(/^https?:\/\//i)
      }),
      {numRuns: 500},
    )
  })
})

describe('spans as plain text', () => {
  const spans = [
    text('see '),
    strong('this'),
    text(': '),
    link('a book', 'https://example.org'),
    text(' '),
    link('https://x.org', 'https://x.org'),
  ]

  it('lose their looks', () => {
    expect(spansText(spans)).toBe('see this: a book https://x.org')
  })

  it('tell the addresses of links that do not show them', () => {
    expect(spansText(spans, true)).toBe('see this: a book (https://example.org) https://x.org')
  })

  it('are their texts in a row', () => {
    fc.assert(fc.property(fc.array(fc.string()), texts => expect(spansText(texts.map(text))).toBe(texts.join(''))))
  })
})

describe('prose as plain text', () => {
  it('has paragraphs apart, and items numbered or dotted', () => {
    const items = [[text('one')], [text('two')]]
    expect(
      proseText([
        {kind: 'paragraph', spans: [text('first')]},
        {kind: 'list', ordered: true, items},
        {kind: 'list', ordered: false, items},
      ]),
    ).toBe('first\n\n1. one\n2. two\n\n• one\n• two')
  })

  it('of nothing is nothing', () => {
    expect(proseText([])).toBe('')
  })
})
