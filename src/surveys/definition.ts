// A survey as its document defines it: questions, options, areas, scoring and stages.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Prose} from '../chat/prose.ts'
import type {Language} from '../knowledge/passage.ts'

/** Words in each language in which they were written; English always. */
export type Words = Readonly<{en: string} & Partial<Record<Language, string>>>

/** The words in a language, or in English where there are none. */
export function wordsIn(words: Words, language: Language): string {
  return words[language] ?? words.en
}

/** `check`: one person, for that person. `pulse`: statements for a group, again and again. */
export type SurveyKind = 'check' | 'pulse'

/** Something that several questions are about. */
export interface Area {
  /** The name by which questions and gates call it. */
  readonly id: string
  readonly title: Words
  /** The passage to read about it. */
  readonly read: string
  /** The line of the document. */
  readonly line: number
}

/** One question, or one statement of a pulse. */
export interface Question {
  readonly id: string
  readonly text: Words
  /** From the least to the most; an answer is the position in this list, from 0. */
  readonly options: readonly Words[]
  /** The area whose score it counts for; undefined for a question that is not scored. */
  readonly area: string | undefined
  /** What the answer is called in the result, for a question that is not scored. */
  readonly label: Words | undefined
  /** The line of the document. */
  readonly line: number
}

/** A stage and what it takes, besides all that the stages before it take. */
export interface Stage {
  readonly id: string
  readonly title: Words
  /** The passage about it; undefined where there is none. */
  readonly read: string | undefined
  /** The least total; undefined where the total does not matter. */
  readonly total: number | undefined
  /** The least score by area, in the order of the document. */
  readonly areas: ReadonlyMap<string, number>
  /** The line of the document. */
  readonly line: number
}

/** How answers become scores. */
export interface Scoring {
  /** The score of an area in which every answer is the highest; the lowest is always 0. */
  readonly most: number
  /** From this many scored questions answered with "not sure" on there is no result. */
  readonly unsure: number
  /** With fewer areas known there is no result. */
  readonly known: number
  /** Which areas come first when something to read is chosen: those that lack most, or those that count most. */
  readonly advise: 'lowest' | 'highest'
  /** What to read where there is no result; undefined where the document names nothing. */
  readonly otherwise: string | undefined
}

/** A survey. */
export interface Survey {
  /** The name by which people and buttons call it, unique among all surveys. */
  readonly name: string
  readonly kind: SurveyKind
  readonly title: Words
  /** What it is for, before its first question; empty where the document says nothing. */
  readonly intro: Readonly<{en: Prose} & Partial<Record<Language, Prose>>>
  /** What a person may write to begin it, besides its name. */
  readonly words: readonly string[]
  /** The ids of the passages below which it is offered. */
  readonly offered: readonly string[]
  /** Surveys are listed from small to large. */
  readonly order: number
  readonly questions: readonly Question[]
  readonly areas: readonly Area[]
  /** What stands on the button for those who do not know. */
  readonly unsure: Words
  readonly scoring: Scoring
  /** From the lowest to the highest; empty where the survey has none. */
  readonly stages: readonly Stage[]
  /** An open question at the end; undefined where the document asks none. */
  readonly comment: Words | undefined
  /** Another text where anything is another that answers depend on: questions, options, scale or scoring. */
  readonly edition: string
  /** The file, for people and editors. */
  readonly path: string
  readonly line: number
  readonly overlay: boolean
}

/** The questions that are scored. */
export function scoredQuestions(survey: Survey): readonly Question[] {
  return survey.questions.filter(question => question.area !== undefined)
}

/** The highest total: as if every area had the highest score. */
export function mostTotal({areas, scoring}: Survey): number {
  return areas.length * scoring.most
}
