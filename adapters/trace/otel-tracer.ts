// Traces by OpenTelemetry, sent as OTLP over HTTP; alone in running its packages.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {AsyncLocalStorage} from 'node:async_hooks'
import type {Context, Span} from '@opentelemetry/api'
import {ROOT_CONTEXT, SpanStatusCode, trace} from '@opentelemetry/api'
import {OTLPTraceExporter} from '@opentelemetry/exporter-trace-otlp-http'
import {resourceFromAttributes} from '@opentelemetry/resources'
import {BatchSpanProcessor, TracerProvider} from '@opentelemetry/sdk-trace'
import type {Tracer} from '../../src/tracer.ts'
import type {TracesAddress} from '../../src/traces-config.ts'

/** A tracer, and how to send what waits. */
export interface OpenTracer {
  readonly tracer: Tracer
  close(): Promise<void>
}

/** What collectors call us. */
const service = 'ospo-counselor'

/** How long the end of the process waits for the last spans, in milliseconds. */
const patienceMs = 2_000

/**
 * A tracer that sends to a collector, in batches. What cannot be delivered is dropped: people get their answers all the
 * same. Nothing is registered for the whole process, so no library begins to trace by itself.
 */
export function otelTracer({url, headers}: TracesAddress): OpenTracer {
  const exporter = new OTLPTraceExporter({url, headers: {...headers}, timeoutMillis: patienceMs})
  const resource = resourceFromAttributes({'service.name': service})
  const provider = new TracerProvider({resource, spanProcessors: [new BatchSpanProcessor({exporter})]})
  const spans = provider.getTracer(service)
  const contexts = new AsyncLocalStorage<Context>()
  const tracer: Tracer = {
    span: (name, facts, work) => {
      const around = contexts.getStore() ?? ROOT_CONTEXT
      const span = spans.startSpan(name, {attributes: named(facts)}, around)
      return contexts.run(trace.setSpan(around, span), () => ended(span, work))
    },
  }
  return {tracer, close: () => within(provider.shutdown())}
}

/** The end of a span comes with that of its work; of an error only its code is told. */
async function ended<T>(span: Span, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    span.setStatus({code: SpanStatusCode.ERROR})
    span.setAttribute('counselor.error', codeOf(error))
    throw error
  } finally {
    span.end()
  }
}

function named(facts: Readonly<Record<string, string | number | boolean>>): Record<string, string | number | boolean> {
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [`counselor.${name}`, value]))
}

/** Words of a library may quote what a person wrote. */
function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return error instanceof Error ? error.name : typeof error
}

/** A collector that is away must not hold up the end. */
async function within(shutdown: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, patienceMs)
  })
  await Promise.race([shutdown.catch(() => undefined), late])
  clearTimeout(timer)
}
