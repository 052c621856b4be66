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
}

/** The longest text that is looked at, in characters: nobody asks in more, and work stays bounded. */
export const maxTextLength = 2_000

const stopWords = new Set(
  `a an the of to in on at for from by with and or but nor so as if then than that this these those there here it its
  is are was were be been being am do does did done doing have has had having will would shall should can could may
  might must i me my mine we us our ours you your yours he she they them their his her who whom whose which what when
  where how why not no yes please just also too very really some any each every all both about into out up down over
  under again more most much many such own same other only get got getting gets lot like thing stuff tell explain let
  s t re ve ll d m don im ive id thats whats theres etc ok okay hi hello thank thanks one`.split(/\s+/),
)

const stopSigns = new Set(
  '的了吗呢是我们你他在有和与也就都不要会能怎么什这那个一上下中为到说给对被把让吧啊还很没去来做里用请问想',
)

/** The same as {@link pattern} for plain ASCII, and three times as fast. */
const asciiPattern = /[a-z0-9]+(?:'[a-z]+)?/g

const pattern = /\p{Script=Han}+|[\p{L}\p{N}]+(?:'\p{L}+)?/gu

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

const latin = new Map<string, Word>()

/** Words repeat, so each is stemmed once; the table is emptied before strangers' words could fill the memory. */
function latinWord(run: string): Word {
  const known = latin.get(run)
  if (known) return known
  if (latin.size >= 50_000) latin.clear()
  const written = run.replace(/'(?:s|re|ve|ll|d|m|t)$/, '')
  const word: Word = {
    term: stemOf(written),
    written,
    kind: stopWords.has(written) ? 'stop' : 'word',
    plain: /^[a-z]{3,}$/.test(written),
    han: false,
  }
  latin.set(run, word)
  return word
}

/** A Chinese sign, and the pairs that it was the first of, by the code of the second. */
interface Sign {
  readonly word: Word
  readonly pairs: Map<number, Word>
}

const signs = new Map<number, Sign>()
let pairCount = 0

/** Signs and pairs repeat as words do, so each is made once; this table is emptied in time as well. */
function addHan(run: string, out: Word[]): void {
  if (pairCount + signs.size >= 50_000) {
    signs.clear()
    pairCount = 0
  }
  let sign: Sign | undefined
  for (let at = 0; at < run.length; ) {
    const code = run.codePointAt(at) ?? 0
    at += code > 0xffff ? 2 : 1
    const next = signOf(code)
    if (sign) out.push(pairOf(sign, next, code), sign.word)
    sign = next
  }
  if (sign) out.push(sign.word)
}

function signOf(code: number): Sign {
  const known = signs.get(code)
  if (known) return known
  const term = String.fromCodePoint(code)
  const kind = stopSigns.has(term) ? 'stop' : 'sign'
  const sign = {word: {term, written: term, kind, plain: false, han: true} as const, pairs: new Map<number, Word>()}
  signs.set(code, sign)
  return sign
}

function pairOf({word, pairs}: Sign, next: Sign, code: number): Word {
  const known = pairs.get(code)
  if (known) return known
  const term = word.term + next.word.term
  const pair: Word = {term, written: term, kind: 'pair', plain: false, han: true}
  pairs.set(code, pair)
  pairCount++
  return pair
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
  return stemmer(
    written
      .replace(/(?<=.{3})is(e|ed|es|er|ers|ing|ation|ations|ational)$/, 'iz$1')
      .replace(/licenc/, 'licens')
      .replace(/centre/, 'center')
      .replace(/programme/, 'program')
      .replace(/(?<=.{3})our(?=$|s$|al$|ed$|ite)/, 'or')
      .replace(/counsell/, 'counsel')
      .replace(/defence/, 'defense')
      .replace(/(?<=.)yse/, 'yze'),
  )
}
