// Cards made of whatever could break Slack's markup or its limits, for property tests.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check'
import type {Block, Button, Card} from '../../../src/chat/card.ts'
import type {Span} from '../../../src/chat/prose.ts'

const fragments = [
  ...[
    '<!channel>',
    '<!here|x>',
    '<@U012AB3CD>',
    '<#C012AB3CD>',
    '<https://evil.example|bank.example>',
    '<!date^0^{_}|*>',
  ],
  ...[
    '&lt;!channel&gt;',
    '&amp;',
    '&',
    '<',
    '>',
    '|',
    '@here',
    '@channel',
    '@everyone',
    '@',
    'here',
    '@anna',
    'a@b.example',
  ],
  ...[
    '*',
    '**',
    '_',
    '~',
    '`',
    '```',
    '*bold*',
    '_it_',
    '~gone~',
    '`code`',
    '＊',
    '＿',
    '｀',
    '＞',
    'snake_case',
    '2*3',
  ],
  ...[
    '\n',
    '\r\n',
    '\n> ',
    '\n>>> ',
    '\n\n',
    '\u2028',
    ' ',
    '\t',
    ':',
    ':smile:',
    ':+1:',
    ':100:',
    '::',
    ':wave::skin-tone-2:',
  ],
  ...[
    '\u202e',
    '\u2066',
    '\u200b',
    '\u200d',
    '\u0000',
    '\u001b[1m',
    '\ufeff',
    '\ud800',
    '\udc00',
    '👩‍👩‍👧',
    '🦀',
    'é',
    'e\u0301',
  ],
  ...['a', 'word', 'B2', '中文', '，', '。', 'مرحبا', '"', '(', ')', '[', ']', '.', ',', '-', '•', '1.', '#general'],
  ...['https://a.example/_b_/*c*', 'http://', 'https://x.example/?a=1&lt;b', 'bank.example', 'javascript:alert(1)'],
]

/** Text of up to some hundred characters, from signs that mean something to Slack and from anything at all. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...fragments), {maxLength: 40, size: 'max'}).map(all => all.join('')),
  },
  {weight: 1, arbitrary: fc.string({unit: 'binary', maxLength: 60})},
  {weight: 1, arbitrary: fc.string({maxLength: 60})},
)

/** Text of any length, up to some 20,000 characters. */
export const longText: fc.Arbitrary<string> = fc.oneof(
  {weight: 6, arbitrary: hostileText},
  {
    weight: 1,
    arbitrary: fc
      .tuple(hostileText, fc.integer({min: 1, max: 200}))
      .map(([text, times]) => text.repeat(times).slice(0, 12_000)),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...fragments), fc.integer({min: 1, max: 10_000}))
      .map(([text, times]) => text.repeat(times).slice(0, 12_000)),
  },
)

const address = fc.oneof(
  fc.webUrl(),
  fc.constantFrom(
    'https://safe.example/a|b?c=<d>&e=`f`',
    'https://bank.example@evil.example/',
    'javascript:alert(1)',
    'no address',
    `https://long.example/${'x_'.repeat(3_000)}`,
  ),
)

/** Spans of every kind round such texts. */
export function hostileSpans(text: fc.Arbitrary<string> = hostileText): fc.Arbitrary<Span[]> {
  const look = fc.constantFrom('text' as const, 'strong' as const, 'em' as const, 'code' as const)
  const plain = fc.record({kind: look, text})
  const link = fc.record({kind: fc.constant('link' as const), text, href: address})
  return fc.array(fc.oneof({weight: 4, arbitrary: plain}, {weight: 1, arbitrary: link}), {maxLength: 8})
}

const action = fc.oneof(
  {weight: 8, arbitrary: fc.constantFrom('answers.read', 'answers.ask', 'survey.vote')},
  {weight: 1, arbitrary: longText},
)

function buttonsWith(text: fc.Arbitrary<string>): fc.Arbitrary<Block> {
  const button: fc.Arbitrary<Button> = fc.record(
    {label: hostileText, action, value: text, style: fc.constantFrom('primary' as const, 'plain' as const)},
    {requiredKeys: ['label', 'action', 'value']},
  )
  const rows = fc.tuple(
    fc.array(button, {maxLength: 6}),
    fc.integer({min: 1, max: 60}),
    fc.option(text, {nil: undefined}),
  )
  return rows.map(([row, times, label]): Block => {
    const buttons = Array.from({length: times}, () => row)
      .flat()
      .slice(0, 200)
    return label === undefined ? {kind: 'buttons', buttons} : {kind: 'buttons', label, buttons}
  })
}

function blockWith(text: fc.Arbitrary<string>): fc.Arbitrary<Block> {
  const spans = hostileSpans(text)
  const thumb = fc.constantFrom('up' as const, 'down' as const)
  const feedback = fc.constant('feedback' as const)
  return fc.oneof(
    fc.record({kind: fc.constant('heading' as const), text}),
    fc.record({kind: fc.constantFrom('paragraph' as const, 'note' as const, 'quote' as const), spans}),
    fc.record({kind: fc.constant('list' as const), ordered: fc.boolean(), items: fc.array(spans, {maxLength: 6})}),
    buttonsWith(text),
    fc.record({kind: feedback, action, value: text, chosen: thumb}, {requiredKeys: ['kind', 'action', 'value']}),
    fc.record({
      kind: fc.constant('file' as const),
      name: hostileText,
      type: fc.constant('text/csv' as const),
      text: hostileText,
    }),
  )
}

/** Cards of every kind of block: a few with texts of any length, or many with shorter ones. */
export const hostileCard: fc.Arbitrary<Card> = fc.record({
  blocks: fc.oneof(
    {weight: 4, arbitrary: fc.array(blockWith(longText), {maxLength: 4})},
    {weight: 1, arbitrary: fc.array(blockWith(hostileText), {minLength: 20, maxLength: 60, size: 'max'})},
  ),
  language: fc.constantFrom('en' as const, 'zh' as const),
})
