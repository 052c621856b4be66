// A Card as plain text: for notifications, fallbacks, the console and tests.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Block, Card, Chart} from './card.ts'
import {proseText, spansText} from './prose.ts'

/**
 * The card as plain text, blocks parted by an empty line.
 * @param options `addresses`: links show where they lead; `buttons`: the labels of buttons are named
 */
export function cardText(card: Card, options: {readonly addresses?: boolean; readonly buttons?: boolean} = {}): string {
  return card.blocks
    .map(block => blockText(block, options.addresses ?? false, options.buttons ?? false))
    .filter(part => part !== '')
    .join('\n\n')
}

function blockText(block: Block, addresses: boolean, withButtons: boolean): string {
  switch (block.kind) {
    case 'heading':
      return block.text
    case 'paragraph':
    case 'list':
      return proseText([block], addresses)
    case 'note':
      return spansText(block.spans, addresses)
    case 'quote':
      return `> ${spansText(block.spans, addresses)}`
    case 'buttons': {
      if (!withButtons) return ''
      const labels = block.buttons.map(button => `[${button.label}]`).join(' ')
      return block.label === undefined ? labels : `${block.label} ${labels}`
    }
    case 'feedback':
      return withButtons ? '[👍] [👎]' : ''
    case 'file':
      return block.name
    case 'chart':
      return chartText(block)
    default:
      return block satisfies never
  }
}

/** A chart in words: its title, then a line for each label with the number of each series. */
export function chartText({title, unit, labels, series}: Chart): string {
  const number = (value: number | undefined) => (value === undefined ? '–' : `${value}${unit === '' ? '' : ` ${unit}`}`)
  const line = (label: string, i: number) => {
    const numbers = series.map(({name, values}) =>
      series.length > 1 && name !== '' ? `${name} ${number(values[i])}` : number(values[i]),
    )
    return `${label}: ${numbers.join(', ')}`
  }
  return [title, ...labels.map(line)].filter(part => part !== '').join('\n')
}
