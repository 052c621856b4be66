// The peers that stand in for Slack and Teams and that nobody here wrote: fetched on demand, started and stopped.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {execFile, spawn} from 'node:child_process'
import {existsSync, mkdirSync, readFileSync, rmSync, statSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {freePort} from '../doubles/free-port.ts'

/** The peers in the exact versions whose behaviour was tried; a later one may need Node 22 or be another program. */
const versions = {
  'local-slack-linux-x64': '0.1.8',
  emulate: '0.11.2',
  '@microsoft/m365agentsplayground': '0.2.28',
} as const

type PeerName = keyof typeof versions

const folder = fileURLToPath(new URL('../../.cache/peers', import.meta.url))

/** How long fetching and starting may take, in milliseconds. */
const patience = {fetch: 180_000, start: 20_000, stop: 5_000}

/** Starts a program and ends it as soon as nobody holds its standard input, however the test process ended. */
const keeper = `
const {spawn} = require('node:child_process')
const [command, ...args] = process.argv.slice(1)
const peer = spawn(command, args, {stdio: ['ignore', 'inherit', 'inherit']})
peer.once('error', () => process.exit(1))
peer.once('exit', code => process.exit(code ?? 1))
const end = () => { peer.kill(); setTimeout(() => peer.kill('SIGKILL'), 1000) }
process.stdin.resume().once('close', end)
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, end)
`

/**
 * Why a peer cannot be had here, in words for the name of a skipped suite; undefined where it is there. In CI nothing is
 * skipped: what is missing is an error there.
 */
export async function whyWithout(name: PeerName): Promise<string | undefined> {
  const why = wanted.includes(name) ? await fetched() : `${name} runs on Linux x64 only`
  if (why !== undefined && process.env['CI']) throw new Error(`in CI no suite may be skipped: ${why}`)
  return why
}

/** A peer that runs. */
export interface Peer {
  readonly port: number
  /** What it has printed so far. */
  readonly printed: () => string
  stop(): Promise<void>
}

/** How a peer is started. */
export interface PeerStart {
  /** A port of the caller's own; a free one is chosen where there is none. */
  readonly port?: number
  readonly args: (port: number) => readonly string[]
  /** Answers with a status below 500 once it is ready, as in `/api/auth.test`. */
  readonly readyPath: string
  /** The port in what it has printed, for a peer that takes another one where the first is taken. */
  readonly portIn?: (printed: string) => number | undefined
  /** Its working folder, where that matters. */
  readonly folder?: string
  /** Variables of its environment besides the path and the home. */
  readonly env?: Readonly<Record<string, string>>
}

/** Starts a peer on a free port of this machine and waits until it answers. */
export async function startPeer(name: PeerName, start: PeerStart): Promise<Peer> {
  const {args, readyPath, portIn, folder: cwd, env} = start
  const asked = start.port ?? (await freePort())
  const portNow = () => (portIn ? portIn(out) : asked)
  const [command, ...first] = commandOf(name)
  const child = spawn(process.execPath, ['-e', keeper, command, ...first, ...args(asked)], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: process.env['TMPDIR'], ...env},
    ...(cwd === undefined ? {} : {cwd}),
  })
  // A peer that a test forgot must not keep the tests from ending, which ends it too.
  for (const handle of [child, child.stdin, child.stdout, child.stderr]) unref(handle)
  let out = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (out += String(chunk)))
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const stop = async () => {
    child.stdin.destroy()
    const late = setTimeout(() => child.kill('SIGKILL'), patience.stop)
    await ended
    clearTimeout(late)
  }
  const until = Date.now() + patience.start
  let port = portNow()
  while (port === undefined || !(await answers(`http://127.0.0.1:${port}${readyPath}`))) {
    if (child.exitCode !== null || Date.now() > until) {
      await stop()
      throw new Error(`${name} did not start: ${out}`)
    }
    await pause(25)
    port = portNow()
  }
  return {port, printed: () => out, stop}
}

function unref(handle: object): void {
  if ('unref' in handle && typeof handle.unref === 'function') handle.unref()
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, {method: 'POST', signal: AbortSignal.timeout(1_000)})).status < 500
  } catch {
    return false
  }
}

function commandOf(name: PeerName): [string, ...string[]] {
  const at = join(folder, 'node_modules', name)
  if (name === 'local-slack-linux-x64') return [join(at, 'bin/local-slack')]
  return [process.execPath, join(at, name === 'emulate' ? 'dist/index.js' : 'cli.js')]
}

const elsewhere = `${process.platform} ${process.arch}` !== 'linux x64'
const everywhere: readonly PeerName[] = ['emulate', '@microsoft/m365agentsplayground']
const wanted: readonly PeerName[] = elsewhere ? everywhere : [...everywhere, 'local-slack-linux-x64']

function installed(): boolean {
  return wanted.every(name => {
    const file = join(folder, 'node_modules', name, 'package.json')
    return existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as {version?: string}).version === versions[name]
  })
}

/** Fetches the peers where they are not there, one process for all; says why where that fails. */
async function fetched(): Promise<string | undefined> {
  const lock = `${folder}.lock`
  mkdirSync(dirname(lock), {recursive: true})
  for (const until = Date.now() + patience.fetch; !installed(); await pause(200)) {
    if (Date.now() > until) return 'the peers could not be fetched in time'
    if (!taken(lock)) continue
    try {
      return await fetchPeers()
    } finally {
      rmSync(lock, {recursive: true, force: true})
    }
  }
  return undefined
}

/** True for the one who holds the lock from now on; a lock that outlived its holder is taken away. */
function taken(lock: string): boolean {
  try {
    mkdirSync(lock)
    return true
  } catch {
    const age = Date.now() - (statSync(lock, {throwIfNoEntry: false})?.mtimeMs ?? Date.now())
    if (age > patience.fetch) rmSync(lock, {recursive: true, force: true})
    return false
  }
}

async function fetchPeers(): Promise<string | undefined> {
  if (installed()) return undefined
  const options = [
    '--ignore-scripts',
    '--save-exact',
    '--no-package-lock',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  const names = wanted.map(name => `${name}@${versions[name]}`)
  mkdirSync(folder, {recursive: true})
  try {
    await promisify(execFile)('npm', ['install', '--prefix', folder, ...options, ...names], {timeout: patience.fetch})
  } catch (error) {
    return `the peers could not be fetched: ${error instanceof Error ? error.message.split('\n')[0] : 'no reason given'}`
  }
  return installed() ? undefined : 'what was fetched are not the peers in their versions'
}
