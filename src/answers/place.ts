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

/** The words that count, each place with all of its own. */
const places = [
  ...['first one 一', 'second two 二 两', 'third three 三', 'fourth four 四', 'fifth five 五', 'sixth six 六'],
  ...['seventh seven 七', 'eighth eight 八', 'ninth nine 九', 'tenth ten 十'],
].map(words => words.split(' '))

const nth = [...places.map(([ordinal]) => ordinal), '(?:10|[1-9])(?:st|nd|rd|th)', 'last'].join('|')
const cardinal = ['10', '[1-9]', ...places.map(([, number]) => number)].join('|')

const counted = 'one|option|choice|answer|suggestion|topic|item|button|link'
const parts = 'point|part|stage|step|level|phase|petal|hat|role|area|direction'

/** "the second", "the third stage", "your last suggestion", "second one". */
const english = new RegExp(
  `(?:\\b(?:the|your) |^\\W*(?:(?:and|so|ok|okay) )?)(${nth})(?: (?:(${counted})|(${parts}))\\b|(?=\\W*$))`,
)

/** What may stand beside it; other words tell that it is a question of its own. */
const beside = new Set(
  `look looks mean means meant want wanted show open take choose pick prefer read go see try like interesting sounds
  contain contains involve involves include includes detail details`.split(/\s+/),
)
const negation = /\b(?:not|no|neither|nor|never|wrong|than|isn't|don't|didn't)\b/

/** "number two", "option 2", "#2", and "2" alone. */
const figure = new RegExp(
  `^\\W*(?:(?:number|option|choice|answer) ?|(?:no|nr)\\.? ?(?=\\d)|#)?(${cardinal})(?: please)?\\W*$`,
)

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
  const [place, word, , part] = english.exec(text) ?? []
  if (place === undefined || word === undefined || negation.test(text)) return undefined
  const rest = wordsOf(text.replace(place, ' '))
  const isAlone = rest.every(({kind, written}) => kind === 'stop' || beside.has(written))
  return isAlone ? placeOf(word, part) : undefined
}

function inFigures(text: string): Place | undefined {
  const [, number] = figure.exec(text) ?? []
  return number === undefined ? undefined : placeOf(number)
}

function inChinese(text: string): Place | undefined {
  const [, sign, part, last] = chinese.exec(text) ?? []
  const word = last ?? sign
  return word === undefined ? undefined : placeOf(word, part)
}

/** @param word one of {@link places}, a figure, or a word for the last; no other comes here */
function placeOf(word: string, part?: string): Place {
  const noun = part === undefined ? 'one' : 'part'
  if (/^\d/.test(word)) return {at: Number.parseInt(word, 10) - 1, noun}
  return {at: places.findIndex(words => words.includes(word)), noun}
}
