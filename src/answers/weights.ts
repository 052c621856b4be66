// The weights of the ranking: how much each part of a passage and of a question counts.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * Weights of the retriever, chosen on development questions by `bench/` (never on those that judge it).
 * BM25F: Robertson and Zaragoza 2009, with fields names, asks and texts.
 */
export const weights = {
  saturation: 1.3,
  names: {weight: 1, length: 0.8},
  asks: {weight: 1, length: 0.8},
  texts: {weight: 0.3, length: 0.8},
  /** A shared concept counts less than a shared word: in the passage, and in an ask. */
  concept: {passage: 0.6, ask: 0.8},
  /** One Chinese sign says less than a pair. */
  sign: 0.35,
  /** A pair that stands nowhere is mostly the end of one word and the beginning of the next. */
  unknownPair: 0.3,
  /** A word whose spelling was mended may have been meant otherwise. */
  mended: 0.9,
}

/** How the three likenesses of a candidate are mixed; they add up to 1. Chosen with the other weights. */
export const mix = {covered: 0.7, nearest: 0.2, near: 0.1}

/**
 * What stands for the likeness to the nearest asks where nobody wrote down how people ask for a passage: its title alone
 * would speak against it. As many times what it covers as makes up for the asks that others have; chosen with
 * development questions on bases in which a tenth to a half of the passages had lost their asks.
 */
export function likenessWithoutAsks(covered: number): number {
  return Math.min(1, 2.5 * covered)
}

/** True for a concept of the thesaurus, false for a word. */
export function isConcept(term: string): boolean {
  return term.startsWith('#')
}
