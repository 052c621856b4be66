// A workspace in local-slack, and the people in it: they write, press, fill in, and wait for what comes back.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {stringify} from 'yaml'
import {temporaryFolder} from '../doubles/temporary-folder.ts'
import type {Workspace} from './acme.ts'
import {acme, configOf} from './acme.ts'
import type {Peer} from './peers.ts'
import {startPeer} from './peers.ts'
import {post} from './slack-post.ts'
import type {Json, SlackMessage, SlackView} from './slack-shapes.ts'
import {filledIn, pressable, readable, refusals, refusalsOf} from './slack-shapes.ts'
import type {WebSocketClient} from './web-socket.ts'
import {openWebSocket} from './web-socket.ts'

/** How long anything may take to come back, in milliseconds. */
const patience = 4_500

/** What the peer tells on its `/ui` connection, as far as it is used here. */
interface Told {
  readonly t: string
  readonly message?: SlackMessage
  readonly stack?: readonly SlackView[]
  readonly view?: SlackView
  readonly user?: string
  readonly errors?: Json
  readonly connected?: boolean
  readonly entry?: {
    readonly direction: string
    readonly kind: string
    readonly summary: string
    readonly detail?: unknown
  }
}

/** One call of the Web API that came in. */
export interface ApiCall {
  readonly method: string
  readonly args: Json
}

/** A workspace that runs. */
export class LocalSlack {
  /** Everything that was said, oldest first, as it stands now. */
  readonly messages: SlackMessage[] = []
  /** The calls of the Web API that came in, oldest first. */
  readonly calls: ApiCall[] = []
  /** What Slack would have refused of all that was rendered, in sentences. */
  readonly refused: string[] = []
  /** The Home tabs by the id of the person. */
  readonly homes = new Map<string, SlackView>()
  /** The open modals, the uppermost last. */
  modals: readonly SlackView[] = []
  /** What the last submission of a modal was refused for. */
  formErrors: Json | undefined
  /** True while a Socket Mode client is connected. */
  connected = false
  /** The modals that were open before the last press; nobody ever closes those. */
  #openBefore: ReadonlySet<string> = new Set()
  readonly #peer: Peer
  readonly #clean: () => void
  #ui: WebSocketClient | undefined
  #wake: (() => void)[] = []
  #lastEvent: readonly [url: string, body: string] | undefined

  private constructor(peer: Peer, clean: () => void) {
    this.#peer = peer
    this.#clean = clean
  }

  /**
   * A workspace with nothing said in it yet.
   * @param requestUrl where signed requests go; Socket Mode where there is none
   * @param port a port of the test's own, to come back where an earlier one was
   * @param workspace who and what is there besides
   */
  static async open(requestUrl?: string, port?: number, workspace: Workspace = {}): Promise<LocalSlack> {
    const folder = temporaryFolder()
    const config = join(folder.path, 'config.yaml')
    writeFileSync(config, stringify(configOf(requestUrl, workspace)))
    const files = join(folder.path, 'files')
    const peer = await startPeer('local-slack-linux-x64', {
      args: at => ['--config', config, '--port', `${at}`, '--base-host', '127.0.0.1', '--files-dir', files],
      readyPath: '/api/auth.test',
      ...(port === undefined ? {} : {port}),
    })
    const slack = new LocalSlack(peer, folder.remove)
    slack.#ui = await openWebSocket(`http://127.0.0.1:${peer.port}/ui`, text => slack.#hear(JSON.parse(text) as Told))
    return slack
  }

  /** The port on which it listens. */
  get port(): number {
    return this.#peer.port
  }

  /** The address for clients of the Web API. */
  get apiUrl(): string {
    return `http://127.0.0.1:${this.#peer.port}/api/`
  }

  /** Somebody writes; in a direct message where `channel` is their own id. Resolves once the events were taken. */
  async say(user: string, channel: string, text: string, thread?: string): Promise<SlackMessage> {
    const told = await this.#control('message', {user, channel, text, ...(thread ? {thread_ts: thread} : {})})
    return told['message'] as SlackMessage
  }

  /** Somebody types `/ospo` and more. */
  async command(user: string, channel: string, text: string): Promise<void> {
    await this.#control('command', {user, channel, command: '/ospo', text})
  }

  /** Somebody opens the Home tab, and reads it. */
  async openHome(user: string): Promise<SlackView> {
    this.homes.delete(user)
    await this.#control('open-home', {user})
    return this.until(`the home of ${user}`, () => this.homes.get(user))
  }

  /** Somebody presses what reads like this on a message. */
  async press(user: string, {channel, ts}: SlackMessage, label: string): Promise<void> {
    const blocks = this.messages.find(each => each.channel === channel && each.ts === ts)?.blocks ?? []
    const action = pressable(blocks).get(label)
    if (!action) throw new Error(`nothing reads "${label}" among ${[...pressable(blocks).keys()].join(', ')}`)
    this.#openBefore = new Set(this.modals.map(({id}) => id))
    await this.#control('interact', {user, channel, messageTs: ts, action})
  }

  /** Somebody presses what read like this on a message that has changed since: their client was slow. */
  async pressOld(user: string, {channel, ts, blocks = []}: SlackMessage, label: string): Promise<void> {
    const action = pressable(blocks).get(label)
    if (!action) throw new Error(`nothing read "${label}"`)
    await this.#control('interact', {user, channel, messageTs: ts, action})
  }

  /** The modal that has opened since the last press, as soon as it has. */
  modal(): Promise<SlackView> {
    return this.until('a modal', () => this.modals.findLast(({id}) => !this.#openBefore.has(id)))
  }

  /** Somebody fills in the modal by its labels and submits it; resolves once it is closed. */
  async submit(user: string, typed: Readonly<Record<string, string>>): Promise<void> {
    this.formErrors = undefined
    const modal = await this.modal()
    this.#ui?.send(JSON.stringify({t: 'view_submit', user, values: filledIn(modal, typed)}))
    const isOpen = () => this.modals.some(({id}) => id === modal.id)
    await this.until('the modal to close', () => !isOpen() || this.formErrors !== undefined)
  }

  /** What the bot has said in a channel, or in one of its threads. */
  said(channel: string, thread?: string): SlackMessage[] {
    const all = this.messages.filter(each => each.bot_id !== undefined && each.channel === channel)
    return thread === undefined ? all : all.filter(each => each.thread_ts === thread)
  }

  /** The first message of the bot that is as told, as soon as there is one. */
  answer(what: string, like: (message: SlackMessage) => boolean): Promise<SlackMessage> {
    return this.until(what, () => this.messages.find(each => each.bot_id !== undefined && like(each)))
  }

  /** The bot's first message whose blocks read like this, after another one if told. */
  reads(pattern: RegExp, where: Partial<SlackMessage> = {}, after?: SlackMessage): Promise<SlackMessage> {
    const there = (message: SlackMessage) =>
      (after === undefined || message.ts > after.ts) &&
      Object.entries(where).every(([key, value]) => message[key as keyof SlackMessage] === value)
    return this.answer(`${pattern}`, message => there(message) && pattern.test(readable(message.blocks)))
  }

  /** Waits until something holds. */
  async until<T>(what: string, found: () => T | undefined | false, ms = patience): Promise<T> {
    for (const until = Date.now() + ms; ; ) {
      const now = found()
      if (now !== undefined && now !== false) return now
      if (Date.now() > until) throw new Error(`${what} did not come; the last messages: ${this.#last()}`)
      await this.#next()
    }
  }

  /** The channel between a person and the bot, with all news of it; undefined where they have not talked yet. */
  async directChannel(user: string): Promise<string | undefined> {
    const state = await fetch(`http://127.0.0.1:${this.port}/_control/state`)
    const {channels} = (await state.json()) as {channels: {id: string; is_im: boolean; members: string[]}[]}
    return channels.find(each => each.is_im && each.members.includes(user))?.id
  }

  /** Posts the last event once more as Slack does where it got no answer; local-slack does not do it by itself. */
  async repeatLastEvent(): Promise<void> {
    const [requestUrl, body] = this.#lastEvent ?? []
    if (requestUrl === undefined || body === undefined) throw new Error('no event was posted yet')
    const headers = {'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout'}
    await post({url: requestUrl, signingSecret: acme.signingSecret}, body, {headers})
  }

  /** Ends the process, and removes what it wrote. */
  async stop(): Promise<void> {
    this.#ui?.close()
    await this.#peer.stop()
    this.#clean()
  }

  async #control(path: string, body: Json): Promise<Json> {
    const response = await fetch(`http://127.0.0.1:${this.#peer.port}/_control/${path}`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify(body),
    })
    const told = (await response.json()) as Json
    if (told['ok'] !== true) throw new Error(`local-slack refused ${path}: ${JSON.stringify(told)}`)
    return told
  }

  /** Resolves at the next news, or after a moment. */
  #next(): Promise<void> {
    return new Promise(resolve => {
      const late = setTimeout(resolve, 250)
      this.#wake.push(() => {
        clearTimeout(late)
        resolve()
      })
    })
  }

  #hear(told: Told): void {
    const {t, message, view, user, entry} = told
    if (message && (t === 'message' || t === 'message_update')) this.#note(message)
    if (t === 'view') this.modals = told.stack ?? []
    if (t === 'view_errors') this.formErrors = told.errors
    if (t === 'socket_status') this.connected = told.connected === true
    if (t === 'home' && view && user) this.homes.set(user, view)
    if (entry?.direction === 'from_bot' && entry.kind === 'web_api')
      this.#called(entry.summary, (entry.detail ?? {}) as Json)
    const posted = /^POST (\S+) \[/.exec(entry?.summary ?? '')?.[1]
    if (entry?.kind === 'events_api' && posted && typeof entry.detail === 'string')
      this.#lastEvent = [posted, entry.detail]
    for (const wake of this.#wake.splice(0)) wake()
  }

  #note(message: SlackMessage): void {
    const at = this.messages.findIndex(each => each.channel === message.channel && each.ts === message.ts)
    if (at < 0) this.messages.push(message)
    else this.messages[at] = message
    // What came by a response_url is in no call.
    if (message.bot_id !== undefined && message.subtype !== 'file_share')
      this.refused.push(...refusals({at: `message ${message.text}`, surface: 'message', blocks: message.blocks}))
  }

  #called(method: string, args: Json): void {
    this.calls.push({method, args})
    this.refused.push(...refusalsOf(method, args))
  }

  #last(): string {
    return this.messages
      .slice(-4)
      .map(each => JSON.stringify({...each, blocks: readable(each.blocks).slice(0, 200)}))
      .join('\n')
  }
}
