// Two workspaces in two processes of emulate, behind one address of ours, since emulate knows one workspace only.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {once} from 'node:events'
import {writeFileSync} from 'node:fs'
import type {IncomingMessage, Server, ServerResponse} from 'node:http'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {stringify} from 'yaml'
import {temporaryFolder} from '../doubles/temporary-folder.ts'
import type {Peer} from './peers.ts'
import {startPeer} from './peers.ts'
import type {Json} from './slack-shapes.ts'
import {refusalsOf} from './slack-shapes.ts'

/** The app as both workspaces know it. */
export const registeredApp = {clientId: '111.222', clientSecret: 'a secret of the app', appId: 'A0001'} as const

/** The ids of the two workspaces: emulate gives every workspace the first one, our switchboard gives out the second. */
export const teams = ['T000000001', 'T000000002'] as const

/** One of {@link teams}. */
export type Team = (typeof teams)[number]

/** What somebody waits for, or nothing yet. */
export type Found<T> = T | undefined | false

/** A call of the Web API, and the workspace whose token it carried. */
export interface TeamCall {
  readonly team: Team | undefined
  readonly method: string
  readonly token: string
  readonly args: Json
  /** What emulate answered. */
  readonly reply: Json
}

/** Both workspaces. */
export class EmulatedSlack {
  /** Every call that came in, oldest first. */
  readonly calls: TeamCall[] = []
  /** What Slack would have refused of all that was rendered, in sentences. */
  readonly refused: string[] = []
  /** The tokens that each workspace has given out. */
  readonly tokens = new Map<string, Team>()
  readonly #peers: ReadonlyMap<Team, Peer>
  readonly #server: Server
  readonly #clean: () => void

  private constructor(peers: ReadonlyMap<Team, Peer>, clean: () => void) {
    this.#peers = peers
    this.#clean = clean
    this.#server = createServer((request, response) => {
      this.#forward(request, response).catch((error: unknown) => response.destroy(error as Error))
    })
  }

  /** @param redirectUri where the app takes those who come back from the installation */
  static async open(redirectUri: string): Promise<EmulatedSlack> {
    const folder = temporaryFolder()
    const seed = join(folder.path, 'seed.yaml')
    writeFileSync(seed, stringify(seedOf(redirectUri)))
    const start = (team: Team) =>
      startPeer('emulate', {
        args: port => ['start', '--service', 'slack', '--port', `${port}`, '--seed', seed],
        readyPath: '/api/auth.test',
      }).then(peer => [team, peer] as const)
    const slack = new EmulatedSlack(new Map(await Promise.all(teams.map(start))), folder.remove)
    slack.#server.listen(0, '127.0.0.1')
    await once(slack.#server, 'listening')
    return slack
  }

  /** The address for clients of the Web API. */
  get apiUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/api/`
  }

  /** Where one workspace itself listens, for the browser of an admin. */
  originOf(team: Team): string {
    return `http://127.0.0.1:${this.#peers.get(team)?.port}`
  }

  /** Waits until something holds. */
  async until<T>(what: string, found: () => Found<T> | Promise<Found<T>>, ms = 4_500): Promise<T> {
    for (const until = Date.now() + ms; Date.now() < until; await pause(5)) {
      const now = await found()
      if (now !== undefined && now !== false) return now
    }
    throw new Error(
      `${what} did not come; calls: ${this.calls
        .slice(-8)
        .map(({method}) => method)
        .join(', ')}`,
    )
  }

  /** Ends both processes. */
  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await Promise.all([...this.#peers.values()].map(peer => peer.stop()))
    this.#clean()
  }

  async #forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const method = (request.url ?? '').replace(/^\/api\/|\?.*$/g, '')
    const token = /^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const {team, reply} = await this.#ask(request, method, body)
    const args = argsOf(body)
    this.calls.push({team, method, token, args, reply})
    this.refused.push(...refusalsOf(method, args))
    response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify(reply))
  }

  /** A code is good in one of the workspaces; a token tells where it is from. */
  async #ask(request: IncomingMessage, method: string, body: string): Promise<{team?: Team; reply: Json}> {
    const known = this.tokens.get(/^Bearer (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? '')
    let reply: Json = {ok: false, error: 'invalid_auth'}
    for (const team of method === 'oauth.v2.access' ? teams : known ? [known] : []) {
      reply = await this.#post(team, request, body)
      if (reply['ok'] === true && method === 'oauth.v2.access') this.tokens.set(String(reply['access_token']), team)
      if (reply['ok'] === true || known) return {team, reply}
    }
    return {reply}
  }

  async #post(team: Team, request: IncomingMessage, body: string): Promise<Json> {
    const {authorization, 'content-type': type} = request.headers
    const response = await fetch(`${this.originOf(team)}${request.url}`, {
      method: 'POST',
      headers: {...(authorization ? {authorization} : {}), ...(type ? {'content-type': type} : {})},
      body,
    })
    return JSON.parse((await response.text()).replaceAll(teams[0], team)) as Json
  }
}

function argsOf(body: string): Json {
  const form = Object.fromEntries(new URLSearchParams(body))
  const read = (value: string) => (/^[[{]/.test(value) ? (JSON.parse(value) as unknown) : value)
  return Object.fromEntries(Object.entries(form).map(([key, value]) => [key, read(value)]))
}

function seedOf(redirectUri: string): Json {
  const {clientId, clientSecret, appId} = registeredApp
  const app = {
    client_id: clientId,
    client_secret: clientSecret,
    app_id: appId,
    name: 'counselor',
    bot_name: 'counselor',
  }
  return {
    slack: {
      team: {name: 'Acme', domain: 'acme'},
      users: [{name: 'ann', real_name: 'Ann', email: 'ann@example.org'}],
      channels: [{name: 'general'}],
      oauth_apps: [{...app, redirect_uris: [redirectUri], scopes: ['chat:write']}],
      strict_scopes: true,
    },
  }
}

/** What a browser keeps between two pages. */
export interface Visit {
  readonly cookies: string
  /** Where the app sends the browser to install it. */
  readonly authorize: URL
}

/** The first step of an installation: the page of the app, with its cookie and where it leads. */
export async function beginInstall(appOrigin: string): Promise<Visit> {
  const page = await fetch(`${appOrigin}/slack/install`, {redirect: 'manual'})
  const cookies = page.headers
    .getSetCookie()
    .map(each => each.split(';')[0])
    .join('; ')
  const inPage = /href="([^"]*\/oauth\/v2\/authorize[^"]*)"/.exec(await page.text())?.[1]?.replaceAll('&amp;', '&')
  const address = page.headers.get('location') ?? inPage
  if (address === undefined) throw new Error(`no way to install: status ${page.status}`)
  return {cookies, authorize: new URL(address)}
}

/** An admin of a workspace agrees; gives the address to which Slack sends the browser back. */
export async function agree(slack: EmulatedSlack, team: Team, authorize: URL, redirectUri: string): Promise<URL> {
  const asked = Object.fromEntries(authorize.searchParams)
  // Slack falls back to the address that is registered for the app.
  const query = new URLSearchParams({...asked, redirect_uri: asked['redirect_uri'] ?? redirectUri})
  const page = await fetch(`${slack.originOf(team)}/oauth/v2/authorize?${query}`)
  const form = new URLSearchParams()
  const fields = (await page.text()).split('</form>')[0]?.matchAll(/name="([^"]+)" value="([^"]*)"/g) ?? []
  for (const [, name = '', value = ''] of fields) form.set(name, value.replaceAll('&amp;', '&'))
  const agreed = await fetch(`${slack.originOf(team)}/oauth/v2/authorize/callback`, {
    method: 'POST',
    body: form,
    redirect: 'manual',
  })
  return new URL(agreed.headers.get('location') ?? '')
}
