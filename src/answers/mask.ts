// Masks what must not be kept of a question: addresses, numbers of people, and secrets.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** What is replaced: a sign without which there is none, which is quick to look for, the whole, and what is shown. */
type Mask = readonly [sign: RegExp, whole: RegExp, shown: string]

const digit = /\d/

/** From the most telling to the least; each pattern is linear in the length of the text. */
const masks: readonly Mask[] = [
  [/@/, /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,64}(?:\.[\p{L}\p{N}-]{1,64}){1,4}/gu, '[address]'],
  [/:\/\//, /\bhttps?:\/\/[^\s<>"]{1,2000}/giu, '[link]'],
  [/</, /<[@#!][^>\s]{1,200}>/gu, '[mention]'],
  [
    /[-_]|A[KS]IA|eyJ/,
    /\b(?:gh[pousr]_|glpat-|xox[abeoprs]-|xapp-|[sp]k[-_]|AKIA|ASIA|eyJ)[-_A-Za-z0-9.]{12,2000}/gu,
    '[secret]',
  ],
  [digit, /\b(?=[A-Za-z0-9+/_-]{0,200}\d)[A-Za-z0-9+/_-]{24,2000}={0,2}/gu, '[secret]'],
  [digit, /\b(?:\d{1,3}\.){3}\d{1,3}\b/gu, '[address]'],
  // The number of a CVE is public, and what a question about it is about.
  [digit, /(?<!CVE-[\d-]{0,12})\+?\d(?:[ ()/.-]{0,2}\d){6,18}/giu, '[number]'],
]

/** The longest question that is kept, in characters. */
const longest = 500

/** How much of a question is masked before it is cut, so that no half of a secret is left at the cut. */
const looked = 20_000

/**
 * A question as it may be stored: shortened, on one line, with addresses, links, long numbers and secrets masked.
 * @param question as it was typed
 */
export function masked(question: string): string {
  const line = question
    .slice(0, looked)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
  const hidden = masks.reduce(
    (text, [sign, whole, shown]) => (sign.test(text) ? text.replace(whole, shown) : text),
    line,
  )
  return hidden.slice(0, longest)
}
