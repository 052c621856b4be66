// The card of a question: words on buttons, and numbers only where the words are too long for them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import type {Card} from '../../src/chat/card.ts'
import {cardText} from '../../src/chat/card-text.ts'
import {checkPressOf} from '../../src/surveys/check-actions.ts'
import {questionCard} from '../../src/surveys/check-card.ts'
import {phrases} from '../../src/surveys/phrases.ts'
import {beginRun} from '../../src/surveys/run.ts'
import {readSurvey} from '../../src/surveys/survey-document.ts'
import {buttonsOf, labelsOf} from '../doubles/card-parts.ts'
import {smallCheck} from '../doubles/survey-files.ts'

const long = 'A dish that everybody in the whole house speaks about until the evening, and longer'

function cardOf(content: string): Card {
  const {survey} = readSurvey({path: 'a.md', content, overlay: true})
  if (!survey) throw new Error('the document has no survey')
  return questionCard({survey, run: beginRun(survey, {id: 'r', language: 'en'}), resumed: false, hasResult: false})
}

describe('a question', () => {
  it('bears the words of its options on the buttons, and repeats them nowhere', () => {
    const card = cardOf(smallCheck)
    expect(labelsOf(card)).toEqual(['Poor', 'Fine', 'Great', 'No idea', phrases.en.stop])
    expect(cardText(card)).not.toContain('Great')
  })

  it('lists options that are too long for a button, and numbers the buttons', () => {
    const card = cardOf(smallCheck.replace('- Great', `- ${long}`))
    expect(labelsOf(card)).toEqual(['1', '2', '3', 'No idea', phrases.en.stop])
    expect(cardText(card)).toContain(`3. ${long}`)
  })

  it('has buttons that say to which moment they belong', () => {
    const [first] = buttonsOf(cardOf(smallCheck))
    expect(checkPressOf(first?.value ?? '')).toEqual({
      survey: 'lunch',
      run: 'r',
      language: 'en',
      move: 0,
      tap: {kind: 'answer', mark: 0},
    })
  })
})
