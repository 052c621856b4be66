// Teams in the Microsoft 365 Agents Playground: people of an organisation, what they do, and what they see.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import {writeFileSync} from 'node:fs'
import {join} from 'node:path'
import {setTimeout as pause} from 'node:timers/promises'
import {stringify} from 'yaml'
import type {Json} from '../doubles/fake-identity.ts'
import {temporaryFolder} from '../doubles/temporary-folder.ts'
import type {Peer} from './peers.ts'
import {startPeer} from './peers.ts'
import {playgroundConfig, stage} from './playground-stage.ts'
import type {WebSocketClient} from './web-socket.ts'
import {openWebSocket} from './web-socket.ts'

/** How long anything may take to come back, in milliseconds. */
const patience = 4_500

/** A message as it stands now. */
export interface ShownMessage {
  readonly id: string
  /** With the thread, as in `ID;messageid=ROOT`. */
  readonly conversation: string
  /** As the page gets it: text, attachments and more. */
  readonly content: Json
}

/** What somebody says, and where. */
export interface Said {
  readonly who: string
  /** The conversation, with a thread where it goes on in one. */
  readonly where: string
  readonly words: string
  /** False where it is not for the bot. */
  readonly mention?: boolean
  /** The id of the event, to send it twice. */
  readonly id?: string
}

/** What the bot answered to a request. */
export interface Answered {
  readonly statusCode: number
  readonly body: Json
}

/** Something from the log of the Playground, which shows each request and its answer. */
interface LogItem {
  readonly [key: string]: unknown
}

/** A Playground that runs. */
export class Playground {
  /** The messages of the bot, oldest first; those to other people in private included. */
  readonly messages: ShownMessage[] = []
  /** What its log said, oldest first. */
  readonly logged: LogItem[] = []
  readonly #peer: Peer
  readonly #clean: () => void
  readonly #sockets: WebSocketClient[] = []

  private constructor(peer: Peer, clean: () => void) {
    this.#peer = peer
    this.#clean = clean
  }

  /**
   * A Playground in which nothing was said yet.
   * @param botUrl where it posts activities
   * @param asked a port of the test's own
   */
  static async open(botUrl: string, asked?: number): Promise<Playground> {
    const folder = temporaryFolder()
    writeFileSync(join(folder.path, '.m365agentsplayground.yml'), stringify(playgroundConfig))
    const peer = await startPeer('@microsoft/m365agentsplayground', {
      args: port => ['start', '-e', botUrl, '-c', 'msteams', '-p', `${port}`, '--disable-telemetry'],
      readyPath: '/_debug/ping',
      portIn: printed => Number(/Listening on (\d+)/.exec(printed)?.[1] ?? Number.NaN) || undefined,
      folder: folder.path,
      ...(asked === undefined ? {} : {port: asked}),
      // Without these the peer tells a server of its makers that it runs, and opens a browser, or dies for want of one.
      env: {APPLICATION_INSIGHTS_NO_STATSBEAT: '1', TEAMSAPPTESTER_BROWSER: 'none'},
    })
    const playground = new Playground(peer, folder.remove)
    await playground.#listen('/_ws_conversation/v1/conversations/stream', item => playground.#show(item))
    await playground.#listen('/_ws/log/stream', item => playground.#log(item))
    return playground
  }

  /** Scheme, host and port: the page is there. */
  get origin(): string {
    return `http://127.0.0.1:${this.#peer.port}`
  }

  /** Somebody brings the bot into a conversation. */
  async install(conversation: string): Promise<void> {
    await this.#post(`/_debug/conversation/${encodeURIComponent(conversation)}/installation`, {})
  }

  /** The person who sits in front of the page says something; gives the conversation in which it is answered. */
  async say({where, words, mention = false}: Omit<Said, 'who' | 'id'>): Promise<string> {
    const said = await this.#post(`/_conversation/v1/conversations/${encodeURIComponent(where)}/messages`, {
      type: 'text',
      text: mention ? `${stage.mention} ${words}` : words,
      textFormat: 'plain',
      from: {id: stage.alex},
      mentions: mention ? [{mentioned: stage.bot, text: stage.mention}] : [],
    })
    const post = said['postConversationId']
    return typeof post === 'string' ? post : where
  }

  /** Anybody says something: the page speaks for one person only, so this is an activity of the test's own. */
  async sayAs({who, where, words, mention = true, id = randomUUID()}: Said): Promise<void> {
    const frame = await this.#get(`/_internal/v1/customActivities/template?conversationId=${encodeURIComponent(where)}`)
    const account = {id: who, name: who, aadObjectId: `aad-${who}`}
    const entities = [{type: 'mention', mentioned: stage.bot, text: stage.mention}]
    await this.custom({
      ...frame,
      id,
      type: 'message',
      from: account,
      text: mention ? `${stage.mention} ${words}` : words,
      textFormat: 'plain',
      entities: mention ? entities : [],
      channelData: {
        tenant: {id: stage.tenant},
        ...(frame['conversation'] && (frame['conversation'] as Json)['conversationType'] === 'channel'
          ? {channel: {id: where.split(';')[0]}, team: {id: stage.team}}
          : {}),
      },
    })
  }

  /** Sends an activity as it is. */
  async custom(activity: Json): Promise<void> {
    await this.#post('/_internal/v1/customActivities', activity)
  }

  /** An activity of a conversation to fill in. */
  template(conversation: string): Promise<Json> {
    return this.#get(`/_internal/v1/customActivities/template?conversationId=${encodeURIComponent(conversation)}`)
  }

  /** Somebody presses an `Action.Submit`. */
  async submit(who: string, {conversation, id}: ShownMessage, value: Json): Promise<void> {
    await this.#post('/_conversation/v1/submit', {
      conversation: {id: conversation},
      from: {id: who},
      replyToId: id,
      value,
    })
  }

  /** Somebody presses an `Action.Execute`; gives what the bot answered. */
  execute(who: string, message: ShownMessage, {verb, data}: Json): Promise<Json> {
    const value = {action: {type: 'Action.Execute', verb, data}, trigger: 'manual'}
    return this.invoke({name: 'adaptiveCard/action', who, where: message.conversation, value, replyToId: message.id})
  }

  /** Teams asks the bot for something; gives its answer. */
  invoke(invoke: {name: string; who: string; where: string; value: Json; replyToId?: string}): Promise<Json> {
    const {name, who, where, value, replyToId} = invoke
    const reply = replyToId === undefined ? {} : {replyToId}
    return this.#post('/_conversation/v1/invoke', {name, value, from: {id: who}, conversation: {id: where}, ...reply})
  }

  /**
   * Teams asks the bot for something that neither the page nor `invoke` knows, such as a dialog: the activity goes to
   * the bot as it is, and the log tells what the bot answered.
   */
  async ask(invoke: {name: string; who: string; where: string; value: Json; replyToId?: string}): Promise<Answered> {
    const {name, who, where, ...more} = invoke
    const id = randomUUID()
    const frame = await this.template(where)
    const from = {id: who, aadObjectId: `aad-${who}`}
    await this.custom({...frame, id, from, type: 'invoke', name, ...more})
    return this.until(`the answer to ${name}`, () => this.#answerTo(id))
  }

  #answerTo(id: string): Answered | undefined {
    const items = this.logged.map(({log}) => log as {request?: {body?: Json}; response?: Answered} | undefined)
    return items.find(log => log?.request?.body?.['id'] === id)?.response
  }

  /** Waits until something holds. */
  async until<T>(what: string, found: () => T | undefined | false, ms = patience): Promise<T> {
    for (const until = Date.now() + ms; Date.now() < until; await pause(5)) {
      const now = found()
      if (now !== undefined && now !== false) return now
    }
    const seen = this.messages.slice(-3).map(({content}) => JSON.stringify(content).slice(0, 400))
    throw new Error(`${what} did not come; last seen: ${seen.join('\n')}`)
  }

  /** Ends it. */
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.close()
    await this.#peer.stop()
    this.#clean()
  }

  async #listen(path: string, hear: (item: Json) => void): Promise<void> {
    this.#sockets.push(await openWebSocket(`${this.origin}${path}`, text => hear(JSON.parse(text) as Json)))
  }

  #show(item: Json): void {
    const {action, actionConversationId, message} = item as {
      action?: string
      actionConversationId?: string
      message?: Json
    }
    if (message === undefined || actionConversationId === undefined) return
    const shown = {id: String(message['messageId']), conversation: actionConversationId, content: message}
    const at = this.messages.findIndex(({id}) => id === shown.id)
    if (action === 'createMessage') this.messages.push(shown)
    else if (action === 'updateMessage' && at >= 0) this.messages[at] = shown
  }

  /**
   * The page shows the conversations of one person; what was sent to others in private stands in the log, whose ids end
   * like this in the Playground.
   */
  #log(item: LogItem): void {
    this.logged.push(item)
    const log = (item['log'] ?? {}) as Json
    const conversation = String(log['conversationId'] ?? '')
    const {statusCode, body: answer} = (log['response'] ?? {}) as {statusCode?: number; body?: Json}
    const content = ((log['request'] ?? {}) as Json)['body'] as Json | undefined
    if (!conversation.endsWith('@test.user') || !content?.['attachments'] || statusCode === undefined) return
    const shown = {id: String(answer?.['id'] ?? log['messageId']), conversation, content}
    const at = this.messages.findIndex(({id}) => id === shown.id)
    if (at >= 0) this.messages[at] = shown
    else if (statusCode === 201) this.messages.push(shown)
  }

  async #get(path: string): Promise<Json> {
    return (await (await fetch(`${this.origin}${path}`)).json()) as Json
  }

  async #post(path: string, body: Json): Promise<Json> {
    const response = await fetch(`${this.origin}${path}`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`the Playground answers ${response.status} at ${path}: ${text.slice(0, 500)}`)
    return text.startsWith('{') ? (JSON.parse(text) as Json) : {}
  }
}
