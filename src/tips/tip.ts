// A Tip: one idea for a channel, in at most sixty words, and the files of the knowledge folders that hold them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Tokens} from 'marked'
import type {Prose} from '../chat/prose.ts'
import {proseText} from '../chat/prose.ts'
import {countWords} from '../knowledge/check.ts'
import type {Fault} from '../knowledge/fault.ts'
import {Fields} from '../knowledge/fields.ts'
import type {Knowledge, RoomFile} from '../knowledge/library.ts'
import {proseOf} from '../knowledge/markdown.ts'
import type {MarkdownFile, NoteFault, Section} from '../knowledge/markdown-file.ts'
import {partsOfSection, understood} from '../knowledge/markdown-file.ts'
import type {Language} from '../knowledge/passage.ts'
import {isDate} from '../schedule/slots.ts'

/** A title in English and in other languages. */
export interface Titled {
  readonly title: string
  readonly titles: Readonly<Partial<Record<Language, string>>>
}

/** What the tips of one file are about. */
export interface Topic extends Titled {
  readonly id: string
}

/** One heading of a tips file. */
export interface Tip extends Titled {
  /** The stable name, unique among tips. */
  readonly id: string
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

/** All tips of one state of the knowledge. */
export interface Tips {
  /** By id, in the order of their files. */
  readonly all: ReadonlyMap<string, Tip>
  /** By id, in the order of their files. */
  readonly topics: ReadonlyMap<string, Topic>
  readonly faults: readonly Fault[]
}

/** The most words of a tip: one idea, read in a few seconds. */
export const mostWords = 60

/** The most signs of a tip in Chinese, which says in them what English says in {@link mostWords} words. */
export const mostSigns = 105

/** The least of our own tips: three months of working days and more without a repetition. */
export const leastTips = 80

const read = new WeakMap<readonly RoomFile[], Tips>()

/** The tips of a state of the knowledge; of ids that stand twice the last layer wins. Read once for each state. */
export function tipsOf({files}: Pick<Knowledge, 'files'>): Tips {
  const known = read.get(files)
  if (known) return known
  const faults: Fault[] = []
  const all = new Map<string, Tip>()
  const layers = new Map<string, number>()
  for (const file of files.filter(({room}) => room === 'tips')) {
    const {value = [], faults: found} = understood(file, (parts, note) => readTips(parts, file, note))
    faults.push(...found)
    for (const tip of value) {
      const other = all.get(tip.id)
      if (other && layers.get(tip.id) === file.layer) faults.push(sameId(tip, other))
      else {
        all.set(tip.id, tip)
        layers.set(tip.id, file.layer)
      }
    }
  }
  const topics = new Map([...all.values()].map(({topic}) => [topic.id, topic]))
  const tips = {all, topics, faults}
  read.set(files, tips)
  return tips
}

/** What is wrong with the tips, for `knowledge check` and the log; faults leave out what could not be read. */
export function checkTips({files, passages}: Omit<Knowledge, 'faults'>): readonly Fault[] {
  const {all, faults} = tipsOf({files})
  const tips = [...all.values()]
  return [...faults, ...tips.flatMap(tip => checkTip(tip, passages)), ...checkCount(tips)]
}

/** A title in a language, or in English where there is none. */
export function tipTitle({title, titles}: Titled, language: Language): string {
  return titles[language] ?? title
}

function readTips({front, sections}: MarkdownFile, file: RoomFile, note: NoteFault): Tip[] {
  const [id, title] = [front.text('topic'), front.text('title')]
  if (id === undefined || title === undefined) {
    note(front.line(), 'no "topic" or no "title"', 'Add `topic: …` and `title: …` to the front matter.', true)
    return []
  }
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))
    note(front.line('topic'), `the topic is "${id}"`, 'Name it in small letters, digits and hyphens.')
  for (const name of file.overlay ? [] : ['licence', 'status', 'reviewed']) {
    if (front.text(name) === undefined) note(front.line(), `no "${name}"`, `Add \`${name}: …\` to the front matter.`)
  }
  const topic = {id, title, titles: titlesOf(front)}
  return sections.flatMap(section => readTip(section, {topic, file, note}) ?? [])
}

function readTip(
  section: Section,
  {topic, file, note}: {topic: Topic; file: RoomFile; note: NoteFault},
): Tip | undefined {
  const {id, title, line} = section
  const {text, chinese, meta} = partsOfSection(section, 'tip')
  // An organisation's tip may be its words alone.
  if (!meta && !file.overlay) note(line, `"${id}" has no tip block`, 'Add a block that opens with ```yaml tip.')
  const fields = Fields.read((meta?.token as Tokens.Code | undefined)?.text ?? '{}', (meta?.line ?? line) + 1, note)
  const [english, translated] = [proseOf(text), proseOf(chinese)]
  for (const {line: at, problem} of [...english.problems, ...translated.problems]) {
    note(at, `in "${id}" ${problem}`, 'Use paragraphs, simple lists, bold, emphasis, code and links.')
  }
  if (english.prose.length === 0 || !fields) {
    if (fields) note(line, `"${id}" has no text`, 'Write the tip below its heading.', true)
    return undefined
  }
  return {
    ...{id, title, topic, overlay: file.overlay, path: file.path, line, titles: titlesOf(fields)},
    kind: kindOf(fields, id, note),
    read: fields.text('read'),
    areas: fields.texts('areas'),
    ...datesOf(fields, id, note),
    text: english.prose,
    texts: translated.prose.length > 0 ? {zh: translated.prose} : {},
  }
}

function kindOf(fields: Fields, id: string, note: NoteFault): Tip['kind'] {
  const kind = fields.text('kind') ?? 'tip'
  if (kind === 'tip' || kind === 'question') return kind
  note(fields.line('kind'), `the kind of "${id}" is "${kind}"`, 'Set it to tip or question.')
  return 'tip'
}

/** Rather than at a wrong time, a tip whose dates cannot be read is never sent, until they are mended. */
const never = {from: '9999-12-31', until: '0000-01-01'} as const

function datesOf(fields: Fields, id: string, note: NoteFault): Pick<Tip, 'from' | 'until'> {
  let readable = true
  const dateOf = (name: 'from' | 'until') => {
    const value = fields.text(name)
    if (value === undefined || isDate(value)) return value
    readable = false
    note(fields.line(name), `"${name}" of "${id}" is "${value}"`, 'Write a date such as 2026-11-24.')
    return never[name]
  }
  const dates = {from: dateOf('from'), until: dateOf('until')}
  if (readable && dates.from !== undefined && dates.until !== undefined && dates.from > dates.until)
    note(fields.line('until'), `"${id}" ends before it begins`, 'Swap the two dates, or mend them.')
  return dates
}

function titlesOf(fields: Fields): Tip['titles'] {
  const zh = fields.map('titles').text('zh')
  return zh === undefined ? {} : {zh}
}

function checkTip(tip: Tip, passages: Knowledge['passages']): Fault[] {
  const faults: Fault[] = []
  const fault = (problem: string, fix: string) =>
    faults.push({path: tip.path, line: tip.line, problem: `the tip "${tip.id}" ${problem}`, fix, grave: false})
  const words = countWords(proseText(tip.text))
  if (words > mostWords) fault(`has ${words} words`, `Keep to ${mostWords}: one idea, no more.`)
  faults.push(...checkChinese(tip))
  if (tip.read !== undefined && !passages.has(tip.read))
    fault(`leads to "${tip.read}", which does not exist`, 'Mend the id under "read", or remove it.')
  if (tip.read === undefined && !tip.overlay) fault('leads nowhere', 'Name a passage: read: an-id.')
  return faults
}

/** Ours can be read in a channel that chose Chinese; an organisation writes in the languages that it speaks. */
function checkChinese({id, path, line, overlay, titles, texts}: Tip): Fault[] {
  const signs = [...proseText(texts.zh ?? [])].length
  const found = [
    {is: signs > mostSigns, problem: `has ${signs} signs in Chinese`, fix: `Keep to ${mostSigns}: one idea, no more.`},
    {is: !overlay && signs === 0, problem: 'has no Chinese text', fix: 'Add it below a line "### 中文".'},
    {
      is: !overlay && titles.zh === undefined,
      problem: 'has no Chinese title',
      fix: 'Add titles: {zh: …} to its block.',
    },
  ]
  return found.flatMap(({is, problem, fix}) =>
    is ? [{path, line, problem: `the tip "${id}" ${problem}`, fix, grave: false}] : [],
  )
}

/** An organisation may have as few tips as it likes; ours have to last. */
function checkCount(tips: readonly Tip[]): Fault[] {
  const own = tips.filter(tip => !tip.overlay)
  const [first] = own
  if (!first || own.length >= leastTips) return []
  const problem = `there are ${own.length} tips in all`
  return [{path: first.path, line: 1, problem, fix: `Write at least ${leastTips}.`, grave: false}]
}

function sameId({id, path, line}: Tip, other: Tip): Fault {
  const problem = `the id "${id}" stands at ${other.path}:${other.line} already`
  return {path, line, problem, fix: 'Give one of them another id.', grave: true}
}
