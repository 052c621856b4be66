// The rules that the whole knowledge base keeps, beyond what one document can know.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {proseText} from '../chat/prose.ts'
import type {Fault} from './fault.ts'
import type {Owners} from './owners.ts'
import {nobody} from './owners.ts'
import type {Passage} from './passage.ts'

/** The bounds of a passage: words of English text, and numbers of asks. Overlays may be terser. */
const bounds = {
  own: {words: [40, 160], english: [12, 40], chinese: 5},
  overlay: {words: [5, 200], english: [3, 60], chinese: 0},
  coverage: {words: [10, 80], english: [3, 60], chinese: 0},
} as const

/**
 * Checks all passages together.
 * @param passages what loaded, after overlays have replaced their ids
 * @param owners the roles that passages may name
 * @returns the faults; none of them leaves a passage out
 */
export function checkPassages(passages: readonly Passage[], owners: Owners): Fault[] {
  const ids = new Set(passages.map(passage => passage.id))
  return passages.flatMap(passage => [
    ...checkSizes(passage),
    ...checkLinks(passage, ids),
    ...checkFields(passage, owners),
  ])
}

function faultOf(passage: Passage, problem: string, fix: string): Fault {
  return {path: passage.path, line: passage.line, problem: `"${passage.id}" ${problem}`, fix, grave: false}
}

/** The number of words of a text; used for bounds only. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+(?:['’.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0
}

function checkSizes(passage: Passage): Fault[] {
  const bound = passage.kind === 'coverage' ? bounds.coverage : passage.overlay ? bounds.overlay : bounds.own
  const faults: Fault[] = []
  const words = countWords(proseText(passage.text))
  const [least, most] = bound.words
  if (words < least || words > most) {
    faults.push(faultOf(passage, `has ${words} words`, `Keep to ${least} to ${most}: split it, or say more.`))
  }
  const {en, zh} = passage.asks
  const [fewest, mostAsks] = bound.english
  if (en.length < fewest || en.length > mostAsks) {
    faults.push(
      faultOf(passage, `has ${en.length} English asks`, `Write ${fewest} to ${mostAsks}, each in other words.`),
    )
  }
  if (zh.length < bound.chinese) {
    faults.push(faultOf(passage, `has ${zh.length} Chinese asks`, `Write at least ${bound.chinese}.`))
  }
  return faults
}

function checkLinks(passage: Passage, ids: ReadonlySet<string>): Fault[] {
  const {related, parts, next, background} = passage
  const named = [...related, ...parts, ...[next, background].filter(id => id !== undefined)]
  const dead = named.filter(id => !ids.has(id))
  const own = named.includes(passage.id) ? [faultOf(passage, 'names itself', 'Name other passages only.')] : []
  return [
    ...own,
    ...dead.map(id => faultOf(passage, `names "${id}", which does not exist`, 'Mend the id or remove it.')),
  ]
}

function checkFields(passage: Passage, owners: Owners): Fault[] {
  const faults: Fault[] = []
  if (passage.owner !== nobody && !owners.has(passage.owner)) {
    faults.push(
      faultOf(passage, `names the unknown owner "${passage.owner}"`, `Use one of ${[...owners.keys()].join(', ')}.`),
    )
  }
  if (passage.overlay) return faults
  if (passage.titles.zh === undefined)
    faults.push(faultOf(passage, 'has no Chinese title', 'Add titles: zh: … to its block.'))
  if (passage.kind !== 'coverage' && passage.sources.length === 0) {
    faults.push(faultOf(passage, 'names no source', 'Add sources: [key] to its block.'))
  }
  if (passage.kind === 'scenario') faults.push(...checkScenario(passage))
  return faults
}

const scenarioParts = ['Problem.', 'Why it happens.', 'Recommendation.', 'First step.']

function checkScenario(passage: Passage): Fault[] {
  const starts = passage.text.map(block => (block.kind === 'paragraph' ? block.spans[0]?.text.trim() : ''))
  return scenarioParts
    .filter(part => !starts.includes(part))
    .map(part =>
      faultOf(passage, `has no paragraph that begins with **${part}**`, 'Write all four parts of a scenario.'),
    )
}
