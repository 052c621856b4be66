// What people see of tips: the tip itself, the preview of a series, and the series of a conversation.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Block, Button, Card} from '../chat/card.ts'
import {buttons, heading, note, paragraph} from '../chat/card.ts'
import {strong} from '../chat/prose.ts'
import type {Language} from '../knowledge/passage.ts'
import type {Quiet} from '../schedule/quiet.ts'
import type {Schedule} from '../schedule/slots.ts'
import {actions} from './actions.ts'
import {phrases} from './phrases.ts'
import type {Subscription} from './subscriptions.ts'
import type {Tip, Tips} from './tip.ts'
import {tipTitle} from './tip.ts'
import type {Wish} from './wish.ts'

/** The action of the button that shows a passage to whoever presses it; its value ends in a passage and a language. */
export type ReadAction = string

/** The value of the button that reads on, whose first word tells which tip led there. */
export function readOnValue(tip: Tip, language: Language): string {
  return `tip:${tip.id} ${tip.read ?? '-'} ${language}`
}

/** The tip to which a value of {@link readOnValue} belongs; undefined where no tip led there. */
export function tipOfReadOn(value: string): string | undefined {
  return /^tip:([a-z0-9-]+) /.exec(value)?.[1]
}

/** A tip as it is sent. */
export function tipCard(
  tip: Tip,
  subscription: string,
  {language, read}: {language: Language; read: ReadAction},
): Card {
  const say = phrases[language]
  const value = `${language} ${subscription} ${tip.id}`
  const row: Button[] = [
    ...(tip.read === undefined ? [] : [{label: say.readOn, action: read, value: readOnValue(tip, language)}]),
    {label: '👍', action: actions.liked, value},
    {label: say.fewer, action: actions.fewer, value},
  ]
  const topic = tipTitle(tip.topic, language)
  const about = tip.kind === 'question' ? [say.question, topic] : [topic]
  const blocks = [...tipBlocks(tip, language), note([...new Set(about)].join(' · ')), buttons(row)]
  return {language, blocks}
}

/** The words of a tip. */
function tipBlocks(tip: Tip, language: Language): Block[] {
  return [heading(`💡 ${tipTitle(tip, language)}`), ...(tip.texts[language] ?? tip.text)]
}

/** What a preview shows. */
export interface Preview {
  readonly wish: Wish
  readonly tips: Tips
  readonly language: Language
  /** The next local dates, such as `2026-11-24`. */
  readonly dates: readonly string[]
  readonly first: Tip
  /** The fields of the form, as JSON. */
  readonly fields: string
}

/** A series before it is kept: in plain words, with the first tip and the next dates. */
export function previewCard({wish, tips, language, dates, first, fields}: Preview): Card {
  const say = phrases[language]
  const value = `${language} ${fields}`
  const row: Button[] = [
    ...(dates.length > 0 ? [{label: say.confirm, action: actions.confirm, value, style: 'primary' as const}] : []),
    {label: say.mend, action: actions.begin, value},
  ]
  return {
    language,
    blocks: [
      heading(say.title),
      ...wishBlocks({...wish, tips, language, dates}),
      paragraph(say.preview),
      ...tipBlocks(first, language),
      buttons(row),
    ],
  }
}

interface InWords {
  readonly schedule: Schedule
  readonly topics: readonly string[]
  readonly tips: Tips
  readonly language: Language
  readonly dates: readonly string[]
}

/** A series in plain words. */
export function wishBlocks({schedule, topics, tips, language, dates}: InWords): Block[] {
  const say = phrases[language]
  const names = topics.flatMap(id => tips.topics.get(id) ?? []).map(topic => tipTitle(topic, language))
  const quiet = quietWords(schedule.quiet, language)
  const told = dates.map(date => dateWords(date, language))
  return [
    paragraph([strong(say.when(schedule))]),
    paragraph(say.topics(names.length > 0 ? names : [say.allTopics])),
    ...(quiet.length > 0 ? [paragraph(say.quiet(quiet))] : []),
    paragraph(told.length > 0 ? say.next(told) : say.noNext),
  ]
}

function quietWords({weekends, dates, holidays}: Quiet, language: Language): string[] {
  const say = phrases[language].form
  const place = holidays === '' ? [] : [`${say.holidays} ${holidays}`]
  return [...(weekends ? [say.weekends] : []), ...dates, ...place].map(words => words.replace(/^Nor on /, ''))
}

/** A date with its day of the week. */
export function dateWords(date: string, language: Language): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const format = {weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC'} as const
  return new Intl.DateTimeFormat(locale, format).format(Date.parse(`${date}T12:00:00Z`))
}

/** The series of a conversation, each with what can be done about it. */
export function listCard(
  series: readonly {readonly subscription: Subscription; readonly dates: readonly string[]}[],
  {tips, language, mayAnnounce}: {tips: Tips; language: Language; mayAnnounce: boolean},
): Card {
  const say = phrases[language]
  const blocks: Block[] = [heading(say.title), paragraph(series.length === 0 ? `${say.none} ${say.about}` : say.about)]
  for (const {subscription, dates} of series) blocks.push(...seriesBlocks(subscription, {tips, language, dates}))
  const begin: Button = {label: say.subscribe, action: actions.begin, value: language, style: 'primary'}
  const announce: Button = {label: say.announce, action: actions.announce, value: language}
  blocks.push(buttons([begin, ...(mayAnnounce ? [announce] : [])]))
  return {language, blocks}
}

function seriesBlocks(
  {id, schedule, taste, state, from, last}: Subscription,
  {tips, language, dates}: {tips: Tips; language: Language; dates: readonly string[]},
): Block[] {
  const say = phrases[language]
  const value = `${language} ${id}`
  const button = (label: string, action: string): Button => ({label, action, value})
  const waits = state === 'on' ? [] : [paragraph(state === 'closed' ? say.closed : say.paused(from ?? ''))]
  const running = state === 'on'
  return [
    ...wishBlocks({schedule, topics: taste.topics, tips, language, dates}).slice(0, running ? undefined : -1),
    ...waits,
    buttons([
      button(say.change, actions.change),
      running ? button(say.pause, actions.pause) : button(say.resume, actions.resume),
      ...(running ? [button(say.skip, actions.skip)] : []),
      button(say.stop, actions.stop),
      ...(last ? [button(say.takeBack, actions.takeBack)] : []),
    ]),
  ]
}
