// Places: "the second one", "number 3", "最后一个": which of several things a question means.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {fold} from './words.ts'

/** One of several things by its place. */
export interface Place {
  /** From 0 on, or -1 for the last. */
  readonly at: number
  /** `one` where it is only counted, `part` where it is named as a part of a whole, such as a stage. */
  readonly noun: 'one' | 'part'
}

const ordinals: Readonly<Record<string, number>> = {
  ...{
    first: 0,
    second: 1,
    third: 2,
    fourth: 3,
    fifth: 4,
    sixth: 5,
    seventh: 6,
    eighth: 7,
    ninth: 8,
    tenth: 9,
    last: -1,
  },
  ...{'1st': 0, '2nd': 1, '3rd': 2, '4th': 3, '5th': 4, '6th': 5, '7th': 6, '8th': 7, '9th': 8, '10th': 9},
}
const numbers: Readonly<Record<string, number>> = {
  ...{one: 0, two: 1, three: 2, four: 3, five: 4, six: 5, seven: 6, eight: 7, nine: 8, ten: 9},
  ...{一: 0, 二: 1, 两: 1, 三: 2, 四: 3, 五: 4, 六: 5, 七: 6, 八: 7, 九: 8, 十: 9},
}

const counted = 'one|ones|option|choice|answer|suggestion|topic|item|button|link'
const parts = 'point|part|stage|step|level|phase|petal|hat|role|area|direction'
const rank = Object.keys(ordinals).join('|')

/** "the second", "the third stage", "your last suggestion"; what else stands there tells that it is a question of its own. */
const english = new RegExp(`\\b(?:the|your) (${rank})(?: (?:(${counted})|(${parts}))\\b|\\W*$)`)

/** "number two", "option 2", "#2", and "2" alone. */
const figure =
  /^\W*(?:(?:number|no\.?|nr\.?|option|choice|answer) ?|#)?(10|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten)\W*$/

const chinese =
  /第 ?([一二三四五六七八九十]|10|[1-9]) ?(?:([个条项种])|(阶段|步|级|片|顶|点|部分|种角色))|(最后) ?(?:一 ?)?([个条项])/

/** The longest question that names something by its place, in characters: in a longer one it stands by the way. */
const longest = 60

/**
 * Which of several things a question means.
 * @param question as it was typed
 * @returns undefined for nearly all questions
 */
export function placeIn(question: string): Place | undefined {
  const text = fold(question).trim()
  if (text.length > longest) return undefined
  const [, word = '', , part] = english.exec(text) ?? []
  if (word in ordinals) return placeOf(ordinals[word], part)
  const [, number] = figure.exec(text) ?? []
  if (number !== undefined) return placeOf(numbers[number] ?? Number(number) - 1)
  const [, sign, , chinesePart, last] = chinese.exec(text) ?? []
  if (last !== undefined) return placeOf(-1)
  return sign === undefined ? undefined : placeOf(numbers[sign] ?? Number(sign) - 1, chinesePart)
}

/** Nothing stands at a place of zero. */
function placeOf(at: number | undefined, part?: string): Place | undefined {
  if (at === undefined || at < -1) return undefined
  return {at, noun: part === undefined ? 'one' : 'part'}
}
