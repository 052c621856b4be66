// The command `bench`: all benchmarks, or one by its name; `--strict` fails where a target is missed.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {cpus} from 'node:os'
import {answersBenchmark} from './answers.ts'
import type {Benchmark, RunOptions, Target} from './benchmark.ts'
import type {Job} from './child.ts'
import {costJob, serviceJob} from './cost.ts'
import {growthBenchmark, growthJob} from './growth.ts'
import {operateBenchmark} from './operate.ts'
import {pulseBenchmark} from './pulse.ts'
import {pulseCloseJob, pulseVotesJob} from './pulse-jobs.ts'
import {slackBenchmark} from './slack.ts'
import {slackServerJob} from './slack-server.ts'
import {slackSoakBenchmark} from './slack-soak.ts'
import {soakBenchmark} from './soak.ts'
import {tableText} from './table.ts'
import {teamsBenchmark} from './teams.ts'
import {teamsServerJob} from './teams-server.ts'
import {tipsBenchmark} from './tips.ts'
import {tipsKillsBenchmark} from './tips-kills.ts'
import {tipsYearBenchmark} from './tips-year.ts'

/** A new benchmark is a file and a line here. */
const benchmarks: readonly Benchmark[] = [
  answersBenchmark,
  growthBenchmark,
  operateBenchmark,
  pulseBenchmark,
  slackBenchmark,
  slackSoakBenchmark,
  soakBenchmark,
  teamsBenchmark,
  tipsBenchmark,
  tipsKillsBenchmark,
  tipsYearBenchmark,
]

/** What benchmarks do in child processes. */
const jobs: Readonly<Record<string, Job>> = {
  cost: costJob,
  service: serviceJob,
  growth: growthJob,
  'pulse-votes': pulseVotesJob,
  'pulse-close': pulseCloseJob,
  'slack-server': slackServerJob,
  'teams-server': teamsServerJob,
}

/**
 * Runs benchmarks.
 * @param args names, none for all, `--strict`, and `--seconds N` for those that take their time
 * @returns the exit code: 0, 1 where a target is missed and that is to be strict, 2 for an unknown name
 */
async function bench(args: readonly string[]): Promise<number> {
  const at = args.indexOf('--seconds')
  const seconds = at < 0 ? undefined : Number(args[at + 1])
  const names = args.filter((arg, i) => !arg.startsWith('--') && (at < 0 || i !== at + 1))
  const chosen = benchmarks.filter(({name}) => names.length === 0 || names.includes(name))
  if (chosen.length < names.length || chosen.length === 0 || (seconds !== undefined && !(seconds > 0))) {
    write(`Usage: npm run bench -- [${benchmarks.map(({name}) => name).join('|')}] [--strict] [--seconds N]\n`)
    return 2
  }
  write(`${machine()}\n\n`)
  const targets: Target[] = []
  for (const benchmark of chosen) targets.push(...(await show(benchmark, seconds === undefined ? {} : {seconds})))
  return args.includes('--strict') && targets.some(({met}) => !met) ? 1 : 0
}

async function show({name, says, run}: Benchmark, options: RunOptions): Promise<readonly Target[]> {
  const start = performance.now()
  write(`## ${name}: ${says}\n\n`)
  const {tables, targets} = await run(options)
  for (const table of tables) write(`${tableText(table)}\n`)
  for (const {says: wanted, met, got} of targets) write(`${met ? 'PASS' : 'MISS'}  ${wanted}: ${got}\n`)
  write(`\n${name} took ${Math.round((performance.now() - start) / 1000)} s\n\n`)
  return targets
}

function machine(): string {
  const all = cpus()
  const date = new Date().toISOString().slice(0, 10)
  return `${date}, Node ${process.versions.node}, ${process.platform} ${process.arch}, ${all.length} cores, ${all[0]?.model ?? 'unknown'}`
}

function write(text: string): void {
  process.stdout.write(text)
}

const [mark, job = '', ...rest] = process.argv.slice(2)
if (mark === '--child') write(JSON.stringify(await jobs[job]?.(rest)))
else process.exitCode = await bench(process.argv.slice(2))
