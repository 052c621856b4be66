// Story: further checks are documents: ours, and an organisation's own, which change while people take them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {afterAll, beforeAll, describe, expect, it} from '@jest/globals'
import {cardText} from '../../src/chat/card-text.ts'
import {Library} from '../../src/knowledge/library.ts'
import {phrases} from '../../src/surveys/phrases.ts'
import {surveyFaults} from '../../src/surveys/surveys.ts'
import {labelsOf} from '../doubles/card-parts.ts'
import {tapAll} from '../doubles/check-taps.ts'
import {knowledgeFolderOf} from '../doubles/knowledge-files.ts'
import {smallCheck} from '../doubles/survey-files.ts'
import type {World} from '../doubles/world.ts'
import {knowledgeFolder, openWorld} from '../doubles/world.ts'

const say = phrases.en
const lunch = smallCheck.replace('read: first', 'read: ospo-roles').replace('read: second', 'read: ospo-flower')
const folder = knowledgeFolderOf({'surveys/lunch.md': lunch})
let world: World

beforeAll(async () => {
  const library = await Library.open({own: knowledgeFolder, overlays: [folder.path]}, [surveyFaults])
  world = await openWorld({library})
})

afterAll(() => folder.remove())

describe('the checks', () => {
  it('are listed, an organisation’s own among them', async () => {
    const labels = labelsOf(await world.platform.talk().command('checks'))
    expect(labels).toEqual([
      'How ready are we?',
      'How involved are we?',
      'How mature is our OSPO?',
      'Which value to lead with',
      'How good is our canteen?',
    ])
  })

  it.each([
    ['involvement', 'check involvement'],
    ['ospo-maturity', 'ospo maturity check'],
    ['value-finder', 'take the value finder'],
  ])('%s begins by its name and by words', async (name, words) => {
    const byName = await world.platform.talk({}, `A-${name}`).command('check', name)
    const byWords = await world.platform.talk({}, `B-${name}`).say(words)
    expect(cardText(byName)).toContain('1/')
    expect(cardText(byWords)).toBe(cardText(byName))
  })

  it('of value names what counts most, and no stage', async () => {
    const talk = world.platform.talk({}, 'U-value')
    let card = await talk.command('check', 'value-finder')
    for (let i = 0; i < 12; i += 1) card = await tapAll(world.platform, talk, [i < 2 ? '4' : '2'])
    expect(cardText(card)).not.toContain(say.stage)
    expect(cardText(card)).toContain('Fewer security surprises: 100 of 100')
    expect(cardText(card, {buttons: true})).toContain(say.readHighest)
    expect(labelsOf(card)[0]).toBe('Value: managing vulnerabilities')
  })

  it('of maturity shows its own scale on the buttons', async () => {
    const card = await world.platform.talk({}, 'U-mature').command('check', 'ospo-maturity')
    expect(labelsOf(card).slice(0, 5)).toEqual(['Not at all', 'A little', 'Mostly', 'Fully', 'Not sure'])
  })

  it('of an organisation’s own leads to its own stages', async () => {
    const talk = world.platform.talk({}, 'U-lunch')
    await talk.say('How good is our canteen?')
    await talk.press('Great')
    expect(cardText((await talk.press('Fine')).card)).toContain('Stage: Fine')
  })
})

describe('a change of the document', () => {
  it('under way asks to begin anew, since answers no longer fit', async () => {
    const talk = world.platform.talk({}, 'U-change')
    await talk.say('How good is our canteen?')
    const {message, button} = talk.find('Great')
    folder.write('surveys/lunch.md', lunch.replace('How is the food?', 'How is the soup?'))
    await world.library.refresh()
    expect(cardText(await talk.do({kind: 'press', ...button, message}))).toContain(say.changed)
    expect(cardText((await talk.press(say.start)).card)).toContain('How is the soup?')
  })

  it('is not compared with a result to other questions', async () => {
    const talk = world.platform.talk({}, 'U-lunch')
    expect(cardText(await talk.command('check', 'lunch result'))).toContain(say.otherQuestions)
    await talk.press(say.start)
    await talk.press('Poor')
    expect(cardText((await talk.press('High')).card)).toContain(say.otherQuestions)
  })

  it('that breaks it takes the check away, and old buttons stay kind', async () => {
    const talk = world.platform.talk({}, 'U-broken')
    await talk.say('How good is our canteen?')
    const {message, button} = talk.find('Great')
    folder.write('surveys/lunch.md', lunch.replace('food: 5', 'food: 50'))
    await world.library.refresh()
    expect(world.library.knowledge.faults.map(({problem}) => problem).join()).toContain('can never be met')
    expect(labelsOf(await talk.command('checks'))).not.toContain('How good is our canteen?')
    expect(cardText(await talk.do({kind: 'press', ...button, message}))).toContain(say.unknownCheck)
  })
})
