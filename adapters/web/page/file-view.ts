// A file as a button that saves it: it is made in the browser, and never shown in the page.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Card, File} from '../../../src/chat/card.ts'
import {element, icon} from './element.ts'

/** How long the browser has to begin to save a file, in milliseconds. */
const savingMs = 60_000

const types = {'text/csv': 'CSV', 'text/markdown': 'Markdown', 'application/json': 'JSON'} as const
const words = {en: 'Download', zh: '下载'} as const

/** The button that saves a file, with its type and size. */
export function fileView(block: File, language: Card['language']): HTMLElement {
  const blob = new Blob([block.text], {type: `${block.type};charset=utf-8`})
  const label = element('span', {dir: 'auto'}, `${words[language]} ${block.name}`)
  const size = element('span', {class: 'file-size'}, `${types[block.type]}, ${sizeOf(blob.size, language)}`)
  const button = element('button', {type: 'button', class: 'button file'}, icon('download'), label, size)
  button.addEventListener('click', () => save(blob, block.name))
  return element('div', {class: 'row'}, button)
}

// With `download` a browser saves what it would otherwise open.
function save(blob: Blob, name: string): void {
  const href = URL.createObjectURL(blob)
  element('a', {href, download: name}).click()
  window.setTimeout(() => URL.revokeObjectURL(href), savingMs)
}

function sizeOf(bytes: number, language: Card['language']): string {
  const [size, unit] =
    bytes < 1_000 ? [bytes, 'byte'] : bytes < 1_000_000 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte']
  const shown = {style: 'unit', unit, unitDisplay: bytes < 1_000 ? 'long' : 'short', maximumFractionDigits: 1} as const
  return new Intl.NumberFormat(language, shown).format(size)
}
