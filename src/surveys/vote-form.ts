// The form in which a person answers a pulse, and what comes back of it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Form, Input, Option} from '../chat/form.ts'
import {text} from '../chat/prose.ts'
import type {Language} from '../knowledge/passage.ts'
import {wordsIn} from './definition.ts'
import {pulseActions, pulseValue} from './pulse-actions.ts'
import {pulsePhrases} from './pulse-phrases.ts'
import type {Answer} from './tally.ts'
import {isChoice, longestWords} from './tally.ts'
import type {Statement, Wave} from './wave.ts'

/** The value of "can't say", and the name of the field for free text; no statement has either. */
const unsure = '0'
const wordsField = 'own_words'

/**
 * The form: one choice for each statement, and free text where the wave asks for it.
 * @param before what the person has answered so far
 */
export function voteForm(wave: Wave, before: Answer | undefined, language: Language): Form {
  const say = pulsePhrases[language]
  const about = wave.comment ? [{kind: 'paragraph' as const, spans: [text(say.vote.words)]}] : []
  return {
    action: pulseActions.vote,
    value: pulseValue(wave.id, language),
    title: say.title,
    submit: say.vote.submit,
    cancel: say.form.cancel,
    prose: about,
    inputs: [
      ...wave.statements.map(each => choiceOf(each, wave, {before, language})),
      ...wordsOf(wave, before, language),
    ],
    language,
  }
}

function choiceOf(
  {id, text: words}: Statement,
  {scale}: Wave,
  {before, language}: {readonly before: Answer | undefined; readonly language: Language},
): Input {
  const options: Option[] = scale.options.map((option, i) => ({value: String(i + 1), label: wordsIn(option, language)}))
  options.push({value: unsure, label: wordsIn(scale.unsure, language)})
  const initial = before ? {initial: String(before.choices[id] ?? unsure)} : {}
  return {kind: 'choice', look: 'radio', id, label: wordsIn(words, language), options, required: true, ...initial}
}

function wordsOf({comment}: Wave, before: Answer | undefined, language: Language): Input[] {
  if (!comment) return []
  const label = wordsIn(comment, language)
  const field = {kind: 'text', id: wordsField, label, multiline: true, required: false, most: longestWords} as const
  return [before?.words ? {...field, initial: before.words} : field]
}

/**
 * The answer in a form that was filled in, or the first statement for which none of its options came back: a platform
 * that shows choices as text takes whatever is typed.
 */
export function answerIn(wave: Wave, values: Readonly<Record<string, string>>): Answer | {readonly missing: Statement} {
  const choices: Record<string, number> = {}
  for (const statement of wave.statements) {
    const value = (values[statement.id] ?? '').trim()
    if (value === unsure) continue
    const choice = /^\d$/.test(value) ? Number(value) : undefined
    if (!isChoice(choice)) return {missing: statement}
    choices[statement.id] = choice
  }
  return {choices, words: wave.comment ? oneLine(values[wordsField] ?? '') : ''}
}

function oneLine(words: string): string {
  return words
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, longestWords)
}
