// Tables as Markdown, aligned so that they read well in a terminal too.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** A table with a heading. */
export interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The table as Markdown, its first column to the left, the others to the right. */
export function tableText({title, columns, rows}: Table): string {
  const widths = columns.map((column, i) => Math.max(3, column.length, ...rows.map(row => row[i]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, i) => (i === 0 ? (cells[i] ?? '').padEnd(width) : (cells[i] ?? '').padStart(width))).join(' | ')} |`
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`
  return [`### ${title}`, '', line(columns), rule, ...rows.map(line), ''].join('\n')
}

/**
 * A value beside ours, the ratio first: `4.2× · 1.3 ms`; our own without one.
 * @param value what was measured
 * @param own what was measured for ours; undefined where there is nothing to compare
 * @param unit such as `ms`
 */
export function beside(value: number, own: number | undefined, unit = ''): string {
  const text = unit === '' ? figure(value) : `${figure(value)} ${unit}`
  return own === undefined ? text : `${figure(value / own)}× · ${text}`
}

/** A number with three figures that count, or a dash for none. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (value >= 100) return Math.round(value).toLocaleString('en')
  return value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

/** A share as it is usual for gold@1: `.885`. */
export function share(value: number): string {
  return Number.isFinite(value) ? value.toFixed(3).replace(/^0/, '') : '–'
}
