// Courtesy: what people put round a question to be polite, which says nothing about what they ask.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {hasHan, wordsOf} from './words.ts'

const setOf = (words: string) => new Set(words.split(/\s+/))

/** A piece of a text that has no other words than these, and such as say nothing by themselves, is polite and no more. */
const polite = setOf(
  `hi hello hey hiya howdy moin dear greetings good morning afternoon evening day everyone everybody folks guys team all
  colleague colleagues friend friends hope well fine find finds weekend week new newcomer newbie here today quick quickly
  short small simple basic stupid silly dumb naive question questions ask asks asked asking wonder wonders wondering
  wondered curious know knows want wants wanted somebody someone anybody anyone sorry apologies excuse pardon bother
  bothering disturb disturbing interrupt interrupting manager boss lead director teammate client customer thanks thank
  thx ty tia cheers regards best kind kindly please pls plz advance appreciated appreciate welcome grateful great nice
  help helps hint hints pointer pointers advice idea ideas thoughts input suggestion suggestions urgent asap sir madam
  bot counselor counsellor chat maybe perhaps kinda bit quite pretty rather happen hear back soon understand explain
  i'm i've i'd it's you're one`,
)

const greetings = setOf('hi hello hey hiya howdy moin dear greetings')

/** From one of these on, the rest of a piece takes leave, if all of it is polite. */
const farewells = setOf('thanks thank thx ty tia cheers regards please pls plz')

/** Whether somebody can help is no question of its own. */
const requests = setOf('can could would will do does did may might is are anybody anyone somebody someone')

/** A piece with one of these asks something, as in "what do they want from me, and why?". */
const asking = setOf('what who whom whose which when where how why')

/** How people begin to ask, where no sign stands before the question itself. */
const leadIn =
  /^(?:(?:so|and|ok|okay) )?(?:i (?:need|want|would like|have) to (?:know|understand|ask|find out)|i'd like to (?:know|understand|ask)|(?:my|our|the) question is|(?:i was |i am |i'm |just )?wondering|i wonder|(?:can|could|would) (?:you|someone|somebody|anyone|anybody) (?:please )?(?:tell (?:me|us)|explain(?: to (?:me|us))?)|(?:do|does) (?:you|anyone|anybody|someone|somebody) know|please (?:tell (?:me|us)|explain(?: to (?:me|us))?))(?= )/i

/** What says in which way to answer, and not what. */
const asides =
  /\b(?:in (?:simple|plain|easy) (?:words|terms|english|language)|in (?:short|brief|general)|in a nutshell|generally speaking|these days|nowadays|in your (?:opinion|view|experience))\b/gi

const chinese =
  /你们?好|您好|大家好?|各位|(?:早上|上午|下午|晚上)好|不好意思|打扰|麻烦|请问|想问|请教|咨询|问题?|帮忙|谢谢|多谢|感谢|谢了|辛苦|在线等|急|新人|报到|[一下个小我有想你您们了啦啊呀吧来]|[\s\p{Extended_Pictographic}]/gu

/** Where a piece of a text ends and the next begins. */
const gaps = /([.,;:!?()\n–—…，。；：！？、（）]+|\s-\s)/

/** In a longer question, in characters, what is polite is lost in what is not. */
const longest = 600

/**
 * A question without what is only polite round it, or as it is where nothing would be left of it.
 * @param text as it was typed
 */
export function withoutCourtesy(text: string): string {
  if (text.length > longest) return text
  const pieces = text.replace(asides, ' ').split(gaps)
  let core = ''
  let takesLeave = false
  for (let i = 0; i < pieces.length; i += 2) {
    const [piece = '', gap = ''] = pieces.slice(i, i + 2)
    const isLast = i + 2 >= pieces.length
    // Whoever takes leave signs it.
    if (takesLeave && isLast && !gap.includes('?') && tokensOf(piece).length <= 2) continue
    takesLeave = false
    if (hasHan(piece) ? piece.replace(chinese, '') !== '' : !isPolite(piece, gap, core === ''))
      core += trimmed(piece) + gap
    else takesLeave = tokensOf(piece).some(token => farewells.has(token))
  }
  core = core.trim()
  return tells(core) || (core !== '' && !tells(text)) ? core : text
}

function tells(text: string): boolean {
  return wordsOf(text).some(({kind}) => kind !== 'stop')
}

/** @param gap the signs behind the piece */
function isPolite(piece: string, gap: string, isFirst: boolean): boolean {
  const tokens = tokensOf(piece)
  const [first = ''] = tokens
  // Nothing but signs, such as a smile.
  if (tokens.length === 0) return isFirst || piece.trim() !== ''
  // A name behind a greeting: "Hi Ada," and "Dear all,".
  if (isFirst && greetings.has(first) && tokens.length <= 3 && /^[,!]/.test(gap)) return true
  if (gap.includes('?') && !requests.has(first)) return false
  if (tokens.some(token => asking.has(token))) return false
  return tokens.some(token => polite.has(token)) && tokens.every(isNoMore)
}

/** A piece without the greeting at its beginning and the leave at its end, where no sign stands between. */
function trimmed(piece: string): string {
  const parts = piece.split(/(?<=\s)(?=\S)/)
  const tokens = parts.map(tokenOf)
  let from = 0
  if (greetings.has(tokens[0] ?? '')) while (polite.has(tokens[from] ?? '')) from += 1
  let to = tokens.length
  for (let i = tokens.length - 1; i > from && isNoMore(tokens[i] ?? ''); i--) if (farewells.has(tokens[i] ?? '')) to = i
  return parts.slice(from, to).join('').replace(leadIn, '')
}

function isNoMore(token: string): boolean {
  return polite.has(token) || wordsOf(token).every(({kind}) => kind === 'stop')
}

function tokensOf(piece: string): string[] {
  return piece
    .split(/\s+/)
    .map(tokenOf)
    .filter(token => token !== '')
}

function tokenOf(part: string): string {
  return part
    .trim()
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
}
