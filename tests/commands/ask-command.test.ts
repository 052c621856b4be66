// The command `ask`: one answer for a person, or JSON lines in their order, by the same path as chat.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {Readable} from 'node:stream'
import {beforeAll, describe, expect, it} from '@jest/globals'
import {Answers} from '../../src/answers/answers.ts'
import {phrases} from '../../src/answers/phrases.ts'
import type {AnswerLine} from '../../src/commands/ask-command.ts'
import {askCommand} from '../../src/commands/ask-command.ts'
import {ourLibrary} from '../doubles/world.ts'

let answers: Answers

beforeAll(async () => {
  answers = new Answers(await ourLibrary())
})

async function run(args: readonly string[], input = ''): Promise<{code: number; printed: string}> {
  const texts: string[] = []
  const write = (text: string) => void texts.push(text)
  const code = await askCommand({answers, input: Readable.from([input]), write}, args)
  return {code, printed: texts.join('')}
}

/** The lines that come back for lines that go in. */
async function lines(...input: readonly unknown[]): Promise<AnswerLine[]> {
  const text = input.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const {printed} = await run(['--json'], text)
  return printed
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as AnswerLine)
}

describe('one question', () => {
  it('is answered as a person would read it, with addresses', async () => {
    const {code, printed} = await run(['What', 'is', 'an', 'OSPO?'])
    expect(code).toBe(0)
    expect(printed).toMatch(/^What is an OSPO\?\n/)
    expect(printed).toContain('(https://ospobook.todogroup.org/01-chapter/)')
  })

  it.each(['hello', 'Can I use AGPL code in our product?', 'xyzzy plugh', '什么是开源项目办公室？'])(
    '"%s" gets a reply',
    async question => {
      const {code, printed} = await run([question])
      expect(code).toBe(0)
      expect(printed.trim().length).toBeGreaterThan(10)
    },
  )

  it.each([[[]], [['']], [['  ']]])('that is missing (%j) shows the usage', async args => {
    const {code, printed} = await run(args)
    expect(code).toBe(2)
    expect(printed).toMatch(/^Usage: npm run -s ask/)
  })
})

describe('JSON lines', () => {
  it('come back one for one, in order', async () => {
    const questions = ['What is an OSPO?', 'hello', 'xyzzy plugh', 'What is the OSPO flower?']
    const back = await lines(...questions)
    expect(back.map(({question}) => question)).toEqual(questions)
    expect(back.map(({decision}) => decision)).toEqual(['answer', 'chat', 'unknown', 'answer'])
  })

  it('hold ten passages at most, the best first, with scores from 0 to 1', async () => {
    const [line] = await lines('What is an OSPO?')
    expect(line?.passages).toHaveLength(10)
    const scores = line?.passages.map(({score}) => score) ?? []
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...scores)).toBeLessThanOrEqual(1)
    expect(line?.passages[0]?.id).toBe('what-is-an-ospo')
    expect(line?.text).toContain('centre of expertise')
  })

  it('name the owner where a topic is not covered, and only there', async () => {
    const [guard, answer] = await lines('Can I use AGPL code in our product?', 'What is an OSPO?')
    expect(guard).toMatchObject({decision: 'not-covered', owner: 'legal'})
    expect(answer).not.toHaveProperty('owner')
  })

  it('of one conversation follow up, of others do not', async () => {
    const first = 'How is an OSPO usually organised in a company?'
    const second = 'and in government?'
    const back = await lines(
      {question: first, conversation: 'a'},
      {question: second, conversation: 'b'},
      {question: second, conversation: 'a'},
      second,
    )
    const best = back.map(({passages}) => passages[0]?.id)
    expect(best[2]).toBe('public-sector-ospo-structure')
    expect(best[1]).not.toBe(best[2])
    expect(best[3]).toBe(best[1])
  })

  it.each([
    ['plain text', 'What is an OSPO?', 'What is an OSPO?'],
    ['an object', '{"question": "What is an OSPO?"}', 'What is an OSPO?'],
    ['an object without a question', '{"q": 1}', '{"q": 1}'],
    ['a question that is no text', '{"question": 1}', '{"question": 1}'],
    ['a conversation that is no text', '{"question": "x", "conversation": 1}', 'x'],
    ['broken JSON', '{"question": "What', '{"question": "What'],
    ['a number', '42', '42'],
    ['null', 'null', 'null'],
    ['a list', '[1]', '[1]'],
  ])('that are %s are read as a question', async (_, line, question) => {
    expect((await lines(line)).map(answer => answer.question)).toEqual([question])
  })

  it('that are empty are passed over, and the line ends of Windows do no harm', async () => {
    const {printed} = await run(['--json'], 'hello\r\n\r\n  \nWhat is an OSPO?')
    const back = printed
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as AnswerLine)
    expect(back.map(({question}) => question)).toEqual(['hello', 'What is an OSPO?'])
    expect((await run(['--json'], '')).printed).toBe('')
  })

  it('stay one line each, whatever was asked', async () => {
    const {printed} = await run(['--json'], JSON.stringify({question: 'a\nb\u2028c'}))
    expect(printed.split('\n')).toHaveLength(2)
    expect((JSON.parse(printed) as AnswerLine).question).toBe('a\nb\u2028c')
  })

  it('to small talk hold what a person would have read', async () => {
    expect((await lines('help'))[0]?.text).toContain(phrases.en.help)
  })
})
