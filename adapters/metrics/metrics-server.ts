// The page with the metrics, on an address of its own that only this machine reaches.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {RequestListener, Server} from 'node:http'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {CounselorError} from '../../src/errors.ts'
import type {Log} from '../../src/log.ts'
import {errorFacts} from '../../src/log.ts'
import type {PrometheusMetrics} from './prometheus.ts'

/** A page that is served. */
export interface MetricsServer {
  readonly port: number
  close(): Promise<void>
}

/** Where it is served, and what. */
export interface MetricsServerOptions {
  readonly metrics: PrometheusMetrics
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  readonly log: Log
}

/**
 * Serves `GET /metrics`.
 * @throws CounselorError `port-taken` where another program holds the port
 */
export async function serveMetrics({metrics, host, port, log}: MetricsServerOptions): Promise<MetricsServer> {
  const server = createServer({requestTimeout: 10_000}, answering(metrics, log))
  await listening(server, host, port)
  const {port: actual} = server.address() as AddressInfo
  return {
    port: actual,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function answering(metrics: PrometheusMetrics, log: Log): RequestListener {
  return (request, response) => {
    if (request.url !== '/metrics' || request.method !== 'GET') {
      response.writeHead(404).end()
      return
    }
    metrics.text().then(
      text => response.writeHead(200, {'Content-Type': metrics.type, 'Cache-Control': 'no-store'}).end(text),
      (error: unknown) => {
        log.warn('the metrics could not be read', errorFacts(error))
        response.writeHead(500).end()
      },
    )
  }
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', error => {
      const taken = 'code' in error && error.code === 'EADDRINUSE'
      const what = `METRICS_PORT ${port} is taken on ${host}.`
      reject(taken ? new CounselorError('port-taken', what, error) : error)
    })
    server.listen(port, host, () => resolve())
  })
}
