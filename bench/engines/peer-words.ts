// Words for the other engines: English stop words, Chinese cut into words, so that none of them is crippled.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {stemmer} from 'stemmer'

/** English words that say nothing by themselves: the usual list, not ours. */
const stopWords = new Set(
  `a about above after again all also am an and any are as at be because been before being below between both but by
  can could did do does doing don down during each few for from further get had has have having he her here hers him
  his how i if in into is it its itself just let me more most my no nor not now of off on once only or other our ours
  out over own please s same she should so some such t than that the their them then there these they this those
  through to too under until up us very was we were what when where which while who whom why will with would you your
  yours`.split(/\s+/),
)

const words = /\p{Script=Han}+|[\p{L}\p{N}]+/gu

const segmenter = new Intl.Segmenter('zh', {granularity: 'word'})

/** All words of a text in small letters; Chinese is cut by the dictionary of the platform. */
export function peerWords(text: string): string[] {
  const runs = text.toLowerCase().match(words) ?? []
  return runs.flatMap(run => (/^\p{Script=Han}/u.test(run) ? chineseWords(run) : [run]))
}

/** The words of a text that say something. */
export function tellingWords(text: string): string[] {
  return peerWords(text).filter(word => !stopWords.has(word))
}

function chineseWords(run: string): string[] {
  return Array.from(segmenter.segment(run), ({segment}) => segment)
}

const stems = new Map<string, string>()

/** The stem of a word, or null for one that says nothing. Kept, as a word comes many times. */
export function stemOrNothing(word: string): string | null {
  if (stopWords.has(word)) return null
  const known = stems.get(word)
  if (known !== undefined) return known
  const stem = stemmer(word)
  stems.set(word, stem)
  return stem
}
