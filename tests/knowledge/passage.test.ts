// A Passage is shown in the language asked for, or in English where it was not written in that one.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {proseText} from '../../src/chat/prose.ts'
import {textIn, titleIn} from '../../src/knowledge/passage.ts'
import {fiftyWords, front, parse, passageText} from '../doubles/knowledge-files.ts'

const bodies = {both: `${fiftyWords}\n\n### 中文\n\n开源。`, english: fiftyWords}
const [both, english] = parse(
  front +
    passageText('both', {body: bodies.both}) +
    passageText('english', {body: bodies.english, meta: 'asks: {en: [a]}'}),
).passages

describe('a passage', () => {
  it('has its title and text in both languages where both were written', () => {
    expect(both && titleIn(both, 'zh')).toBe('标题')
    expect(both && proseText(textIn(both, 'zh'))).toBe('开源。')
    expect(both && titleIn(both, 'en')).toBe('Title of both')
    expect(both && proseText(textIn(both, 'en'))).toBe(fiftyWords)
  })

  it('has them in English otherwise', () => {
    expect(english && titleIn(english, 'zh')).toBe('Title of english')
    expect(english && proseText(textIn(english, 'zh'))).toBe(fiftyWords)
    expect(english && titleIn(english.chapter, 'zh')).toBe('测试')
  })
})
