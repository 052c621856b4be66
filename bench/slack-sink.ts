// Slack's side of the benchmarks: a local sink that counts what is answered, and a server in a child process.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {ChildProcess} from 'node:child_process'
import {fork} from 'node:child_process'
import {once} from 'node:events'
import type {IncomingMessage, Server, ServerResponse} from 'node:http'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {setTimeout as pause} from 'node:timers/promises'
import type {Memory, ServerKind, Spent} from './slack-server.ts'

/** Takes answers, and remembers when the first to each request came and how many there were. */
export class Sink {
  readonly counts = new Map<string, number>()
  /** Milliseconds of `performance.now()`. */
  readonly firstAt = new Map<string, number>()
  /** Calls of methods that are no answers, by method. */
  readonly others = new Map<string, number>()
  readonly #server: Server = createServer((request, response) => void this.#take(request, response))

  /** A sink that listens. */
  static async open(): Promise<Sink> {
    const sink = new Sink()
    sink.#server.listen(0, '127.0.0.1')
    await once(sink.#server, 'listening')
    return sink
  }

  /** Scheme, host and port. */
  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Waits until so many requests have an answer, or none came for five seconds, or five minutes are over. */
  async until(answered: number): Promise<void> {
    const end = performance.now() + 300_000
    let [last, since] = [this.counts.size, performance.now()]
    while (this.counts.size < answered && performance.now() < Math.min(end, since + 5_000)) {
      await pause(5)
      if (this.counts.size !== last) [last, since] = [this.counts.size, performance.now()]
    }
  }

  /** Counts one answer; also one that came with its acknowledgement, at a moment of `performance.now()`. */
  count(id: string, at: number): void {
    const before = this.counts.get(id) ?? 0
    this.firstAt.set(id, Math.min(at, this.firstAt.get(id) ?? at))
    this.counts.set(id, before + 1)
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const [, root = '', method = ''] = (request.url ?? '').split('/')
    const args = method === 'chat.postMessage' ? new URLSearchParams(Buffer.concat(chunks).toString()) : undefined
    const id = root === 'answer' ? method : args?.get('thread_ts')
    if (id) this.count(id, performance.now())
    else this.others.set(method, (this.others.get(method) ?? 0) + 1)
    const reply = {ok: true, ts: id ?? '1.2', team_id: 'T000000000', user_id: 'U0BOT', bot_id: 'B0BOT'}
    response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify(reply))
  }
}

/** A server in a process of its own. */
export class ServerProcess {
  readonly port: number
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, port: number) {
    this.#child = child
    this.port = port
  }

  /** A server that listens. */
  static async open(kind: ServerKind, apiUrl: string, teams = 1): Promise<ServerProcess> {
    const args = ['--child', 'slack-server', kind, apiUrl, `${teams}`]
    const child = fork(process.argv[1] ?? '', args, {stdio: ['ignore', 'ignore', 'inherit', 'ipc']})
    const ended = once(child, 'exit').then(() => Promise.reject(new Error(`the server ${kind} ended`)))
    const [{port}] = (await Promise.race([once(child, 'message'), ended])) as [{port: number}]
    ended.catch(() => {})
    return new ServerProcess(child, port)
  }

  /** What it holds after garbage was collected. */
  memory(): Promise<Memory> {
    return this.#tell<Memory>('memory')
  }

  /** What it has used of the processor since its start. */
  spent(): Promise<Spent> {
    return this.#tell<Spent>('cpu')
  }

  /** Ends it in order. */
  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit')
    this.#child.send('stop')
    await ended
  }

  async #tell<T>(word: string): Promise<T> {
    this.#child.send(word)
    const [told] = (await once(this.#child, 'message')) as [T]
    return told
  }
}
