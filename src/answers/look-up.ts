// Looking up: cards about what somebody types, to be put before others.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Card} from '../chat/card.ts'
import {spansText} from '../chat/prose.ts'
import {textIn, titleIn} from '../knowledge/passage.ts'
import {languageOf} from './answer.ts'
import {passageCard, topicCard} from './answer-card.ts'
import type {Answers} from './answers.ts'
import {phrases} from './phrases.ts'
import type {Suggestion} from './suggest.ts'

/** Something that was found. */
export interface Found {
  readonly title: string
  /** How it begins, in plain text. */
  readonly preview: string
  /** All of it that an answer shows, without anything to press: whoever sees it may be where we are not. */
  readonly card: Card
}

/** From so many characters on it is looked for; before, examples are shown. */
const least = 2

/**
 * What the text may be about, the answer to it first; examples where little or nothing was typed.
 * @param typed what stands in the search so far
 * @param suggest titles that resemble it
 */
export function lookUp(typed: string, answers: Answers, suggest: (typed: string) => readonly Suggestion[]): Found[] {
  const text = typed.trim()
  const questions = text.length < least ? phrases[languageOf(text)].examples : [text, ...suggest(text).map(s => s.ask)]
  const found = questions.flatMap(question => foundFor(question, answers))
  return [...new Map(found.map(each => [each.title, each])).values()]
}

function foundFor(question: string, answers: Answers): Found[] {
  const answer = answers.answer(question)
  if (answer.decision !== 'answer' && answer.decision !== 'not-covered') return []
  const {language} = answer
  const passage = answer.decision === 'answer' ? answer.passage : answer.topic
  const view = {passage, language, id: '-', knowledge: answers.knowledge, whole: false, shareable: false}
  const card = answer.decision === 'answer' ? passageCard(view) : topicCard(view)
  const blocks = card.blocks.filter(block => block.kind !== 'buttons' && block.kind !== 'feedback')
  const first = textIn(passage, language).find(block => block.kind === 'paragraph')
  const preview = first?.kind === 'paragraph' ? spansText(first.spans) : ''
  return [{title: titleIn(passage, language), preview, card: {language, blocks}}]
}
