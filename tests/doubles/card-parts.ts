// The parts of a card that tests look at: its buttons, its spans, and whether it is well formed.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Block, Button, Card, Feedback} from '../../src/chat/card.ts'
import type {Span} from '../../src/chat/prose.ts'

/** All buttons of a card, thumbs included, in the order in which they stand. */
export function buttonsOf(card: Card): Button[] {
  return card.blocks.flatMap(block => {
    if (block.kind === 'buttons') return block.buttons
    if (block.kind !== 'feedback') return []
    const {action, value} = block
    return [
      {label: '👍', action, value: `up:${value}`},
      {label: '👎', action, value: `down:${value}`},
    ]
  })
}

/** The labels of all buttons of a card. */
export function labelsOf(card: Card): string[] {
  return buttonsOf(card).map(button => button.label)
}

/** All spans of a card. */
export function spansOf(card: Card): Span[] {
  return card.blocks.flatMap(spansOfBlock)
}

/** The thumbs of a card. */
export function feedbackOf(card: Card): Feedback | undefined {
  return card.blocks.find(block => block.kind === 'feedback')
}

function spansOfBlock(block: Block): readonly Span[] {
  switch (block.kind) {
    case 'paragraph':
    case 'note':
    case 'quote':
      return block.spans
    case 'list':
      return block.items.flat()
    default:
      return []
  }
}
