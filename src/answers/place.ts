// Places: "the second one", "number 3", "最后一个": which of several things a question means.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {fold, wordsOf} from './words.ts'

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

const counted = 'one|option|choice|answer|suggestion|topic|item|button|link'
const parts = 'point|part|stage|step|level|phase|petal|hat|role|area|direction'
const rank = Object.keys(ordinals).join('|')

/** "the second", "the third stage", "your last suggestion", "second one". */
const english = new RegExp(
  `(?:\\b(?:the|your) |^\\W*(?:(?:and|so|ok|okay) )?)(${rank})(?: (?:(${counted})|(${parts}))\\b|(?=\\W*$))`,
)

/** What may stand beside it; other words tell that it is a question of its own. */
const beside = new Set(
  `look looks mean means meant want wanted show open take choose pick prefer read go see try like interesting sounds
  contain contains involve involves include includes detail details`.split(/\s+/),
)
const negation = /\b(?:not|no|neither|nor|never|wrong|than|isn't|don't|didn't)\b/

/** "number two", "option 2", "#2", and "2" alone. */
const figure =
  /^\W*(?:(?:number|option|choice|answer) ?|(?:no|nr)\.? ?(?=\d)|#)?(10|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten)(?: please)?\W*$/

const chinese =
  /^(?:[那好看选]|那么|我?(?:想|要)?(?:看|选)|(?:请)?(?:说说|讲讲|介绍一?下))*(?:第 ?([一二两三四五六七八九十]|10|[1-9]) ?(?:(阶段|步|级|片|瓣|顶|点|部分|种角色)|[个条项种])?|(最后) ?一?(?:[个条项种]))(?:[呢吧]|是什么(?:样的?)?|是怎样的|是啥|怎么样|讲什么)?[？?。.！!\s]*$/

/** The longest question that names something by its place, in characters: in a longer one it stands by the way. */
const longest = 60

/**
 * Which of several things a question means.
 * @param question as it was typed, without courtesy
 * @returns undefined for nearly all questions
 */
export function placeIn(question: string): Place | undefined {
  const text = fold(question).trim()
  if (text.length > longest) return undefined
  return inEnglish(text) ?? inFigures(text) ?? inChinese(text)
}

function inEnglish(text: string): Place | undefined {
  const found = english.exec(text)
  const [place = '', word = '', , part] = found ?? []
  const at = ordinals[word]
  if (at === undefined || negation.test(text)) return undefined
  const rest = wordsOf(text.replace(place, ' '))
  const isAlone = rest.every(({kind, written}) => kind === 'stop' || beside.has(written))
  return isAlone ? placeOf(at, part) : undefined
}

function inFigures(text: string): Place | undefined {
  const [, number] = figure.exec(text) ?? []
  return number === undefined ? undefined : placeOf(numbers[number] ?? Number(number) - 1)
}

function inChinese(text: string): Place | undefined {
  const [, sign, part, last] = chinese.exec(text) ?? []
  if (last !== undefined) return placeOf(-1)
  return sign === undefined ? undefined : placeOf(numbers[sign] ?? Number(sign) - 1, part)
}

function placeOf(at: number, part?: string): Place {
  return {at, noun: part === undefined ? 'one' : 'part'}
}
