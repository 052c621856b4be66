// The forms of tips: what, how often and when; until when a pause lasts; and what is announced.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {paragraph} from '../chat/card.ts'
import type {Form, Input, Option} from '../chat/form.ts'
import type {Language} from '../knowledge/passage.ts'
import {actions} from './actions.ts'
import {languageNames, phrases} from './phrases.ts'
import type {Tips} from './tip.ts'
import {tipTitle} from './tip.ts'
import type {WishFields} from './wish.ts'

/** The form of a new or a changed series, filled in with these fields. */
export function seriesForm(
  fields: WishFields,
  {tips, language, title}: {tips: Tips; language: Language; title?: string},
): Form {
  const say = phrases[language]
  // What nobody sees in the form has to come back with it.
  const hidden = JSON.stringify({id: fields.id, areas: fields.areas})
  return {
    action: actions.chosen,
    value: `${language} ${hidden}`,
    title: title ?? say.subscribe,
    submit: say.form.preview,
    cancel: say.form.cancel,
    prose: [paragraph(say.form.intro)],
    inputs: [...whatAndWhen(fields, tips, language), ...never(fields, language)],
    language,
  }
}

function whatAndWhen(fields: WishFields, tips: Tips, language: Language): Input[] {
  const {form, rhythms, days} = phrases[language]
  const topics = [...tips.topics.values()].map(topic => ({value: topic.id, label: tipTitle(topic, language)}))
  const often: Option[] = Object.entries(rhythms).map(([value, label]) => ({value, label}))
  const week: Option[] = days.map((label, i) => ({value: `${i + 1}`, label}))
  const of = (id: keyof WishFields) => ({id, initial: fields[id]})
  const languages: Option[] = Object.entries(languageNames).map(([value, label]) => ({value, label}))
  return [
    {...of('topics'), kind: 'choices', label: form.topics, hint: form.topicsHint, options: topics, required: false},
    {...of('rhythm'), kind: 'choice', look: 'menu', label: form.rhythm, options: often, required: true},
    {...of('days'), kind: 'choices', label: form.days, hint: form.daysHint, options: week, required: false},
    {...of('time'), kind: 'time', label: form.time, required: true},
    {...of('zone'), kind: 'text', label: form.zone, hint: form.zoneHint, multiline: false, most: 60, required: true},
    {...of('language'), kind: 'choice', look: 'menu', label: form.language, options: languages, required: true},
  ]
}

function never(fields: WishFields, language: Language): Input[] {
  const {form} = phrases[language]
  const of = (id: keyof WishFields) => ({id, initial: fields[id], required: false})
  const weekends = [{value: 'weekends', label: form.weekends}]
  return [
    {...of('quiet'), kind: 'choices', label: form.quietOn, options: weekends},
    {...of('holidays'), kind: 'text', label: form.holidays, hint: form.holidaysHint, multiline: false, most: 10},
    {...of('dates'), kind: 'text', label: form.dates, hint: form.datesHint, multiline: true, most: 500},
  ]
}

/**
 * The form that asks until when a series pauses.
 * @param message the id of the message that shows the series, so that it can be brought up to date
 */
export function pauseForm(id: string, message: string, language: Language): Form {
  const {form, pause} = phrases[language]
  const until: Input = {kind: 'date', id: 'until', label: form.until, hint: form.untilHint, required: false}
  return {
    ...bare(language),
    action: actions.paused,
    value: `${language} ${id} ${encodeURIComponent(message)}`,
    title: pause,
    submit: pause,
    inputs: [until],
  }
}

/** The form of an announcement. */
export function announceForm(id: string, language: Language): Form {
  const {form, announce, announcement} = phrases[language]
  const words: Input = {kind: 'text', id: 'words', label: announcement, multiline: true, most: 1_000, required: true}
  const value = `${language} ${id}`
  return {...bare(language), action: actions.announced, value, title: announce, submit: form.preview, inputs: [words]}
}

function bare(language: Language): Pick<Form, 'cancel' | 'prose' | 'language'> {
  return {cancel: phrases[language].form.cancel, prose: [], language}
}
