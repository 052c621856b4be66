// Story: texts that make careless patterns run for ever are answered like any other; a pattern that hangs never returns.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})

/** The longest message that the web chat takes; other platforms take less. */
const longest = 12_000
const filled = (piece: string, end = '') => piece.repeat(Math.ceil(longest / piece.length)).slice(0, longest) + end

/** What drives nested and overlapping repetitions into backtracking (OWASP, "Regular expression denial of service"). */
const attacks: readonly (readonly [string, string])[] = [
  ['one letter', filled('a', '!')],
  ['blanks', filled(' ', 'x')],
  ['tabs and line ends', filled('\t\n', 'x')],
  ['digits', filled('1', 'x')],
  ['digits in groups', filled('123 ', 'x')],
  ['almost an address of mail', filled('a@', ' ')],
  ['dots after an at', `a@${filled('a.')}`],
  ['almost a link', filled('http://')],
  ['a link that never ends', `http://${filled('a/?&')}`],
  ['hyphens', filled('a-')],
  ['underscores and stars', filled('_*')],
  ['almost a token', filled('xoxb-1')],
  ['hexadecimal signs', filled('0f')],
  ['base64', filled('QUJD', '=')],
  ['quotation marks', filled('"')],
  ['brackets', filled('[(<{')],
  ['Chinese signs', filled('开源')],
  ['joined emoji', filled('👩‍👩‍👧')],
  ['combining marks', `a${filled('\u0301')}`],
  ['question marks', filled('?')],
  ['almost a follow-up', filled('and what about ')],
]

describe('a text of twelve thousand signs', () => {
  it.each(attacks)('of %s is answered by one card, and noted', async (_, text) => {
    const card = await world.platform.talk().say(text)
    expect(card.blocks.length).toBeGreaterThan(0)
    expect(world.record.messages('error')).toEqual([])
  })

  it.each(attacks)('of %s, typed into the search box, is looked up', (_, text) => {
    expect(Array.isArray(world.counselor.suggest(text))).toBe(true)
  })
})
