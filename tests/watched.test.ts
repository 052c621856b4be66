// What is watched for the metrics: the outboxes of all platforms in one list, the knowledge, and readiness.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {describe, expect, it} from '@jest/globals'
import {prometheusMetrics} from '../adapters/metrics/prometheus.ts'
import {Outbox} from '../src/schedule/outbox.ts'
import {usualLimits} from '../src/schedule/outbox-limits.ts'
import {watchAll} from '../src/watched.ts'
import {recordingLog} from './doubles/recording-log.ts'
import {RecordingPlatform} from './doubles/recording-platform.ts'
import {VirtualTime} from './doubles/virtual-time.ts'
import {ourLibrary} from './doubles/world.ts'

const time = new VirtualTime()
const {log} = recordingLog(time.now)

function sender(name: string): {platform: RecordingPlatform; outbox: Outbox} {
  const outbox = new Outbox({timer: time, limits: usualLimits, log, random: () => 0})
  const platform = Object.defineProperties(new RecordingPlatform(time.now), {
    name: {value: name},
    outbox: {value: outbox},
  })
  return {platform, outbox}
}

describe('what is watched', () => {
  it('tells for each outbox what waits, how sends ended, and how often a platform asked to wait', async () => {
    const metrics = prometheusMetrics()
    const [one, other] = [sender('one'), sender('other')]
    const library = await ourLibrary()
    let ready = false
    const platforms = [new RecordingPlatform(time.now), one.platform, other.platform]
    watchAll(metrics, {library, platforms, ready: () => ready})
    const answers = [
      {kind: 'wait', ms: 500, scope: 'lane'},
      {kind: 'sent', value: 1},
    ] as const
    let attempts = 0
    const sent = one.outbox.send({tenant: 'T', key: 'C'}, async () => answers[attempts++] ?? answers[1])
    const refused = other.outbox.send({tenant: 'T', key: 'C'}, async () => ({kind: 'refused', reason: 'gone'}))
    refused.catch(() => undefined)
    const before = await metrics.text()
    expect(before).toContain('counselor_outbox_depth{platform="one"} 1')
    expect(before).toContain('counselor_ready 0')
    await time.passAll()
    await Promise.allSettled([sent, refused])
    ready = true
    const after = await metrics.text()
    expect(after).toContain('counselor_outbox_depth{platform="one"} 0')
    expect(after).toContain('counselor_outbox_sends_total{platform="one",ending="sent"} 1')
    expect(after).toContain('counselor_outbox_waits_total{platform="one"} 1')
    expect(after).toContain('counselor_outbox_sends_total{platform="other",ending="refused"} 1')
    expect(after).toContain('counselor_outbox_retries_total{platform="other"} 0')
    expect(after).toContain('counselor_ready 1')
    expect(after).toContain(`counselor_knowledge_passages ${library.knowledge.passages.size}`)
    expect(after).not.toContain('recording')
  })
})
