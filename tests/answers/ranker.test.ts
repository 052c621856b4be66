// The Ranker puts the passage that is named first, keeps guards apart, lets overlays win ties, and follows up.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import fc from 'fast-check'
import {leaning, Ranker} from '../../src/answers/ranker.ts'
import {mix} from '../../src/answers/weights.ts'
import {fiftyWords, front, knowledgeFrom, passageText} from '../doubles/knowledge-files.ts'

const passage = (id: string, title: string, asks: readonly string[] = [], more = '') =>
  passageText(id, {title, meta: `asks: {en: ${JSON.stringify(asks)}}\n${more}`})

const ours =
  front +
  passage('flower', 'The OSPO flower', ['what are the petals', 'diagram with petals'], 'related: [legal-petal]') +
  passage('legal-petal', 'The legal petal', ['petals for lawyers']) +
  passage('sponsor', 'Sponsors among executives', ['who pays for the office', 'who is it']) +
  passage('stage-one', 'Stage one', ['first stage'], 'next: stage-two') +
  passage('stage-two', 'Stage two', ['second stage'])
const guards = front.replace('kind: chapter', 'kind: coverage') + passage('pay', 'Salaries', ['how much do you earn'])
const ourKnowledge = knowledgeFrom(ours)
const withGuard = {...ourKnowledge, passages: new Map([...ourKnowledge.passages, ...knowledgeFrom(guards).passages])}

const ranker = new Ranker(withGuard)
const ids = (question: string) => ranker.rank(question).passages.map(each => each.passage.id)

describe('a ranking', () => {
  it('begins with the best and never rises', () => {
    const scores = ranker.rank('petals of the legal flower stage').passages.map(({score}) => score)
    expect(scores.length).toBeGreaterThan(2)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
  })

  it('keeps guard topics apart from what answers', () => {
    const {passages, guards: found} = ranker.rank('how much do you earn')
    expect(found.map(each => each.passage.id)).toEqual(['pay'])
    expect(passages.every(each => each.passage.kind !== 'coverage')).toBe(true)
  })

  it('is empty for what shares no word', () => {
    expect(ranker.rank('zanzibar')).toEqual({passages: [], guards: [], mended: []})
  })

  it('tells which words were mended', () => {
    expect(ranker.rank('flowr and petlas').mended).toEqual(['flower', 'petals'])
  })
})

describe('a name', () => {
  it('is a title or an ask, and neither a text nor nothing', () => {
    const fifty = fiftyWords.split(' ').slice(0, 4).join(' ')
    const found = [
      'The OSPO flower',
      'who is it',
      'what are the petals?',
      `About flower: ${fiftyWords}`,
      fifty,
      '',
      '?!',
    ]
    expect(found.map(text => ranker.isName(text))).toEqual([true, true, true, false, false, false, false])
  })

  it('of several passages favours all of them', () => {
    const twice = new Ranker(
      knowledgeFrom(
        front +
          passage('a', 'Fees', ['zebra crossing']) +
          passage('b', 'Costs', ['zebra crossing']) +
          passage('c', 'Zebra crossing fees'),
      ),
    )
    const [first, second, third] = twice.rank('Zebra crossing').passages
    expect([first?.passage.id, second?.passage.id].sort()).toEqual(['a', 'b'])
    expect(Math.min(first?.score ?? 0, second?.score ?? 0)).toBeGreaterThan(0.5)
    expect(third?.score ?? 1).toBeLessThan(second?.score ?? 0)
  })

  it.each([
    ['The OSPO flower', 'flower'],
    ['the ospo FLOWER?!', 'flower'],
    ['what are the petals', 'flower'],
    ['Petals for lawyers!', 'legal-petal'],
    ['what are the petlas', 'flower'],
    ['who is it?', 'sponsor'],
  ])('%j word for word means its passage: %s', (question, id) => {
    const [best] = ranker.rank(question).passages
    expect(best?.passage.id).toBe(id)
    expect(best?.score).toBeGreaterThan(0.5)
  })

  it('of every passage and every ask puts it first', () => {
    for (const {id, kind, title, asks} of withGuard.passages.values()) {
      for (const name of [title, ...asks.en]) {
        const {passages, guards: found} = ranker.rank(name)
        expect((kind === 'coverage' ? found : passages)[0]?.passage.id).toBe(id)
      }
    }
  })
})

describe('a score', () => {
  it('lies between 0 and 1, in a conversation too', () => {
    const words = fc
      .array(fc.constantFrom('petals', 'flower', 'legal', 'stage', 'one', 'who', 'executives', 'zanzibar', 'the'), {
        maxLength: 6,
      })
      .map(all => all.join(' '))
    const before = fc.option(fc.record({question: words, passages: fc.subarray([...withGuard.passages.keys()])}), {
      nil: undefined,
    })
    fc.assert(
      fc.property(words, before, (question, then) => {
        const {passages, guards: found} = ranker.rank(question, then)
        for (const {score} of [...passages, ...found]) {
          expect(score).toBeGreaterThan(0)
          expect(score).toBeLessThanOrEqual(1)
        }
      }),
      {numRuns: 500},
    )
  })

  it('of a related passage that says nothing else is no more than 1', () => {
    const asks = ['petals', 'the petals', 'of petals', 'petals please', 'petal']
    const garden =
      front +
      passage('one', 'Petals', asks, 'related: [two]') +
      passage('two', 'Petals', asks, 'related: [one]') +
      passage('three', 'Other')
    const {passages} = new Ranker(knowledgeFrom(garden)).rank('petals', {question: 'petals', passages: ['one']})
    expect(passages[0]?.passage.id).toBe('two')
    expect(passages[0]?.score).toBeLessThanOrEqual(1)
  })

  it('is mixed of parts that add up to 1', () => {
    expect(mix.covered + mix.nearest + mix.near).toBeCloseTo(1, 10)
  })
})

describe('an overlay', () => {
  it('wins a tie, and only a tie', () => {
    const twin = front + passage('our-flower', 'The OSPO flower', ['what are the petals', 'diagram with petals'])
    const tied = new Ranker(knowledgeFrom(ours, twin))
    expect(tied.rank('what are the petals').passages[0]?.passage.id).toBe('our-flower')
    const weak = front + passage('our-flower', 'Petals and much else', ['a garden in spring'])
    expect(new Ranker(knowledgeFrom(ours, weak)).rank('what are the petals').passages[0]?.passage.id).toBe('flower')
  })
})

describe('a follow-up', () => {
  const before = {question: 'The OSPO flower', passages: ['flower']}

  it('carries on with the words of the question before', () => {
    expect(ids('for lawyers')[0]).toBe('legal-petal')
    expect(ids('and its diagram')).toEqual(['flower'])
    expect(ranker.rank('and lawyers', before).passages.map(each => each.passage.id)).toContain('flower')
  })

  it('finds what is related to the passage shown more likely', () => {
    const scoreOf = (by: Ranker) =>
      by.rank('petals', before).passages.find(each => each.passage.id === 'legal-petal')?.score
    const unrelated = new Ranker(knowledgeFrom(ours.replace('related: [legal-petal]', '')))
    expect(scoreOf(new Ranker(ourKnowledge))).toBeCloseTo((scoreOf(unrelated) ?? 0) * leaning.related, 6)
  })

  it('goes on to another passage rather than back to the one shown', () => {
    const shown = {question: 'stage', passages: ['stage-one']}
    expect(ranker.rank('stage', shown).passages.map(each => each.passage.id)).toEqual(['stage-two', 'stage-one'])
  })

  it('survives a passage that is gone since', () => {
    expect(ranker.rank('petals', {question: 'x', passages: ['gone']}).passages.length).toBeGreaterThan(0)
    expect(ranker.rank('petals', {question: 'x', passages: []}).passages.length).toBeGreaterThan(0)
  })
})
