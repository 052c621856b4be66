// Surveys as documents: what is read, and what a broken one is told, with line and fix.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import {proseText} from '../../src/chat/prose.ts'
import {faultLine} from '../../src/knowledge/fault.ts'
import type {Knowledge} from '../../src/knowledge/library.ts'
import type {SurveyList} from '../../src/surveys/surveys.ts'
import {readSurveys} from '../../src/surveys/surveys.ts'
import {front, knowledgeFrom, lineOf, passageText} from '../doubles/knowledge-files.ts'
import {ourCheck, smallCheck} from '../doubles/survey-files.ts'
import {ourLibrary} from '../doubles/world.ts'

const known = knowledgeFrom(front + passageText('first') + passageText('second'))

/** Reads documents; the first two stand in one folder, the others in overlays. */
function read(...contents: readonly string[]): SurveyList {
  const files = contents.map((content, i) => ({
    path: `surveys/${i}.md`,
    content,
    overlay: true,
    room: 'surveys' as const,
    layer: Math.max(0, i - 1),
  }))
  return readSurveys({...known, files})
}

/** The faults of the small check after a change, as `line: problem`. */
function faultsAfter(from: string, to: string): string[] {
  const content = smallCheck.replace(from, to)
  expect(content).not.toBe(smallCheck)
  return read(content).faults.map(({line, problem}) => `${line}: ${problem}`)
}

describe('a document', () => {
  it('without fault becomes a survey', () => {
    const {surveys, faults} = read(smallCheck)
    expect(faults).toEqual([])
    const survey = surveys.get('lunch')
    expect(survey).toMatchObject({
      kind: 'check',
      title: {en: 'How good is our canteen?'},
      words: ['how good is our canteen'],
      unsure: {en: 'No idea'},
      scoring: {most: 10, unsure: 2, known: 1, advise: 'lowest'},
    })
    expect(survey && proseText(survey.intro.en)).toBe('Two questions about lunch.')
    expect(survey?.questions.map(({id, area}) => [id, area])).toEqual([
      ['q1', 'food'],
      ['q2', 'price'],
    ])
    expect(survey?.questions[0]?.options.map(({en}) => en)).toEqual(['Poor', 'Fine', 'Great'])
    expect(survey?.stages[1]?.areas.get('food')).toBe(5)
  })

  it('lends the labels of its scale to questions that list nothing', () => {
    const labels = smallCheck
      .replace('scale: {unsure: No idea}', 'scale: {labels: {en: [Bad, So so, Good], zh: [差, 一般, 好]}}')
      .replaceAll(/\n- (?:Poor|Fine|Great|High|Low)/g, '')
    const [question] = read(labels).surveys.get('lunch')?.questions ?? []
    expect(question?.options).toEqual([
      {en: 'Bad', zh: '差'},
      {en: 'So so', zh: '一般'},
      {en: 'Good', zh: '好'},
    ])
  })

  it('keeps its edition when words around change, and loses it with a question', () => {
    const edition = (content: string) => read(content).surveys.get('lunch')?.edition
    expect(edition(smallCheck.replace('Two questions about lunch', 'About lunch'))).toBe(edition(smallCheck))
    expect(edition(smallCheck.replace('How is the food?', 'How was the food?'))).not.toBe(edition(smallCheck))
    expect(edition(smallCheck.replace('- Great', '- Superb'))).not.toBe(edition(smallCheck))
  })

  it('of an overlay replaces ours of the same name; twice in one folder the second is refused', () => {
    const other = smallCheck.replace('How good is our canteen?', 'Is lunch good?')
    expect(read(smallCheck, '', other).surveys.get('lunch')?.title.en).toBe('Is lunch good?')
    const {surveys, faults} = read(smallCheck, other)
    expect(surveys.get('lunch')?.title.en).toBe('How good is our canteen?')
    expect(faults.map(faultLine)).toEqual([
      'surveys/1.md:2: the survey "lunch" stands in surveys/0.md already. Give one of them another name. (left out)',
    ])
  })
})

describe('a fault', () => {
  it.each([
    ['kind: check', 'kind: chapter', '2: "kind" is "chapter"'],
    ['name: lunch', 'name: Our lunch', '3: "name" is "Our lunch"'],
    ['title: How good is our canteen?', 'headline: x', '2: the document has no "title"'],
    ['{#q1}', '', `${lineOf(smallCheck, '{#q1}')}: the heading "How is the food?" has no id`],
    ['{#q2}', '{#q1}', `${lineOf(smallCheck, '{#q2}')}: the question "q1" stands there twice`],
    ['- Great\n', '', `${lineOf(smallCheck, '{#q2}') - 1}: "q2" has 3 options, the others have 2`],
    ['area: food\n', 'area: drinks\n', `${lineOf(smallCheck, '{#q1}')}: "q1" counts for the unknown area "drinks"`],
    ['total: 10, food', 'total: 21, food', '14: the gate total ≥ 21 of "fine" can never be met, since 20 is the most'],
    ['food: 5', 'food: 11', '14: the gate food ≥ 11 of "fine" can never be met, since 10 is the most'],
    ['food: 5', 'drinks: 5', '14: a gate of "fine" names the unknown area "drinks"'],
    ['food: 5', 'food: 0', '14: the gate food ≥ 0 of "fine" holds nobody back'],
    ['food: 5', 'food: much', '14: a gate of the stage "fine" is not a number'],
    ['start: {title: Start}', 'start: {title: Start, needs: {total: 1}}', '13: the first stage "start" has a gate'],
    ['    needs: {total: 10, food: 5}\n', '', '14: the stage "fine" has no gate'],
    ['read: first', 'read: nowhere', '9: there is no passage "nowhere", so it cannot be read'],
    ['scoring: {most: 10,', 'scoring: {most: 0,', '2: the most of an area is 0'],
    ['known: 1', 'known: 3', '2: a result takes 3 known areas of 2'],
    ['unsure: 2,', 'unsure: 0,', '2: 0 unsure answers are too many for a result'],
    ['order: 9', 'ordre: 9', '5: the field "ordre" means nothing here'],
    ['needs: {', 'need: {', '16: the field "need" means nothing here'],
    ['order: 9', `words: {en: [a]}`, '6: YAML: Map keys must be unique'],
    ['- Great', `- ${'Great '.repeat(26)}`, `${lineOf(smallCheck, '{#q1}')}: an option of "q1" has 155 characters`],
    [
      '- Great',
      '- Great\n\n### 中文\n\n菜怎么样？\n\n- 差\n- 好',
      '21: "q1" has 3 options in English and 2 in Chinese',
    ],
  ])('where %j becomes %j is named with its line', (from, to, expected) => {
    expect(faultsAfter(from, to)).toContain(expected)
  })

  it('that makes scores wrong keeps the survey out, one that only hides a button does not', () => {
    expect(read(smallCheck.replace('food: 5', 'food: 11')).surveys.size).toBe(0)
    expect(read(smallCheck.replace('area: food\n', 'area: drinks\n')).surveys.size).toBe(0)
    expect(read(smallCheck.replace('read: first', 'read: nowhere')).surveys.size).toBe(1)
  })

  it.each([
    '',
    '---\n',
    'no front matter',
    '---\nkind: check\n---\n',
    `---\nkind: check\nname: x\ntitle: X\n---\n\n## Q {#q}\n`,
  ])('in the file %j leaves it out and says how to mend it', content => {
    const {surveys, faults} = read(content)
    expect(surveys.size).toBe(0)
    expect(faults.length).toBeGreaterThan(0)
    expect(faults.every(fault => /^\p{Lu}.*\.$/u.test(fault.fix))).toBe(true)
  })
})

describe('our own surveys', () => {
  let knowledge: Knowledge
  beforeAll(async () => {
    knowledge = (await ourLibrary()).knowledge
  })

  it('have no fault, and are in English and Chinese', () => {
    const {surveys, faults} = readSurveys(knowledge)
    expect(faults).toEqual([])
    expect([...surveys.keys()]).toEqual(
      expect.arrayContaining(['readiness', 'involvement', 'ospo-maturity', 'value-finder']),
    )
  })

  it('are no passages', () => {
    expect([...knowledge.passages.keys()].filter(id => /^[uk][12]$|involvement$/.test(id))).toEqual([])
  })

  it('readiness asks what the design says: eleven questions, ten of them scored from 0 to 3', async () => {
    const {questions, areas} = await ourCheck('readiness')
    expect(questions).toHaveLength(11)
    const scored = questions.filter(({area}) => area !== undefined)
    expect(scored.map(({options}) => options.length)).toEqual(Array.from({length: 10}, () => 4))
    expect(areas.map(({id}) => scored.filter(({area}) => area === id).length)).toEqual([2, 2, 2, 2, 2])
  })
})
