// Traces: a question becomes one tree of spans at the collector, which holds no word and no id of anybody.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {readFileSync} from 'node:fs'
import {afterEach, beforeEach, describe, expect, it} from '@jest/globals'
import {openTracer} from '../../../adapters/trace/open-tracer.ts'
import {noTracer} from '../../../src/tracer.ts'
import {tracesOf} from '../../../src/traces-config.ts'
import type {CollectedSpan, FakeCollector} from '../../doubles/fake-collector.ts'
import {openCollector} from '../../doubles/fake-collector.ts'
import {sourceFiles} from '../../doubles/source-files.ts'
import {TroubledStore} from '../../doubles/troubled-store.ts'
import {openWorld} from '../../doubles/world.ts'

const who = 'U-lovelace-4711'
const question = 'May we use AGPL code in zanzibar?'

let collector: FakeCollector

beforeEach(async () => {
  collector = await openCollector()
})
afterEach(() => collector.close())

const factsOf = ({attributes}: CollectedSpan) =>
  Object.fromEntries(attributes.map(({key, value}) => [key, value.stringValue]))

const childrenOf = (parent: CollectedSpan | undefined, name: string) =>
  collector.spans.filter(span => span.name === name && span.parentSpanId === parent?.spanId)

/** Asks a question with traces, and waits until all spans have been sent. */
async function asked(prepare: (store: TroubledStore | undefined) => void = () => undefined): Promise<void> {
  const {tracer, close} = await openTracer({url: `${collector.url}/v1/traces`, headers: {'x-token': 'of-ours'}})
  let store: TroubledStore | undefined
  const world = await openWorld({
    tracer,
    storeAround: inner => {
      store = new TroubledStore(inner)
      return store
    },
  })
  prepare(store)
  await world.platform.talk({}, who).say(question)
  await close()
}

describe('a question', () => {
  it('is one trace: the activity, its handlers, calls to the storage, and what was sent', async () => {
    await asked()
    const [activity, ...others] = collector.spans.filter(({name}) => name === 'activity')
    expect(others).toEqual([])
    expect(activity && factsOf(activity)).toMatchObject({
      'counselor.platform': 'recording',
      'counselor.kind': 'message',
    })
    const ask = childrenOf(activity, 'handler').find(span => factsOf(span)['counselor.handler'] === 'ask')
    expect(childrenOf(ask, 'send').map(span => factsOf(span)['counselor.call'])).toEqual(['send'])
    const kept = childrenOf(ask, 'store').map(span => factsOf(span)['counselor.kind'])
    expect(kept).toContain('answer')
    const claim = childrenOf(activity, 'store').map(span => factsOf(span)['counselor.kind'])
    expect(claim).toEqual(['event'])
  })

  it('leaves no word of it, and no id of anybody, in what is sent', async () => {
    await asked()
    expect(collector.bodies.length).toBeGreaterThan(0)
    for (const each of [who, 'zanzibar', 'AGPL', 'T1']) expect(collector.bodies.join()).not.toContain(each)
  })

  it('brings what was to be sent along', async () => {
    await asked()
    expect(collector.headers[0]?.['x-token']).toBe('of-ours')
  })

  it('marks what failed by its code, and is answered all the same', async () => {
    await asked(store => store?.fail())
    const failed = collector.spans.filter(({name, status}) => name === 'store' && status?.code === 2)
    expect(failed.length).toBeGreaterThan(0)
    expect(failed.map(span => factsOf(span)['counselor.error'])).toContain('store-unavailable')
  })
})

describe('a collector that is away', () => {
  it('keeps nobody from being answered, nor the process from ending', async () => {
    await collector.close()
    await asked()
    expect(collector.spans).toEqual([])
    collector = await openCollector()
  })
})

describe('without an address', () => {
  it('nothing is traced', async () => {
    expect((await openTracer(tracesOf({}))).tracer).toBe(noTracer)
  })

  it('nothing of OpenTelemetry is loaded: only one file names it, and that is imported when it is needed', () => {
    const files = [...sourceFiles('src'), ...sourceFiles('adapters')]
    const naming = files.filter(({text}) => /from '@opentelemetry\//.test(text)).map(({path}) => path)
    expect(naming).toEqual(['adapters/trace/otel-tracer.ts'])
    const importing = files.filter(({text}) => /^import (?!type)[^(\n]*otel-tracer/m.test(text))
    expect(importing).toEqual([])
    expect(readFileSync('adapters/trace/open-tracer.ts', 'utf8')).toContain("await import('./otel-tracer.ts')")
  })
})

describe('the address', () => {
  it('gets the path of traces, and headers are read as in an address', () => {
    const env = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otel.example.org/otlp/',
      OTEL_EXPORTER_OTLP_HEADERS: 'x-token=a%20b, x-other=c=d',
    }
    const headers = {'x-token': 'a b', 'x-other': 'c=d'}
    expect(tracesOf(env)).toEqual({url: 'https://otel.example.org/otlp/v1/traces', headers})
  })

  it.each([
    [{OTEL_EXPORTER_OTLP_ENDPOINT: '127.0.0.1:4318'}, 'OTEL_EXPORTER_OTLP_ENDPOINT is "127.0.0.1:4318"'],
    [
      {OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x', OTEL_EXPORTER_OTLP_HEADERS: 'secret'},
      'OTEL_EXPORTER_OTLP_HEADERS is not',
    ],
  ])('%j is a fault that tells no secret', (env, fault) => {
    expect(() => tracesOf(env)).toThrow(fault)
    expect(() => tracesOf(env)).not.toThrow(/secret/)
  })
})
