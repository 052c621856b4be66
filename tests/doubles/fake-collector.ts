// A collector of OTLP over HTTP, a fake of our own making and no real one, which takes spans as JSON and keeps them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {IncomingHttpHeaders} from 'node:http'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'

/** A span as it came. */
export interface CollectedSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly status?: {readonly code?: number}
  readonly attributes: readonly {readonly key: string; readonly value: {readonly stringValue?: string}}[]
}

/** What came, and how to end it. */
export interface FakeCollector {
  readonly url: string
  readonly spans: CollectedSpan[]
  /** The bodies as they came. */
  readonly bodies: string[]
  readonly headers: IncomingHttpHeaders[]
  close(): Promise<void>
}

interface Export {
  readonly resourceSpans?: readonly {readonly scopeSpans: readonly {readonly spans: readonly CollectedSpan[]}[]}[]
}

/** Begins to listen on a free port of this machine. @param path where spans are taken; anything else gets 404 */
export async function openCollector(path = '/v1/traces'): Promise<FakeCollector> {
  const spans: CollectedSpan[] = []
  const bodies: string[] = []
  const headers: IncomingHttpHeaders[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    if (request.url !== path) return void response.writeHead(404).end()
    const body = Buffer.concat(parts).toString()
    bodies.push(body)
    headers.push(request.headers)
    const sent = JSON.parse(body) as Export
    for (const {scopeSpans} of sent.resourceSpans ?? []) for (const scope of scopeSpans) spans.push(...scope.spans)
    response.writeHead(200, {'content-type': 'application/json'}).end('{}')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const {port} = server.address() as AddressInfo
  const close = () =>
    new Promise<void>(resolve => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return {url: `http://127.0.0.1:${port}`, spans, bodies, headers, close}
}
