// Tests of mrkdwn: what people write never becomes markup, and they read what they wrote.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {limits} from '../../../adapters/slack/limits.ts'
import {toMrkdwn, toMrkdwnParts, toPlain} from '../../../adapters/slack/to-mrkdwn.ts'
import type {Span} from '../../../src/chat/prose.ts'
import {link, spansText, strong, text} from '../../../src/chat/prose.ts'
import {hostileSpans, hostileText, longText} from './hostile-cards.ts'
import {looks, markupIn, readMrkdwn, readText} from './read-mrkdwn.ts'

const em = (words: string): Span => ({kind: 'em', text: words})
const code = (words: string): Span => ({kind: 'code', text: words})
const shown = (mrkdwn: string) => mrkdwn.replaceAll('\u200b', '·')

describe('plain text stays plain', () => {
  it.each([
    '<!channel>',
    '<!here|here>',
    '<!everyone>',
    '<!subteam^S012AB3CD>',
    '<@U012AB3CD>',
    '<@U012AB3CD|anna>',
    '<#C012AB3CD>',
    '<mailto:a@b.example|write>',
    '<!date^1392734382^{date}|now>',
    '&lt;!channel&gt;',
    '&amp;lt;!channel&amp;gt;',
    '@here',
    '(@channel)',
    '"@EVERYONE"',
    'x@here',
    'ask @anna or @team-x',
    '*bold* **bold** * bold *',
    '_it_ __it__',
    '~gone~ ~/.config~',
    '`code` ```block```',
    '＊粗＊ ＿斜＿ ｀码｀',
    '> quoted',
    '>>> quoted',
    '  > quoted',
    '＞ quoted',
    'one\n> two\n>three',
    ':smile: :+1: :100: :wave::skin-tone-2: :a:b:c:',
    ':チェックマーク_緑:',
    '\u202egnp.exe',
    '\u2066isolated\u2069',
    '\u0000\u0007\u001b[31m',
    '\ud800 lone',
    'a*b*c snake_case 10:30:45',
    '5 < 6 && 7 > 3',
  ])('%j', attack => {
    const mrkdwn = toMrkdwn([text(attack)])
    expect(markupIn(mrkdwn)).toEqual([])
    expect(mrkdwn).not.toMatch(/[<>]/)
    expect(looks(readText(mrkdwn))).toBe(looks(attack))
  })

  it.each(['<https://evil.example|bank.example>', '<!date^0^{_}^https://evil.example|now>'])(
    'the address in %j is a link that shows itself',
    attack => {
      const pieces = readMrkdwn(toMrkdwn([text(attack)]))
      const links = pieces.filter(piece => piece.kind !== 'text')
      expect(links).toEqual([{kind: 'link', text: 'https://evil.example', href: 'https://evil.example/'}])
      expect(looks(pieces.map(piece => piece.text).join(''))).toBe(attack)
    },
  )

  it('any text', () => {
    fc.assert(
      fc.property(longText, words => {
        const pieces = readMrkdwn(toMrkdwn([text(words)]))
        expect(pieces.filter(piece => piece.kind !== 'text' && piece.kind !== 'link')).toEqual([])
        // An address whose path has something like another host is followed by its own.
        if (!/[.。｡．]/.test(words)) expect(looks(pieces.map(piece => piece.text).join(''))).toBe(looks(words))
      }),
      {numRuns: 300},
    )
  })

  it('an address that is too long to be a link is shown as it was written', () => {
    const address = 'http://'.repeat(600)
    expect(looks(readText(toMrkdwn([text(address)])))).toBe(looks(address))
  })

  it('nothing comes about where spans meet', () => {
    const halves = [
      [':smi', 'le:'],
      ['@he', 're'],
      ['<', '!channel>'],
      ['&', 'lt;'],
      ['*a', 'b*'],
      ['\n', '> quoted'],
    ]
    for (const [a = '', b = ''] of halves) {
      for (const between of [[], [strong('')], [em('\u200b')], [code('\u0000')]]) {
        expect(markupIn(toMrkdwn([text(a), ...between, text(b)]))).toEqual([])
      }
    }
  })

  it('names in code style and e-mail addresses can be copied', () => {
    expect(toMrkdwn([text('snake_case, 2*3, legal@example.org, http: no')])).toBe(
      'snake_case, 2*3, legal@example.org, http: no',
    )
    expect(toMrkdwn([code('*.md __init__ ~/x :a: @slack/bolt')])).toBe('`*.md __init__ ~/x :a: @slack/bolt`')
  })

  it('overrides of direction and control characters are gone, Arabic and joined emoji stay', () => {
    expect(toMrkdwn([text('a\u202eb\u2067c\u0000d\u200be')])).toBe('abcde')
    expect(toMrkdwn([text('مرحبا 👩‍👩‍👧')])).toBe('مرحبا 👩‍👩‍👧')
  })

  it('line breaks stay', () => {
    expect(toMrkdwn([text('one\r\ntwo\u2028three')])).toBe('one\ntwo\nthree')
  })
})

describe('bold, italic and code', () => {
  it.each<[Span[], string]>([
    [[strong('a')], '*a*'],
    [[text('so '), strong('a b'), text('. Yes')], 'so *a b*. Yes'],
    [[text('un'), strong('believ'), text('able')], 'un·*believ*·able'],
    [[text('这是'), strong('粗体'), text('。')], '这是·*粗体*·。'],
    [[strong('a'), em('b'), code('c')], '*a*·_b_·`c`'],
    [[strong(' a '), text('b')], ' *a* b'],
    [[text('('), strong('a'), text(')')], '(*a*)'],
    [[strong('one\ntwo')], '*one*\n*two*'],
    [[strong('a'), strong('b')], '*ab*'],
    [[strong('2*3*4 and _x_')], '*2∗3∗4 and ˍxˍ*'],
    [[em('snake_case')], '_snakeˍcase_'],
    [[code('a`b')], '`aˋb`'],
    [[code('<!channel> & @here')], '`&lt;!channel&gt; &amp; @·here`'],
    [[strong('<!channel> :smile:')], '*&lt;!channel&gt; :·smile:*'],
    [[strong('> a')], '*&gt; a*'],
    [[strong(' ')], ' '],
  ])('%j', (spans, mrkdwn) => {
    expect(shown(toMrkdwn(spans))).toBe(mrkdwn)
  })

  it('any spans read as they stand, each with its own look', () => {
    const words = hostileText.map(each => each.replace(/[.。｡．]|https?:|\p{Cs}/giu, ''))
    const href = fc.constant('https://safe.example/a_b')
    const look = fc.constantFrom('text' as const, 'strong' as const, 'em' as const, 'code' as const)
    const span = fc.oneof(
      fc.record({kind: look, text: words}),
      fc.record({kind: fc.constant('link' as const), text: words, href}),
    )
    fc.assert(
      fc.property(fc.array(span, {maxLength: 8}), spans => {
        const pieces = readMrkdwn(toMrkdwn(spans))
        const tight = (all: readonly string[]) => looks(all.join('')).replaceAll(' ', '')
        for (const [kind, piece] of [
          ['strong', 'bold'],
          ['em', 'italic'],
          ['code', 'code'],
        ] as const) {
          const meant = spans.filter(each => each.kind === kind).map(each => each.text)
          expect(tight(pieces.filter(each => each.kind === piece).map(each => each.text))).toBe(tight(meant))
        }
        const blankLinks = spans.filter(each => each.kind === 'link' && looks(each.text) === '')
        if (blankLinks.length === 0) expect(tight(pieces.map(each => each.text))).toBe(tight([spansText(spans)]))
        const known = ['text', 'bold', 'italic', 'code', 'link']
        expect(pieces.filter(each => !known.includes(each.kind))).toEqual([])
      }),
      {numRuns: 500},
    )
  })
})

describe('links', () => {
  it.each<[string, string, string]>([
    ['the book', 'https://a.example/b_c?d=1&e=2', '<https://a.example/b_c?d=1&amp;e=2|the book>'],
    ['a|b > c', 'https://a.example/', '<https://a.example/|a∣b &gt; c>'],
    ['two\nlines', 'https://a.example/', '<https://a.example/|two lines>'],
    ['', 'https://a.example/x', '<https://a.example/x|a.example>'],
    ['x', 'https://a.example/|evil>`', '<https://a.example/%7Cevil%3E%60|x>'],
    ['x', 'HTTPS://A.example', '<https://a.example/|x>'],
    ['*b* <!channel>', 'https://a.example/', '<https://a.example/|∗b∗ &lt;!channel&gt;>'],
    ['https://a.example/b', 'https://a.example/b', '<https://a.example/b>'],
    ['a.example', 'https://www.a.example/', '<https://www.a.example/|a.example>'],
    ['v2.0 and 3.14', 'https://a.example/', '<https://a.example/|v2.0 and 3.14>'],
  ])('%j to %j', (label, href, mrkdwn) => {
    expect(toMrkdwn([link(label, href)])).toBe(mrkdwn)
  })

  it.each([
    ['bank.example', 'https://evil.example/'],
    ['https://bank.example/login', 'https://evil.example/'],
    ['log in at BANK.example now', 'https://evil.example/'],
    ['bank。example', 'https://evil.example/'],
    ['bank．example', 'https://evil.example/'],
    ['ｂａｎｋ.example', 'https://evil.example/'],
    ['bank\u200b.example', 'https://evil.example/'],
    ['bank\u00ad.example', 'https://evil.example/'],
    ['bank.example', 'https://bank.example@evil.example/'],
    ['bank.example', 'https://bank.example.evil.example/'],
    ['127.0.0.1', 'https://evil.example/'],
    ['evil.example and bank.example', 'https://evil.example/'],
    ['b\u0430nk.example', 'https://bank.example/'],
  ])('%j that leads to %j shows where it leads', (label, href) => {
    const mrkdwn = toMrkdwn([{kind: 'link', text: label, href}])
    expect(readText(mrkdwn)).toMatch(new RegExp(` \\(${new URL(href).host}\\)$`))
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'slack://open', 'mailto:a@b.example', 'no address', ''])(
    '%j is no link',
    href => {
      expect(toMrkdwn([{kind: 'link', text: 'press', href}])).toBe('press')
    },
  )

  it('a very long address is shown as its host', () => {
    expect(toMrkdwn([link('press', `https://a.example/${'x'.repeat(2_000)}`)])).toBe('press (a.example)')
  })

  it('an address in a text becomes a link that leads just there', () => {
    const mrkdwn = toMrkdwn([text('见https://a.example/_b_/*c*?d=1&e=2。(https://b.example/x).')])
    const links = readMrkdwn(mrkdwn).filter(piece => piece.kind === 'link')
    expect(links.map(piece => piece.href)).toEqual(['https://a.example/_b_/*c*?d=1&e=2', 'https://b.example/x'])
    expect(looks(readText(mrkdwn))).toBe('见https://a.example/_b_/*c*?d=1&e=2。(https://b.example/x).')
  })

  it('every link of any spans leads to the web', () => {
    fc.assert(
      fc.property(hostileSpans(), spans => {
        for (const piece of readMrkdwn(toMrkdwn(spans))) {
          if (piece.kind !== 'link') continue
          expect(piece.href).toMatch(/^https?:\/\/[^\s|<>`]+$/)
        }
      }),
    )
  })
})

describe('parts', () => {
  it('each fits, and together they read as the whole', () => {
    fc.assert(
      fc.property(hostileSpans(longText), spans => {
        const parts = toMrkdwnParts(spans)
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(limits.text)
          expect(looks(part)).not.toBe('')
          expect(markupIn(part).filter(kind => !['bold', 'italic', 'code', 'link'].includes(kind))).toEqual([])
        }
        const tight = (words: string) => looks(words).replaceAll(' ', '')
        expect(tight(parts.map(readText).join('\n'))).toBe(tight(readText(toMrkdwn(spans))))
      }),
      {numRuns: 60},
    )
  })

  it('are cut between words, and a bold passage is bold in each', () => {
    const parts = toMrkdwnParts([strong('lorem ipsum '.repeat(500))])
    expect(parts.length).toBe(3)
    for (const part of parts) expect(part).toMatch(/^\*(?:lorem|ipsum) .*(?:lorem|ipsum)\*$/)
  })

  it('a frame counts in the length', () => {
    const parts = toMrkdwnParts([text('a\n'.repeat(3_000))], {frame: part => part.replace(/^/gm, '> ')})
    expect(parts.every(part => part.length <= limits.text && part.startsWith('> a'))).toBe(true)
  })

  it('there are none where there is nothing to read', () => {
    expect(toMrkdwnParts([text(' \n\u200b'), strong('\u0000')])).toEqual([])
  })
})

describe('plain text for headers and labels', () => {
  it.each([
    ['a\n  b\tc ', 'a b c'],
    [':smile: R&D <b>', ':·smile: R&D <b>'],
    ['<!channel> <@U1> @here', '<·!channel> <·@·U1> @·here'],
    ['a\u202eb', 'ab'],
    [' \u200b', ''],
  ])('%j', (value, line) => {
    expect(shown(toPlain(value))).toBe(line)
  })
})
