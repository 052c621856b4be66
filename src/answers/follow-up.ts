// Follow-ups: which questions only make sense after the one before.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Word} from './words.ts'
import {fold, hasHan, wordsOf} from './words.ts'

/**
 * How a question leans on the conversation. `follows`: its words say so; `may`: it is short or points at something;
 * `next`: it asks for what comes after in a series.
 */
export type Leaning = 'none' | 'may' | 'follows' | 'next'

const opening =
  /^(?:and|but|or|so|ok|okay|then|also|what about|how about|why not|what if|tell me more|more|go on|which one|who else|what else|and if|同样|那|那么|还有|如果|为什么不|换成|呢|为什么\W*$)/

const pointing =
  /\b(?:it|its|that|this|these|those|they|them|their|there|one|ones|same|then|afterwards|above|former|latter|it's|that's)\b/

/** "What comes next?", and its likes; "next time" and "next year" ask for something else. */
const next =
  /\b(?:what|which|who)\b.{0,20}\b(?:comes?|follows?|is|stage|step|level)\b.{0,12}\b(?:next|after|afterwards|following)\b|\b(?:what|which)(?:'s| is)? next\b|\bthe (?:next|following) (?:one|step|stage|level|phase)\b|^(?:and |so |ok |then )*(?:what )?(?:next|after that|then what|(?<=and )then)\W*$|下一(?:步|个|阶段|级)|接下来|之后是|(?:往|再)后(?:面|一个)?(?:[是呢]|[？?。！!\s]*$)/

/**
 * How a question leans on what was said before.
 * @param question as it was typed
 */
export function leaningOf(question: string): Leaning {
  const text = fold(question).trim()
  const words = wordsOf(text)
  const telling = tellingOf(words)
  const short = hasHan(text) ? telling <= 8 : telling <= 5
  if (short && next.test(text)) return 'next'
  if (opening.test(text) && (short || /^(?:and|what about|how about|那)/.test(text))) return 'follows'
  // What names nothing cannot be about anything else.
  if (telling === 0 || (telling <= 2 && pointing.test(text))) return 'follows'
  return short && (telling <= 2 || pointing.test(text)) ? 'may' : 'none'
}

/**
 * True for a question such as "why?" and "who?": it cannot have turned to a topic of its own.
 * @param question as it was typed
 */
export function namesNothing(question: string): boolean {
  return tellingOf(wordsOf(question)) === 0
}

function tellingOf(words: readonly Word[]): number {
  return words.filter(word => word.kind === 'word' || word.kind === 'pair').length
}

const asking =
  /\b(?:comes?|follows?|next|after|afterwards|following|ones?|steps?|stages?|levels?|phases?)\b|下一|接下来|之后|(?:再往|往|再)后(?:面|一个)?|是?什么|阶段|[步个级是那呢]/g

/**
 * What is left of a question for the next one without the words that ask for it: the name of a step, or nothing.
 * @param question one whose leaning is `next`
 */
export function withoutNext(question: string): string {
  return fold(question).replace(asking, ' ')
}
