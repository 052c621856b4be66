// Slack as a Platform: the one file that runs Bolt, over signed HTTP or Socket Mode, for one workspace or many.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {AppOptions, AuthorizeResult, InstallationQuery, Receiver, ReceiverEvent} from '@slack/bolt'
import {App, ExpressReceiver, LogLevel, SocketModeReceiver, webApi} from '@slack/bolt'
import type {Express} from 'express'
import type {Activity} from '../../src/chat/activity.ts'
import type {Card} from '../../src/chat/card.ts'
import type {Conversation, MessageRef, NamedPlace, Person, Profile} from '../../src/chat/conversation.ts'
import type {Form} from '../../src/chat/form.ts'
import type {Delivery, Platform} from '../../src/chat/platform.ts'
import {CounselorError} from '../../src/errors.ts'
import type {Log} from '../../src/log.ts'
import {OpenTurns} from '../../src/schedule/open-turns.ts'
import {Outbox} from '../../src/schedule/outbox.ts'
import {AgentTab} from './agent-tab.ts'
import {boltLog, wrappedFacts} from './bolt-log.ts'
import {EventGuard} from './event-guard.ts'
import type {Acknowledge} from './held-ack.ts'
import {installerOptions} from './install-pages.ts'
import {Installations, resealSafely} from './installations.ts'
import {Intake} from './intake.ts'
import {LiveTurns} from './live-turns.ts'
import {Messages} from './messages.ts'
import type {Payload} from './payload.ts'
import {isPayload} from './payload.ts'
import {People} from './people.ts'
import {botScopes} from './permissions.ts'
import {Places} from './places.ts'
import type {Signed} from './receiver.ts'
import {eventsPath, isSignedBy, slackRoute} from './receiver.ts'
import {SecretBox} from './secret-box.ts'
import type {SlackCalls} from './slack-calls.ts'
import {callMs} from './slack-calls.ts'
import type {OAuthAccess, SlackPlatformOptions} from './slack-options.ts'
import {slackLimits} from './slack-options.ts'
import {guardMessages, keepConnected, refuseSocket} from './socket-guard.ts'
import type {Tokens} from './tokens.ts'
import {identify, ManyWorkspaces, OneWorkspace} from './tokens.ts'
import {TurnQueue} from './turn-queue.ts'
import {Views} from './views.ts'
import {failingClearly, plainFetch, slackCalls} from './web-calls.ts'

/** The shortest time that the outbox has for its end, in milliseconds, also where turns have used up the rest. */
const leastDrainMs = 2_000

/** Slack. */
export class SlackPlatform implements Platform {
  readonly name = 'slack'
  readonly #options: SlackPlatformOptions
  readonly #open = new OpenTurns()
  readonly #queue = new TurnQueue()
  readonly #outbox: Outbox
  readonly #calls: SlackCalls
  readonly #places: Places
  readonly #people: People
  readonly #messages: Messages
  readonly #views: Views
  readonly #intake: Intake
  readonly #socket: SocketModeReceiver | undefined
  readonly #installations: Installations | undefined
  #tokens: Tokens | undefined
  #running = false
  #hasSocket = () => true

  /** @param options how to speak with Slack, and what to work with */
  constructor(options: SlackPlatformOptions) {
    const {access, log, timer, random, limits, prompts} = options
    const {now} = timer
    this.#options = options
    const client = new webApi.WebClient(undefined, clientOptions(options))
    this.#calls = slackCalls(client, async tenant => (await this.#known().of(tenant)).token)
    this.#outbox = new Outbox({timer, limits: {...slackLimits, ...limits}, log, random})
    const turns = new LiveTurns(now)
    this.#places = new Places({calls: this.#calls, log, now})
    this.#people = new People({calls: this.#calls, log, now})
    const direct = (person: Person) => this.#places.direct(person)
    this.#messages = new Messages({calls: this.#calls, outbox: this.#outbox, turns, log, direct})
    this.#views = new Views({calls: this.#calls, turns, messages: this.#messages, direct})
    const installations = access.mode === 'oauth' ? this.#mountOAuth(access) : undefined
    this.#installations = installations
    const forget = (tenant: string) => this.#tokens?.forget(tenant)
    const tab = new AgentTab({calls: this.#calls, log, prompts})
    this.#intake = new Intake({turns, tab, installations, forget, log, now})
    this.#socket = access.mode === 'socket' ? socketReceiver(access.appToken, options) : undefined
    this.#listen(this.#socket ?? this.#httpReceiver(), turns)
  }

  /** What waits to be sent, for metrics. */
  get outbox(): Outbox {
    return this.#outbox
  }

  /** True while what happens in Slack can reach us. */
  get connected(): boolean {
    return this.#running && this.#hasSocket()
  }

  /**
   * Begins to listen.
   * @throws CounselorError `config-invalid` where Slack refuses a token, `platform-unreachable` where it does not answer
   */
  async start(receive: (activity: Activity) => Promise<void>): Promise<void> {
    const {access, log} = this.#options
    if (access.mode !== 'oauth') {
      const client = new webApi.WebClient(access.botToken, clientOptions(this.#options))
      const authTest = () => failingClearly('auth.test', () => client.apiCall('auth.test'))
      this.#tokens = new OneWorkspace(await identify(access.botToken, authTest))
    }
    this.#intake.receive = receive
    this.#running = true
    if (this.#socket) await this.#connect(this.#socket)
    if (this.#installations) void resealSafely(this.#installations, log)
    log.info('Slack is listened to', {mode: access.mode})
  }

  async stop(): Promise<void> {
    const {timer, log, drainMs = 20_000} = this.#options
    const end = timer.now() + drainMs
    this.#running = false
    await this.#socket?.stop()
    const left = await this.#open.drain(timer, drainMs)
    if (left > 0) log.warn('Slack was not waited for any longer', {left})
    await this.#outbox.drain(Math.max(leastDrainMs, end - timer.now()))
    this.#intake.receive = undefined
  }

  send(to: Conversation, card: Card, delivery?: Delivery): Promise<MessageRef> {
    return to.scope === 'home' ? this.#views.show(to, card) : this.#messages.post(to, card, delivery)
  }

  async update(message: MessageRef, card: Card | undefined): Promise<void> {
    const where = message.conversation.scope === 'home' ? this.#views : this.#messages
    return where.update(message, card)
  }

  async whisper(to: Conversation, person: Person, card: Card): Promise<void> {
    if (to.scope === 'home') await this.#views.show(to, card)
    else await this.#messages.whisper(to, person, card)
  }

  open(activity: Activity, form: Form): Promise<void> {
    return this.#views.open(activity, form)
  }

  place(whom: Person | NamedPlace): Promise<Conversation | undefined> {
    return 'name' in whom ? this.#places.named(whom) : this.#places.direct(whom)
  }

  people(of: Person | Conversation): Promise<readonly Profile[]> {
    return 'scope' in of ? this.#people.in(of) : this.#people.one(of)
  }

  /** All that comes in goes one way, whatever it is: each listener of Bolt would cost time on every request. */
  #listen(receiver: Receiver, turns: LiveTurns): void {
    const {log, timer} = this.#options
    const options: AppOptions = {
      receiver,
      logger: boltLog(log, LogLevel.WARN),
      clientOptions: clientOptions(this.#options),
      authorize: async (_source, body) => this.#authorize(body),
      tokenVerificationEnabled: false,
      convoStore: false,
      ignoreSelf: false,
    }
    const guard = new EventGuard({open: this.#open, queue: this.#queue, turns, timer, log})
    const app = new GuardedApp(options, guard)
    app.error(async error => log.error('what came in could not be dealt with', wrappedFacts(error)))
    app.use(async ({body, context}) => {
      if (!isPayload(body)) return
      const {botUserId, tenant} = context
      // Bolt asks for no identity where the app was just removed.
      if (botUserId === undefined) await this.#intake.end(body)
      else await this.#intake.take(body, {botUserId, ...(typeof tenant === 'string' ? {tenant} : {})})
    })
  }

  /** Bolt gets no token: it would keep a client for each. */
  async #authorize(body: unknown): Promise<AuthorizeResult> {
    const {botUserId, tenant} = await this.#known().from(isPayload(body) ? body : {})
    return {botUserId, ...(tenant === undefined ? {} : {tenant})}
  }

  #known(): Tokens {
    if (!this.#tokens) throw new CounselorError('platform-unreachable', 'Slack has not been asked yet who we are.')
    return this.#tokens
  }

  #httpReceiver(): Receiver {
    const {access, server, log, timer} = this.#options
    const signingSecret = access.mode === 'socket' ? '' : access.signingSecret
    let bolt: App | undefined
    const take = (body: Payload, acknowledge?: Acknowledge) => {
      const customProperties = acknowledge ? {takesMessage: 'text'} : {}
      void bolt?.processEvent({body, ack: acknowledge ?? (async () => {}), customProperties})
    }
    const isGenuine = (request: Signed) => isSignedBy(signingSecret, request)
    const isOpen = () => this.#running && !this.#queue.isFull
    server.direct(eventsPath, slackRoute({take, isGenuine, isOpen, log, now: timer.now}))
    return {
      init: app => {
        bolt = app
      },
      start: async () => undefined,
      stop: async () => undefined,
    }
  }

  /** Mounts `/slack/install` and `/slack/oauth_redirect`. */
  #mountOAuth(access: OAuthAccess): Installations {
    const {server, store, log, timer, audit} = this.#options
    const box = new SecretBox(access.encryptionKeys)
    const installations = new Installations({store, box, audit, now: timer.now})
    const {installer} = oauthReceiver(access, {app: server.app, log, installations})
    if (!installer) throw new CounselorError('config-invalid', 'Bolt does not take SLACK_CLIENT_ID with its secrets')
    const authorize = (query: InstallationQuery<boolean>) => installer.authorize(query)
    this.#tokens = new ManyWorkspaces({installations, authorize, now: timer.now})
    return installations
  }

  async #connect(socket: SocketModeReceiver): Promise<void> {
    const {log, timer} = this.#options
    await failingClearly('apps.connections.open', () => socket.start()).catch(refuseSocket)
    this.#hasSocket = keepConnected(socket.client, {log, timer, isOver: () => !this.#running})
  }
}

/** Bolt with a guard round it. */
class GuardedApp extends App {
  readonly #guard: EventGuard

  constructor(options: AppOptions, guard: EventGuard) {
    super(options)
    this.#guard = guard
  }

  override processEvent(event: ReceiverEvent): Promise<void> {
    return this.#guard.during(event, guarded => super.processEvent(guarded))
  }
}

/** No `headers`: with any set, calls for one workspace went out with the token of another (Bolt 5.1). */
function clientOptions({access, log}: SlackPlatformOptions): webApi.WebClientOptions {
  return {
    timeout: callMs,
    retryConfig: {retries: 0},
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: boltLog(log, LogLevel.WARN),
    fetch: plainFetch,
    ...(access.apiUrl === undefined ? {} : {slackApiUrl: access.apiUrl}),
  }
}

/** Connects again by our own hand, so its client has no need of retries. */
function socketReceiver(appToken: string, options: SlackPlatformOptions): SocketModeReceiver {
  const logger = boltLog(options.log, LogLevel.WARN)
  const installerOptions = {clientOptions: clientOptions(options)}
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    installerOptions,
    customPropertiesExtractor: ({accepts_response_payload}) =>
      accepts_response_payload === true ? {takesMessage: 'object'} : {},
  })
  guardMessages(receiver.client, options.log)
  return receiver
}

/** Only for installing: requests of Slack come by our own route. */
function oauthReceiver(
  access: OAuthAccess,
  {app, log, installations}: {app: Express; log: Log; installations: Installations},
): ExpressReceiver {
  const {clientId, clientSecret, stateSecret, signingSecret, apiUrl} = access
  return new ExpressReceiver({
    signingSecret,
    endpoints: {},
    app,
    logger: boltLog(log, LogLevel.WARN),
    clientId,
    clientSecret,
    stateSecret,
    scopes: [...botScopes],
    installationStore: installations,
    installerOptions: installerOptions(apiUrl),
  })
}
