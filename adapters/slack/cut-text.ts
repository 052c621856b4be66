// Cuts text to a length, at a word border and never within a link, an entity or a character.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/**
 * The text, or its beginning and an ellipsis.
 * @param max the most UTF-16 units of the result, 1 at least
 */
export function shorten(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, cutAt(text, max - 1)).trimEnd()}…`
}

/**
 * The text in pieces that are not blank, from the first to the last.
 * @param max the most UTF-16 units of each piece
 */
export function piecesOf(text: string, max: number): string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > max) {
    const at = cutAt(rest, max)
    pieces.push(rest.slice(0, at))
    rest = rest.slice(at)
  }
  return [...pieces, rest].map(piece => piece.trim()).filter(piece => piece !== '')
}

function cutAt(text: string, max: number): number {
  const word = /\s\S*$/u.exec(text.slice(0, max + 1))
  // A border in the first half would leave too little: then the word itself is cut.
  const border = word && word.index > max / 2 ? word.index : max
  const outside = beforeToken(text, border)
  const whole = outside === border ? beforeEntity(text, border) : outside
  return whole > 0 ? whole : max
}

/** Before a `<…>` that the place is in; a place outside stays. */
function beforeToken(text: string, at: number): number {
  const open = text.lastIndexOf('<', at - 1)
  return open >= 0 && text.indexOf('>', open) >= at ? open : at
}

/** Before an entity or a surrogate pair that the place is in. */
function beforeEntity(text: string, at: number): number {
  const entity = /&[a-z]{0,3}$/.exec(text.slice(Math.max(0, at - 4), at))
  if (entity && /^&(?:amp|lt|gt);/.test(text.slice(at - entity[0].length))) return at - entity[0].length
  return /[\ud800-\udbff]/.test(text.charAt(at - 1)) ? at - 1 : at
}
