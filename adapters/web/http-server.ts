// The one HTTP server: health, security headers, limits and an orderly end; platforms mount their routes on it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {IncomingMessage, Server, ServerResponse} from 'node:http'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import type {Express, NextFunction, Request, Response} from 'express'
import express from 'express'
import {CounselorError} from '../../src/errors.ts'
import type {Log} from '../../src/log.ts'
import {answerError, answerNotFound, Refusal} from './http-errors.ts'

/** What clients may take, all in milliseconds and bytes. */
export interface HttpLimits {
  /** Until all headers of a request are in. */
  readonly headersMs: number
  /** Until the whole request is in. */
  readonly requestMs: number
  /** How long an idle connection is kept: longer than proxies do, so that it is they who close it. */
  readonly keepAliveMs: number
  /** How long `close` waits for requests that are under way. */
  readonly graceMs: number
  /** The largest body that any route may take; routes set lower limits for themselves. */
  readonly bodyBytes: number
  /** Connections at one time; event streams count. */
  readonly connections: number
}

/** Limits that leave room for slow lines and none for idle attackers. */
export const httpLimits: HttpLimits = {
  headersMs: 10_000,
  requestMs: 30_000,
  keepAliveMs: 75_000,
  graceMs: 10_000,
  bodyBytes: 1_048_576,
  connections: 2_000,
}

/** Where to listen; with `orNext`, a taken port gives way to the next free one. */
export interface ListenOptions {
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  readonly orNext: boolean
}

/** What a server needs. */
export interface HttpServerOptions {
  readonly log: Log
  /** True while the process can serve; `/readyz` answers by it. */
  readonly ready: () => boolean
  readonly limits?: Partial<HttpLimits>
}

/** Answers a post, whose body it reads itself; it must not throw. */
export type DirectRoute = (request: IncomingMessage, response: ServerResponse) => void

/** How many ports `orNext` tries, the first one included. */
const portTries = 20

const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

/** The HTTP server of the process. Routes are mounted on `app` before `listen`. */
export class HttpServer {
  readonly app: Express
  readonly #limits: HttpLimits
  readonly #log: Log
  readonly #ready: () => boolean
  readonly #server: Server
  readonly #direct = new Map<string, DirectRoute>()
  readonly #running = new Set<ServerResponse>()
  readonly #streams = new Set<Response>()
  #closing: Promise<void> | undefined
  #finished = false

  /** @param options the log, what `/readyz` asks, and limits that differ from {@link httpLimits} */
  constructor(options: HttpServerOptions) {
    this.#log = options.log
    this.#ready = options.ready
    this.#limits = {...httpLimits, ...options.limits}
    this.app = express()
    this.app.disable('x-powered-by')
    this.app.use(this.#admit)
    this.app.get('/healthz', (_request, response) => void response.json({status: 'ok'}))
    this.app.get('/readyz', (_request, response) => {
      const ready = this.#closing === undefined && this.#ready()
      response.status(ready ? 200 : 503).json({status: ready ? 'ready' : 'not ready'})
    })
    this.#server = this.#create()
  }

  /**
   * Begins to serve; routes that are mounted later are not found.
   * @returns the actual port
   * @throws CounselorError `port-taken` where the port, or with `orNext` each of twenty, is held by another program
   */
  async listen(options: ListenOptions): Promise<number> {
    this.#finishRoutes()
    const last = options.orNext ? Math.min(options.port + portTries - 1, 65_535) : options.port
    for (let port = options.port; port <= last; port += 1) {
      if (await this.#tryPort(options.host, port)) return this.#actualPort()
    }
    const range = last === options.port ? `Port ${last} is` : `Ports ${options.port} to ${last} are`
    throw new CounselorError('port-taken', `${range} taken on ${options.host}.`)
  }

  /** Takes posts to a path without Express, which takes longer than all else that is done for a small one. */
  direct(path: string, route: DirectRoute): void {
    this.#direct.set(path, route)
  }

  /** Marks a response as an event stream: `close` ends it instead of waiting for it. */
  keepOpen(response: Response): void {
    this.#streams.add(response)
    response.once('close', () => this.#streams.delete(response))
    if (this.#closing !== undefined) response.end()
  }

  /** Stops accepting, ends event streams, waits for running requests, then closes every connection. */
  close(): Promise<void> {
    this.#closing ??= this.#drain()
    return this.#closing
  }

  #create(): Server {
    const server = createServer({connectionsCheckingInterval: 1_000, maxHeaderSize: 16_384}, this.#serve)
    server.headersTimeout = this.#limits.headersMs
    server.requestTimeout = this.#limits.requestMs
    server.keepAliveTimeout = this.#limits.keepAliveMs
    server.maxConnections = this.#limits.connections
    return server
  }

  // The error handlers must come after every route, and the routes come from the platforms.
  #finishRoutes(): void {
    if (this.#finished) return
    this.#finished = true
    this.app.use(answerNotFound)
    this.app.use(answerError(this.#log))
  }

  #tryPort(host: string, port: number): Promise<boolean> {
    return new Promise((resolve, reject) => {
      const failed = (error: NodeJS.ErrnoException) => {
        this.#server.off('listening', listening)
        if (error.code === 'EADDRINUSE') resolve(false)
        else reject(error)
      }
      const listening = () => {
        this.#server.off('error', failed)
        resolve(true)
      }
      this.#server.once('error', failed).once('listening', listening).listen({host, port})
    })
  }

  #actualPort(): number {
    const address = this.#server.address() as AddressInfo
    this.#log.debug('the web server listens', {host: address.address, port: address.port})
    return address.port
  }

  readonly #serve = (request: IncomingMessage, response: ServerResponse): void => {
    this.#running.add(response)
    response.once('close', () => this.#running.delete(response))
    const route = request.method === 'POST' ? this.#direct.get(request.url?.split('?', 1)[0] ?? '') : undefined
    if (route && this.#closing === undefined && !this.#isTooLarge(request)) route(request, response)
    else this.app(request, response)
  }

  readonly #admit = (request: Request, response: Response, next: NextFunction): void => {
    response.set(securityHeaders)
    if (this.#closing !== undefined) {
      response.set('Connection', 'close')
      next(new Refusal(503, 'The counselor is stopping.'))
    } else if (this.#isTooLarge(request)) {
      next(new Refusal(413, 'The body is larger than this server takes.'))
    } else next()
  }

  #isTooLarge({headers}: IncomingMessage): boolean {
    return Number(headers['content-length'] ?? 0) > this.#limits.bodyBytes
  }

  async #drain(): Promise<void> {
    const closed = new Promise<void>(resolve => this.#server.close(() => resolve()))
    for (const stream of this.#streams) stream.end()
    const deadline = Date.now() + this.#limits.graceMs
    while (this.#running.size > 0 && Date.now() < deadline) await new Promise(resolve => setTimeout(resolve, 10))
    this.#server.closeAllConnections()
    await closed
  }
}
