// Text as words: folded, spelled one way, stemmed; Chinese as single signs and pairs.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {stemmer} from 'stemmer'

/** A word of a text, ready to be compared. */
export interface Word {
  /** The stem, or for Chinese one sign or a pair of signs. */
  readonly term: string
  /** The word as it was written, folded to small letters without accents. */
  readonly written: string
  /** `stop`: a word that says nothing by itself. `sign`: one Chinese sign, `pair`: two that stand together. */
  readonly kind: 'word' | 'stop' | 'sign' | 'pair'
  /** True for Chinese. */
  readonly han: boolean
  /** True for three or more letters from a to z: what can be misspelt. */
  readonly plain: boolean
  /** A small number that no other word has, until the tables of words are emptied: for speed only. */
  readonly place: number
}

/** The longest text that is looked at, in characters: nobody asks in more, and work stays bounded. */
export const maxTextLength = 2_000

const stopWords = new Set(
  `a an the of to in on at for from by with and or but nor so as if then than that this these those there here it its
  is are was were be been being am do does did done doing have has had having will would shall should can could may
  might must i me my mine we us our ours you your yours he she they them their his her who whom whose which what when
  where how why not no yes please just also too very really some any each every all both about into out up down over
  under again more most much many such own same other only get got getting gets lot like thing stuff tell explain let
  exactly actually basically s t re ve ll d m don im ive id thats whats theres etc ok okay hi hello thank thanks
  one`.split(/\s+/),
)

const stopSigns = new Set(
  '的了吗呢是我们你他在有和与也就都不要会能怎么什这那个一上下中为到说给对被把让吧啊还很没去来做里用请问想',
)

/** The same as {@link pattern} for plain ASCII, and three times as fast. */
const asciiPattern = /[a-z0-9]+(?:'[a-z]+)?/g

/** Chinese needs no space beside another script, so that a word ends where a sign begins. */
const pattern = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+(?:'(?:(?!\p{Script=Han})\p{L})+)?/gu

/**
 * Folds a text: compatibility forms, case and accents are levelled, control and direction marks are gone.
 * @param text anything; only the first {@link maxTextLength} characters count
 */
export function fold(text: string): string {
  const short = text.length > maxTextLength ? text.slice(0, maxTextLength) : text
  // Plain ASCII, which is most of the text, has nothing to fold but its case.
  if (!/[^\x20-\x7e]/.test(short)) return short.toLowerCase()
  return short
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .normalize('NFD')
    .replace(/[\p{M}\p{Cf}]+/gu, '')
    .replace(/\p{Cc}+/gu, ' ')
    .normalize('NFC')
}

/** All words of a text in their order, stop words included. */
export function wordsOf(text: string): Word[] {
  return foldedWordsOf(fold(text))
}

/**
 * All words of a text in their order. The same word is mostly the same object, which may be counted on for speed only.
 * @param folded a text of {@link fold}
 */
export function foldedWordsOf(folded: string): Word[] {
  const out: Word[] = []
  const ascii = !/[^\x20-\x7e]/.test(folded)
  for (const run of folded.match(ascii ? asciiPattern : pattern) ?? []) {
    if (run.charCodeAt(0) > 0x2e7f && /^\p{Script=Han}/u.test(run)) addHan(run, out)
    else out.push(latinWord(run))
  }
  return out
}

/** True where the text holds Chinese signs. */
export function hasHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text)
}

/** How many words are kept: the tables are emptied before strangers' words could fill the memory. */
const mostKept = 50_000

/** How many words were made since the tables were emptied, and so the place of the next one. */
let places = 0

const latin = new Map<string, Word>()

/** A Chinese sign, its number among the signs, and whether it says nothing by itself. */
interface Sign {
  readonly word: Word
  readonly number: number
}

const signs = new Map<number, Sign>()
/** Pairs by the numbers of both signs. */
const pairs = new Map<number, Word>()

function makeRoom(): void {
  if (places < mostKept) return
  latin.clear()
  signs.clear()
  pairs.clear()
  places = 0
}

/** Words repeat, so each is stemmed once. */
function latinWord(run: string): Word {
  const known = latin.get(run)
  if (known) return known
  makeRoom()
  const written = run.replace(/'(?:s|re|ve|ll|d|m|t)$/, '')
  const word: Word = {
    term: stemOf(written),
    written,
    kind: stopWords.has(written) ? 'stop' : 'word',
    plain: /^[a-z]{3,}$/.test(written),
    han: false,
    place: places++,
  }
  latin.set(run, word)
  return word
}

function addHan(run: string, out: Word[]): void {
  makeRoom()
  let sign: Sign | undefined
  for (let at = 0; at < run.length; ) {
    const code = run.codePointAt(at) ?? 0
    at += code > 0xffff ? 2 : 1
    const next = signs.get(code) ?? newSign(code)
    if (sign) out.push(pairs.get(pairKey(sign, next)) ?? newPair(sign, next), sign.word)
    sign = next
  }
  if (sign) out.push(sign.word)
}

function newSign(code: number): Sign {
  const term = String.fromCodePoint(code)
  const sign = {word: hanWord(term, stopSigns.has(term) ? 'stop' : 'sign'), number: signs.size}
  signs.set(code, sign)
  return sign
}

function newPair(first: Sign, second: Sign): Word {
  const pair = hanWord(first.word.term + second.word.term, 'pair')
  pairs.set(pairKey(first, second), pair)
  return pair
}

/** There are never so many signs at once that two pairs could have one key. */
function pairKey(first: Sign, second: Sign): number {
  return first.number * 2 ** 17 + second.number
}

function hanWord(term: string, kind: Word['kind']): Word {
  return {term, written: term, kind, plain: false, han: true, place: places++}
}

/** Words that Porter's rules would throw together with quite different ones (government and governance, business and busy). */
const ownStems = new Map(
  [
    ['government', 'governments', 'governmental'],
    ['community', 'communities'],
    ['authority', 'authorities'],
    ['business', 'businesses'],
    ['university', 'universities'],
    ['important', 'importance'],
    ['experiment', 'experiments', 'experimental', 'experimenting'],
    ['engine', 'engines'],
    ['news'],
    ['officer', 'officers'],
    ['director', 'directors'],
  ].flatMap(([stem = '', ...forms]) => [stem, ...forms].map(form => [form, stem] as const)),
)

/**
 * The stem of a word, the same for British and American spelling (organise, organize; licence, license).
 * @param written a folded word
 */
export function stemOf(written: string): string {
  if (written.length < 3 || written.length > 40) return written
  const own = ownStems.get(written)
  if (own !== undefined) return own
  return stemmer(hasTwoSpellings.test(written) ? inOneSpelling(written) : written)
}

/** What most words are free of, so that they are looked at once instead of eight times. */
const hasTwoSpellings = /is(?:e|at)|ising|icenc|centr|programm|our|counsell|defenc|yse/

function inOneSpelling(written: string): string {
  return written
    .replace(/(?<=.{3})is(e|ed|es|er|ers|ing|ation|ations|ational)$/, 'iz$1')
    .replace(/licenc/, 'licens')
    .replace(/centre/, 'center')
    .replace(/programme/, 'program')
    .replace(/(?<=.{3})our(?=$|s$|al$|ed$|ite)/, 'or')
    .replace(/counsell/, 'counsel')
    .replace(/defence/, 'defense')
    .replace(/(?<=.)yse/, 'yze')
}
