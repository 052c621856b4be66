// Config of the traces: where they are sent, if anywhere.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Environment} from './environment.ts'
import {invalid, invalidSecret, textOf} from './environment.ts'

/** A collector that takes OTLP over HTTP. */
export interface TracesAddress {
  /** Where spans are posted, `/v1/traces` included. */
  readonly url: string
  /** What is sent along, such as a token. */
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Reads where traces are sent; undefined where they are not.
 * @throws CounselorError `config-invalid`
 */
export function tracesOf(env: Environment): TracesAddress | undefined {
  const endpoint = textOf(env, 'OTEL_EXPORTER_OTLP_ENDPOINT')
  if (endpoint === undefined) return undefined
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol)) {
    throw invalid('OTEL_EXPORTER_OTLP_ENDPOINT', endpoint, 'it takes an address such as http://127.0.0.1:4318')
  }
  // As the specification says: the path of the signal goes behind that of the endpoint.
  return {url: `${endpoint.replace(/\/+$/, '')}/v1/traces`, headers: headersOf(env)}
}

function headersOf(env: Environment): Record<string, string> {
  const pairs = (textOf(env, 'OTEL_EXPORTER_OTLP_HEADERS') ?? '').split(',').filter(pair => pair.trim() !== '')
  return Object.fromEntries(
    pairs.map(pair => {
      const [, name, value] = /^\s*([\w-]+)\s*=\s*(.+?)\s*$/.exec(pair) ?? []
      if (name === undefined || value === undefined)
        throw invalidSecret('OTEL_EXPORTER_OTLP_HEADERS', 'it takes pairs such as x-token=…, separated by commas')
      return [name, decoded(value)]
    }),
  )
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    throw invalidSecret('OTEL_EXPORTER_OTLP_HEADERS', 'a value is not encoded as in an address')
  }
}
