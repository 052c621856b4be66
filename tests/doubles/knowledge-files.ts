// Knowledge files for tests: small documents that are right unless a test makes them wrong.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {mkdirSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import type {Document} from '../../src/knowledge/document.ts'
import {parseDocument} from '../../src/knowledge/document.ts'
import type {Knowledge} from '../../src/knowledge/library.ts'
import {readOwners} from '../../src/knowledge/owners.ts'
import {temporaryFolder} from './temporary-folder.ts'

/** Front matter of a chapter without fault, 12 lines with its marks. */
export const front = `---
title: Test chapter
titles: {zh: 测试}
kind: chapter
chapter: test
order: 1
owner: ospo
status: reviewed
reviewed: 2026-11-20
sources:
  book: {work: A book, part: Chapter 1, year: 2024, licence: CC-BY-4.0, link: https://example.org/book}
---
`

/** Fifty words, which is enough for a passage. */
export const fiftyWords = Array.from({length: 50}, (_, i) => `word${i}`).join(' ')

/** What a passage is made of; each part has a right value where a test gives none. */
export interface PassageParts {
  readonly title?: string
  readonly body?: string
  readonly meta?: string
  readonly asks?: readonly string[]
}

/** The passage block for a passage, with twelve English and five Chinese asks about its id. */
export function metaOf(id: string, asks: readonly string[] = []): string {
  const numbers = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
  const english = [...asks, ...numbers.slice(asks.length).map(number => `${id} ${number}`)]
  const chinese = ['一', '二', '三', '四', '五'].map(number => `测试${number}`)
  return `titles: {zh: 标题}
asks:
  en: [${english.map(ask => JSON.stringify(ask)).join(', ')}]
  zh: [${chinese.join(', ')}]
sources: [book]`
}

/** One passage as Markdown. */
export function passageText(id: string, parts: PassageParts = {}): string {
  const {title = `Title of ${id}`, body = `About ${id}: ${fiftyWords}.`, asks, meta = metaOf(id, asks)} = parts
  return `\n## ${title} {#${id}}\n\n${body}\n\n\`\`\`yaml passage\n${meta}\n\`\`\`\n`
}

/** Reads a document of these parts. */
export function parse(content: string, overlay = false): Document {
  return parseDocument({path: 'test.md', content, overlay})
}

/** The faults of a document, as `line: problem`. */
export function faultsOf(content: string): string[] {
  return parse(content).faults.map(fault => `${fault.line}: ${fault.problem}`)
}

/** The number of the first line that holds a text. */
export function lineOf(content: string, text: string): number {
  return content.split('\n').findIndex(line => line.includes(text)) + 1
}

/** A temporary knowledge folder with these files by name; `write` adds and changes some. */
export function knowledgeFolderOf(files: Readonly<Record<string, string>>): {
  readonly path: string
  readonly write: (name: string, content: string) => void
  readonly remove: () => void
} {
  const {path, remove} = temporaryFolder()
  const write = (name: string, content: string) => {
    mkdirSync(dirname(join(path, name)), {recursive: true})
    writeFileSync(join(path, name), content)
  }
  for (const [name, content] of Object.entries(files)) write(name, content)
  return {path, write, remove}
}

/** An owners file with the role that the documents of tests name. */
export const ownersFile = 'ospo: {name: Open source office, names: {zh: 开源办公室}, contact: null}\n'

/** Knowledge of these documents, without a disk; the first is ours, the others are overlays. */
export function knowledgeFrom(...documents: readonly string[]): Knowledge {
  const passages = documents.flatMap((content, layer) => parse(content, layer > 0).passages)
  const {owners} = readOwners('owners.yml', ownersFile, new Map())
  return {
    passages: new Map(passages.map(passage => [passage.id, passage])),
    owners,
    thesaurus: [],
    files: [],
    faults: [],
  }
}
