// Small talk in both languages is known for what it is, and no real question is taken for it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import {smallTalkOf} from '../../src/answers/small-talk.ts'
import type {Library} from '../../src/knowledge/library.ts'
import {questionSet} from '../doubles/question-sets.ts'
import {ourLibrary} from '../doubles/world.ts'

describe('small talk', () => {
  it.each([
    ['greeting', ['hi', 'Hello!', 'hey there', 'Good morning', 'HELLO BOT', '你好', '您好！', '早上好', '大家好']],
    [
      'thanks',
      [
        'thanks',
        'Thank you so much!',
        'thx',
        'ok thanks',
        'great',
        'Got it.',
        'that helped',
        '谢谢',
        '好的，谢谢',
        '明白了',
      ],
    ],
    ['bye', ['bye', 'Goodbye!', 'see you later', '再见', '拜拜']],
    [
      'help',
      [
        'help',
        'Help me',
        'what can you do?',
        'I have a question',
        'can you help me?',
        '帮助',
        '你能做什么？',
        '我有个问题',
      ],
    ],
    ['topics', ['topics', 'Show topics', 'what do you know?', '主题', '目录']],
    ['about', ['about', 'Who are you?', 'are you a bot?', 'about and licences', 'licenses', '你是谁？', '关于']],
    ['empty', ['', ' ', '???', '🎉', '。。。', '\u200b', '\u0000']],
  ] as const)('%s: %j', (talk, messages) => {
    for (const message of messages) expect([message, smallTalkOf(message)]).toEqual([message, talk])
  })

  it.each([
    'hello, what is an OSPO?',
    'thanks, and who pays for it?',
    'help us to write a policy',
    'what can you do about licence changes?',
    'which topics belong in a strategy?',
    'who are you in the OSPO framework, the counselor?',
    'about the maturity model',
    'good governance',
    'hi-tech startups',
    'OSPO',
    '你好，什么是 OSPO？',
    '帮助社区',
    `hi${' there'.repeat(20)}`,
  ])('%j is a question', message => {
    expect(smallTalkOf(message)).toBeUndefined()
  })
})

describe('real questions', () => {
  let library: Library

  beforeAll(async () => {
    library = await ourLibrary()
  })

  it.each(['development', 'held-out'])('of the %s set are never small talk', name => {
    const questions = questionSet<{readonly q: string}>(name).map(({q}) => q)
    expect(questions.length).toBeGreaterThan(200)
    expect(questions.filter(question => smallTalkOf(question) !== undefined)).toEqual([])
  })

  it('that passages answer are never small talk: no title, no ask', () => {
    const names = [...library.knowledge.passages.values()].flatMap(({title, titles, asks}) => [
      title,
      titles.zh ?? title,
      ...asks.en,
      ...asks.zh,
    ])
    expect(names.length).toBeGreaterThan(2_000)
    expect(names.filter(name => smallTalkOf(name) !== undefined)).toEqual([])
  })
})
