// A Card as plain text: for notifications, fallbacks, the console and tests.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Block, Card, Chart, Series} from './card.ts'
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
export function chartText(chart: Chart): string {
  const line = (label: string, i: number) => `${label}: ${chart.series.map(row => named(chart, row, i)).join(', ')}`
  return [chart.title, ...chart.labels.map(line)].filter(part => part !== '').join('\n')
}

/** How many signs a full bar has. */
const barLength = 10

/** A chart in words and bars of signs, for where there is no picture: bars stand at the beginning, so they line up. */
export function chartLines(chart: Chart): string {
  const lines = chart.labels.flatMap((label, i) =>
    chart.series.map(row => `${barOf(chart, row.values[i] ?? null)} ${label}: ${named(chart, row, i)}`),
  )
  return [chart.title, ...lines].filter(part => part !== '').join('\n')
}

function named({series, unit}: Chart, {name, values}: Series, i: number): string {
  const value = values[i] ?? null
  const number = value === null ? '–' : `${value}${unit === '' ? '' : ` ${unit}`}`
  return series.length > 1 && name !== '' ? `${name} ${number}` : number
}

function barOf({most}: Chart, value: number | null): string {
  const share = value === null || most <= 0 ? 0 : Math.min(1, Math.max(0, value / most))
  const full = Math.round(share * barLength)
  return '▰'.repeat(full) + '▱'.repeat(barLength - full)
}
