// Answers: the one path from a question to an answer, always from the newest knowledge.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import {Answers} from '../../src/answers/answers.ts'
import {beforeOf} from '../../src/answers/ask.ts'
import type {Before} from '../../src/answers/ranker.ts'
import {Library} from '../../src/knowledge/library.ts'
import {front, knowledgeFolderOf, ownersFile, passageText} from '../doubles/knowledge-files.ts'

const series = ['one', 'two', 'three'].map((name, i, all) => {
  const next = all[i + 1]
  const meta = `asks: {en: [what is stage ${name}]}\n${next === undefined ? '' : `next: stage-${next}`}`
  return passageText(`stage-${name}`, {title: `Stage ${name}`, meta})
})
const folder = knowledgeFolderOf({
  'owners.yml': ownersFile,
  'a.md':
    front +
    series.join('') +
    passageText('flower', {title: 'The flower', meta: 'asks: {en: [petals]}'}) +
    passageText('model', {title: 'The model', meta: 'parts: [stage-one, stage-two, stage-three]'}),
})

let library: Library
let answers: Answers

beforeAll(async () => {
  library = await Library.open({own: folder.path, overlays: []})
  answers = new Answers(library)
})

afterAll(() => folder.remove())

/** The id of the passage that answers, or the decision where none does. */
function idOf(question: string, ...shown: string[]): string {
  const before = shown.length > 0 ? {question: 'x', passages: shown} : undefined
  const answer = answers.answer(question, before)
  return answer.decision === 'answer' ? answer.passage.id : answer.decision
}

describe('an answer', () => {
  it('keeps the question, the language and what was mended', () => {
    expect(answers.answer('The flowre')).toMatchObject({
      decision: 'answer',
      question: 'The flowre',
      language: 'en',
      mended: ['flower'],
    })
  })

  it('to small talk has no passages', () => {
    expect(answers.answer('hello')).toEqual({
      decision: 'chat',
      talk: 'greeting',
      question: 'hello',
      language: 'en',
      ranked: [],
      mended: [],
    })
  })

  it('is the same each time', () => {
    expect(answers.answer('petals and stages')).toEqual(answers.answer('petals and stages'))
  })

  it('has ten passages at most', () => {
    expect(answers.answer('stage one two three flower').ranked.length).toBeLessThanOrEqual(10)
  })
})

describe('the next of a series', () => {
  it.each([
    ['what comes next?', ['stage-one'], 'stage-two'],
    ['and what comes next?', ['stage-two'], 'stage-three'],
    ['what is the next stage?', ['stage-one'], 'stage-two'],
    ['what comes after stage two?', ['stage-one'], 'stage-three'],
    ['what comes after stage two?', ['flower'], 'stage-three'],
    ['接下来呢？', ['stage-two'], 'stage-three'],
  ])('%j after %j is %s', (question, shown, id) => {
    expect(idOf(question, ...shown)).toBe(id)
  })

  it('stands first in the ranking, and only once, before what else was found', () => {
    const {ranked} = answers.answer('what comes next?', {question: 'x', passages: ['stage-one']})
    expect(ranked.length).toBeGreaterThan(1)
    expect(ranked.slice(1).every(({score}) => score < 1)).toBe(true)
    expect(ranked[0]).toMatchObject({passage: {id: 'stage-two'}, score: 1})
    expect(ranked.filter(({passage}) => passage.id === 'stage-two')).toHaveLength(1)
  })

  it('after the last one is not made up', () => {
    const answer = answers.answer('what comes next?', {question: 'Stage three', passages: ['stage-three']})
    expect(answer.ranked[0]?.score ?? 0).toBeLessThan(1)
  })

  it('without a conversation is a question like any other', () => {
    expect(answers.answer('what comes next?').ranked.every(({score}) => score < 1)).toBe(true)
  })
})

describe('a place', () => {
  it.each([
    ['the second one', ['model'], 'stage-two'],
    ['what is the third stage about?', ['model'], 'stage-three'],
    ['the last one', ['model'], 'stage-three'],
    ['2', ['flower', 'stage-three'], 'stage-three'],
    ['the first one', ['flower', 'stage-three'], 'flower'],
    ['第二个呢？', ['flower', 'stage-three'], 'stage-three'],
  ])('%j after %j is %s', (question, shown, id) => {
    expect(idOf(question, ...shown)).toBe(id)
  })

  it('where nothing stands leads to all that there are, and without a list to none', () => {
    const offered = (question: string, ...shown: string[]) => {
      const answer = answers.answer(question, {question: 'x', passages: shown})
      return answer.decision === 'choose' ? answer.choices.map(({id}) => id) : answer.decision
    }
    expect(offered('the fourth one', 'model')).toEqual(['stage-one', 'stage-two', 'stage-three'])
    expect(offered('3', 'flower', 'stage-three')).toEqual(['flower', 'stage-three'])
    expect(offered('the second one', 'flower')).toBe('unknown')
    expect(idOf('the second one')).toBe('unknown')
  })

  it('can be named again and again in the same list, also as the next one', () => {
    let before: Before | undefined = {question: 'x', passages: ['model']}
    const seen: string[] = []
    for (const question of [
      'the second one',
      'and the first?',
      'number 3',
      'the first',
      'and the next one?',
      'what is a flower',
      '2',
    ]) {
      const answer = answers.answer(question, before)
      before = beforeOf(answer) ?? before
      seen.push(answer.decision === 'answer' ? answer.passage.id : answer.decision)
    }
    expect(seen).toEqual(['stage-two', 'stage-one', 'stage-three', 'stage-one', 'stage-two', 'flower', 'unknown'])
  })

  it('without letters is shown in the language of the talk', () => {
    const before = {question: '有哪些', passages: ['flower', 'stage-three'], language: 'zh'} as const
    for (const question of ['2', '#2', '２']) expect(answers.answer(question, before).language).toBe('zh')
  })

  it('among choices is none of the steps of something, also after one was chosen', () => {
    const chosen = {
      question: 'x',
      passages: ['stage-three'],
      list: {ids: ['flower', 'stage-three'], of: 'choices'},
    } as const
    for (const before of [{question: 'x', passages: ['flower', 'stage-three']}, chosen])
      for (const question of ['and the first step?', 'what is the next step?'])
        expect(answers.answer(question, before).ranked.every(({score}) => score < 1)).toBe(true)
    expect(idOf('the first one', 'flower', 'stage-three')).toBe('flower')
    expect(answers.answer('the first one', chosen)).toMatchObject({passage: {id: 'flower'}})
  })
})

describe('a change of the library', () => {
  it('is taken over as a whole', async () => {
    expect(idOf('zebra crossing')).toBe('unknown')
    folder.write('b.md', front + passageText('zebra', {title: 'Zebra crossing'}))
    await library.refresh()
    expect(idOf('zebra crossing')).toBe('zebra')
    expect(answers.knowledge).toBe(library.knowledge)
  })
})
