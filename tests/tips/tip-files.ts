// Tips for tests: small ones that are right unless a test makes them wrong.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {paragraph} from '../../src/chat/card.ts'
import type {RoomFile} from '../../src/knowledge/library.ts'
import type {Tip} from '../../src/tips/tip.ts'

/** What of a tip a test says. */
export interface TipParts {
  readonly topic?: string
  readonly areas?: readonly string[]
  readonly from?: string
  readonly until?: string
}

/** A tip without a file. */
export function tipOf(id: string, {topic = 'topic', areas = [], from, until}: TipParts = {}): Tip {
  return {
    ...{id, title: `Title of ${id}`, titles: {}, kind: 'tip', topic: {id: topic, title: topic, titles: {}}},
    ...{read: undefined, areas, from, until, text: [paragraph(`Text of ${id}.`)], texts: {}},
    ...{overlay: true, path: 'tips.md', line: 1},
  }
}

/** The front matter of a file of tips, 7 lines with its marks. */
export const front =
  '---\ntitle: Test tips\ntopic: test\nlicence: CC-BY-4.0\nstatus: published\nreviewed: 2026-11-24\n---\n'

/** One tip as Markdown, 14 lines, the Chinese ones last. */
export function tipText(id: string, {meta = 'read: first', body = `About ${id}.`, chinese = '关于。'} = {}): string {
  const block = `\`\`\`yaml tip\n${meta}\ntitles: {zh: 标题}\n\`\`\``
  return `\n## Title of ${id} {#${id}}\n\n${body}\n\n${block}\n\n### 中文\n\n${chinese}\n`
}

/** A file of tips in a layer. */
export function tipFile(content: string, {path = 'tips/test.md', layer = 0} = {}): RoomFile {
  return {path, content, overlay: layer > 0, room: 'tips', layer}
}
