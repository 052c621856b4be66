// Who may speak to the web chat: this machine, this page, and a visitor whom a cookie or a proxy names.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createHash, randomBytes} from 'node:crypto'
import type {NextFunction, Request, Response} from 'express'
import {Refusal} from './http-errors.ts'

/** An authenticating reverse proxy on this machine, in front of the web chat. */
export interface ReverseProxy {
  /** The public origin, such as `https://counselor.example.org`. */
  readonly origin: string
  /** The header in which the proxy names the person; it must drop the same header from outside. */
  readonly userHeader: string
}

const cookieName = 'counselor_visitor'
const loopback = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/

/** Checks each request of the web chat before anything else looks at it. */
export class Gate {
  readonly #proxy: ReverseProxy | undefined

  /** @param proxy the proxy in front, where there is one */
  constructor(proxy: ReverseProxy | undefined) {
    this.#proxy = proxy
  }

  /**
   * Lets in what comes from this machine, under a name of it (a foreign name that points here is DNS rebinding), and
   * with a person where a proxy has to name one.
   */
  readonly admit = (request: Request, _response: Response, next: NextFunction): void => {
    if (!loopback.test(request.socket.remoteAddress ?? '')) {
      throw new Refusal(403, 'The web chat answers on this machine only.')
    }
    if (!this.#hosts(request).has(request.headers.host?.toLowerCase() ?? '')) {
      throw new Refusal(403, 'The web chat does not answer under this name.')
    }
    if (this.#proxy !== undefined && proxyUser(request, this.#proxy) === undefined) {
      throw new Refusal(401, `The proxy must name exactly one person in ${this.#proxy.userHeader}.`)
    }
    next()
  }

  /** Lets in reading requests unless the browser says that another site or a foreign page made them. */
  readonly readsFromPage = (request: Request, _response: Response, next: NextFunction): void => {
    const site = request.get('sec-fetch-site')
    if (site !== undefined && site !== 'same-origin' && site !== 'none') {
      throw new Refusal(403, 'Only the page of the web chat may read this.')
    }
    next()
  }

  /** Lets in changing requests only where the browser says that our own page made them. */
  readonly actsFromPage = (request: Request, _response: Response, next: NextFunction): void => {
    const origin = request.get('origin')
    const ours = origin === `http://${request.headers.host}` || (origin !== undefined && origin === this.#origin())
    if (request.get('sec-fetch-site') !== 'same-origin' && !ours) {
      throw new Refusal(403, 'Only the page of the web chat may do this.')
    }
    next()
  }

  /** The id of the person who asks; a new visitor gets a cookie. */
  visitor(request: Request, response: Response): string {
    if (this.#proxy !== undefined) return proxyUser(request, this.#proxy) ?? ''
    const secret = cookie(request) ?? newCookie(response)
    // The cookie opens the conversation, the id is stored and logged: one must not lead to the other.
    return createHash('sha256').update(secret).digest('base64url').slice(0, 22)
  }

  #origin(): string | undefined {
    return this.#proxy === undefined ? undefined : new URL(this.#proxy.origin).origin
  }

  #hosts(request: Request): ReadonlySet<string> {
    const port = request.socket.localPort
    const hosts = ['127.0.0.1', 'localhost', '[::1]'].map(name => (port === 80 ? name : `${name}:${port}`))
    return new Set(this.#proxy === undefined ? hosts : [...hosts, new URL(this.#proxy.origin).host])
  }
}

// Two headers would mean that the proxy let one from outside pass.
function proxyUser(request: Request, proxy: ReverseProxy): string | undefined {
  const values = request.headersDistinct[proxy.userHeader.toLowerCase()] ?? []
  const [value] = values
  return values.length === 1 && value !== undefined && /^[^\s,]([^,]{0,198}[^\s,])?$/.test(value) ? value : undefined
}

function cookie(request: Request): string | undefined {
  return new RegExp(`(?:^|;\\s*)${cookieName}=([\\w-]{32})(?:;|$)`).exec(request.headers.cookie ?? '')?.[1]
}

function newCookie(response: Response): string {
  const secret = randomBytes(24).toString('base64url')
  response.cookie(cookieName, secret, {httpOnly: true, sameSite: 'strict', path: '/'})
  return secret
}
