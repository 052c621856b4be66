// The command `knowledge`: checks the knowledge base, or exports its passages as JSON.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {proseText} from '../chat/prose.ts'
import {faultLine} from '../knowledge/fault.ts'
import type {Knowledge} from '../knowledge/library.ts'
import type {Passage} from '../knowledge/passage.ts'

/**
 * Runs the command.
 * @param knowledge what was loaded, with its faults
 * @param args `check` or `export`
 * @param write takes what is printed
 * @returns the exit code: 0; 1 where there are faults; 2 for other words
 */
export function knowledgeCommand(knowledge: Knowledge, args: readonly string[], write: (text: string) => void): number {
  switch (args[0]) {
    case 'check':
      return check(knowledge, write)
    case 'export':
      write(`${JSON.stringify([...knowledge.passages.values()].map(exported), undefined, 1)}\n`)
      return 0
    default:
      write('Usage: npm run -s knowledge check\n       npm run -s knowledge export\n')
      return 2
  }
}

function check({passages, faults}: Knowledge, write: (text: string) => void): number {
  for (const fault of faults) write(`${faultLine(fault)}\n`)
  const topics = [...passages.values()].filter(passage => passage.kind === 'coverage').length
  write(`${passages.size - topics} passages, ${topics} topics not covered, ${faults.length} faults\n`)
  return faults.length > 0 ? 1 : 0
}

function exported(passage: Passage): Record<string, unknown> {
  const {id, kind, title, titles, terms, asks, sources, related, owner, path} = passage
  const texts = Object.fromEntries(
    Object.entries(passage.texts).map(([language, prose]) => [language, proseText(prose)]),
  )
  return {
    id,
    kind,
    title,
    titles,
    text: proseText(passage.text, true),
    texts,
    terms,
    asks,
    sources,
    related,
    owner,
    path,
  }
}
