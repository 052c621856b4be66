// A Document is read passage by passage; each fault names its line and how to mend it, and the rest still loads.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {faultLine} from '../../src/knowledge/fault.ts'
import {faultsOf, fiftyWords, front, lineOf, metaOf, parse, passageText} from '../doubles/knowledge-files.ts'

const good = front + passageText('first') + passageText('second')

/** The good document with one piece replaced. */
function broken(piece: string, by: string): string {
  if (!good.includes(piece)) throw new Error(`the document has no "${piece}"`)
  return good.replace(piece, by)
}

describe('a document without fault', () => {
  const document = parse(good)
  const [first] = document.passages

  it('gives its passages in their order, with the lines of their headings', () => {
    expect(document.faults).toEqual([])
    expect(document.passages.map(({id, line}) => [id, line])).toEqual([
      ['first', lineOf(good, '{#first}')],
      ['second', lineOf(good, '{#second}')],
    ])
  })

  it('gives each passage what its heading, its block and the front matter say', () => {
    expect(first).toMatchObject({
      id: 'first',
      kind: 'chapter',
      title: 'Title of first',
      titles: {zh: '标题'},
      text: [{kind: 'paragraph', spans: [{kind: 'text', text: `About first: ${fiftyWords}.`}]}],
      texts: {},
      terms: [],
      related: [],
      next: undefined,
      owner: 'ospo',
      background: undefined,
      chapter: {id: 'test', title: 'Test chapter', titles: {zh: '测试'}, order: 1},
      sources: [
        {work: 'A book', part: 'Chapter 1', year: 2024, licence: 'CC-BY-4.0', link: 'https://example.org/book'},
      ],
      overlay: false,
      path: 'test.md',
    })
    expect(first?.asks.en).toHaveLength(12)
    expect(first?.asks.zh).toHaveLength(5)
  })

  it('is the same with the line ends of Windows', () => {
    const windows = parse(good.replaceAll('\n', '\r\n'))
    expect(windows).toEqual(document)
  })

  it('is the same with the mark that some editors put before the first byte', () => {
    expect(parse(`\ufeff${good}`)).toEqual(document)
  })

  it('takes what a passage block says over what the front matter says', () => {
    const meta = `${metaOf('first')}\nowner: legal\nnext: second\nrelated: [second, third]\nbackground: third\nterms: [FOSS, 7]`
    const [passage] = parse(front + passageText('first', {meta})).passages
    expect(passage).toMatchObject({
      owner: 'legal',
      next: 'second',
      related: ['second', 'third'],
      background: 'third',
      terms: ['FOSS', '7'],
    })
  })

  it('reads the Chinese text below its heading', () => {
    const [passage] = parse(
      front + passageText('first', {body: `${fiftyWords}\n\n### 中文\n\n开源。\n\n- 一\n- 二`}),
    ).passages
    expect(passage?.text).toHaveLength(1)
    expect(passage?.texts.zh?.map(block => block.kind)).toEqual(['paragraph', 'list'])
  })

  it('keeps lists, strong words, links and code', () => {
    const body = '**Bold** and *soft* with `code` and [a link](https://example.org).\n\n1. one\n2. two *2*'
    const [passage] = parse(front + passageText('first', {body})).passages
    expect(passage?.text).toEqual([
      {
        kind: 'paragraph',
        spans: [
          {kind: 'strong', text: 'Bold'},
          {kind: 'text', text: ' and '},
          {kind: 'em', text: 'soft'},
          {kind: 'text', text: ' with '},
          {kind: 'code', text: 'code'},
          {kind: 'text', text: ' and '},
          {kind: 'link', text: 'a link', href: 'https://example.org'},
          {kind: 'text', text: '.'},
        ],
      },
      {
        kind: 'list',
        ordered: true,
        items: [
          [{kind: 'text', text: 'one'}],
          [
            {kind: 'text', text: 'two '},
            {kind: 'em', text: '2'},
          ],
        ],
      },
    ])
  })
})

describe('a fault in the front matter', () => {
  it.each([
    ['no front matter', '# Just Markdown\n', 1, 'no front matter'],
    ['front matter without an end', '---\ntitle: x\n', 1, 'no front matter'],
    ['front matter that is a list', '---\n- a\n---\n', 2, 'no fields'],
    ['an unknown kind', broken('kind: chapter', 'kind: novel'), 4, '"kind" is "novel"'],
    ['no kind', broken('kind: chapter\n', ''), 2, '"kind" is ""'],
    ['no title', broken('title: Test chapter\n', ''), 2, 'no "title"'],
  ])('%s leaves the file out and names the line', (_, content, line, problem) => {
    const {passages, faults} = parse(content)
    expect(passages).toEqual([])
    expect(faults.at(-1)).toMatchObject({path: 'test.md', line, problem, grave: true})
  })

  it.each([
    ['no owner', broken('owner: ospo\n', ''), 2, 'no "owner"'],
    ['no status', broken('status: reviewed\n', ''), 2, 'no "status"'],
    ['no review date', broken('reviewed: 2026-11-20\n', ''), 2, 'no "reviewed"'],
    ['an order that is no number', broken('order: 1', 'order: first'), 6, '"order" is not a number'],
    ['a title that is a list', broken('titles: {zh: 测试}', 'titles: [a]'), 3, '"titles" has no fields'],
    ['a source without a licence', broken(', licence: CC-BY-4.0', ''), 11, 'the source "book" lacks licence'],
    [
      'a source with nothing',
      broken(/\{work.*\}/.exec(front)?.[0] ?? '', '{}'),
      11,
      'the source "book" lacks work, part, year, licence',
    ],
    ['a year in words', broken('year: 2024', 'year: lately'), 11, 'the year of "book" is "lately"'],
  ])('%s is named, and the passages still serve', (_, content, line, problem) => {
    const {passages, faults} = parse(content)
    expect(passages.map(passage => passage.id)).toEqual(['first', 'second'])
    expect(faults).toEqual([expect.objectContaining({line, problem, grave: false})])
  })

  it('of YAML is named at the line of the mistake', () => {
    const content = broken('chapter: test', 'chapter: "test')
    expect(faultsOf(content)).toEqual([expect.stringMatching(/^\d+: YAML: /)])
    expect(Number(faultsOf(content)[0]?.split(':')[0])).toBeGreaterThanOrEqual(5)
  })

  it('that names a field twice is found', () => {
    expect(faultsOf(broken('order: 1', 'order: 1\norder: 2'))[0]).toMatch(/^7: YAML: Map keys must be unique/)
  })

  it('is found at the same line with the line ends of Windows', () => {
    const content = broken('kind: chapter', 'kind: novel')
    expect(faultsOf(content.replaceAll('\n', '\r\n'))).toEqual(faultsOf(content))
  })
})

describe('a fault in a passage', () => {
  const at = (content: string, piece: string) => lineOf(content, piece)

  it('without an id leaves that passage out', () => {
    const content = broken(' {#first}', '')
    const {passages, faults} = parse(content)
    expect(passages.map(passage => passage.id)).toEqual(['second'])
    expect(faults).toEqual([
      expect.objectContaining({
        line: at(content, '## Title of first'),
        problem: 'the heading "Title of first" has no id',
        grave: true,
      }),
    ])
  })

  it.each(['{#Big}', '{#a b}', '{#-a}', '{#a-}', '{#a--b}', '{#}', '{#ä}', '{a}'])('the id %s is none', id => {
    expect(faultsOf(broken('{#first}', id))[0]).toMatch(/has no id$/)
  })

  it('without a text leaves it out', () => {
    const content = broken(`About first: ${fiftyWords}.`, '')
    expect(parse(content).passages.map(passage => passage.id)).toEqual(['second'])
    expect(faultsOf(content)).toEqual([`${at(content, '{#first}')}: "first" has no text`])
  })

  it('without a block is named, and serves', () => {
    const content = `${front}\n## One {#one}\n\n${fiftyWords}\n`
    expect(parse(content).passages.map(passage => passage.id)).toEqual(['one'])
    expect(faultsOf(content)).toEqual([`${at(content, '{#one}')}: "one" has no passage block`])
  })

  it('of YAML in its block is named at the line within the file', () => {
    const content = broken(metaOf('second'), 'titles: {zh: 标题}\nasks: {en: [a\nsources: [book]')
    const [fault] = parse(content).faults
    expect(fault?.problem).toMatch(/^YAML: /)
    expect(fault?.line).toBeGreaterThan(at(content, '{#second}'))
    expect(fault?.line).toBeLessThanOrEqual(content.trimEnd().split('\n').length)
  })

  it('with an unknown source is named at the line of the sources', () => {
    const content = front + passageText('first', {meta: 'titles: {zh: 标题}\nasks: {en: [a]}\nsources: [book, film]'})
    expect(faultsOf(content)).toEqual([
      `${at(content, 'sources: [book, film]')}: "first" names the unknown source "film"`,
    ])
    expect(parse(content).passages[0]?.sources).toHaveLength(1)
  })

  it.each([
    ['a text instead of asks', 'asks: hello', 'asks: hello', '"asks" has no fields'],
    ['a text instead of a list of asks', 'asks:\n  en: hello', '  en: hello', '"en" is not a list'],
    [
      'a map among the asks',
      'asks:\n  en:\n    - fine\n    - oh: dear',
      '    - oh: dear',
      'an item of "en" is not text',
    ],
    ['a list instead of an owner', 'asks: {}\nowner: [a, b]', 'owner: [a, b]', '"owner" is not text'],
  ])('with %s is named at that line', (_, meta, piece, problem) => {
    const content = front + passageText('first', {meta})
    expect(faultsOf(content)).toContain(`${at(content, piece)}: ${problem}`)
  })

  it.each([
    ['a table', '| a | b |\n|---|---|\n| 1 | 2 |', 'a table'],
    ['a quotation', '> said', 'a blockquote'],
    ['code', '```\ncode\n```', 'a code'],
    ['a heading', '### Another', 'a heading'],
    ['a rule', '***', 'a hr'],
    ['HTML', '<div>x</div>', 'a html'],
    ['a picture', 'See ![x](y.png) here', 'a image'],
    ['a nested list', '- a\n  - b', 'a list within a list'],
  ])('%s in the text is named at its line', (_, markdown, what) => {
    const content = front + passageText('first', {body: `${fiftyWords}\n\n${markdown}`})
    const piece = markdown.split('\n')[0] ?? ''
    expect(faultsOf(content)).toEqual([`${at(content, piece)}: in "first" ${what} cannot be shown in every chat`])
  })
})

describe('every fault', () => {
  it('says how to mend it, and prints as one line that an editor can follow', () => {
    const content = broken(' {#first}', '').replace('owner: ospo\n', '')
    const lines = parse(content).faults.map(faultLine)
    expect(lines).toEqual([
      'test.md:2: no "owner". Add `owner: …` to the front matter.',
      expect.stringMatching(/^test\.md:\d+: the heading .* has no id\. End it with .* \(left out\)$/),
    ])
  })
})
