// What is read for the metrics whenever somebody looks: the outboxes of the platforms, the knowledge, readiness.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Platform} from './chat/platform.ts'
import type {Library} from './knowledge/library.ts'
import type {Metrics, Watched} from './metrics.ts'
import type {OutboxFigures} from './schedule/outbox.ts'

/** What is watched. */
export interface WatchedParts {
  readonly library: Library
  /** Those that send through an outbox have it as their member `outbox`. */
  readonly platforms: readonly Platform[]
  readonly ready: () => boolean
}

/** How a send can end, as metrics call it. */
const endings = {
  sent: 'sent',
  unsure: 'unsure',
  refused: 'refused',
  failed: 'failed',
  turnedAway: 'turned_away',
  dropped: 'dropped',
} as const

/** Has the metrics read what changes by itself. What is scheduled is told by whoever runs it, with `metrics.task`. */
export function watchAll(metrics: Metrics, {library, platforms, ready}: WatchedParts): void {
  const one =
    (read: () => number): Watched['read'] =>
    () => [{labels: {}, value: read()}]
  const gauges = {
    ready: {help: '1 while /readyz says yes.', read: () => Number(ready())},
    knowledge_passages: {help: 'Passages that can be answered with.', read: () => library.knowledge.passages.size},
    knowledge_faults: {help: 'Faults in the knowledge folders.', read: () => library.knowledge.faults.length},
  }
  for (const [name, {help, read}] of Object.entries(gauges)) {
    metrics.watch({kind: 'gauge', name, help, labels: [], read: one(read)})
  }
  for (const watched of outboxMetrics(platforms)) metrics.watch(watched)
}

/** The figures of all outboxes, told apart by their platform. */
function outboxMetrics(platforms: readonly Platform[]): Watched[] {
  const senders = platforms.filter(hasOutbox)
  const each = (read: (figures: OutboxFigures) => number): Watched['read'] => {
    return () => senders.map(({name, outbox}) => ({labels: {platform: name}, value: read(outbox)}))
  }
  const labels = ['platform']
  return [
    {
      kind: 'gauge',
      name: 'outbox_depth',
      help: 'Sends that wait or are on their way.',
      labels,
      read: each(({depth}) => depth),
    },
    {
      kind: 'counter',
      name: 'outbox_sends_total',
      help: 'Sends by how they ended.',
      labels: [...labels, 'ending'],
      read: () => senders.flatMap(endingsOf),
    },
    {
      kind: 'counter',
      name: 'outbox_retries_total',
      help: 'Attempts that surely did not arrive and were made again.',
      labels,
      read: each(({counts}) => counts.retried),
    },
    {
      kind: 'counter',
      name: 'outbox_waits_total',
      help: 'Attempts that the platform answered by asking to wait (status 429).',
      labels,
      read: each(({counts}) => counts.waited),
    },
  ]
}

function endingsOf({name, outbox}: Sender): ReturnType<Watched['read']> {
  const {counts} = outbox
  const entries = Object.entries(endings) as [keyof typeof endings, string][]
  return entries.map(([count, ending]) => ({labels: {platform: name, ending}, value: counts[count]}))
}

type Sender = Platform & {readonly outbox: OutboxFigures}

function hasOutbox(platform: Platform): platform is Sender {
  return 'outbox' in platform
}
