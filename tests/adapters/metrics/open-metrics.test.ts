// Metrics are opened where they are wanted; a port that nobody asked for never keeps people from their answers.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {openMetrics} from '../../../adapters/metrics/open-metrics.ts'
import {noMetrics} from '../../../src/metrics.ts'
import {recordingLog} from '../../doubles/recording-log.ts'

const anywhere = {host: '127.0.0.1', port: 0, fixed: true}

describe('opened metrics', () => {
  it('are nothing where nobody wants them', async () => {
    const {metrics, port, close} = await openMetrics(undefined, recordingLog(Date.now).log)
    expect([metrics, port]).toEqual([noMetrics, undefined])
    await close()
  })

  it('are served until they are closed', async () => {
    const {metrics, port, close} = await openMetrics(anywhere, recordingLog(Date.now).log)
    metrics.answer({decision: 'answer', language: 'en'})
    const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    expect(page).toContain('counselor_answers_total{decision="answer",language="en"} 1')
    await close()
    await expect(fetch(`http://127.0.0.1:${port}/metrics`)).rejects.toThrow()
  })

  it('do without a default port that is taken, and insist on one that was asked for', async () => {
    const record = recordingLog(Date.now)
    const first = await openMetrics(anywhere, record.log)
    const taken = {...anywhere, port: first.port ?? 0}
    const second = await openMetrics({...taken, fixed: false}, record.log)
    expect([second.metrics, second.port]).toEqual([noMetrics, undefined])
    expect(record.messages('warn')).toEqual([expect.stringContaining('their port is taken; set METRICS_PORT')])
    await expect(openMetrics(taken, record.log)).rejects.toMatchObject({code: 'port-taken'})
    await first.close()
  })
})
