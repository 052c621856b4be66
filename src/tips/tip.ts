// A Tip: one idea for a channel, in at most sixty words, and the file that it stands in.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Tokens} from 'marked'
import type {Prose} from '../chat/prose.ts'
import {proseText} from '../chat/prose.ts'
import {countWords} from './check.ts'
import type {RawFile, Section} from './document.ts'
import {sectionsOf} from './document.ts'
import type {Fault} from './fault.ts'
import {Fields} from './fields.ts'
import {inTime, isTooSlow, maxParseMs} from './in-time.ts'
import type {Located} from './markdown.ts'
import {blocksOf, maxFileBytes, proseOf} from './markdown.ts'
import type {Language} from './passage.ts'

/** What the tips of one file are about. */
export interface Topic {
  readonly id: string
  readonly title: string
  readonly titles: Readonly<Partial<Record<Language, string>>>
}

/** One heading of a tips file. */
export interface Tip {
  /** The stable name, unique among tips. */
  readonly id: string
  readonly title: string
  readonly titles: Readonly<Partial<Record<Language, string>>>
  /** A tip says something, a question asks a team something. */
  readonly kind: 'tip' | 'question'
  readonly topic: Topic
  /** The id of the passage to read on; undefined where there is none. */
  readonly read: string | undefined
  /** The areas of surveys that it helps with. */
  readonly areas: readonly string[]
  /** The first and the last date on which it is sent, such as `2026-11-24`. */
  readonly from: string | undefined
  readonly until: string | undefined
  readonly text: Prose
  readonly texts: Readonly<Partial<Record<Language, Prose>>>
  /** True where an organisation's own folder brought it. */
  readonly overlay: boolean
  readonly path: string
  readonly line: number
}

/** One file of tips, as far as it could be read. */
export interface TipFile {
  readonly tips: readonly Tip[]
  readonly faults: readonly Fault[]
}

/** The most words of a tip: one idea, read in a few seconds. */
export const mostWords = 60

/** The least of our own tips: three months of working days and more without a repetition. */
export const leastTips = 80

type NoteFault = (line: number, problem: string, fix: string, grave?: boolean) => void

/**
 * Reads one file of tips. Never throws: a file that cannot be understood has no tips and says why.
 * @param file the file and its content
 */
export function parseTips(file: RawFile): TipFile {
  const faults: Fault[] = []
  const fault: NoteFault = (line, problem, fix, grave = false) =>
    void faults.push({path: file.path, line, problem, fix, grave})
  try {
    return {tips: inTime(() => readTips(file, fault)), faults}
  } catch (error) {
    const why = isTooSlow(error) ? `it takes longer than ${maxParseMs} ms to read` : 'its Markdown cannot be read'
    fault(1, why, 'Simplify it: deep nesting and endless emphasis are the usual causes.', true)
    return {tips: [], faults}
  }
}

function readTips(file: RawFile, fault: NoteFault): Tip[] {
  if (Buffer.byteLength(file.content) > maxFileBytes) {
    fault(1, `larger than ${maxFileBytes} bytes`, 'Split it into smaller files.', true)
    return []
  }
  const content = file.content.replace(/^\ufeff/, '')
  const parts = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*\r?\n/.exec(content)
  const front = parts ? readTopic(parts[1] ?? '', file, fault) : undefined
  if (!parts || !front) {
    if (!parts) fault(1, 'no front matter', 'Begin the file with a block of fields between two lines of "---".', true)
    return []
  }
  const blocks = blocksOf(content.slice(parts[0].length).replaceAll('\r\n', '\n'), parts[0].split('\n').length)
  return sectionsOf(blocks).flatMap(section => readTip(section, {topic: front, file, fault}) ?? [])
}

function readTopic(source: string, {overlay}: RawFile, fault: NoteFault): Topic | undefined {
  const fields = Fields.read(source, 2, (line, problem, fix) => fault(line, problem, fix, true))
  if (!fields) return undefined
  const [id, title] = [fields.text('topic'), fields.text('title')]
  if (id === undefined || title === undefined) {
    fault(fields.line(), 'no "topic" or no "title"', 'Add `topic: …` and `title: …` to the front matter.', true)
    return undefined
  }
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
    fault(fields.line('topic'), `the topic is "${id}"`, 'Name it in small letters, digits and hyphens.')
  for (const name of overlay ? [] : ['licence', 'status', 'reviewed']) {
    if (fields.text(name) === undefined) fault(fields.line(), `no "${name}"`, `Add \`${name}: …\` to the front matter.`)
  }
  return {id, title, titles: titlesOf(fields)}
}

interface Around {
  readonly topic: Topic
  readonly file: RawFile
  readonly fault: NoteFault
}

function readTip(section: Section, {topic, file, fault}: Around): Tip | undefined {
  const {line} = section
  const heading = /^(.*?)\s*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}$/.exec(section.heading.text)
  const [, title = '', id] = heading ?? []
  if (id === undefined || title === '') {
    const fix = 'End it with {#an-id} in small letters, digits and hyphens.'
    fault(line, `the heading "${section.heading.text}" has no id`, fix, true)
    return undefined
  }
  const meta = section.blocks.find(({token}) => token.type === 'code' && /^yaml\b/.test(token['lang'] ?? ''))
  const fields = meta && Fields.read((meta.token as Tokens.Code).text, meta.line + 1, fault)
  if (!fields) {
    if (!meta) fault(line, `"${id}" has no tip block`, 'Add a block that opens with ```yaml tip.', true)
    return undefined
  }
  const {english, chinese} = textsOf(
    section.blocks.filter(block => block !== meta),
    id,
    fault,
  )
  if (english.length === 0) {
    fault(line, `"${id}" has no text`, 'Write the tip below its heading.', true)
    return undefined
  }
  return {
    ...{id, title, topic, overlay: file.overlay, path: file.path, line, titles: titlesOf(fields)},
    kind: kindOf(fields, id, fault),
    read: fields.text('read'),
    areas: fields.texts('areas'),
    ...datesOf(fields, id, fault),
    text: english,
    texts: chinese.length > 0 ? {zh: chinese} : {},
  }
}

function textsOf(blocks: readonly Located[], id: string, fault: NoteFault): {english: Prose; chinese: Prose} {
  const split = blocks.findIndex(
    ({token}) => token.type === 'heading' && token['depth'] === 3 && token['text'] === '中文',
  )
  const english = proseOf(split < 0 ? blocks : blocks.slice(0, split))
  const chinese = proseOf(split < 0 ? [] : blocks.slice(split + 1))
  for (const {line, problem} of [...english.problems, ...chinese.problems]) {
    fault(line, `in "${id}" ${problem}`, 'Use paragraphs, simple lists, bold, emphasis, code and links.')
  }
  return {english: english.prose, chinese: chinese.prose}
}

function kindOf(fields: Fields, id: string, fault: NoteFault): Tip['kind'] {
  const kind = fields.text('kind') ?? 'tip'
  if (kind === 'tip' || kind === 'question') return kind
  fault(fields.line('kind'), `the kind of "${id}" is "${kind}"`, 'Set it to tip or question.')
  return 'tip'
}

/** A tip with a date that cannot be read is not sent at the wrong time, but never, until that is mended. */
function datesOf(fields: Fields, id: string, fault: NoteFault): Pick<Tip, 'from' | 'until'> {
  const read = (name: string) => {
    const value = fields.text(name)
    if (value === undefined || isCalendarDate(value)) return value
    fault(fields.line(name), `"${name}" of "${id}" is "${value}"`, 'Write a date such as 2026-11-24.')
    return never[name === 'from' ? 'from' : 'until']
  }
  const [from, until] = [read('from'), read('until')]
  if (from !== undefined && until !== undefined && from > until && from !== never.from && until !== never.until)
    fault(fields.line('until'), `"${id}" ends before it begins`, 'Swap the two dates, or mend them.')
  return {from, until}
}

const never = {from: '9999-12-31', until: '0000-01-01'} as const

function isCalendarDate(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false
  const at = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(value)
}

/** Chapters say `titles: {zh: …}`; tips may say `zh: …` for short. */
function titlesOf(fields: Fields): Tip['titles'] {
  const zh = fields.text('zh') ?? fields.map('titles').text('zh')
  return zh === undefined ? {} : {zh}
}

/**
 * Checks all tips together.
 * @param tips what loaded, after overlays have replaced their ids
 * @param passages the ids of the passages that they may lead to
 * @returns the faults; none of them leaves a tip out
 */
export function checkTips(tips: readonly Tip[], passages: {has(id: string): boolean}): Fault[] {
  return [...tips.flatMap(tip => checkTip(tip, passages)), ...checkCount(tips)]
}

function checkTip(tip: Tip, passages: {has(id: string): boolean}): Fault[] {
  const faultOf = (problem: string, fix: string): Fault => {
    return {path: tip.path, line: tip.line, problem: `the tip "${tip.id}" ${problem}`, fix, grave: false}
  }
  const faults: Fault[] = []
  const words = countWords(proseText(tip.text))
  if (words > mostWords) faults.push(faultOf(`has ${words} words`, `Keep to ${mostWords}: one idea, no more.`))
  if (tip.read !== undefined && !passages.has(tip.read))
    faults.push(faultOf(`leads to "${tip.read}", which does not exist`, 'Mend the id under "read", or remove it.'))
  if (tip.overlay) return faults
  if (tip.read === undefined) faults.push(faultOf('leads nowhere', 'Name a passage: read: an-id.'))
  if (tip.titles.zh === undefined || tip.texts.zh === undefined)
    faults.push(
      faultOf('lacks its Chinese title or text', 'Add titles: {zh: …} to its block and the text below ### 中文.'),
    )
  return faults
}

/** An organisation may have as few tips as it likes; ours have to last. */
function checkCount(tips: readonly Tip[]): Fault[] {
  const own = tips.filter(tip => !tip.overlay)
  const [first] = own
  if (!first || own.length >= leastTips) return []
  const problem = `there are ${own.length} tips in all`
  return [{path: first.path, line: 1, problem, fix: `Write at least ${leastTips}.`, grave: false}]
}
