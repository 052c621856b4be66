// Survey documents for tests: the project's own, and a small one that is right unless a test makes it wrong.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Survey} from '../../src/surveys/definition.ts'
import type {Mark, Marks} from '../../src/surveys/score.ts'
import {Surveys} from '../../src/surveys/surveys.ts'
import {ourLibrary} from './world.ts'

/** A check of the project by its name. */
export async function ourCheck(name: string): Promise<Survey> {
  const survey = new Surveys(await ourLibrary()).find(name, 'check')
  if (!survey) throw new Error(`there is no check "${name}"`)
  return survey
}

/** Answers to all scored questions in their order, and the first option to all others. */
export function marksOf(survey: Survey, marks: readonly Mark[]): Marks {
  let at = 0
  return Object.fromEntries(
    survey.questions.map(({id, area}) => [id, area === undefined ? 0 : (marks[at++] ?? 'unsure')]),
  )
}

/** A small check: two areas with one question each, three options, two stages. */
export const smallCheck = `---
kind: check
name: lunch
title: How good is our canteen?
order: 9
words: {en: [how good is our canteen]}
scale: {unsure: No idea}
areas:
  food: {title: Food, read: first}
  price: {title: Price, read: second}
scoring: {most: 10, unsure: 2, known: 1}
stages:
  start: {title: Start}
  fine:
    title: Fine
    needs: {total: 10, food: 5}
---

Two questions about lunch.

## How is the food? {#q1}

- Poor
- Fine
- Great

\`\`\`yaml question
area: food
\`\`\`

## How is the price? {#q2}

- High
- Fine
- Low

\`\`\`yaml question
area: price
\`\`\`
`
