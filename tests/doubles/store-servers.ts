// Servers for storage, real ones, started by the tests that need them and stopped after them.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {ChildProcess} from 'node:child_process'
import {execFileSync, spawn} from 'node:child_process'
import {chownSync, existsSync, readdirSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as sleep} from 'node:timers/promises'
import type {Store} from '../../src/store.ts'
import {freePort} from './free-port.ts'
import {temporaryFolder} from './temporary-folder.ts'

/** A server that runs for a test. */
export interface StoreServer {
  /** Where its data lies. */
  readonly folder: string
  /** A new, empty place on it, as STORE_URL names it. */
  place(): Promise<string>
  /** Stops it at once, as a crash would. */
  kill(): Promise<void>
  /** Starts it again on the same data and the same port. */
  restart(): Promise<void>
  /** Lets it stop answering while its connections stay, or go on. */
  freeze(frozen: boolean): void
  /** Ends it for good, and removes its data. */
  stop(): Promise<void>
}

const binaries = {
  redis: ['/usr/bin/redis-server', '/usr/local/bin/redis-server', '/opt/homebrew/bin/redis-server'],
  postgres: [...debianPostgres(), '/usr/local/bin/postgres', '/opt/homebrew/bin/postgres'],
} as const

/** Where a server's program lies; undefined where this machine has none. */
export function serverProgram(kind: keyof typeof binaries): string | undefined {
  return binaries[kind].find(path => existsSync(path))
}

/** Debian keeps the programs of each version in a folder of its own. */
function debianPostgres(): string[] {
  const base = '/usr/lib/postgresql'
  return existsSync(base)
    ? readdirSync(base)
        .sort()
        .reverse()
        .map(version => join(base, version, 'bin/postgres'))
    : []
}

/** Starts Redis with an append-only file. @param options further lines of its configuration, as arguments */
export async function startRedis(...options: readonly string[]): Promise<StoreServer> {
  const folder = temporaryFolder()
  const port = await freePort()
  const program = serverProgram('redis') ?? 'redis-server'
  const safe = ['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction']
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder.path, '--save', '', ...safe, ...options]
  const server = new Running(() => spawn(program, args, {stdio: 'ignore'}), port)
  await server.start()
  let places = 0
  return serverOn(server, {
    // Each database of one server is a place of its own.
    place: async () => `redis://127.0.0.1:${port}/${places++ % 16}`,
    folder,
  })
}

/** Starts Postgres. It refuses to run as root, so as root it runs as the user that its package made. */
export async function startPostgres(): Promise<StoreServer> {
  const folder = temporaryFolder()
  const port = await freePort()
  const program = serverProgram('postgres') ?? 'postgres'
  const tool = (name: string) => join(program, '..', name)
  const data = join(folder.path, 'data')
  const user = userForPostgres(folder.path)
  const initial = ['-D', data, '-U', 'counselor', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  execFileSync(tool('initdb'), initial, {...user, stdio: 'ignore', cwd: folder.path})
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder.path]
  const server = new Running(() => spawn(program, args, {...user, stdio: 'ignore', cwd: folder.path}), port)
  await server.start()
  let places = 0
  const make = (name: string) =>
    execFileSync(tool('createdb'), ['-h', '127.0.0.1', '-p', String(port), '-U', 'counselor', name], {stdio: 'ignore'})
  return serverOn(server, {
    place: async () => {
      places += 1
      await settled(() => make(`place${places}`))
      return `postgres://counselor@127.0.0.1:${port}/place${places}`
    },
    folder,
  })
}

interface Rest {
  readonly place: () => Promise<string>
  readonly folder: ReturnType<typeof temporaryFolder>
}

function serverOn(server: Running, {place, folder}: Rest): StoreServer {
  return {
    folder: folder.path,
    place,
    kill: () => server.kill(),
    restart: () => server.start(),
    freeze: frozen => server.freeze(frozen),
    stop: async () => {
      await server.kill()
      folder.remove()
    },
  }
}

/** A process that listens on a port. */
class Running {
  readonly #begin: () => ChildProcess
  readonly #port: number
  #child: ChildProcess | undefined

  constructor(begin: () => ChildProcess, port: number) {
    this.#begin = begin
    this.#port = port
  }

  async start(): Promise<void> {
    await settled(async () => {
      // After a crash Postgres does not start while a process of before is about to end.
      if (this.#child === undefined || isOver(this.#child)) this.#child = this.#begin()
      await reach(this.#port)
    })
  }

  freeze(frozen: boolean): void {
    for (const pid of this.#family()) process.kill(pid, frozen ? 'SIGSTOP' : 'SIGCONT')
  }

  async kill(): Promise<void> {
    const child = this.#child
    if (child === undefined || isOver(child)) return
    const family = this.#family()
    const ended = new Promise(resolve => child.once('exit', resolve))
    for (const pid of family) killIfThere(pid)
    await ended
  }

  /** The process and its children: Postgres has one for each connection. */
  #family(): number[] {
    const pid = this.#child?.pid
    if (pid === undefined) return []
    try {
      const children = execFileSync('pgrep', ['-P', String(pid)], {encoding: 'utf8'})
      return [pid, ...children.split('\n').filter(Boolean).map(Number)]
    } catch {
      return [pid]
    }
  }
}

function isOver({exitCode, signalCode}: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

function userForPostgres(folder: string): {uid?: number; gid?: number} {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], {encoding: 'utf8'}))
  const user = {uid: id('-u'), gid: id('-g')}
  chownSync(folder, user.uid, user.gid)
  return user
}

/** Tries again until it works, for half a minute at most. */
async function settled<T>(work: () => T | Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (tries > 300) throw error
      await sleep(100)
    }
  }
}

async function reach(port: number): Promise<void> {
  const {connect} = await import('node:net')
  await new Promise<void>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy()
      resolve()
    })
    socket.once('error', reject)
  })
}

/** Resolves once a store answers again. */
export async function recovered(store: Store): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await store.get('anything')
      return
    } catch (error) {
      if (tries > 600) throw error
      await sleep(100)
    }
  }
}
