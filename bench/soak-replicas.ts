// The replicas of the soak: the counselor as operators run it, one process each, behind a load balancer.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {ChildProcess} from 'node:child_process'
import {spawn} from 'node:child_process'
import {once} from 'node:events'
import type {IncomingMessage, Server, ServerResponse} from 'node:http'
import {Agent, createServer, request as send} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {signingSecret} from './slack-load.ts'

/** What a replica holds, as its own metrics say. */
export interface Held {
  /** Bytes. */
  readonly rss: number
  readonly heap: number
  /** Files and connections. */
  readonly open: number
  /** Seconds of the processor since its start. */
  readonly cpu: number
}

/** Where replicas are and what they share. */
export interface Shared {
  readonly storeUrl: string
  readonly apiUrl: string
}

/** The most milliseconds from a start until somebody may be sent to it; a busy machine takes its time. */
const startMs = 180_000

/** One replica, which may be killed and started again on the same ports. */
export class Replica {
  readonly port: number
  /** When it was killed, in milliseconds of `performance.now()`. */
  readonly killedAt: number[] = []
  readonly #metricsPort: number
  readonly #shared: Shared
  #child: ChildProcess | undefined
  #starting: Promise<void> | undefined
  #isReady = false

  /**
   * @param shared what all replicas have in common
   * @param ports for people and for metrics
   */
  constructor(shared: Shared, [port, metricsPort]: readonly [number, number]) {
    this.#shared = shared
    this.port = port
    this.#metricsPort = metricsPort
  }

  /** True while people may be sent to it, as far as the balancer knows. */
  get isReady(): boolean {
    return this.#isReady
  }

  /** Starts it, again where it ends or is killed meanwhile, and waits until it says that it is ready. */
  start(): Promise<void> {
    this.#starting ??= this.#start().finally(() => {
      this.#starting = undefined
    })
    return this.#starting
  }

  async #start(): Promise<void> {
    const main = join(process.cwd(), 'dist', 'src', 'main.js')
    const env = {
      PATH: process.env['PATH'],
      PORT: String(this.port),
      METRICS_PORT: String(this.#metricsPort),
      STORE_URL: this.#shared.storeUrl,
      SLACK_API_URL: this.#shared.apiUrl,
      SLACK_BOT_TOKEN: 'xoxb-soak',
      SLACK_SIGNING_SECRET: signingSecret,
      LOG_LEVEL: 'error',
    }
    for (const until = performance.now() + startMs; performance.now() < until; await pause(100)) {
      // With the storage away it ends at once, and a service manager would start it again.
      if (this.#child === undefined || isOver(this.#child)) this.#child = spawned(main, env)
      const started = this.#child
      const isReady = await answers(this.port)
      this.#isReady = isReady && !isOver(started)
      if (this.#isReady) return
    }
    throw new Error('a replica did not become ready; is dist/ built?')
  }

  /** Ends it at once. */
  async kill(): Promise<void> {
    const child = this.#child
    this.#isReady = false
    this.killedAt.push(performance.now())
    if (child === undefined || isOver(child)) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }

  /** What it holds now; undefined where it does not say. */
  async held(): Promise<Held | undefined> {
    const text = await textAt(this.#metricsPort, '/metrics')
    const figure = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text ?? '')?.[1])
    const held = {
      rss: figure('process_resident_memory_bytes'),
      heap: figure('nodejs_heap_size_used_bytes'),
      open: figure('process_open_fds'),
      cpu: figure('process_cpu_seconds_total'),
    }
    return Number.isFinite(held.rss + held.heap + held.open) ? held : undefined
  }
}

/** Hands each request to the next replica that is ready; where that one breaks off it says 502, as balancers do. */
export class Balancer {
  readonly #replicas: readonly Replica[]
  readonly #agent = new Agent({keepAlive: true})
  readonly #server: Server = createServer((request, response) => this.#pass(request, response))
  #next = 0

  private constructor(replicas: readonly Replica[]) {
    this.#replicas = replicas
  }

  /** A balancer that listens. */
  static async open(replicas: readonly Replica[]): Promise<Balancer> {
    const balancer = new Balancer(replicas)
    balancer.#server.listen(0, '127.0.0.1')
    await once(balancer.#server, 'listening')
    return balancer
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  /** Stops at once. */
  close(): void {
    this.#agent.destroy()
    this.#server.closeAllConnections()
    this.#server.close()
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const index = this.#choose(request.headers['x-soak-not'])
    const replica = index === undefined ? undefined : this.#replicas[index]
    const fail = () => {
      if (response.headersSent) response.destroy()
      else response.writeHead(502).end()
    }
    if (!replica) {
      fail()
      return
    }
    const {method, headers, url} = request
    const onward = send({host: '127.0.0.1', port: replica.port, path: url, method, headers, agent: this.#agent})
    onward.once('error', fail)
    onward.once('response', answer => {
      answer.once('error', fail)
      response.writeHead(answer.statusCode ?? 502, {...answer.headers, 'x-soak-replica': `${index}`})
      answer.pipe(response)
    })
    request.pipe(onward)
  }

  /** The next one that is ready; another than the one that is not wanted, where there is another. */
  #choose(unwanted: string | string[] | undefined): number | undefined {
    const ready = this.#replicas.flatMap((replica, i) => (replica.isReady ? [i] : []))
    const others = ready.filter(i => `${i}` !== unwanted)
    const among = others.length > 0 ? others : ready
    return among[this.#next++ % among.length]
  }
}

/** Nobody is left behind where the soak itself is broken off. */
function spawned(main: string, env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(process.execPath, [main], {env, stdio: 'ignore'})
  const end = () => void child.kill('SIGKILL')
  process.once('exit', end)
  child.once('exit', () => process.off('exit', end))
  return child
}

function isOver({exitCode, signalCode}: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

async function answers(port: number): Promise<boolean> {
  return (await textAt(port, '/readyz')) !== undefined
}

/** What is said with 200; undefined for anything else. */
async function textAt(port: number, path: string): Promise<string | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {signal: AbortSignal.timeout(2_000)})
    const text = await response.text()
    return response.ok ? text : undefined
  } catch {
    return undefined
  }
}
