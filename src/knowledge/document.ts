// A Document: one Markdown file with its front matter and its passages.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Tokens} from 'marked'
import type {Fault} from './fault.ts'
import {Fields} from './fields.ts'
import {proseOf} from './markdown.ts'
import type {MarkdownFile, NoteFault, RawFile, Section} from './markdown-file.ts'
import {partsOfSection, understood} from './markdown-file.ts'
import type {Chapter, Language, Passage, PassageKind, Source} from './passage.ts'

/** One Markdown file of the knowledge base. */
export interface Document {
  readonly path: string
  readonly overlay: boolean
  readonly passages: readonly Passage[]
  readonly faults: readonly Fault[]
}

/** What stands in the front matter and counts for every passage of the document. */
interface Front {
  readonly kind: PassageKind
  readonly chapter: Chapter
  readonly owner: string
  readonly reviewed: string
  readonly sources: ReadonlyMap<string, Source>
}

const kinds: readonly PassageKind[] = ['chapter', 'scenario', 'coverage']

/**
 * Reads one knowledge file. Never throws: a document that cannot be understood has no passages and says why.
 * @param file the file and its content
 */
export function parseDocument(file: RawFile): Document {
  const {value = [], faults} = understood(file, (parts, note) => readPassages(parts, file, note))
  return {path: file.path, overlay: file.overlay, passages: value, faults}
}

function readPassages(parts: MarkdownFile, file: RawFile, note: NoteFault): Passage[] {
  const front = readFront(parts.front, note)
  return front ? parts.sections.flatMap(section => readPassage(section, front, file, note) ?? []) : []
}

function readFront(fields: Fields, fault: NoteFault): Front | undefined {
  const kind = fields.text('kind') ?? ''
  const title = fields.text('title')
  if (!kinds.includes(kind as PassageKind)) {
    fault(fields.line('kind'), `"kind" is "${kind}"`, `Set it to one of ${kinds.join(', ')}.`, true)
    return undefined
  }
  if (title === undefined) {
    fault(fields.line(), 'no "title"', 'Add `title: …` to the front matter.', true)
    return undefined
  }
  for (const name of ['owner', 'status', 'reviewed']) {
    if (fields.text(name) === undefined) fault(fields.line(), `no "${name}"`, `Add \`${name}: …\` to the front matter.`)
  }
  const chapter = {
    id: fields.text('chapter') ?? kind,
    title,
    titles: titlesOf(fields),
    order: fields.number('order') ?? Number.MAX_SAFE_INTEGER,
  }
  return {
    kind: kind as PassageKind,
    chapter,
    owner: fields.text('owner') ?? 'ospo',
    reviewed: fields.text('reviewed') ?? '',
    sources: sourcesOf(fields, fault),
  }
}

function sourcesOf(front: Fields, fault: NoteFault): ReadonlyMap<string, Source> {
  const all = front.map('sources')
  const sources = new Map<string, Source>()
  for (const key of all.names()) {
    const fields = all.map(key)
    const [work, part, licence, link] = ['work', 'part', 'licence', 'link'].map(name => fields.text(name))
    const year = fields.text('year')
    const missing = Object.entries({work, part, year, licence}).filter(([, value]) => value === undefined)
    if (missing.length > 0) {
      const names = missing.map(([name]) => name).join(', ')
      fault(
        all.line(key),
        `the source "${key}" lacks ${names}`,
        'Give each; write `year: n.d.` and `licence: none stated` where unknown.',
      )
    }
    if (year !== undefined && year !== 'n.d.' && !/^\d{4}$/.test(year)) {
      fault(
        all.line(key),
        `the year of "${key}" is "${year}"`,
        'Write four digits, or n.d. where the work states none.',
      )
    }
    const known = year !== undefined && /^\d{4}$/.test(year) ? Number(year) : 'n.d.'
    sources.set(key, {work: work ?? key, part: part ?? '', year: known, licence: licence ?? 'none stated', link})
  }
  return sources
}

function titlesOf(fields: Fields): Partial<Record<Language, string>> {
  const zh = fields.map('titles').text('zh')
  return zh === undefined ? {} : {zh}
}

function readPassage(section: Section, front: Front, file: RawFile, fault: NoteFault): Passage | undefined {
  const {line, title, id} = section
  const {text, chinese: translation, meta} = partsOfSection(section, 'passage')
  const metaLine = meta?.line ?? line
  if (!meta) fault(line, `"${id}" has no passage block`, 'Add a block that opens with ```yaml passage.')
  const fields =
    meta && Fields.read((meta.token as Tokens.Code).text, meta.line + 1, (at, problem, fix) => fault(at, problem, fix))
  const english = proseOf(text)
  const chinese = proseOf(translation)
  for (const {line: at, problem} of [...english.problems, ...chinese.problems]) {
    fault(at, `in "${id}" ${problem}`, 'Use paragraphs, simple lists, bold, emphasis, code and links.')
  }
  if (english.prose.length === 0) {
    fault(line, `"${id}" has no text`, 'Write the answer below its heading.', true)
    return undefined
  }
  const asks = fields?.map('asks')
  const sources = (fields?.texts('sources') ?? []).flatMap(key => {
    const source = front.sources.get(key)
    if (!source)
      fault(
        fields?.line('sources') ?? metaLine,
        `"${id}" names the unknown source "${key}"`,
        'Add it to the front matter.',
      )
    return source ?? []
  })
  return {
    id,
    kind: front.kind,
    title,
    titles: fields ? titlesOf(fields) : {},
    text: english.prose,
    texts: chinese.prose.length > 0 ? {zh: chinese.prose} : {},
    terms: fields?.texts('terms') ?? [],
    asks: {en: asks?.texts('en') ?? [], zh: asks?.texts('zh') ?? []},
    sources,
    related: fields?.texts('related') ?? [],
    next: fields?.text('next'),
    parts: fields?.texts('parts') ?? [],
    owner: fields?.text('owner') ?? front.owner,
    background: fields?.text('background'),
    chapter: front.chapter,
    reviewed: front.reviewed,
    overlay: file.overlay,
    path: file.path,
    line,
  }
}
