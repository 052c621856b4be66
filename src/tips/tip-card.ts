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
import {areaName} from './area-names.ts'
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
    {label: say.mend, action: actions.begin, value, opens: 'form'},
  ]
  return {
    language,
    blocks: [
      heading(say.title),
      ...wishBlocks({...wish, written: wish.language, tips, language, dates}),
      paragraph(say.preview),
      ...tipBlocks(first, wish.language),
      buttons(row),
    ],
  }
}

interface InWords {
  readonly schedule: Schedule
  readonly topics: readonly string[]
  /** The areas of a survey that it is to help with; empty for all. */
  readonly areas: readonly string[]
  readonly tips: Tips
  /** The language of the tips, which may be other than that of these words. */
  readonly written: Language
  readonly language: Language
  readonly dates: readonly string[]
}

/** A series in plain words. */
export function wishBlocks({schedule, topics, areas, tips, written, language, dates}: InWords): Block[] {
  const say = phrases[language]
  const names = topics.flatMap(id => tips.topics.get(id) ?? []).map(topic => tipTitle(topic, language))
  const quiet = quietWords(schedule.quiet, language)
  const told = dates.map(date => dateWords(date, language))
  return [
    paragraph([strong(say.when(schedule))]),
    paragraph(say.topics(names.length > 0 ? names : [say.allTopics])),
    ...(areas.length === 0 ? [] : [paragraph(say.areas(areas.map(area => areaName(area, language))))]),
    ...(written === language ? [] : [paragraph(say.inLanguage(written))]),
    ...(quiet.length > 0 ? [paragraph(say.quiet(quiet))] : []),
    paragraph(told.length > 0 ? say.next(told) : say.noNext),
  ]
}

function quietWords({weekends, dates, holidays}: Quiet, language: Language): string[] {
  const say = phrases[language]
  const spans = dates.map(span => {
    const [from = '', to] = span.split('/').map(date => dateWords(date, language))
    return to === undefined ? from : say.span(from, to)
  })
  const place = holidays === '' ? [] : [say.holidaysOf(holidays)]
  return [...(weekends ? [say.form.weekends] : []), ...spans, ...place]
}

/** A date with its day of the week. */
export function dateWords(date: string, language: Language): string {
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB'
  const format = {weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC'} as const
  return new Intl.DateTimeFormat(locale, format).format(Date.parse(`${date}T12:00:00Z`))
}

/** One series, as it stands now. */
export interface Series {
  readonly subscription: Subscription
  /** The next local dates. */
  readonly dates: readonly string[]
  /** The local date now. */
  readonly today: string
}

/** What a list is shown with. */
export interface ListView {
  readonly tips: Tips
  readonly language: Language
  /** True for those who may announce. */
  readonly mayAnnounce: boolean
  /** What has just happened, where something has. */
  readonly told?: string | undefined
  /** The series that was just stopped, so that it can be had back. */
  readonly stopped?: string | undefined
}

/** The series of a conversation, each with what can be done about it. */
export function listCard(series: readonly Series[], view: ListView): Card {
  const {language, mayAnnounce, told, stopped} = view
  const say = phrases[language]
  const undo = {label: say.undo, action: actions.restore, value: `${language} ${stopped}`}
  const more = {action: actions.begin, value: language, opens: 'form' as const}
  const begin: Button =
    series.length > 0 ? {label: say.another, ...more} : {label: say.subscribe, ...more, style: 'primary'}
  const announce: Button = {label: say.announce, action: actions.announce, value: language, opens: 'form'}
  const intro = series.length === 0 ? `${say.none} ${say.about}` : say.about
  return {
    language,
    blocks: [
      heading(say.title),
      paragraph(told ?? intro),
      ...series.flatMap(each => seriesBlocks(each, view)),
      buttons([...(stopped === undefined ? [] : [undo]), begin, ...(mayAnnounce ? [announce] : [])]),
    ],
  }
}

function seriesBlocks({subscription, dates, today}: Series, {tips, language}: ListView): Block[] {
  const {id, schedule, taste, state, from, skip, last, language: written} = subscription
  const say = phrases[language]
  const value = `${language} ${id}`
  const button = (label: string, action: string): Button => ({label, action, value})
  const form = (label: string, action: string): Button => ({label, action, value, opens: 'form'})
  const pauses = state === 'paused' || (from !== undefined && from > today)
  const skipped = skip !== undefined && skip >= today && !pauses && state === 'on' ? skip : undefined
  const waits = [
    ...(state === 'closed' ? [say.closed] : []),
    ...(pauses ? [say.paused(from === undefined ? '' : dateWords(from, language))] : []),
    ...(skipped === undefined ? [] : [say.skipped(dateWords(skipped, language))]),
  ]
  const words = wishBlocks({schedule, ...taste, tips, written, language, dates})
  const runs = state === 'on' && !pauses
  return [
    ...words.slice(0, state === 'on' ? undefined : -1),
    ...waits.map(each => paragraph(each)),
    buttons([
      form(say.change, actions.change),
      runs ? form(say.pause, actions.pause) : button(say.resume, actions.resume),
      ...(skipped === undefined ? [] : [button(say.unskip, actions.unskip)]),
      ...(runs && skipped === undefined
        ? [{label: say.skip, action: actions.skip, value: `${value} ${dates[0] ?? ''}`}]
        : []),
      button(say.stop, actions.stop),
      ...(last ? [button(say.takeBack, actions.takeBack)] : []),
    ]),
  ]
}
