// Courtesy: what people put round a question to be polite, which says nothing about what they ask.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {fold} from './words.ts'

const whole = (...patterns: readonly string[]) => new RegExp(`^(?:${patterns.join('|')})$`)

const all = '(?: (?:there|all|everyone|everybody|folks|team|guys|friends|colleagues|both|bot|counsell?or))?'
const somebody = '(?:you|someone|somebody|anyone|anybody)(?: here)?'
const thanks = '(?:thanks|thank you|thx|ty|tia)'
const degree = '(?:quite|rather|very|pretty|fairly|really|a bit|kind of)'

/** A piece at the beginning that is one of these goes. */
const openings = whole(
  `(?:hi|hello|hey|hiya|howdy|dear|greetings|good (?:morning|afternoon|evening|day))${all}`,
  '(?:i )?hope (?:you|everyone|everybody|all|this) .{0,40}\\b(?:well|fine|good|ok|okay|day|week|weekend)',
  `(?:i am |i'm |im )?(?:${degree} )?new here`,
  `(?:i have |i've got |we have |got |just )?(?:a |one |another |my )?(?:(?:${degree} )?(?:quick|short|small|simple|basic|general|stupid|silly|dumb|naive) )?question(?: for you| here)?`,
  '(?:just )?(?:a )?quick one',
  "(?:i am |i'm )?(?:so |very )?sorry(?: (?:to (?:bother|disturb|ask|interrupt)|for (?:asking|bothering|the)|if (?:this|that|it) (?:is|was|has|sounds)).{0,50})?",
  "(?:(?:i was |i am |i'm )?just )?(?:wondering|curious)|i was wondering|asking for a friend",
  `(?:can|could|would) ${somebody} (?:please )?(?:help|help me|help us|tell me|tell us|explain)(?: please| with (?:this|that|a question))?`,
  `(?:do|does|did) ${somebody} (?:happen to )?know`,
  '(?:i was |we were )?(?:just )?asked by (?:my|our|a|the) \\w+(?: \\w+)?',
  '(?:my|our|a|the) (?:manager|boss|colleague|lead|team lead|director|customer|client|lawyer|teammate|friend) (?:just )?(?:asks|asked|wants to know|wanted to know|is asking)(?: me| us)?',
  `(?:ok |okay |great |perfect )?${thanks}(?: a lot| so much| very much| again| for (?:that|this|the answer|your help))*`,
  '(?:你们?|您|大家|各位)好[啊呀]?|(?:早上|上午|中午|下午|晚上)好|各位(?:同事|老师|大佬)?',
  '不好意思|(?:不好意思)?打扰(?:一下|了|大家|各位)*',
  '(?:我)?(?:想|要)?(?:请)?(?:问|请教|咨询)(?:一下|下|大家|各位)*|(?:我)?(?:想问|有)(?:一)?个(?:小)?问题(?:想问|请教)?(?:一下|大家)?',
  '新人(?:报到|一枚)',
)

/** A piece at the end that is one of these goes, and the name behind it, */
const farewells = whole(
  `(?:many |ok |and )?(?:${thanks}|cheers|much appreciated|regards|(?:best|kind) regards|best)(?: a lot| so much| very much| a bunch| again| in advance| everyone| all| team| guys| for (?:any|your|the|all) (?:help|hints?|pointers?|advice|time|answers?|support))*`,
  '(?:谢谢|多谢|感谢|谢了|麻烦了|辛苦了|在线等)(?:大家|各位|你们?|您|[啦了])*',
  '先?谢过',
)

/** and so does one of these. */
const requests = whole(
  '(?:please|pls|plz)(?: help| advise| let me know)?',
  'any (?:help|hints?|pointers?|advice|ideas?|thoughts?|input|suggestions?)(?: (?:is|are|would be))?(?: (?:very|much|highly|really|greatly))?(?: (?:appreciated|welcome|helps?|great|nice))?',
  `(?:it is|it's|its|this is)(?: ${degree})? urgent`,
  'asking for a friend|just curious',
)

/** How people begin to ask where no sign stands before the question itself. */
const leadIn = new RegExp(
  `^(?:(?:so|and|ok|okay) )?(?:i (?:need|want|would like|have) to (?:know|understand|ask|find out)|i'd like to (?:know|understand|ask)|(?:my|our) question is|(?:i was |i am |i'm |just )?wondering|i wonder|(?:can|could|would) ${somebody} (?:please )?(?:tell (?:me|us)|explain(?: to (?:me|us))?)|(?:do|does) ${somebody} know|please (?:tell (?:me|us)|explain(?: to (?:me|us))?))(?= )`,
  'i',
)

/** What says in which way to answer, and not what: before a comma at the beginning, or at the end. */
const aside =
  '(?:in (?:simple|plain|easy) (?:words|terms|english)|in (?:short|brief|general|a nutshell)|generally speaking|these days|nowadays|in your (?:opinion|view|experience))'
const leadingAside = new RegExp(`^\\s*${aside},\\s*`, 'i')
const trailingAside = new RegExp(`[\\s,]+${aside}(?=[\\s.?!]*$)`, 'i')
const trailingThanks = /[\s,]+(?:many )?(?:thanks|thank you|thx)(?: (?:so|very) much)? in advance(?=[\s.!]*$)/i

/** Where a piece of a text ends and the next begins. */
const gaps = /([.,;:!?()\n–—…，。；：！？、（）]+|\s-\s)/

/** In a longer question, in characters, what is polite is lost in what is not. */
const longest = 600

/** A name below a message: one or two words with a capital letter, or Chinese for one. */
const signature = /^\s*\p{Lu}[\p{L}.'-]*(?:\s+\p{Lu}[\p{L}.'-]*)?\s*$|^\s*[小老]?\p{Script=Han}{1,3}\s*$/u

const signsAlone = /^[^\p{L}\p{N}]*$/u

/**
 * A question without what is only polite before and behind it, or as it is where nothing would be left of it.
 * @param text as it was typed
 */
export function withoutCourtesy(text: string): string {
  if (text.length > longest) return text
  const pieces = text.split(gaps)
  let from = 0
  while (from < pieces.length && isAll(openings, pieces[from])) from += 2
  const to = endOf(pieces, from)
  const core = pieces.slice(from, to).join('').replace(leadingAside, '').trimStart().replace(leadIn, '')
  const bare = core.replace(trailingThanks, '').replace(trailingAside, '').trim()
  return signsAlone.test(bare) ? text : bare
}

/** Where the last piece ends that is more than polite, the signs behind it included. */
function endOf(pieces: readonly string[], from: number): number {
  let to = pieces.length
  for (let i = pieces.length - 1; i > from; i -= 2) {
    const isSigned = signature.test(pieces[i] ?? '') && farewells.test(plain(pieces[i - 2]))
    if (!isSigned && !isAll(farewells, pieces[i]) && !isAll(requests, pieces[i])) break
    to = i
  }
  return to
}

/** True also for a piece of signs alone, such as a smile. */
function isAll(pattern: RegExp, piece: string | undefined): boolean {
  return signsAlone.test(piece ?? '') || pattern.test(plain(piece))
}

function plain(piece = ''): string {
  return fold(piece).trim().replace(/\s+/g, ' ')
}
