// Cards made of whatever could break Teams' markup or its limits, for property tests.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check'
import type {Block, Button, Card} from '../../../src/chat/card.ts'
import type {Span} from '../../../src/chat/prose.ts'
import {anyText} from '../../doubles/any-text.ts'

const fragments = [
  ...[
    '<at>Everyone</at>',
    '<at id="0">Ann</at>',
    '@everyone',
    '@team',
    '<b>b</b>',
    '<script>',
    '&lt;',
    '&amp;',
    '&#x41;',
  ],
  ...[
    '*',
    '**',
    '_',
    '__',
    '~~',
    '`',
    '```',
    '# ',
    '> ',
    '- ',
    '1. ',
    '1) ',
    '* ',
    '+ ',
    '\n---\n',
    '\n===\n',
    '| a | b |',
  ],
  ...[
    '[x](https://evil.example)',
    '![x](https://evil.example/p.png)',
    '[x]: https://evil.example',
    '<https://evil.example>',
  ],
  ...['https://evil.example/', 'www.evil.example', 'bank.example', 'javascript:alert(1)', 'a@b.example', '\\', '\\*'],
  ...['{{DATE(2017-02-14T06:00:00Z,SHORT)}}', '{{TIME(2017-02-14T06:00:00Z)}}', '{{{', '$\u007bname}', '{', '}}'],
  ...[
    '\n',
    '\r\n',
    '\u2028',
    '\t',
    ' ',
    '\u202e',
    '\u2066',
    '\u200b',
    '\u0000',
    '\ud800',
    '\udc00',
    '👩‍👩‍👧',
    'e\u0301',
  ],
  ...['a', 'word', '中文', '，', 'مرحبا', '"', "'", '(', ')', '.', ',', '-', '–', '2*3', 'snake_case', ':)', '(heart)'],
]

/** Text from signs that mean something to Teams and from anything at all. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  {weight: 3, arbitrary: fc.array(fc.constantFrom(...fragments), {maxLength: 12}).map(all => all.join(''))},
  {weight: 1, arbitrary: anyText(40)},
)

/** Text of any length, up to some 10,000 characters. */
const longText: fc.Arbitrary<string> = fc.oneof(
  {weight: 8, arbitrary: hostileText},
  {
    weight: 1,
    arbitrary: fc
      .tuple(hostileText, fc.integer({min: 1, max: 400}))
      .map(([text, times]) => text.repeat(times).slice(0, 10_000)),
  },
)

const address = fc.constantFrom(
  'https://safe.example/a?b=<c>&d=`e`',
  'http://bank.example@evil.example/',
  'javascript:alert(1)',
  'no address',
  'data:text/html,x',
  `https://long.example/${'x'.repeat(3_000)}`,
)

/** Any span. */
export const anySpan: fc.Arbitrary<Span> = fc.oneof(
  longText.map((text): Span => ({kind: 'text', text})),
  fc.tuple(fc.constantFrom('strong', 'em', 'code'), hostileText).map(([kind, text]): Span => ({kind, text})),
  fc.tuple(hostileText, address).map(([text, href]): Span => ({kind: 'link', text, href})),
)

const spans = fc.array(anySpan, {maxLength: 4})

const button: fc.Arbitrary<Button> = fc
  .tuple(hostileText, fc.oneof(hostileText, fc.constant('v'.repeat(3_000))), fc.boolean(), fc.boolean())
  .map(([label, value, primary, opens]) => ({
    label,
    action: 'test.action',
    value,
    ...(primary ? {style: 'primary'} : {}),
    ...(opens ? {opens: 'form'} : {}),
  }))

const labels = fc.array(hostileText, {maxLength: 5})

const block: fc.Arbitrary<Block> = fc.oneof(
  hostileText.map((text): Block => ({kind: 'heading', text})),
  spans.map((all): Block => ({kind: 'paragraph', spans: all})),
  fc
    .tuple(fc.boolean(), fc.array(spans, {maxLength: 4}))
    .map(([ordered, items]): Block => ({kind: 'list', ordered, items})),
  spans.map((all): Block => ({kind: 'note', spans: all})),
  spans.map((all): Block => ({kind: 'quote', spans: all})),
  fc.array(button, {maxLength: 14}).map((buttons): Block => ({kind: 'buttons', buttons})),
  fc
    .tuple(hostileText, fc.array(button, {maxLength: 3}))
    .map(([label, buttons]): Block => ({kind: 'buttons', label, buttons})),
  fc
    .tuple(hostileText, fc.constantFrom('up', 'down', undefined))
    .map(([value, chosen]): Block => ({kind: 'feedback', action: 'rate', value, ...(chosen ? {chosen} : {})})),
  longText.map((text): Block => ({kind: 'file', name: 'list.csv', type: 'text/csv', text})),
  fc.tuple(fc.constantFrom('bars', 'lines'), hostileText, labels, fc.integer({min: 1, max: 3})).map(
    ([form, title, names, rows]): Block => ({
      kind: 'chart',
      form,
      title,
      unit: 'of 100',
      most: 100,
      labels: names,
      series: Array.from({length: rows}, (_, i) => ({
        name: `row ${i}`,
        values: names.map((_name, at) => (at === i ? null : at * 10)),
      })),
    }),
  ),
)

/** Any card. */
export const anyCard: fc.Arbitrary<Card> = fc
  .tuple(fc.array(block, {maxLength: 8}), fc.constantFrom('en', 'zh'))
  .map(([blocks, language]) => ({blocks, language}))
