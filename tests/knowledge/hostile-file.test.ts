// A knowledge file that is huge, deep or endless is named and left out, and costs a second at most.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {maxFileBytes} from '../../src/knowledge/markdown.ts'
import {front, parse, passageText} from '../doubles/knowledge-files.ts'

const withBody = (body: string) => front + passageText('first', {body})

describe('a file over the limit', () => {
  it('is left out by its bytes, not its characters', () => {
    const base = withBody('')
    const room = maxFileBytes - Buffer.byteLength(base)
    const whole = parse(withBody('开 '.repeat(Math.floor(room / 4))))
    const over = parse(withBody('开 '.repeat(Math.floor(room / 4) + 1)))
    expect(whole.passages).toHaveLength(1)
    expect(over.passages).toEqual([])
    expect(over.faults).toEqual([
      expect.objectContaining({line: 1, problem: `larger than ${maxFileBytes} bytes`, grave: true}),
    ])
  })
})

// Each of these takes marked 18, yaml 2.9 or a careless pattern many times longer than the limit, and each test the limit.
const endless: readonly (readonly [string, string])[] = [
  ['emphasis without end', withBody('_a__b'.repeat(60_000))],
  ['lists in lists, 950 deep', withBody(Array.from({length: 950}, (_, i) => `${'  '.repeat(i)}- a`).join('\n'))],
  [
    '60,000 fields',
    `---\n${Array.from({length: 60_000}, (_, i) => `k${i}: v`).join('\n')}\n---\n\n## A {#a}\n\ntext\n`,
  ],
]

describe('a file that cannot be read in time', () => {
  it.each(endless)('for %s is left out, and says so', (_, content) => {
    const {passages, faults} = parse(content)
    expect(passages).toEqual([])
    expect(faults).toEqual([
      expect.objectContaining({problem: expect.stringMatching(/longer than 5000 ms/), grave: true}),
    ])
  })
})

const deep: readonly (readonly [string, string])[] = [
  ['3,000 quotations in one another', withBody(`${'> '.repeat(3_000)}a`)],
  ['20,000 brackets in the front matter', `---\ntitle: ${'['.repeat(20_000)}\n---\n\n## A {#a}\n\ntext\n`],
  ['20,000 maps in one another', `---\ntitle: ${'{a: '.repeat(20_000)}\n---\n\n## A {#a}\n\ntext\n`],
]

describe('a file that is too deep', () => {
  it.each(deep)('with %s is left out, and nothing is thrown', (_, content) => {
    const {passages, faults} = parse(content)
    expect(passages).toEqual([])
    expect(faults.length).toBeGreaterThan(0)
  })
})

describe('an odd file that is harmless', () => {
  it.each([
    ['200,000 empty lines', withBody(`a${'\n'.repeat(200_000)}b`)],
    ['50,000 brackets', withBody('['.repeat(50_000))],
    ['50,000 stars', withBody('*a '.repeat(50_000))],
    ['5,000 passages', front + Array.from({length: 5_000}, (_, i) => `\n## A {#a${i}}\n\nb\n`).join('')],
  ])('of %s is read', (_, content) => {
    expect(parse(content).passages.length).toBeGreaterThan(0)
  })

  it('whose YAML refers to itself again and again is not blown up', () => {
    const bomb = [
      'a: &a [x, x]',
      ...'bcdefgh'.split('').map((key, i) => `${key}: &${key} [${`*${'abcdefgh'[i]}, `.repeat(9)}]`),
    ].join('\n')
    expect(parse(front.replace('order: 1', `order: 1\n${bomb}`) + passageText('first')).passages).toHaveLength(1)
  })
})

describe('any file at all', () => {
  const piece = fc.constantFrom(
    '---\n',
    '## A {#a}\n',
    '```yaml passage\n',
    '```\n',
    '\n',
    'text ',
    '- ',
    '> ',
    'asks: ',
    '[',
    ']',
    ': ',
    '{',
    '\r\n',
    '\t',
    '🎉',
    '\u0000',
    '&a',
    '*a',
  )

  it('is read without a throw, and every fault names a line of it', () => {
    const file = fc.tuple(fc.constantFrom('', front), fc.array(fc.oneof(piece, fc.string()), {maxLength: 40}))
    fc.assert(
      fc.property(file, ([start, pieces]) => {
        const content = start + pieces.join('')
        const lines = content.split(/\r\n|\r|\n/).length
        for (const {line, problem, fix} of parse(content).faults) {
          expect(line).toBeGreaterThanOrEqual(1)
          expect(line).toBeLessThanOrEqual(lines)
          expect(problem && fix).toBeTruthy()
        }
      }),
      {numRuns: 150},
    )
  })
})
