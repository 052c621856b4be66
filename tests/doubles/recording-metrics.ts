// Recording metrics: every fact that was counted, and what is watched, for tests to look at.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {ActivityFacts, AnswerFacts, Metrics, StoreFacts, TaskFacts, Watched} from '../../src/metrics.ts'

/** Keeps what it is told. */
export class RecordingMetrics implements Metrics {
  readonly activities: ActivityFacts[] = []
  readonly answers: AnswerFacts[] = []
  readonly calls: StoreFacts[] = []
  readonly tasks: TaskFacts[] = []
  readonly watched: Watched[] = []

  activity(facts: ActivityFacts): void {
    this.activities.push(facts)
  }

  answer(facts: AnswerFacts): void {
    this.answers.push(facts)
  }

  store(facts: StoreFacts): void {
    this.calls.push(facts)
  }

  task(facts: TaskFacts): void {
    this.tasks.push(facts)
  }

  watch(watched: Watched): void {
    this.watched.push(watched)
  }
}
