// Metrics in the text form of Prometheus; alone in running its client.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {Counter, collectDefaultMetrics, Gauge, Histogram, Registry} from 'prom-client'
import type {Metrics, Watched} from '../../src/metrics.ts'

const prefix = 'counselor_'

/** Seconds; an answer takes some milliseconds, a slow storage up to two seconds, a late task hours. */
const quick = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
const late = [1, 5, 15, 60, 300, 900, 3_600]

/** What is counted, and the page on which it stands. */
export interface PrometheusMetrics extends Metrics {
  /** All numbers of now. */
  text(): Promise<string>
  /** The content type of the text. */
  readonly type: string
}

/** Begins to count, the process itself included. */
export function prometheusMetrics(): PrometheusMetrics {
  const registry = new Registry()
  collectDefaultMetrics({register: registry})
  const registers = [registry]
  const activities = new Counter({
    name: `${prefix}activities_total`,
    help: 'What came in and was dealt with.',
    labelNames: ['platform', 'kind', 'handler', 'ending'],
    registers,
  })
  const turns = new Histogram({
    name: `${prefix}activity_seconds`,
    help: 'From when something was taken until it was answered.',
    labelNames: ['platform', 'kind'],
    buckets: quick,
    registers,
  })
  const answers = new Counter({
    name: `${prefix}answers_total`,
    help: 'Answers to questions by what was decided.',
    labelNames: ['decision', 'language'],
    registers,
  })
  const calls = new Histogram({
    name: `${prefix}store_seconds`,
    help: 'Calls to the storage.',
    labelNames: ['operation', 'ending'],
    buckets: quick,
    registers,
  })
  const tasks = new Histogram({
    name: `${prefix}task_late_seconds`,
    help: 'Tasks of the agenda, by how late they began.',
    labelNames: ['job', 'ending'],
    buckets: late,
    registers,
  })
  return {
    activity: ({platform, kind, handler, ending, ms}) => {
      activities.inc({platform, kind, handler, ending})
      turns.observe({platform, kind}, ms / 1_000)
    },
    answer: ({decision, language}) => answers.inc({decision, language}),
    store: ({operation, ending, ms}) => calls.observe({operation, ending}, ms / 1_000),
    task: ({job, ending, lateMs}) => tasks.observe({job, ending}, lateMs / 1_000),
    watch: watched => watch(watched, registry),
    text: () => registry.metrics(),
    type: registry.contentType,
  }
}

/** A number that is read when somebody looks; one that only goes up is set anew each time all the same. */
function watch({kind, name, help, labels: labelNames, read}: Watched, registry: Registry): void {
  const options = {name: `${prefix}${name}`, help, labelNames, registers: [registry]}
  if (kind === 'gauge') {
    const gauge: Gauge = new Gauge({
      ...options,
      collect: () => {
        for (const {labels, value} of read()) gauge.set(labels, value)
      },
    })
    return
  }
  const counter: Counter = new Counter({
    ...options,
    collect: () => {
      counter.reset()
      for (const {labels, value} of read()) counter.inc(labels, value)
    },
  })
}
