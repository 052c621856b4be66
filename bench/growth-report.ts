// The tables and targets of the benchmark `growth`.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Report, Target} from './benchmark.ts'
import type {EngineName} from './engines/engines.ts'
import type {Table} from './table.ts'
import {beside, figure, share} from './table.ts'

/** What an engine costs at one size. */
export interface Growth {
  /** Milliseconds per question. */
  readonly p50: number
  readonly p99: number
  /** Milliseconds to index. */
  readonly index: number
  /** Bytes that the index holds. */
  readonly held: number
  /** The share of known passages that were found first; null where it was not measured. */
  readonly known: number | null
}

/** What was measured at one size, by engine. */
export interface Size {
  readonly passages: number
  readonly engines: Readonly<Partial<Record<EngineName, Growth>>>
}

const labels: Readonly<Partial<Record<EngineName, string>>> = {
  ours: 'ours',
  minisearch: 'MiniSearch',
  'fuse-token': 'fuse.js, token search',
}

/** The tables and targets of what was measured, smallest size first. */
export function growthReport(sizes: readonly Size[]): Report {
  return {tables: [growthTable(sizes), besideTable(sizes)], targets: targetsOf(sizes)}
}

function growthTable(sizes: readonly Size[]): Table {
  return {
    title: 'Growth: times the size before (ten times fewer passages)',
    columns: ['engine and passages', 'p50', 'p99', 'index', 'held', 'known passage first'],
    rows: enginesOf(sizes).flatMap(name =>
      sizes.flatMap(({passages, engines}, i) => {
        const growth = engines[name]
        return growth
          ? [growthRow(`${labels[name]}, ${passages.toLocaleString('en')}`, growth, sizes[i - 1]?.engines[name])]
          : []
      }),
    ),
  }
}

function growthRow(label: string, growth: Growth, before: Growth | undefined): string[] {
  return [
    label,
    beside(growth.p50, before?.p50, 'ms'),
    beside(growth.p99, before?.p99, 'ms'),
    beside(growth.index, before?.index, 'ms'),
    beside(growth.held / 2 ** 20, before && before.held / 2 ** 20, 'MB'),
    share(growth.known ?? Number.NaN),
  ]
}

function besideTable(sizes: readonly Size[]): Table {
  const names = enginesOf(sizes).filter(name => name !== 'ours')
  const cells = (size: Size, key: 'p50' | 'index') =>
    names.map(name => {
      const other = size.engines[name]
      return other ? `${figure(other[key] / (size.engines.ours?.[key] ?? Number.NaN))}×` : '–'
    })
  return {
    title: 'Others at the same size: times ours',
    columns: ['passages', ...names.map(name => `${labels[name]}, p50`), ...names.map(name => `${labels[name]}, index`)],
    rows: sizes.map(size => [size.passages.toLocaleString('en'), ...cells(size, 'p50'), ...cells(size, 'index')]),
  }
}

function enginesOf(sizes: readonly Size[]): EngineName[] {
  return Object.keys(sizes[0]?.engines ?? {}) as EngineName[]
}

function targetsOf(sizes: readonly Size[]): Target[] {
  const at = (passages: number, name: EngineName) => sizes.find(size => size.passages === passages)?.engines[name]
  const grown = (['p50', 'p99'] as const).map((key): Target => {
    const ratio = (at(100_000, 'ours')?.[key] ?? Number.NaN) / (at(1_000, 'ours')?.[key] ?? Number.NaN)
    return {
      says: `from 1,000 to 100,000 passages ${key} grows at most 20 times`,
      met: ratio <= 20,
      got: `${figure(ratio)} times`,
    }
  })
  const fuse = (at(10_000, 'fuse-token')?.p50 ?? Number.NaN) / (at(10_000, 'ours')?.p50 ?? Number.NaN)
  return [
    {
      says: 'at least 20 times faster than fuse.js token search at 10,000',
      met: fuse >= 20,
      got: `${figure(fuse)} times`,
    },
    ...grown,
    ...sizes.flatMap(size => indexTarget(size)),
  ]
}

function indexTarget({passages, engines}: Size): Target[] {
  const {ours, minisearch} = engines
  if (!ours || !minisearch) return []
  const got = `${figure(ours.index)} to ${figure(minisearch.index)} ms`
  return [
    {
      says: `indexing ${passages.toLocaleString('en')} no slower than MiniSearch`,
      met: ours.index <= minisearch.index,
      got,
    },
  ]
}
