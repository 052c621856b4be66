// The composition root: reads Config, plugs the adapters in, and runs what was asked for.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import {join} from 'node:path'
import {ConsolePlatform} from '../adapters/console/console-platform.ts'
import {pinoLog, standardError} from '../adapters/log/pino-log.ts'
import {openMetrics} from '../adapters/metrics/open-metrics.ts'
import {openPlatforms} from '../adapters/platforms/open-platforms.ts'
import {bringForward, standingOf} from '../adapters/store/data-version.ts'
import {measuredStore} from '../adapters/store/measured-store.ts'
import {openStore} from '../adapters/store/open-store.ts'
import {storeCommand} from '../adapters/store/store-command.ts'
import {openTracer} from '../adapters/trace/open-tracer.ts'
import type {ListenOptions} from '../adapters/web/http-server.ts'
import {HttpServer} from '../adapters/web/http-server.ts'
import {Answers} from './answers/answers.ts'
import {AuditLog} from './audit.ts'
import {askCommand} from './commands/ask-command.ts'
import {auditCommand} from './commands/audit-command.ts'
import {configCommand} from './commands/config-command.ts'
import {knowledgeCommand} from './commands/knowledge-command.ts'
import {tipsCommand} from './commands/tips-command.ts'
import type {Config} from './config.ts'
import {readConfig} from './config.ts'
import type {CounselorParts} from './counselor.ts'
import {Counselor} from './counselor.ts'
import {CounselorError} from './errors.ts'
import {faultLine} from './knowledge/fault.ts'
import {Library} from './knowledge/library.ts'
import type {Log} from './log.ts'
import {errorFacts} from './log.ts'
import type {Metrics} from './metrics.ts'
import {noMetrics} from './metrics.ts'
import {projectRoot} from './project-root.ts'
import {Readiness} from './readiness.ts'
import {systemTimer} from './schedule/timer.ts'
import type {Store} from './store.ts'
import {surveyFaults} from './surveys/surveys.ts'
import {checkTips} from './tips/tip.ts'
import {unknownVariables} from './unknown-variables.ts'
import {watchAll} from './watched.ts'

/** How often the knowledge folders are looked at for changes, in milliseconds. */
const lookEvery = 2_000

/** Only this machine reaches the web chat; a proxy in front of it runs here too. */
const loopback = '127.0.0.1'

/** Slack, and whoever asks for the health of the process, reach it from elsewhere. */
const everywhere = '0.0.0.0'

const print = (text: string) => void process.stdout.write(text)

const atHand = {now: Date.now, write: print} as const

/** What every way of running has at hand. */
interface Run {
  readonly config: Config
  readonly log: Log
  readonly library: Library
  readonly metrics: Metrics
  readonly args: readonly string[]
}

/** The ways of running; each resolves to the exit code. */
const ways: Readonly<Record<string, (run: Run) => Promise<number>>> = {
  serve,
  chat,
  ask: ({library, args}) => askCommand({answers: new Answers(library), input: process.stdin, write: print}, args),
  store: ({args, log, config: {storeUrl}}) => storeCommand(args, {storeUrl, write: print, log}),
  tips: run => withStore(run, store => tipsCommand({...atHand, store, knowledge: run.library.knowledge}, run.args)),
  audit: run => withStore(run, store => auditCommand({...atHand, store}, run.args)),
  knowledge: async ({library, args}) => knowledgeCommand(library.knowledge, args, print),
}

/** The ways of running that do not need a right configuration, since they are for those who have none yet. */
const first: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  config: async args => configCommand(args, Object.keys(process.env), print),
  doctor,
}

async function doctor(args: readonly string[]): Promise<number> {
  const {checksFor} = await import('../adapters/doctor/doctor.ts')
  const {doctorCommand} = await import('../adapters/doctor/doctor-command.ts')
  const knowledge = async (overlays: readonly string[]) => (await openLibrary(overlays)).knowledge
  const checks = checksFor({env: process.env, now: Date.now, knowledge, folder: process.cwd()})
  return doctorCommand(args, checks, print)
}

/** Runs a command that reads what is stored. */
async function withStore({config}: Run, use: (store: Store) => Promise<number>): Promise<number> {
  const store = await openStore(config.storeUrl)
  try {
    await standingOf(store)
    return await use(store)
  } finally {
    await store.close()
  }
}

/** Opens the storage and brings it to the version of this program. One that is refused lets the process end. */
async function openRecords({config, log}: Run): Promise<Store> {
  const store = await openStore(config.storeUrl, log)
  try {
    await bringForward(store, log)
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Serves the platforms until the process is told to stop. */
async function serve(run: Run): Promise<number> {
  const {config, log, library} = run
  for (const {name, likely} of unknownVariables(Object.keys(process.env)))
    log.warn('a variable is not one of ours', {name, likely})
  refuseToServe(config)
  warnOfFaults(library, log)
  const {metrics, ...page} = await openMetrics(config.metrics, log)
  const {tracer, ...traces} = await openTracer(config.traces)
  const ready = () => readiness.waitsFor().length === 0
  const server = new HttpServer({log, ready})
  const store = measuredStore(await openRecords(run), metrics)
  const suggest = (text: string) => counselor.suggest(text)
  const lookUp = (typed: string) => counselor.lookUp(typed)
  const audit = new AuditLog(store, Date.now, config.keep.audit)
  const {platforms, keepers} = await openPlatforms({config, server, store, audit, log, suggest, lookUp})
  const readiness = new Readiness({store, platforms, timer: systemTimer, log})
  watchAll(metrics, {library, platforms, ready})
  const counselor = assemble({...run, metrics}, {store, platforms, keepers, tracer})
  await counselor.start()
  const port = await server.listen(listenOptions(config))
  readiness.serve()
  const looking = followChanges(library, log)
  print(whereItIs(config, port))
  await toldToStop()
  readiness.stop()
  clearInterval(looking)
  await counselor.stop()
  await server.close()
  await store.close()
  await page.close()
  await traces.close()
  return 0
}

/** Rather than leave people somewhere without an answer. */
function refuseToServe({webChat, slack, teams}: Config): void {
  if (!webChat.on && !slack && !teams) {
    const fix = 'set WEB_CHAT=on, WEB_CHAT_ORIGIN and WEB_CHAT_USER_HEADER, or leave out NODE_ENV=production'
    throw new CounselorError('config-invalid', `WEB_CHAT is off and no platform is configured; ${fix}`)
  }
}

/** The local web chat is for this machine only and takes the next free port; whatever others reach stays where it is. */
function listenOptions({slack, teams, port}: Config): ListenOptions {
  // Where nobody is asked who they are, nobody comes in from elsewhere.
  const open = teams?.type === 'anonymous'
  const host = (slack || teams) && !open ? everywhere : loopback
  return {host, port: port.number, orNext: !slack && !teams && !port.fixed}
}

function whereItIs({slack, teams, webChat}: Config, port: number): string {
  const page = `${webChat.proxy?.origin ?? `http://${loopback}:${port}`}/`
  const web = webChat.on ? [`The OSPO Counselor is at ${page}`] : []
  const ways = {
    socket: 'The OSPO Counselor serves Slack over a socket',
    http: `The OSPO Counselor serves Slack at /slack/events on port ${port}`,
    oauth: `The OSPO Counselor serves Slack at /slack/events and /slack/install on port ${port}`,
  }
  const isOpen = teams?.type === 'anonymous' ? ', to anybody on this machine' : ''
  const atTeams = teams ? [`The OSPO Counselor serves Teams at /api/messages on port ${port}${isOpen}`] : []
  return `${[...web, ...(slack ? [ways[slack.mode]] : []), ...atTeams].join('\n')}\n`
}

/** Talks with one person in the terminal. */
async function chat(run: Run): Promise<number> {
  const terminal = new ConsolePlatform({
    input: process.stdin,
    write: print,
    now: Date.now,
    newId: randomUUID,
    colours: process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined,
  })
  const store = await openRecords(run)
  const counselor = assemble(run, {store, platforms: [terminal]})
  await counselor.start()
  await Promise.race([terminal.ended, toldToStop()])
  await counselor.stop()
  await store.close()
  return 0
}

function assemble(
  {library, log, config, metrics}: Run,
  plugged: Pick<CounselorParts, 'store' | 'platforms' | 'keepers' | 'tracer'>,
): Counselor {
  const {pulse, mayPlan, unsureTips, roles, keep} = config
  const settings = {pulse, mayPlan, unsureTips, roles, keep}
  const parts = {now: Date.now, newId: randomUUID, timer: systemTimer, metrics}
  return new Counselor({library, log, ...plugged, ...settings, ...parts})
}

function openLibrary(overlays: readonly string[]): Promise<Library> {
  return Library.open({own: join(projectRoot(), 'knowledge'), overlays}, [surveyFaults, checkTips])
}

function warnOfFaults(library: Library, log: Log): void {
  for (const fault of library.knowledge.faults) log.warn('a fault in the knowledge base', {fault: faultLine(fault)})
}

/** Looks again and again rather than waiting for events, which network folders and mounted volumes do not send. */
function followChanges(library: Library, log: Log): NodeJS.Timeout {
  library.onChange(({passages}) => {
    log.info('the knowledge base was read again', {passages: passages.size})
    warnOfFaults(library, log)
  })
  return setInterval(() => {
    library
      .refresh()
      .catch((error: unknown) => log.warn('the knowledge base could not be read again', errorFacts(error)))
  }, lookEvery)
}

function toldToStop(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}

/** The exit code for an error: 78 is EX_CONFIG of sysexits.h, which service managers do not restart on. */
function exitCodeOf(error: unknown): number {
  return error instanceof CounselorError && ['config-invalid', 'store-newer'].includes(error.code) ? 78 : 1
}

async function main(): Promise<number> {
  const [name = 'serve', ...args] = process.argv.slice(2)
  const way = ways[name]
  const early = first[name]
  if (!way && !early) {
    const names = [...Object.keys(ways), ...Object.keys(first)].join(', ')
    process.stderr.write(`There is no command "${name}"; there are ${names}.\n`)
    return 2
  }
  try {
    if (early) return await early(args)
    if (!way) return 2
    const config = readConfig(process.env)
    const log = pinoLog(config.logLevel, standardError())
    const library = await openLibrary(config.overlays)
    return await way({config, log, library, metrics: noMetrics, args})
  } catch (error) {
    const fix = error instanceof CounselorError ? `\nTo mend it: ${error.fix}` : ''
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}${fix}\n`)
    // What is open already, such as the page of metrics, would keep a process alive that serves nobody.
    return process.exit(exitCodeOf(error))
  }
}

process.exitCode = await main()
