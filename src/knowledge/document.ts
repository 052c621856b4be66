// A Document: one Markdown file with its front matter and its passages.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Tokens} from 'marked'
import type {Fault} from './fault.ts'
import {Fields} from './fields.ts'
import {inTime, isTooSlow, maxParseMs} from './in-time.ts'
import type {Located} from './markdown.ts'
import {blocksOf, maxFileBytes, proseOf} from './markdown.ts'
import type {Chapter, Language, Passage, PassageKind, Source} from './passage.ts'

/** A file as it was read, before it is understood. */
export interface RawFile {
  /** The path for people and editors. */
  readonly path: string
  readonly content: string
  /** True where it comes from an organisation's own folder. */
  readonly overlay: boolean
}

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
  const faults: Fault[] = []
  const fault = (line: number, problem: string, fix: string, grave = false) =>
    faults.push({path: file.path, line, problem, fix, grave})
  const document = (passages: readonly Passage[]) => ({path: file.path, overlay: file.overlay, passages, faults})
  try {
    return document(inTime(() => readPassages(file, fault)))
  } catch (error) {
    const why = isTooSlow(error) ? `it takes longer than ${maxParseMs} ms to read` : 'its Markdown cannot be read'
    fault(1, why, 'Simplify it: deep nesting and endless emphasis are the usual causes.', true)
    return document([])
  }
}

type NoteFault = (line: number, problem: string, fix: string, grave?: boolean) => void

function readPassages(file: RawFile, fault: NoteFault): Passage[] {
  if (Buffer.byteLength(file.content) > maxFileBytes) {
    fault(1, `larger than ${maxFileBytes} bytes`, 'Split it into smaller documents.', true)
    return []
  }
  const content = file.content.replace(/^\ufeff/, '')
  const parts = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*\r?\n/.exec(content)
  if (!parts) {
    fault(1, 'no front matter', 'Begin the file with a block of fields between two lines of "---".', true)
    return []
  }
  const front = readFront(parts[1] ?? '', fault)
  if (!front) return []
  const blocks = blocksOf(content.slice(parts[0].length).replaceAll('\r\n', '\n'), parts[0].split('\n').length)
  return sections(blocks).flatMap(section => readPassage(section, front, file, fault) ?? [])
}

function readFront(source: string, fault: NoteFault): Front | undefined {
  let grave = true
  const fields = Fields.read(source, 2, (line, problem, fix) => fault(line, problem, fix, grave))
  if (!fields) return undefined
  // It could be read at all: a field of the wrong kind leaves nothing out.
  grave = false
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

interface Section {
  readonly heading: Tokens.Heading
  readonly line: number
  readonly blocks: readonly Located[]
}

/** The blocks below each second-level heading; a first-level heading is the document's own title. */
function sections(blocks: readonly Located[]): Section[] {
  const out: {heading: Tokens.Heading; line: number; blocks: Located[]}[] = []
  for (const block of blocks) {
    if (block.token.type === 'heading' && block.token.depth === 2) {
      out.push({heading: block.token as Tokens.Heading, line: block.line, blocks: []})
    } else {
      out.at(-1)?.blocks.push(block)
    }
  }
  return out
}

function readPassage(section: Section, front: Front, file: RawFile, fault: NoteFault): Passage | undefined {
  const {line} = section
  const heading = /^(.*?)\s*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}$/.exec(section.heading.text)
  if (!heading?.[1] || !heading[2]) {
    fault(
      line,
      `the heading "${section.heading.text}" has no id`,
      'End it with {#an-id} in small letters, digits and hyphens.',
      true,
    )
    return undefined
  }
  const [, title, id] = heading
  const meta = section.blocks.find(({token}) => token.type === 'code' && /^yaml passage\b/.test(token['lang'] ?? ''))
  const metaLine = meta?.line ?? line
  if (!meta) fault(line, `"${id}" has no passage block`, 'Add a block that opens with ```yaml passage.')
  const fields =
    meta && Fields.read((meta.token as Tokens.Code).text, meta.line + 1, (at, problem, fix) => fault(at, problem, fix))
  const rest = section.blocks.filter(block => block !== meta)
  const split = rest.findIndex(
    ({token}) => token.type === 'heading' && token['depth'] === 3 && token['text'] === '中文',
  )
  const english = proseOf(split < 0 ? rest : rest.slice(0, split))
  const chinese = proseOf(split < 0 ? [] : rest.slice(split + 1))
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
    owner: fields?.text('owner') ?? front.owner,
    background: fields?.text('background'),
    chapter: front.chapter,
    reviewed: front.reviewed,
    overlay: file.overlay,
    path: file.path,
    line,
  }
}
