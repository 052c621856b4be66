// Likeness: groups questions that ask for the same thing in other words.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {stemOf, wordsOf} from './words.ts'

/** Two questions are alike from this share of common terms on (Jaccard). */
export const alikeFrom = 0.4

/**
 * Groups things by the likeness of their questions: each joins the first group whose first question is like its own.
 * @param items in the order in which they should lead groups
 * @param questionOf the question of an item
 * @returns groups, largest first; equal ones stay in order
 */
export function groupsOf<T>(items: readonly T[], questionOf: (item: T) => string): T[][] {
  const groups: {terms: ReadonlySet<string>; items: T[]}[] = []
  for (const item of items) {
    const terms = termsOf(questionOf(item))
    const group = groups.find(each => likeness(each.terms, terms) >= alikeFrom)
    if (group) group.items.push(item)
    else groups.push({terms, items: [item]})
  }
  return groups.map(group => group.items).sort((a, b) => b.length - a.length)
}

/** The share of terms that two sets have in common, 0 to 1; two empty sets are alike. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0
  for (const term of a) if (b.has(term)) common++
  const all = a.size + b.size - common
  return all === 0 ? 1 : common / all
}

function termsOf(question: string): Set<string> {
  const telling = wordsOf(question).filter(word => word.kind === 'word' || word.kind === 'pair')
  return new Set(telling.map(word => (word.kind === 'word' ? stemOf(word.written) : word.term)))
}
