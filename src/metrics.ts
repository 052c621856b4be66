// PORT: what is counted and timed, for operators; never who did it, and never what was said.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** How something ended. */
export type Ending = 'done' | 'failed'

/** Something that came in and was dealt with. */
export interface ActivityFacts {
  readonly platform: string
  readonly kind: string
  /** The handler that took it; `nobody` where none did, `repeated` where it had come before. */
  readonly handler: string
  readonly ending: Ending
  /** From when we took it until it was answered, in milliseconds. */
  readonly ms: number
}

/** An answer to a question. */
export interface AnswerFacts {
  readonly decision: string
  readonly language: string
}

/** A call to the storage. */
export interface StoreFacts {
  readonly operation: string
  readonly ending: Ending
  readonly ms: number
}

/** A task of the agenda. */
export interface TaskFacts {
  readonly job: string
  readonly ending: Ending
  /** How late it began, in milliseconds. */
  readonly lateMs: number
}

/** What is read when somebody looks: a number that goes up and down, or one that only ever goes up. */
export interface Watched {
  readonly kind: 'gauge' | 'counter'
  /** As Prometheus wants it: `outbox_depth`. */
  readonly name: string
  /** What it is, in a sentence. */
  readonly help: string
  /** The names of its labels. */
  readonly labels: readonly string[]
  /** The numbers of now, each with its labels. */
  readonly read: () => readonly {readonly labels: Readonly<Record<string, string>>; readonly value: number}[]
}

/** Takes what is to be counted. No member throws. */
export interface Metrics {
  activity(facts: ActivityFacts): void
  answer(facts: AnswerFacts): void
  store(facts: StoreFacts): void
  task(facts: TaskFacts): void
  /** Has numbers read whenever somebody looks. */
  watch(watched: Watched): void
}

const nothing = () => undefined

/** Counts nothing. */
export const noMetrics: Metrics = {
  activity: nothing,
  answer: nothing,
  store: nothing,
  task: nothing,
  watch: nothing,
}
