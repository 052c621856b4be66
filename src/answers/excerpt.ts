// An excerpt: as much of a passage as fits a chat message, in whole paragraphs and list items.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {List, Prose} from '../chat/prose.ts'
import {proseText} from '../chat/prose.ts'
import {countWords} from '../knowledge/check.ts'

/** The most words of a passage that an answer shows (the design of answers asks for a short answer). */
export const maxWords = 120

/** A shortened text; `whole` is true where nothing was left out. */
export interface Excerpt {
  readonly prose: Prose
  readonly whole: boolean
}

/**
 * The first blocks of a text, at most {@link maxWords} words; the first block is always there.
 * A list that does not fit is cut between items. Chinese counts as one word a run, so it is never cut.
 */
export function excerptOf(prose: Prose): Excerpt {
  if (countWords(proseText(prose)) <= maxWords) return {prose, whole: true}
  const out: Prose[number][] = []
  let left = maxWords
  for (const block of prose) {
    const words = countWords(proseText([block]))
    if (words <= left || out.length === 0) {
      out.push(block)
      left -= words
      continue
    }
    if (block.kind === 'list') {
      const fitting = itemsThatFit(block, left)
      if (fitting.items.length > 1) out.push(fitting)
    }
    return {prose: out, whole: false}
  }
  return {prose: out, whole: true}
}

function itemsThatFit(list: List, words: number): List {
  let left = words
  const items = list.items.filter(item => {
    left -= countWords(item.map(span => span.text).join(''))
    return left >= 0
  })
  return {...list, items}
}
