// Any text at all, for property tests: letters, marks, signs that steer, halves of characters, and all the rest.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import fc from 'fast-check'

/** Code points on which programs stumble: controls, directions, joiners, markup, half pairs, emoji and Chinese. */
const telling = [
  0x00, 0x07, 0x09, 0x0a, 0x0d, 0x1b, 0x7f, 0x85, 0xa0, 0xad, 0x300, 0x301, 0x61c, 0x200b, 0x200d, 0x200f, 0x2028,
  0x202e, 0x2066, 0x2069, 0x3000, 0x5f00, 0x6e90, 0xd83d, 0xde00, 0xfdfa, 0xfe0f, 0xfeff, 0xfffd, 0x1f389, 0x1f469,
]

/**
 * Any text; made by hand, since the units of fast-check take most of a second to be set up in each test file.
 * @param maxLength the most code points
 */
export function anyText(maxLength = 40): fc.Arbitrary<string> {
  const point = fc.oneof(
    {arbitrary: fc.integer({min: 0x20, max: 0x7e}), weight: 4},
    {arbitrary: fc.constantFrom(...telling), weight: 2},
    {arbitrary: fc.integer({min: 0, max: 0x10ffff}), weight: 1},
  )
  return fc.array(point, {maxLength}).map(points => String.fromCodePoint(...points))
}
