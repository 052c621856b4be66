// The command `knowledge`: checks with an exit code, exports what the contract wants, and explains itself.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {knowledgeCommand} from '../../src/commands/knowledge-command.ts'
import type {Knowledge} from '../../src/knowledge/library.ts'
import {front, knowledgeFrom, metaOf, passageText} from '../doubles/knowledge-files.ts'

const good = knowledgeFrom(
  front + passageText('first', {body: 'See [a page](https://example.org).\n\n### 中文\n\n开源。'}),
)
const guard = knowledgeFrom(
  front.replace('kind: chapter', 'kind: coverage') + passageText('guard', {meta: metaOf('guard')}),
)
const knowledge = {...good, passages: new Map([...good.passages, ...guard.passages])}
const fault = {path: 'a.md', line: 7, problem: '"a" has 3 words', fix: 'Say more.', grave: false}

function run(of: Knowledge, ...args: readonly string[]): {code: number; printed: string} {
  const texts: string[] = []
  const code = knowledgeCommand(of, args, text => void texts.push(text))
  return {code, printed: texts.join('')}
}

describe('check', () => {
  it('without faults counts what there is, and succeeds', () => {
    expect(run(knowledge, 'check')).toEqual({code: 0, printed: '1 passages, 1 topics not covered, 0 faults\n'})
  })

  it('prints each fault with its line and fix, and fails', () => {
    expect(run({...knowledge, faults: [fault, {...fault, line: 9, grave: true}]}, 'check')).toEqual({
      code: 1,
      printed:
        'a.md:7: "a" has 3 words. Say more.\na.md:9: "a" has 3 words. Say more. (left out)\n1 passages, 1 topics not covered, 2 faults\n',
    })
  })
})

describe('export', () => {
  it('writes every passage as JSON, with addresses in the text', () => {
    const {code, printed} = run(knowledge, 'export')
    expect(code).toBe(0)
    expect(JSON.parse(printed)).toEqual([
      expect.objectContaining({
        id: 'first',
        kind: 'chapter',
        title: 'Title of first',
        titles: {zh: '标题'},
        text: 'See a page (https://example.org).',
        texts: {zh: '开源。'},
        asks: {en: expect.arrayContaining(['first one']), zh: expect.arrayContaining(['测试一'])},
        sources: [expect.objectContaining({work: 'A book', year: 2024, licence: 'CC-BY-4.0'})],
        path: 'test.md',
      }),
      expect.objectContaining({id: 'guard', kind: 'coverage'}),
    ])
  })

  it('does so with faults too', () => {
    expect(run({...knowledge, faults: [fault]}, 'export').code).toBe(0)
  })
})

describe('anything else', () => {
  it.each([[[]], [['chekc']], [['--help']]])('%j shows the usage', args => {
    const {code, printed} = run(knowledge, ...args)
    expect(code).toBe(2)
    expect(printed).toMatch(/^Usage: npm run -s knowledge check\n/)
  })
})
