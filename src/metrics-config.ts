// Config of the metrics: where their page is served, if anywhere.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Environment} from './environment.ts'
import {invalid, textOf} from './environment.ts'

/** Where the page of metrics is served. */
export interface MetricsAddress {
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  /** True where it was asked for: then a taken port is an error, else the process goes on without metrics. */
  readonly fixed: boolean
}

/** The port that exporters of OpenTelemetry use for Prometheus (opentelemetry.io, "Prometheus exporter"). */
const usualPort = 9_464

/**
 * Reads where metrics are served; undefined where they are not.
 * @param isService true where others rely on the process: then it is watched unless somebody says no
 * @throws CounselorError `config-invalid`
 */
export function metricsOf(env: Environment, isService: boolean): MetricsAddress | undefined {
  const value = textOf(env, 'METRICS_PORT')
  const host = textOf(env, 'METRICS_HOST') ?? '127.0.0.1'
  if (!/^[\w.:-]+$/.test(host)) throw invalid('METRICS_HOST', host, 'it takes an IP address or a host name')
  if (value === 'off' || (value === undefined && !isService)) return undefined
  const port = value === undefined ? usualPort : Number(value)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw invalid('METRICS_PORT', value ?? '', portFix(value ?? ''))
  return {host, port, fixed: value !== undefined}
}

function portFix(value: string): string {
  const right = 'it takes a number from 0 to 65535, or off'
  // Set for every pod beside a Service that is called "metrics".
  return value.startsWith('tcp://') ? `${right}; Kubernetes set it: say enableServiceLinks: false in the pod` : right
}
