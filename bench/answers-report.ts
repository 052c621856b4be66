// The tables and targets of the benchmark `answers`.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Report, Target} from './benchmark.ts'
import type {Cost, ServiceCost} from './cost.ts'
import type {EngineName} from './engines/engines.ts'
import type {Marks} from './questions.ts'
import type {Table} from './table.ts'
import {beside, figure, share} from './table.ts'

/** What an engine did with a set of questions. */
export interface Score {
  readonly marks: Marks
  /** What ours did with the same questions, which are a sample for a slow engine. */
  readonly own: Marks
  readonly marksByType: ReadonlyMap<string, Marks>
  /** Milliseconds per question. */
  readonly p50: number
  readonly p99: number
}

/** What all engines did on one corpus. */
export interface Outcome {
  readonly corpus: string
  readonly development: ReadonlyMap<EngineName, Score>
  readonly heldOut: ReadonlyMap<EngineName, Score>
}

/** All that the benchmark measured. */
export interface Measured {
  readonly passages: number
  readonly full: Outcome
  readonly bare: Outcome
  readonly costs: ReadonlyMap<EngineName, Cost>
  readonly service: ServiceCost
}

const labels: Readonly<Record<EngineName, string>> = {
  ours: 'ours',
  'ours-without-thesaurus': 'ours, no thesaurus',
  minisearch: 'MiniSearch',
  orama: 'Orama, tolerance 1',
  'orama-exact': 'Orama, exact',
  'fuse-token': 'fuse.js, token search, tuned',
  'fuse-token-plain': 'fuse.js, token search as it comes',
  'fuse-bitap': 'fuse.js, bitap',
}

const others = ['minisearch', 'orama', 'orama-exact', 'fuse-token', 'fuse-token-plain', 'fuse-bitap'] as const
const fuse = ['fuse-bitap', 'fuse-token-plain', 'fuse-token'] as const
const types = ['direct', 'paraphrase', 'situation', 'typo', 'keyword', 'zh']

const megabyte = 2 ** 20

/** What we take "well above" to mean: ten questions more of a hundred. */
const wellAbove = 0.1

/** The tables and targets of what was measured. */
export function answersReport(measured: Measured): Report {
  const {full, bare, passages} = measured
  return {
    tables: [
      qualityTable(full, passages),
      qualityTable(bare, passages),
      typeTable(full),
      timeTable(full),
      timeTable(bare),
      costTable(measured),
    ],
    targets: [...qualityTargets(measured), ...timeTargets(full), ...timeTargets(bare), ...costTargets(measured)],
  }
}

function qualityTable({corpus, development, heldOut}: Outcome, passages: number): Table {
  return {
    title: `First hits, ${passages} passages ${corpus}: on the same questions ours is how many times as often right`,
    columns: ['engine', 'gold@1', 'accept@1', 'of', 'held-out gold@1', 'held-out accept@1', 'of'],
    rows: Array.from(development, ([name, score]) => [
      labels[name],
      ...qualityCells(name, score),
      ...qualityCells(name, heldOut.get(name)),
    ]),
  }
}

function qualityCells(name: EngineName, score: Score | undefined): string[] {
  if (!score) return ['–', '–', '–']
  const {marks, own} = score
  const cell = (key: 'gold' | 'accept') =>
    name === 'ours' ? share(marks[key]) : `${figure(own[key] / marks[key])}× · ${share(marks[key])}`
  return [cell('gold'), cell('accept'), String(marks.judged)]
}

function typeTable({corpus, development}: Outcome): Table {
  return {
    title: `gold@1 by kind of question, development, ${corpus}`,
    columns: ['engine', ...types],
    rows: Array.from(development, ([name, {marksByType}]) => [
      labels[name],
      ...types.map(type => share(marksByType.get(type)?.gold ?? Number.NaN)),
    ]),
  }
}

function timeTable({corpus, development}: Outcome): Table {
  const own = development.get('ours')
  return {
    title: `Time per question, development, ${corpus}: times ours`,
    columns: ['engine', 'p50', 'p99'],
    rows: Array.from(development, ([name, {p50, p99}]) => [
      labels[name],
      beside(p50, name === 'ours' ? undefined : own?.p50, 'ms'),
      beside(p99, name === 'ours' ? undefined : own?.p99, 'ms'),
    ]),
  }
}

function costTable({costs, service}: Measured): Table {
  const own = costs.get('ours')
  const engines = Array.from(costs, ([name, cost]) => {
    const to = name === 'ours' ? undefined : own
    return [
      labels[name],
      beside(cost.cold, to?.cold, 'ms'),
      beside(cost.warm, to?.warm, 'ms'),
      beside(cost.held / megabyte, to && to.held / megabyte, 'MB'),
      beside(cost.peak / megabyte, to && to.peak / megabyte, 'MB'),
    ]
  })
  const whole = [
    'library and answers, at rest',
    '',
    '',
    beside(service.rest / megabyte, undefined, 'MB'),
    beside(service.peak / megabyte, undefined, 'MB'),
  ]
  return {
    title: 'Index time and memory, with asks: times ours',
    columns: ['engine', 'first index', 'index again', 'held', 'peak of the process'],
    rows: [...engines, whole],
  }
}

function qualityTargets({full, bare}: Measured): Target[] {
  const shipped = goldOf(full.development.get('ours'))
  return [
    ...fuse.map(name =>
      twiceTarget(`gold@1, ours with asks to ${labels[name]} without`, shipped, bare.development.get(name)),
    ),
    target('gold@1, ours with asks, well above every other without', ...lead(bare.development, wellAbove, shipped)),
    ...fuse.map(name => {
      const score = bare.development.get(name)
      return twiceTarget(`gold@1, both without asks, to ${labels[name]}`, score?.own.gold ?? 0, score)
    }),
    target('gold@1, both without asks, well above every other', ...lead(bare.development, wellAbove)),
    target('gold@1, both with asks, above every other', ...lead(full.development, 0)),
    target('gold@1, held-out, both with asks, above every other', ...lead(full.heldOut, 0)),
  ]
}

function twiceTarget(says: string, own: number, other: Score | undefined): Target {
  const gold = goldOf(other)
  return target(`${says}: at least twice`, own >= 2 * gold, `${figure(own / gold)}× (${share(own)} to ${share(gold)})`)
}

/**
 * Whether ours is ahead of each other engine by a margin, and which one is nearest.
 * @param own ours; without it, what ours did with the same questions
 */
function lead(scores: ReadonlyMap<EngineName, Score>, margin: number, own?: number): [met: boolean, got: string] {
  const rivals = others.flatMap(name => {
    const score = scores.get(name)
    return score ? [{label: labels[name], gold: score.marks.gold, own: own ?? score.own.gold}] : []
  })
  const [nearest] = rivals.sort((a, b) => a.own - a.gold - (b.own - b.gold))
  if (!nearest) return [false, 'nothing to compare with']
  return [nearest.own - nearest.gold > margin, `${share(nearest.own)} to ${share(nearest.gold)} of ${nearest.label}`]
}

function goldOf(score: Score | undefined): number {
  return score?.marks.gold ?? 0
}

function timeTargets({corpus, development}: Outcome): Target[] {
  return (['p50', 'p99'] as const).map(key => {
    const own = development.get('ours')?.[key] ?? 0
    const other = development.get('minisearch')?.[key] ?? 0
    return target(
      `${key} per question at most MiniSearch's, ${corpus}`,
      own <= other,
      `${figure(own)} to ${figure(other)} ms`,
    )
  })
}

function costTargets({costs, service}: Measured): Target[] {
  const indexing = (
    [
      ['first index', 'cold'],
      ['index again', 'warm'],
    ] as const
  ).map(([what, key]) => {
    const own = costs.get('ours')?.[key] ?? 0
    const other = costs.get('minisearch')?.[key] ?? 0
    return target(`${what} no slower than MiniSearch's`, own <= other, `${figure(own)} to ${figure(other)} ms`)
  })
  const most = service.peak / megabyte
  return [...indexing, target('memory under 200 MB at the default', most < 200, `${figure(most)} MB at the peak`)]
}

function target(says: string, met: boolean, got: string): Target {
  return {says, met, got}
}
