// Metrics are a page that Prometheus reads, on this machine only, with numbers of now and no person in it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {serveMetrics} from '../../../adapters/metrics/metrics-server.ts'
import {prometheusMetrics} from '../../../adapters/metrics/prometheus.ts'
import {measuredStore} from '../../../adapters/store/measured-store.ts'
import {noMetrics} from '../../../src/metrics.ts'
import {MemoryStore} from '../../doubles/memory-store.ts'
import {recordingLog} from '../../doubles/recording-log.ts'

const {log} = recordingLog(Date.now)
const linesOf = (text: string, name: string) => text.split('\n').filter(line => line.startsWith(`counselor_${name}`))

describe('the metrics', () => {
  it('count what was dealt with, and how long it took', async () => {
    const metrics = prometheusMetrics()
    const facts = {platform: 'web', kind: 'message', handler: 'ask', ending: 'done', ms: 30} as const
    metrics.activity(facts)
    metrics.activity(facts)
    metrics.answer({decision: 'unknown', language: 'zh'})
    metrics.task({job: 'tip', ending: 'failed', lateMs: 4_000})
    const text = await metrics.text()
    expect(linesOf(text, 'activities_total')).toEqual([
      'counselor_activities_total{platform="web",kind="message",handler="ask",ending="done"} 2',
    ])
    expect(linesOf(text, 'answers_total')).toEqual(['counselor_answers_total{decision="unknown",language="zh"} 1'])
    expect(text).toContain('counselor_activity_seconds_bucket{le="0.025",platform="web",kind="message"} 0')
    expect(text).toContain('counselor_activity_seconds_bucket{le="0.05",platform="web",kind="message"} 2')
    expect(text).toContain('counselor_task_late_seconds_bucket{le="5",job="tip",ending="failed"} 1')
    expect(text).toContain('process_resident_memory_bytes')
  })

  it('read what is watched at the moment at which somebody looks', async () => {
    const metrics = prometheusMetrics()
    let depth = 3
    let sent = 10
    const labels = ['platform'] as const
    const one = (value: number) => [{labels: {platform: 'web'}, value}]
    metrics.watch({kind: 'gauge', name: 'depth', help: 'How many wait.', labels, read: () => one(depth)})
    metrics.watch({kind: 'counter', name: 'sent_total', help: 'How many went out.', labels, read: () => one(sent)})
    await metrics.text()
    depth = 1
    sent = 12
    const text = await metrics.text()
    expect(linesOf(text, 'depth')).toEqual(['counselor_depth{platform="web"} 1'])
    expect(linesOf(text, 'sent_total')).toEqual(['counselor_sent_total{platform="web"} 12'])
  })

  it('time the storage, and tell what failed', async () => {
    const metrics = prometheusMetrics()
    const store = measuredStore(new MemoryStore(Date.now), metrics)
    await store.put('key', 1)
    await store.get('key')
    await expect(store.get('')).rejects.toThrow(RangeError)
    const text = await metrics.text()
    expect(text).toContain('counselor_store_seconds_count{operation="put",ending="done"} 1')
    expect(text).toContain('counselor_store_seconds_count{operation="get",ending="done"} 1')
    expect(text).toContain('counselor_store_seconds_count{operation="get",ending="failed"} 1')
  })

  it('may be counted by nobody', () => {
    expect(noMetrics.answer({decision: 'answer', language: 'en'})).toBeUndefined()
  })
})

describe('the page', () => {
  it('is at /metrics and nowhere else', async () => {
    const server = await serveMetrics({metrics: prometheusMetrics(), host: '127.0.0.1', port: 0, log})
    const get = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${server.port}${path}`, {method})
    const page = await get('/metrics')
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8'])
    expect(await page.text()).toContain('# HELP counselor_activities_total ')
    expect((await get('/')).status).toBe(404)
    expect((await get('/metrics', 'POST')).status).toBe(404)
    await server.close()
  })

  it('says clearly when its port is taken', async () => {
    const first = await serveMetrics({metrics: prometheusMetrics(), host: '127.0.0.1', port: 0, log})
    const second = serveMetrics({metrics: prometheusMetrics(), host: '127.0.0.1', port: first.port, log})
    await expect(second).rejects.toMatchObject({code: 'port-taken'})
    await first.close()
  })
})
