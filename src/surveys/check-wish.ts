// The wish for a check: what a person typed or pressed to begin one, or to see which there are.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from '../chat/activity.ts'
import type {Language} from '../knowledge/passage.ts'
import {checkActions, checkPressOf} from './check-actions.ts'
import type {Survey} from './definition.ts'

/** What somebody wants of the checks. */
export type CheckWish =
  | {readonly kind: 'begin'; readonly survey: Survey; readonly language: Language}
  | {readonly kind: 'result'; readonly survey: Survey; readonly language: Language}
  | {readonly kind: 'list'; readonly language: Language; readonly unknown: boolean}

/**
 * Reads a wish.
 * @param activity what came in; messages among others count only where they are addressed to us
 * @param checks the checks that there are
 * @returns undefined where it is none
 */
export function checkWishOf(activity: Activity, checks: readonly Survey[]): CheckWish | undefined {
  if (activity.kind === 'command') return commandWish(activity.name, activity.text, checks)
  if (activity.kind === 'message') return activity.addressed ? wordsWish(activity.text, checks) : undefined
  if (activity.kind !== 'press') return undefined
  const {survey: name, language} = checkPressOf(activity.value)
  if (activity.action === checkActions.list) return {kind: 'list', language, unknown: false}
  if (activity.action !== checkActions.start) return undefined
  const survey = checks.find(each => each.name === name)
  return survey ? {kind: 'begin', survey, language} : {kind: 'list', language, unknown: true}
}

/** A command is a check's name, or `check` with a name behind it; `ask` carries words as they were typed. */
function commandWish(name: string, text: string, checks: readonly Survey[]): CheckWish | undefined {
  if (name === 'ask') return wordsWish(text, checks)
  if (name === 'checks' || (name === 'check' && folded(text) === ''))
    return {kind: 'list', language: 'en', unknown: false}
  const typed = name === 'check' ? folded(text) : [name, folded(text)].join(' ').trim()
  const exact = namedWish(typed, checks)
  if (exact) return exact
  const survey = checks.find(each => each.name === name)
  if (survey) return {kind: 'begin', survey, language: 'en'}
  return name === 'check' ? {kind: 'list', language: 'en', unknown: true} : undefined
}

function namedWish(typed: string, checks: readonly Survey[]): CheckWish | undefined {
  for (const survey of checks) {
    const names = [survey.name, survey.name.replaceAll('-', ' ')]
    if (names.includes(typed)) return {kind: 'begin', survey, language: 'en'}
    if (names.some(name => typed === `${name} result`)) return {kind: 'result', survey, language: 'en'}
  }
  return undefined
}

/** Whole messages only: a longer one that holds these words is a question. */
function wordsWish(text: string, checks: readonly Survey[]): CheckWish | undefined {
  const typed = folded(text)
  const language: Language = /\p{Script=Han}/u.test(typed) ? 'zh' : 'en'
  if (['checks', 'list checks', 'show checks', 'self checks', '自测', '自测列表'].includes(typed)) {
    return {kind: 'list', language, unknown: false}
  }
  const survey = checks.find(each => foldedWords(each).has(typed))
  if (survey) return {kind: 'begin', survey, language}
  const [, named] = /^(?:check|start|take) (?:the )?(.+?)(?: check)?$/.exec(typed) ?? []
  const wish = named === undefined ? undefined : namedWish(named, checks)
  if (wish) return wish
  const [, mine] = /^(?:my )?(.+? result)$/.exec(typed) ?? []
  return mine === undefined ? undefined : namedWish(mine, checks)
}

/** By survey, since every question is compared with them. */
const foldedBySurvey = new WeakMap<Survey, ReadonlySet<string>>()

function foldedWords(survey: Survey): ReadonlySet<string> {
  const known = foldedBySurvey.get(survey) ?? new Set(survey.words.map(folded))
  foldedBySurvey.set(survey, known)
  return known
}

/** Small letters without punctuation: people write "How ready are we?!". */
function folded(text: string): string {
  const words = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}-]+/gu, ' ')
  return words.trim().slice(0, 200)
}
