// What operators take from deploy/: each metric, variable and file that is named there exists, and times fit together.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {existsSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, it} from '@jest/globals'
import {parse} from 'yaml'
import {prometheusMetrics} from '../adapters/metrics/prometheus.ts'
import {httpLimits} from '../adapters/web/http-server.ts'
import {settings} from '../src/config-reference.ts'
import {Outbox} from '../src/schedule/outbox.ts'
import {usualLimits} from '../src/schedule/outbox-limits.ts'
import {systemTimer} from '../src/schedule/timer.ts'
import {watchAll} from '../src/watched.ts'
import {recordingLog} from './doubles/recording-log.ts'
import {RecordingPlatform} from './doubles/recording-platform.ts'
import {projectFolder} from './doubles/source-files.ts'
import {ourLibrary} from './doubles/world.ts'

const text = (path: string) => readFileSync(join(projectFolder, path), 'utf8')

/** A metric in a query, before its labels, range or end. */
const metricIn = /\b(?:counselor|process|nodejs)_\w+/g
const metricsIn = (query: string) => query.match(metricIn) ?? []

/** The names and labels of all that is counted, histograms by each of their series. */
async function counted(): Promise<{names: ReadonlySet<string>; labels: ReadonlySet<string>}> {
  const metrics = prometheusMetrics()
  const outbox = new Outbox({timer: systemTimer, limits: usualLimits, log: recordingLog(Date.now).log, random: () => 0})
  const platform = Object.defineProperty(new RecordingPlatform(Date.now), 'outbox', {value: outbox})
  watchAll(metrics, {library: await ourLibrary(), platforms: [platform], ready: () => true})
  metrics.activity({platform: 'web', kind: 'message', handler: 'ask', ending: 'done', ms: 1})
  metrics.answer({decision: 'answer', language: 'en'})
  metrics.store({operation: 'get', ending: 'done', ms: 1})
  metrics.task({job: 'tip', ending: 'done', lateMs: 1})
  const page = await metrics.text()
  const names = [...page.matchAll(/^(\w+)(?:\{|\s)/gm)].map(([, name = '']) => name)
  const labels = [...page.matchAll(/[{,](\w+)="/g)].map(([, label = '']) => label)
  return {names: new Set(names), labels: new Set(labels)}
}

interface Rule {
  readonly alert: string
  readonly expr: string
  readonly labels: {readonly severity: string}
  readonly annotations: {readonly summary: string; readonly runbook: string}
}

const rules = (parse(text('deploy/alerts.yml')) as {groups: {rules: Rule[]}[]}).groups.flatMap(group => group.rules)

interface Panel {
  readonly id: number
  readonly title: string
  readonly gridPos: {readonly x: number; readonly w: number}
  readonly targets: readonly {readonly expr: string}[]
}

const dashboard = JSON.parse(text('deploy/grafana-dashboard.json')) as {panels: Panel[]}
const queries = [
  ...dashboard.panels.flatMap(({targets}) => targets.map(({expr}) => expr)),
  ...rules.map(({expr}) => expr),
]

describe('the dashboard and the alert rules', () => {
  it('ask for metrics that exist', async () => {
    const {names} = await counted()
    const asked = queries.flatMap(metricsIn)
    expect(asked.length).toBeGreaterThan(30)
    expect(asked.filter(name => !names.has(name))).toEqual([])
  })

  it('ask by labels that exist', async () => {
    const {labels} = await counted()
    const known = new Set([...labels, 'instance', 'job'])
    const asked = queries.flatMap(query => [
      ...[...query.matchAll(/[{,]\s*(\w+)(?:=|!=|=~)"/g)].map(([, label = '']) => label),
      ...[...query.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(/,\s*/)),
    ])
    expect(asked.filter(label => !known.has(label))).toEqual([])
  })

  it('show all that is counted', async () => {
    const {names} = await counted()
    const own = [...names].filter(name => name.startsWith('counselor_') && !/_(?:sum|count|bucket)$/.test(name))
    const asked = new Set(dashboard.panels.flatMap(({targets}) => targets.flatMap(({expr}) => metricsIn(expr))))
    expect(own.filter(name => !asked.has(name))).toEqual([])
  })

  it('balance their brackets', () => {
    const count = (query: string, sign: string) => query.split(sign).length
    const pairs = [
      ['(', ')'],
      ['{', '}'],
      ['[', ']'],
    ] as const
    expect(queries.filter(query => pairs.some(([one, other]) => count(query, one) !== count(query, other)))).toEqual([])
  })

  it('draw each panel once, and inside of the grid', () => {
    expect(new Set(dashboard.panels.map(({id}) => id)).size).toBe(dashboard.panels.length)
    expect(dashboard.panels.filter(({gridPos: {x, w}}) => x < 0 || x + w > 24)).toEqual([])
  })

  it('say in a sentence what to do, and stand in the runbook', () => {
    const page = text('docs/operate.md')
    for (const {alert, annotations, labels} of rules) {
      expect(annotations.runbook).toMatch(/^\p{Lu}.{30,}\.$/su)
      expect(['page', 'ticket']).toContain(labels.severity)
      expect(page).toContain(`\`${alert}\``)
    }
  })
})

describe('the container and the service', () => {
  const names = settings.map(({name}) => name)
  const unit = text('deploy/ospo-counselor.service')
  const compose = parse(text('compose.yml')) as {
    services: {counselor: {environment: Record<string, string>; stop_grace_period: string}}
  }

  it('set variables that exist', () => {
    const inUnit = [...unit.matchAll(/^Environment=(\w+)=/gm)].map(([, name = '']) => name)
    const inImage = [...text('Containerfile').matchAll(/^(?:ENV|\s+)\s*([A-Z_]+)=/gm)].map(([, name = '']) => name)
    const set = [...inUnit, ...inImage, ...Object.keys(compose.services.counselor.environment)]
    expect(set).toEqual(expect.arrayContaining(['STORE_URL', 'NODE_ENV', 'METRICS_HOST']))
    expect(set.filter(name => !names.includes(name))).toEqual([])
  })

  it('take the steps that exist, from files that exist', () => {
    const steps = text('deploy/build-steps.sh')
    const needed = /^needed='([^']+)'/m.exec(steps)?.[1]?.split(' ') ?? []
    expect(needed).toContain('knowledge')
    expect(needed.filter(path => path !== 'dist' && !existsSync(join(projectFolder, path)))).toEqual([])
    const taken = [...text('Containerfile').matchAll(/RUN deploy\/build-steps\.sh (\w+)/g)].map(([, step = '']) => step)
    expect(taken).toEqual(['install', 'assemble'])
    for (const step of taken) expect(steps).toContain(`${step}() {`)
  })

  it('let no secret and no record into the image', () => {
    const ignored = text('.dockerignore').split('\n')
    for (const each of ['.env*', 'data', '.git', 'node_modules']) expect(ignored).toContain(each)
    expect(text('.gitignore').split('\n')).toContain('/.env')
  })

  it('wait longer for the end than the end takes', () => {
    // Turns and outbox of a platform, then requests that are under way.
    const longest = 20_000 + 2_000 + httpLimits.graceMs
    const unitMs = Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1]) * 1_000
    const composeMs = Number.parseInt(compose.services.counselor.stop_grace_period, 10) * 1_000
    expect(Math.min(unitMs, composeMs)).toBeGreaterThan(longest)
  })

  it('do not start again what somebody has to mend', () => {
    expect(unit).toContain('RestartPreventExitStatus=78')
  })
})
