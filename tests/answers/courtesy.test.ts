// Courtesy round a question changes nothing about what is found, and no question is lost with it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {Answers} from '../../src/answers/answers.ts'
import {withoutCourtesy} from '../../src/answers/courtesy.ts'
import {anyText} from '../doubles/any-text.ts'
import {questionSet} from '../doubles/question-sets.ts'
import {ourLibrary} from '../doubles/world.ts'

describe('what is polite round a question', () => {
  it.each([
    ['hi all, quick question: what is an OSPO? thanks!', 'what is an OSPO?'],
    ['Hi there, hope you had a nice weekend. What is an OSPO?', 'What is an OSPO?'],
    ['Sorry if this is a stupid question, but what is an OSPO?', 'but what is an OSPO?'],
    ['Can anybody help me? Which licence may I use?', 'Which licence may I use?'],
    ['I was asked by my manager: do we need an SBOM? It is urgent.', 'do we need an SBOM?'],
    ['What is an OSPO? Thanks in advance. Cheers, Ann', 'What is an OSPO?'],
    ['What is an OSPO?\nMany thanks\nAda Lovelace.', 'What is an OSPO?'],
    ['what is an OSPO thanks in advance', 'what is an OSPO'],
    ['Could you please tell me what an OSPO does', 'what an OSPO does'],
    ['In simple words, what is an OSPO?', 'what is an OSPO?'],
    ['What is an OSPO, in a nutshell?', 'What is an OSPO?'],
    ['Hello! I am new here. What is an OSPO? 🙏', 'What is an OSPO?'],
    ['Thanks! And in government?', 'And in government?'],
    ['Thanks! 2', '2'],
    ['大家好，请问一下：什么是开源办公室？谢谢！🙏', '什么是开源办公室？'],
    ['不好意思打扰一下，谁来审批许可证？谢谢，小王。', '谁来审批许可证？'],
  ])('is taken away from %j', (text, core) => {
    expect(withoutCourtesy(text)).toBe(core)
  })

  it.each([
    'What is an OSPO?',
    'thanks',
    'Can you help me?',
    'hello',
    'How do we say thanks to a project that we use?',
    'Do we pay maintainers or thank them?',
    'Our manager wants open source to be free advertising. What do they want from someone like me, and why?',
    "I'm a manager. What does an OSPO bring me?",
    'We want to help. Which projects are good for us?',
    "We're a small team, do we need an OSPO?",
    'Help! We have been attacked',
    'Urgent: we found a vulnerability',
    'GPL: is it good?',
    'Should we do it quick, or well?',
    'Open source skills are in short supply',
    'How do I write our policy in plain language?',
    'Version 2.0, or 3.0? Apache-2.0: yes, GPL: no.',
    'Who can help with a question about advice on questions?',
    '谢谢',
    '我想来帮忙，找谁？',
    '有问题，找谁？',
    '好的，下一个',
    '',
    '   ',
  ])('is not taken for the question itself: %j', text => {
    expect(withoutCourtesy(text)).toBe(text)
  })

  it('leaves words where there were words, and never more than there were', () => {
    fc.assert(
      fc.property(fc.oneof(anyText(), politeText()), text => {
        const core = withoutCourtesy(text)
        expect(core.length).toBeLessThanOrEqual(text.length)
        if (text.trim() !== '') expect(core.trim()).not.toBe('')
      }),
    )
  })
})

describe('a question of the development set', () => {
  let answers: Answers
  const questions = questionSet<{readonly q: string; readonly lang: string}>('development')
  beforeAll(async () => {
    answers = new Answers(await ourLibrary())
  })

  it.each([
    ['en', 'hi all, quick question: ', ' Thanks!'],
    ['en', 'Good morning! I am new here. ', ''],
    ['en', 'Sorry if this is a stupid question, but ', ' Thanks in advance'],
    ['en', 'I need to know ', ''],
    ['zh', '大家好，想问个问题：', '谢谢！'],
  ])('finds the same first passage when it is put politely (%s: %j…%j)', (lang, opening, ending) => {
    const asked = questions.filter(each => each.lang === lang)
    const first = (text: string) => answers.answer(text).ranked[0]?.passage.id
    const same = asked.filter(({q}) => first(`${opening}${q}${ending}`) === first(q))
    expect(same.length / asked.length).toBeGreaterThanOrEqual(0.98)
  })
})

describe('what passages and topics are called', () => {
  it('leads to them word for word, whatever of it could be polite', async () => {
    const library = await ourLibrary()
    const answers = new Answers(library)
    const lost: string[] = []
    for (const {id, kind, title, titles, asks} of library.knowledge.passages.values()) {
      // An ask may stand at two passages that are near to each other.
      for (const name of [title, titles.zh ?? title, ...asks.en, ...asks.zh]) {
        const answer = answers.answer(name)
        const shown =
          answer.decision === 'choose'
            ? answer.choices.map(each => each.id)
            : answer.ranked.slice(0, 3).map(each => each.passage.id)
        const isThere =
          kind === 'coverage' ? answer.decision === 'not-covered' || answer.decision === 'unknown' : shown.includes(id)
        if (!isThere) lost.push(`${id}: ${name}`)
      }
    }
    expect(lost).toEqual([])
  })

  it.each([
    ['Help! We have been attacked', 'coverage-incident-now'],
    ['help, there is an attack', 'coverage-incident-now'],
  ])('stands in an emergency: %j', async (question, id) => {
    const answer = new Answers(await ourLibrary()).answer(question)
    expect(answer).toMatchObject({decision: 'not-covered', topic: {id}})
  })
})

/** Polite words and others, with signs between them. */
function politeText() {
  const words = ['hi', 'Ada', 'thanks', 'please', 'can you', 'help', 'what', 'licence', 'in short', '你好', '许可证']
  return fc
    .array(fc.tuple(fc.constantFrom(...words), fc.constantFrom(' ', ', ', '. ', '? ', '\n')), {maxLength: 12})
    .map(all => all.flat().join(''))
}
