// The local web chat as a Platform: a page, its event streams, and what the page posts.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Request, Response} from 'express'
import express from 'express'
import type {Activity} from '../../src/chat/activity.ts'
import type {Card} from '../../src/chat/card.ts'
import type {Conversation, MessageRef, NamedPlace, Person, Profile} from '../../src/chat/conversation.ts'
import type {Form} from '../../src/chat/form.ts'
import type {Platform} from '../../src/chat/platform.ts'
import {CounselorError} from '../../src/errors.ts'
import type {Log} from '../../src/log.ts'
import {errorFacts} from '../../src/log.ts'
import {Conversations} from './conversations.ts'
import {EventStream} from './event-stream.ts'
import type {ReverseProxy} from './gate.ts'
import {Gate} from './gate.ts'
import {Refusal} from './http-errors.ts'
import type {HttpServer} from './http-server.ts'
import {pageFiles, servePageFile} from './page-files.ts'
import {toActivity, zoneIn} from './to-activity.ts'
import type {WebConversation} from './web-conversation.ts'
import type {Suggestion, Taken} from './wire.ts'

/** What the web chat needs. */
export interface WebPlatformOptions {
  /** Its routes are mounted here, so build the platform before the server listens. */
  readonly server: HttpServer
  /** Questions to offer while somebody types; called on every pause of the keys, so it must be quick. */
  readonly suggest: (text: string) => readonly Suggestion[]
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** A new id, unique in the process. */
  readonly newId: () => string
  /** Set where an authenticating reverse proxy on this machine stands in front. */
  readonly proxy?: ReverseProxy
  /** Who runs the workspace, as the proxy names them; without a proxy it is whoever sits at this machine. */
  readonly admins?: readonly string[]
  /** Milliseconds between comments that keep an idle event stream open; 20 s where it is not given. */
  readonly heartbeatMs?: number
}

/** What stands in place of a message that was taken away. */
const nothing: Card = {language: 'en', blocks: []}

const bodyLimit = '64kb'

/** How many activities of one visitor may be under way. */
const mostRunning = 20

/** How many tabs of one visitor may watch. */
const mostTabs = 12

/** How many suggestions the page shows, and how much typed text they are sought for. */
const mostSuggestions = 6
const longestQuery = 300

/** The web chat. Conversations live in memory and are gone with the process. */
export class WebPlatform implements Platform {
  readonly name = 'web'
  readonly #options: WebPlatformOptions
  readonly #gate: Gate
  readonly #conversations: Conversations
  readonly #running = new Set<Promise<void>>()
  #receive: ((activity: Activity) => Promise<void>) | undefined

  /** @param options its server, its clock, and what suggests questions */
  constructor(options: WebPlatformOptions) {
    this.#options = options
    this.#gate = new Gate(options.proxy)
    this.#conversations = new Conversations(options.newId)
    this.#mount()
  }

  async start(receive: (activity: Activity) => Promise<void>): Promise<void> {
    this.#receive = receive
  }

  async stop(): Promise<void> {
    this.#receive = undefined
    while (this.#running.size > 0) await Promise.allSettled(this.#running)
  }

  async send(to: Conversation, card: Card): Promise<MessageRef> {
    const message = this.#message(card)
    this.#conversationAt(to).show('message', message)
    return {conversation: to, id: message.id}
  }

  async update(message: MessageRef, card: Card | undefined): Promise<void> {
    if (this.#conversationAt(message.conversation).change(message.id, card ?? nothing)) return
    throw new CounselorError('message-gone', 'The web chat no longer keeps the message that was to be changed.')
  }

  async whisper(_to: Conversation, person: Person, card: Card): Promise<void> {
    this.#conversations.of(person).show('whisper', this.#message(card))
  }

  async open(activity: Activity, form: Form): Promise<void> {
    if (this.#conversations.of(activity.from).open(activity.id, form)) return
    throw new CounselorError('delivery-failed', 'No tab of the visitor is there to show the form.')
  }

  async place(whom: Person | NamedPlace): Promise<Conversation | undefined> {
    return 'name' in whom || whom.platform !== this.name ? undefined : this.#conversations.find(whom)?.place
  }

  async people(of: Person | Conversation): Promise<readonly Profile[]> {
    const {proxy, admins} = this.#options
    // Whoever visits has a conversation of their own.
    const person = 'scope' in of ? {platform: of.platform, tenant: of.tenant, id: of.id} : of
    const admin = proxy === undefined || (admins ?? []).includes(person.id)
    // What is said here lives in memory, so nobody can be written to later.
    // Without a proxy the visitor sits at this machine.
    const ours = proxy === undefined ? Intl.DateTimeFormat().resolvedOptions().timeZone : undefined
    const zone = this.#conversations.find(person)?.zone ?? ours
    return [{person, kind: 'member', active: true, admin, alone: true, ...(zone === undefined ? {} : {zone})}]
  }

  #mount(): void {
    const {app} = this.#options.server
    const {admit, readsFromPage, actsFromPage} = this.#gate
    app.use('/chat', admit)
    for (const [address, file] of pageFiles) app.get(address, admit, servePageFile(file))
    app.get('/chat/events', readsFromPage, this.#watch)
    app.get('/chat/suggestions', readsFromPage, this.#suggest)
    app.post('/chat/activities', actsFromPage, express.json({limit: bodyLimit}), this.#take)
    app.delete('/chat/history', actsFromPage, this.#clear)
  }

  readonly #watch = (request: Request, response: Response): void => {
    const conversation = this.#conversations.of(this.#person(request, response))
    if (this.#receive === undefined) throw new Refusal(503, 'The counselor is not ready.')
    if (conversation.watchers >= mostTabs) throw new Refusal(429, 'Too many tabs watch already.')
    const stream = new EventStream(response, this.#options.heartbeatMs ?? 20_000)
    this.#options.server.keepOpen(response)
    conversation.watch(stream, request.get('last-event-id'))
    this.#greet(conversation)
  }

  readonly #suggest = (request: Request, response: Response): void => {
    const {q} = request.query
    if (typeof q !== 'string') throw new Refusal(400, '`q` must be given once.')
    const text = q.slice(0, longestQuery).trim()
    const suggestions = text === '' ? [] : this.#options.suggest(text).slice(0, mostSuggestions)
    response.set('Cache-Control', 'no-store').json({suggestions})
  }

  readonly #take = (request: Request, response: Response): void => {
    if (request.body === undefined) throw new Refusal(415, 'This address takes JSON in UTF-8.')
    const conversation = this.#conversations.of(this.#person(request, response))
    const setting = {from: conversation.visitor, conversation: conversation.place, at: this.#options.now()}
    const activity = toActivity(request.body, setting)
    const zone = zoneIn(request.body)
    if (this.#receive === undefined) throw new Refusal(503, 'The counselor is not ready.')
    if (conversation.running.size >= mostRunning) throw new Refusal(429, 'Too much at once.')
    conversation.zone = zone ?? conversation.zone
    record(conversation, activity)
    this.#handOver(conversation, activity)
    response.status(202).json({log: conversation.log} satisfies Taken)
  }

  readonly #clear = (request: Request, response: Response): void => {
    const conversation = this.#conversations.of(this.#person(request, response))
    conversation.clear()
    if (conversation.watchers > 0) this.#greet(conversation)
    response.status(204).end()
  }

  // The core sends its welcome card when somebody joins: at the first stream, and again after "clear".
  #greet(conversation: WebConversation): void {
    if (conversation.greeted) return
    conversation.greeted = true
    const {now, newId} = this.#options
    const {visitor, place} = conversation
    this.#handOver(conversation, {id: newId(), kind: 'joined', at: now(), from: visitor, conversation: place})
  }

  #handOver(conversation: WebConversation, activity: Activity): void {
    if (this.#receive === undefined) return
    conversation.running.add(activity.id)
    const run = this.#answered(this.#receive, activity).finally(() => {
      conversation.done(activity.id)
      this.#running.delete(run)
    })
    this.#running.add(run)
  }

  async #answered(receive: (activity: Activity) => Promise<void>, activity: Activity): Promise<void> {
    try {
      await receive(activity)
    } catch (error) {
      this.#options.log.error('an activity of the web chat failed', errorFacts(error))
    }
  }

  #person(request: Request, response: Response): Person {
    return {platform: this.name, tenant: 'local', id: this.#gate.visitor(request, response)}
  }

  #conversationAt(place: Conversation): WebConversation {
    return this.#conversations.of({platform: place.platform, tenant: place.tenant, id: place.id})
  }

  #message(card: Card): {readonly id: string; readonly card: Card; readonly at: number} {
    return {id: this.#options.newId(), card, at: this.#options.now()}
  }
}

function record(conversation: WebConversation, activity: Activity): void {
  if (activity.kind === 'message') conversation.say(activity.id, activity.text, activity.at)
  if (activity.kind === 'command')
    conversation.say(activity.id, `${activity.name} ${activity.text}`.trim(), activity.at)
  if (activity.kind !== 'press') return
  const label = conversation.label(activity.message.id, activity.action, activity.value)
  conversation.press(activity.id, label, activity.at)
}
