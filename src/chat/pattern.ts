// Patterns: cards that are shown again and again, each time with another id behind their buttons.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import type {Block, Card} from './card.ts'

/** Stands for the id in the values of a pattern, is as long as the ids that are given, and in no text that anybody wrote. */
export const blankId: string = randomUUID()

/** What a card was made from. */
export interface Made {
  /** The same object for all cards of this pattern, so that renderers can keep what they make of it. */
  readonly pattern: Card
  readonly id: string
}

const makings = new WeakMap<Card, Made>()

/** The card of a pattern for an id, which stands in the values of buttons and thumbs only. */
export function fromPattern(pattern: Card, id: string): Card {
  const card = {...pattern, blocks: pattern.blocks.map(block => withId(block, id))}
  makings.set(card, {pattern, id})
  return card
}

/** What a card was made from; undefined for all others, also for one that was changed afterwards. */
export function makingOf(card: Card): Made | undefined {
  return makings.get(card)
}

function withId(block: Block, id: string): Block {
  switch (block.kind) {
    case 'buttons':
      return {...block, buttons: block.buttons.map(each => ({...each, value: filled(each.value, id)}))}
    case 'feedback':
      return {...block, value: filled(block.value, id)}
    default:
      return block
  }
}

/** A value of a pattern with the id in its place. */
export function filled(value: string, id: string): string {
  return value.replace(blankId, () => id)
}
