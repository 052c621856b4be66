// PORT: traces, which tell where the time of an activity went; never who acted, and never what was said.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** Facts about a span: words of ours, such as the name of a handler; never persons, places or texts. */
export type SpanFacts = Readonly<Record<string, string | number | boolean>>

/** Takes spans: pieces of work with a beginning, an end and the piece that they belong to. */
export interface Tracer {
  /**
   * Does some work as a span; what is traced inside of it belongs to it.
   * @returns what the work returns, or rejects as it does
   */
  span<T>(name: string, facts: SpanFacts, work: () => Promise<T>): Promise<T>
}

/** Does the work and traces nothing. */
export const noTracer: Tracer = {span: (_name, _facts, work) => work()}
