// Benchmark: many workspaces over a while, where each event has to be answered exactly once and memory stays.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {setTimeout as pause} from 'node:timers/promises'
import type {Benchmark, Report, RunOptions, Target} from './benchmark.ts'
import {progress} from './benchmark.ts'
import type {Posted, Signed} from './slack-load.ts'
import {differentQuestions, newAgent, post, signed} from './slack-load.ts'
import type {Memory} from './slack-server.ts'
import {teamOf} from './slack-server.ts'
import {ServerProcess, Sink} from './slack-sink.ts'
import {quantile} from './statistics.ts'
import {figure} from './table.ts'

const teams = 100
const perSecond = 833
const usualSeconds = 10

/** So many that none gets more than the one message a second that Slack allows. */
const channelsOfTeam = 50

/** How much more than in the middle of it the heap may hold when all is answered: noise, and what is kept of new questions. */
const mostGrowth = 1.2

/** One in so many events is delivered a second time, as Slack does where it missed the acknowledgement. */
const redelivered = 100

/** The benchmark `slack-soak`. */
export const slackSoakBenchmark: Benchmark = {
  name: 'slack-soak',
  says: `${teams} workspaces by OAuth, ${perSecond} mentions a second, 1 in ${redelivered} delivered twice`,
  run,
}

interface Soak {
  readonly posted: readonly Posted[]
  readonly memories: readonly Memory[]
  readonly offeredMs: number
}

async function run({seconds = usualSeconds}: RunOptions): Promise<Report> {
  const sink = await Sink.open()
  const server = await ServerProcess.open('oauth', `${sink.origin}/api/`, teams)
  const events = await eventsOf(seconds * perSecond)
  const before = await server.memory()
  const soak = await offer(server, events)
  await sink.until(events.length)
  // Second answers would come late.
  await pause(1_000)
  const after = await server.memory()
  await server.stop()
  sink.close()
  return reportOf({...soak, memories: [before, ...soak.memories, after]}, events, sink)
}

async function eventsOf(count: number): Promise<Signed[]> {
  const texts = await differentQuestions(count, 11)
  return texts.map((text, i) => {
    const ts = `1700000000.${String(i).padStart(6, '0')}`
    return signed(ts, JSON.stringify(mentionOf(i, ts, text)), 'application/json')
  })
}

function mentionOf(i: number, ts: string, text: string): object {
  const team = teamOf(i % teams)
  const channel = `C${i % teams}X${Math.floor(i / teams) % channelsOfTeam}`
  const event = {type: 'app_mention', user: `U${i % 5_000}`, text: `<@U0BOT> ${text}`, ts, channel, event_ts: ts, team}
  const authorization = {enterprise_id: null, team_id: team, user_id: 'U0BOT', is_bot: true}
  return {
    token: 'not to be looked at',
    team_id: team,
    api_app_id: 'A0001',
    event,
    type: 'event_callback',
    event_id: `Ev${i}`,
    event_time: Math.floor(Date.now() / 1_000),
    authorizations: [{...authorization, is_enterprise_install: false}],
  }
}

/** Events are sent when it is their time, whether or not earlier ones are acknowledged. */
async function offer(server: ServerProcess, events: readonly Signed[]): Promise<Soak> {
  const agent = newAgent()
  const posts: Promise<Posted>[] = []
  const memories: Promise<Memory>[] = []
  const start = performance.now()
  for (let next = 0; next < events.length; await pause(2)) {
    const due = Math.min(events.length, Math.floor(((performance.now() - start) / 1_000) * perSecond))
    for (; next < due; next++) {
      const event = events[next]
      if (!event) continue
      posts.push(post(agent, server.port, event))
      if (next % redelivered === 0) posts.push(post(agent, server.port, event))
    }
    if (memories.length < 4 && next >= (events.length / 4) * (memories.length + 1)) {
      progress(`${25 * (memories.length + 1)} % offered`)
      memories.push(server.memory())
    }
  }
  const offeredMs = performance.now() - start
  const soak = {posted: await Promise.all(posts), memories: await Promise.all(memories), offeredMs}
  agent.destroy()
  return soak
}

function reportOf({posted, memories, offeredMs}: Soak, events: readonly Signed[], sink: Sink): Report {
  const times = events.map(({id}) => sink.counts.get(id) ?? 0)
  const [lost, twice] = [times.filter(count => count === 0).length, times.filter(count => count > 1).length]
  const refused = posted.filter(({status}) => status !== 200).length
  const acks = posted.map(({ms}) => ms)
  const firstPosts = new Map([...posted].reverse().map(({id, at}) => [id, at]))
  const waits = [...sink.firstAt].map(([id, at]) => at - (firstPosts.get(id) ?? at))
  const offered = (events.length / offeredMs) * 1_000
  const megabytes = (bytes: number) => figure(bytes / 2 ** 20)
  const parts = ['before', '25 %', '50 %', '75 %', '100 %', 'answered']
  return {
    tables: [
      {
        title: `${events.length.toLocaleString('en')} events in ${figure(offeredMs / 1_000)} s`,
        columns: ['', 'p50 ms', 'p99 ms', 'longest ms'],
        rows: [timesRow('acknowledged', acks), timesRow('answered', waits)],
      },
      {
        title: 'Memory of the server after a collection, MB',
        columns: ['', ...parts],
        rows: [
          ['heap', ...memories.map(({heap}) => megabytes(heap))],
          ['resident', ...memories.map(({rss}) => megabytes(rss))],
        ],
      },
    ],
    targets: [
      {says: `${perSecond} events a second offered`, got: figure(offered), met: offered >= perSecond * 0.99},
      {says: 'every delivery acknowledged with 200', got: `${refused} refused`, met: refused === 0},
      {says: 'each event answered exactly once', got: `${lost} lost, ${twice} twice`, met: lost + twice === 0},
      {
        says: 'acknowledged within 60 ms at p99',
        got: `${figure(quantile(acks, 0.99))} ms`,
        met: quantile(acks, 0.99) < 60,
      },
      flat(memories.map(({heap}) => heap)),
    ],
  }
}

/** The first quarter fills what is kept of questions and conversations, so it is no measure. */
function flat(heaps: readonly number[]): Target {
  const growth = (heaps.at(-1) ?? 0) / (heaps[2] ?? 0)
  return {
    says: `the heap at the end at most ${mostGrowth} times that after half`,
    got: figure(growth),
    met: growth <= mostGrowth,
  }
}

function timesRow(label: string, ms: readonly number[]): string[] {
  return [label, ...[0.5, 0.99, 1].map(part => figure(quantile(ms, part)))]
}
