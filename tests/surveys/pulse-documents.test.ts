// The two pulses of our own: seven statements, and the five of the short one in the same words.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, expect, it} from '@jest/globals'
import {Surveys, surveyFaults} from '../../src/surveys/surveys.ts'
import {ourLibrary} from '../doubles/world.ts'

let surveys: Surveys

beforeAll(async () => {
  surveys = new Surveys(await ourLibrary())
})

it('they are read without a fault', () => {
  expect(surveyFaults(surveys.knowledge)).toEqual([])
  expect(surveys.all('pulse').map(({name, questions}) => [name, questions.length])).toEqual([
    ['pulse', 7],
    ['pulse-short', 5],
  ])
})

it('each statement has five options, an area of its own, and a passage to read', () => {
  for (const {questions, areas} of surveys.all('pulse')) {
    for (const {options} of questions) expect(options).toHaveLength(5)
    expect(new Set(questions.map(({area}) => area)).size).toBe(questions.length)
    for (const {read} of areas) expect(surveys.knowledge.passages.has(read)).toBe(true)
  }
})

it('the short one asks the same, word for word, so that their scores mean the same', () => {
  const [long, short] = surveys.all('pulse')
  for (const {id, text} of short?.questions ?? []) {
    expect(long?.questions.find(each => each.id === id)?.text).toEqual(text)
  }
})
