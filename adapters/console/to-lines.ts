// A Card as lines for a terminal, with a number before each button.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Block, Button, Card} from '../../src/chat/card.ts'
import {chartLines} from '../../src/chat/card-text.ts'
import {proseText, spansText} from '../../src/chat/prose.ts'

/** A card for a terminal: its text, and its buttons in the order of their numbers. */
export interface Lines {
  readonly lines: string
  readonly buttons: readonly Button[]
}

/**
 * Renders a card.
 * @param card any card
 * @param colours true to set headings in bold
 */
export function toLines(card: Card, colours: boolean): Lines {
  const buttons: Button[] = []
  const parts = card.blocks.map(block => printable(linesOf(block, buttons)))
  const lines = parts.map((part, i) =>
    colours && card.blocks[i]?.kind === 'heading' ? `\u001b[1m${part}\u001b[0m` : part,
  )
  return {lines: lines.join('\n\n'), buttons}
}

function linesOf(block: Block, buttons: Button[]): string {
  switch (block.kind) {
    case 'heading':
      return block.text
    case 'paragraph':
    case 'list':
      return proseText([block], true)
    case 'note':
      return spansText(block.spans, true)
    case 'quote':
      return `  | ${spansText(block.spans, true)}`
    case 'buttons': {
      const rows = block.buttons.map(button => `  ${buttons.push(button)}. ${button.label}`)
      return [...(block.label === undefined ? [] : [block.label]), ...rows].join('\n')
    }
    case 'feedback':
      return feedbackLine(block.action, block.value, block.chosen, buttons)
    case 'file':
      return `----- ${block.name} -----\n${block.text}\n-----`
    case 'chart':
      return chartLines(block)
    default:
      return block satisfies never
  }
}

function feedbackLine(action: string, value: string, chosen: 'up' | 'down' | undefined, buttons: Button[]): string {
  if (chosen) return chosen === 'up' ? '  👍 ✓' : '  👎 ✓'
  const up = buttons.push({label: '👍', action, value: `up:${value}`})
  const down = buttons.push({label: '👎', action, value: `down:${value}`})
  return `  ${up}. 👍   ${down}. 👎`
}

/** Text without control characters: what files and people wrote must not steer the terminal. */
export function printable(text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, '')
}
