// A Markdown file in its parts: front matter, what stands before the first heading, and a section for each heading.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Tokens} from 'marked'
import type {Fault} from './fault.ts'
import {Fields} from './fields.ts'
import {inTime, isTooSlow, maxParseMs} from './in-time.ts'
import type {Located} from './markdown.ts'
import {blocksOf, maxFileBytes} from './markdown.ts'

/** A file as it was read, before it is understood. */
export interface RawFile {
  /** The path for people and editors. */
  readonly path: string
  readonly content: string
  /** True where it comes from an organisation's own folder. */
  readonly overlay: boolean
}

/** A second-level heading with all that stands below it. */
export interface Section {
  /** Without its id. */
  readonly title: string
  readonly id: string
  readonly line: number
  readonly blocks: readonly Located[]
}

/** The parts of a file. */
export interface MarkdownFile {
  readonly front: Fields
  /** What stands before the first second-level heading. */
  readonly intro: readonly Located[]
  readonly sections: readonly Section[]
}

/** Notes a fault; `grave` where something had to be left out. */
export type NoteFault = (line: number, problem: string, fix: string, grave?: boolean) => void

/**
 * Understands a file within a time limit. Never throws.
 * @param file the file and its content
 * @param read makes something of its parts, and notes what is wrong in them
 * @returns what was made, undefined where the file cannot be understood at all, and the faults in the order of lines
 */
export function understood<T>(
  file: RawFile,
  read: (parts: MarkdownFile, note: NoteFault) => T,
): {readonly value: T | undefined; readonly faults: readonly Fault[]} {
  const faults: Fault[] = []
  const note: NoteFault = (line, problem, fix, grave = false) =>
    faults.push({path: file.path, line, problem, fix, grave})
  try {
    const value = inTime(() => {
      const parts = partsOf(file, note)
      return parts && read(parts, note)
    })
    return {value, faults: faults.sort((a, b) => a.line - b.line)}
  } catch (error) {
    const why = isTooSlow(error) ? `it takes longer than ${maxParseMs} ms to read` : 'its Markdown cannot be read'
    note(1, why, 'Simplify it: deep nesting and endless emphasis are the usual causes.', true)
    return {value: undefined, faults}
  }
}

function partsOf(file: RawFile, note: NoteFault): MarkdownFile | undefined {
  if (Buffer.byteLength(file.content) > maxFileBytes) {
    note(1, `larger than ${maxFileBytes} bytes`, 'Split it into smaller documents.', true)
    return undefined
  }
  const content = file.content.replace(/^\ufeff/, '')
  const parts = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*\r?\n/.exec(content)
  if (!parts) {
    note(1, 'no front matter', 'Begin the file with a block of fields between two lines of "---".', true)
    return undefined
  }
  // Front matter that is no YAML leaves the file out; a field of the wrong kind leaves nothing out.
  let grave = true
  const front = Fields.read(parts[1] ?? '', 2, (line, problem, fix) => note(line, problem, fix, grave))
  grave = false
  if (!front) return undefined
  const blocks = blocksOf(content.slice(parts[0].length).replaceAll('\r\n', '\n'), parts[0].split('\n').length)
  const first = blocks.findIndex(isHeading)
  const intro = first < 0 ? blocks : blocks.slice(0, first)
  return {front, intro, sections: first < 0 ? [] : sectionsOf(blocks.slice(first), note)}
}

function isHeading({token}: Located): boolean {
  return token.type === 'heading' && token['depth'] === 2
}

function sectionsOf(blocks: readonly Located[], note: NoteFault): Section[] {
  const out: {title: string; id: string; line: number; blocks: Located[]}[] = []
  for (const block of blocks) {
    if (isHeading(block)) out.push({...named(block, note), line: block.line, blocks: []})
    else out.at(-1)?.blocks.push(block)
  }
  return out.filter(section => section.id !== '')
}

/** A sign that is to be taken as it is (CommonMark 0.31.2, section 2.4). */
const escaped = /\\([!-/:-@[-`{-~])/g

/** Without an id nothing can be called by its name: the section is left out. */
function named({token, line}: Located, note: NoteFault): {title: string; id: string} {
  const {text} = token as Tokens.Heading
  const [, title = '', id = ''] = /^(.*?)\s*\{#([a-z0-9]+(?:-[a-z0-9]+)*)\}$/.exec(text) ?? []
  if (title !== '') return {title: title.replace(escaped, '$1'), id}
  note(line, `the heading "${text}" has no id`, 'End it with {#an-id} in small letters, digits and hyphens.', true)
  return {title: '', id: ''}
}

/** The blocks of a section: its text, what stands below `### 中文`, and its block of fields with this word. */
export function partsOfSection(
  section: Section,
  word: string,
): {readonly text: readonly Located[]; readonly chinese: readonly Located[]; readonly meta: Located | undefined} {
  const opening = new RegExp(`^yaml ${word}\\b`)
  const meta = section.blocks.find(({token}) => token.type === 'code' && opening.test(token['lang'] ?? ''))
  return {...inLanguages(section.blocks.filter(block => block !== meta)), meta}
}

/** Blocks before and after `### 中文`. */
export function inLanguages(blocks: readonly Located[]): {
  readonly text: readonly Located[]
  readonly chinese: readonly Located[]
} {
  const split = blocks.findIndex(
    ({token}) => token.type === 'heading' && token['depth'] === 3 && token['text'] === '中文',
  )
  return split < 0 ? {text: blocks, chinese: []} : {text: blocks.slice(0, split), chinese: blocks.slice(split + 1)}
}
