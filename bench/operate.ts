// Benchmark: what an operator pays: the time to the first answer, memory at rest, the size of the image, the packages.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {execFile, spawn} from 'node:child_process'
import {once} from 'node:events'
import {lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {promisify} from 'node:util'
import {freePorts} from '../tests/doubles/free-port.ts'
import type {Benchmark, Report} from './benchmark.ts'
import {progress} from './benchmark.ts'
import {ask, questionOf} from './soak-people.ts'
import {Replica} from './soak-replicas.ts'
import {SoakSlack} from './soak-slack.ts'
import {median} from './statistics.ts'
import {figure} from './table.ts'

const rounds = 5

/** How long a process is left alone before it is weighed, in milliseconds. */
const rest = 5_000

/** The benchmark `operate`. */
export const operateBenchmark: Benchmark = {
  name: 'operate',
  says: 'start to first answer, memory at rest, size of the image without its base, packages that run',
  run,
}

/** One start of the counselor as operators run it. */
interface Started {
  /** Milliseconds from the start of the process until `/readyz` said yes, and until the first answer was out. */
  readonly ready: number
  readonly answered: number
  /** Milliseconds of the processor until then, which change less on a busy machine. */
  readonly cpu: number
  /** Bytes, some seconds after that. */
  readonly rss: number
}

async function run(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'ospo-operate-'))
  try {
    const starts: Started[] = []
    for (let i = 0; i < rounds; i += 1) starts.push(await start(join(folder, `${i}.sqlite`)))
    progress('starts are measured')
    const asked: number[] = []
    for (let i = 0; i < rounds; i += 1) asked.push(await askOnce())
    progress('the image is put together')
    const image = join(folder, 'app')
    await promisify(execFile)('deploy/build-steps.sh', ['assemble', image], {maxBuffer: 2 ** 26})
    return reportOf(starts, asked, image)
  } finally {
    rmSync(folder, {recursive: true, force: true})
  }
}

function reportOf(starts: readonly Started[], asked: readonly number[], image: string): Report {
  const ms = (values: readonly number[]) => `${figure(median(values))} ms`
  const megabytes = (bytes: number) => `${figure(bytes / 2 ** 20)} MB`
  const rows = [
    ['start of the process until it is ready', ms(starts.map(({ready}) => ready))],
    ['until its first answer is in Slack', ms(starts.map(({answered}) => answered))],
    ['processor time until then', ms(starts.map(({cpu}) => cpu))],
    ['a question in the shell, `node dist/src/main.js ask …`, as a whole', ms(asked)],
    ['resident memory after the first answer, at rest', megabytes(median(starts.map(({rss}) => rss)))],
    ['the image without its base', megabytes(sizeOf(image))],
    ['of these, packages', megabytes(sizeOf(join(image, 'node_modules')))],
    ['packages that we chose', `${direct(image)}`],
    ['packages that run, with all that these bring', `${installed(image)}`],
  ]
  return {tables: [{title: `Medians of ${rounds}`, columns: ['', 'measured'], rows}], targets: []}
}

async function start(file: string): Promise<Started> {
  const slack = await SoakSlack.open()
  const [port = 0, metrics = 0] = await freePorts(2)
  const replica = new Replica({storeUrl: `sqlite:${file}`, apiUrl: slack.apiUrl}, [port, metrics])
  try {
    const begun = performance.now()
    await replica.start()
    const ready = performance.now() - begun
    const question = questionOf(1, 'What is an OSPO?')
    await ask({port, slack, random: () => 1, twice: 0}, question)
    while (slack.in(question.channel).length === 0) await pause(2)
    const answered = performance.now() - begun
    const cpu = 1_000 * ((await replica.held())?.cpu ?? Number.NaN)
    await pause(rest)
    return {ready, answered, cpu, rss: (await replica.held())?.rss ?? Number.NaN}
  } finally {
    await replica.kill()
    slack.close()
  }
}

/** Milliseconds of a whole command. */
async function askOnce(): Promise<number> {
  const begun = performance.now()
  const args = ['dist/src/main.js', 'ask', 'What is an OSPO?']
  const [code] = await once(spawn(process.execPath, args, {stdio: 'ignore'}), 'exit')
  if (code !== 0) throw new Error(`ask ended with ${code}`)
  return performance.now() - begun
}

/** Bytes of all files below a folder. */
function sizeOf(folder: string): number {
  return readdirSync(folder, {recursive: true, encoding: 'utf8'})
    .map(name => lstatSync(join(folder, name)))
    .reduce((sum, each) => sum + (each.isFile() ? each.size : 0), 0)
}

function direct(image: string): number {
  const {dependencies} = JSON.parse(readFileSync(join(image, 'package.json'), 'utf8')) as {dependencies: object}
  return Object.keys(dependencies).length
}

/** As npm has noted it beside what it installed. */
function installed(image: string): number {
  const lock = JSON.parse(readFileSync(join(image, 'node_modules', '.package-lock.json'), 'utf8')) as {packages: object}
  return Object.keys(lock.packages).length
}
