// Opens the metrics where they are wanted; the client of Prometheus is loaded only then.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {CounselorError} from '../../src/errors.ts'
import type {Log} from '../../src/log.ts'
import type {Metrics} from '../../src/metrics.ts'
import {noMetrics} from '../../src/metrics.ts'
import {serveMetrics} from './metrics-server.ts'

/** Metrics, and how to stop serving them. */
export interface OpenMetrics {
  readonly metrics: Metrics
  /** Where their page is; undefined where there is none. */
  readonly port: number | undefined
  close(): Promise<void>
}

/** Where the page is to be served. */
export interface WantedPage {
  readonly host: string
  readonly port: number
  /** True where somebody asked for this port. */
  readonly fixed: boolean
}

const none: OpenMetrics = {metrics: noMetrics, port: undefined, close: async () => undefined}

/**
 * Begins to count and serves the page.
 * @param page undefined where nobody wants metrics
 * @throws CounselorError `port-taken` where another program holds a port that was asked for; a default port that is
 * taken is only logged, since people get their answers all the same
 */
export async function openMetrics(page: WantedPage | undefined, log: Log): Promise<OpenMetrics> {
  if (!page) return none
  const {prometheusMetrics} = await import('./prometheus.ts')
  const metrics = prometheusMetrics()
  try {
    const {port, close} = await serveMetrics({...page, metrics, log})
    log.info('metrics are served', {host: page.host, port})
    return {metrics, port, close}
  } catch (error) {
    if (page.fixed || !(error instanceof CounselorError) || error.code !== 'port-taken') throw error
    log.warn('no metrics are served: their port is taken; set METRICS_PORT to a free one, or to off', {port: page.port})
    return none
  }
}
