// Entry: what a key, a value and a life time must be, and how a value is written in a row.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** The longest key, in bytes of UTF-8: every engine that we know can index it. */
export const longestKey = 512

// No key is as long as this, and no character comes after it.
const lastCharacters = '\u{10ffff}'.repeat(longestKey / 4 + 1)
const surrogateAlone = /\p{Cs}/u

/**
 * Refuses a key that an engine could not keep apart from every other key.
 * @throws RangeError for a key that is empty, too long, or not text that UTF-8 can write; a mistake of the caller
 */
export function checkKey(key: string): void {
  if (key === '') throw new RangeError('A key of the store is empty.')
  checkPrefix(key)
}

/**
 * Refuses a prefix that no key can start with; the empty prefix is the start of all keys.
 * @throws RangeError as {@link checkKey}
 */
export function checkPrefix(prefix: string): void {
  if (Buffer.byteLength(prefix) > longestKey) throw new RangeError(`A key of the store is over ${longestKey} bytes.`)
  // UTF-8 writes every lone surrogate as U+FFFD, and libsql reads text up to its first U+0000: two keys would be one.
  if (surrogateAlone.test(prefix)) throw new RangeError('A key of the store holds half a character.')
  if (prefix.includes('\u0000')) throw new RangeError('A key of the store holds U+0000.')
}

/**
 * Refuses a life time that is not a whole number of milliseconds above 0; undefined means for good.
 * @throws RangeError for any other, a mistake of the caller
 */
export function checkLifeTime(ms: number | undefined): void {
  if (ms === undefined || (Number.isSafeInteger(ms) && ms > 0)) return
  throw new RangeError(`A life time in the store is ${ms}; it must be a whole number of milliseconds above 0.`)
}

/**
 * A value as the text of its row. The life time is no part of it: engines keep it beside the value, with one clock.
 * @throws TypeError for what JSON cannot write (undefined, functions, circles, bigints), a mistake of the caller
 */
export function toRow(value: unknown): string {
  const json: string | undefined = JSON.stringify(value)
  if (json === undefined) throw new TypeError(`JSON cannot write a value of type ${typeof value}.`)
  return `{"value":${json}}`
}

/**
 * The value that {@link toRow} wrote.
 * @throws SyntaxError where the text is not a row
 */
export function fromRow<T>(row: string): T {
  return (JSON.parse(row) as {value: T}).value
}

/**
 * The end of the range of keys with a prefix, by the order of UTF-8 bytes: every such key is at least the prefix and
 * less than this, and no other key is.
 */
export function prefixEnd(prefix: string): string {
  return prefix + lastCharacters
}
