// Looking up: what a search finds, and that nothing on its cards can be pressed.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {beforeAll, describe, expect, it} from '@jest/globals'
import {phrases} from '../../src/answers/phrases.ts'
import {cardText} from '../../src/chat/card-text.ts'
import type {World} from '../doubles/world.ts'
import {openWorld} from '../doubles/world.ts'

let world: World

beforeAll(async () => {
  world = await openWorld()
})

describe('a search', () => {
  it('finds the answer first, and what bears a like name', () => {
    const found = world.counselor.lookUp('What is an OSPO?')
    expect(found[0]?.title).toBe('What is an OSPO?')
    expect(found.length).toBeGreaterThan(1)
    expect(new Set(found.map(({title}) => title)).size).toBe(found.length)
  })

  it('shows examples before anything was typed', () => {
    const [first = ''] = phrases.en.examples
    expect(world.counselor.lookUp('').map(({title}) => title)).toContain(first)
  })

  it('shows whole answers with their sources, and nothing to press', () => {
    for (const {card, preview} of world.counselor.lookUp('licence')) {
      expect(card.blocks.filter(({kind}) => kind === 'buttons' || kind === 'feedback')).toEqual([])
      expect(cardText(card)).toContain(preview)
    }
  })

  it('is made in the language of the question', () => {
    expect(world.counselor.lookUp('开源办公室')[0]?.card.language).toBe('zh')
  })

  it('finds nothing for what is none of our matter', () => {
    expect(world.counselor.lookUp('xyzzy plugh frobnicate')).toEqual([])
  })

  it('leaves no trace', async () => {
    const before = await world.stored()
    world.counselor.lookUp('policy')
    expect(await world.stored()).toEqual(before)
  })
})
