// Opens the traces where somebody wants them; OpenTelemetry is loaded only then.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {noTracer} from '../../src/tracer.ts'
import type {TracesAddress} from '../../src/traces-config.ts'
import type {OpenTracer} from './otel-tracer.ts'

/** @param address undefined where nobody wants traces */
export async function openTracer(address: TracesAddress | undefined): Promise<OpenTracer> {
  if (!address) return {tracer: noTracer, close: async () => undefined}
  const {otelTracer} = await import('./otel-tracer.ts')
  return otelTracer(address)
}
