// Cards of one pattern differ in the id behind their buttons, and in nothing else.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import type {Card} from '../../src/chat/card.ts'
import {buttons, heading} from '../../src/chat/card.ts'
import {blankId, fromPattern, makingOf} from '../../src/chat/pattern.ts'

const pattern: Card = {
  language: 'en',
  blocks: [
    heading('Licences'),
    buttons([
      {label: 'Read on', action: 'read', value: `${blankId} choose-a-licence en`},
      {label: 'Topics', action: 'topics', value: 'en'},
    ]),
    {kind: 'feedback', action: 'rate', value: `${blankId} choose-a-licence en`},
  ],
}

describe('a card from a pattern', () => {
  it('has its id in the values of buttons and thumbs, whatever signs the id has', () => {
    expect(fromPattern(pattern, "$& $' 1").blocks).toEqual([
      heading('Licences'),
      buttons([
        {label: 'Read on', action: 'read', value: "$& $' 1 choose-a-licence en"},
        {label: 'Topics', action: 'topics', value: 'en'},
      ]),
      {kind: 'feedback', action: 'rate', value: "$& $' 1 choose-a-licence en"},
    ])
  })

  it('tells what it was made from, and one that was changed afterwards does not', () => {
    const card = fromPattern(pattern, 'a1')
    expect(makingOf(card)).toEqual({pattern, id: 'a1'})
    expect(makingOf({...card, blocks: card.blocks.slice(1)})).toBeUndefined()
  })
})
