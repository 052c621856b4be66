// Teams as a Platform: one address that Teams posts to, and messages, dialogs and search results in answer.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from '../../src/chat/activity.ts'
import type {Card} from '../../src/chat/card.ts'
import type {Conversation, MessageRef, NamedPlace, Person, Profile} from '../../src/chat/conversation.ts'
import type {Form} from '../../src/chat/form.ts'
import type {Delivery, Platform} from '../../src/chat/platform.ts'
import {CounselorError} from '../../src/errors.ts'
import type {Keeper} from '../../src/keeper.ts'
import {OpenTurns} from '../../src/schedule/open-turns.ts'
import type {OutboxFigures} from '../../src/schedule/outbox.ts'
import {Outbox} from '../../src/schedule/outbox.ts'
import {BotFramework} from './bot-framework.ts'
import {Files} from './files.ts'
import {Identities} from './identities.ts'
import {Intake} from './intake.ts'
import {cardDialog, titleOf} from './invoke-answers.ts'
import {Keepsakes} from './keepsakes.ts'
import {limits} from './limits.ts'
import {canShowCard, canShowDialog, LiveTurns} from './live-turns.ts'
import {contentActivity, Messages} from './messages.ts'
import {Places} from './places.ts'
import {quietly} from './quiet.ts'
import {teamsRoute} from './receiver.ts'
import {References} from './references.ts'
import {TeamsCalls} from './teams-calls.ts'
import type {TeamsPlatformOptions} from './teams-options.ts'
import {teamsLimits} from './teams-options.ts'
import {dialogMessage} from './to-activity.ts'
import {toAdaptiveCard} from './to-adaptive-card.ts'
import {toFormCard} from './to-form-card.ts'

/** The shortest time that the outbox has for its end, in milliseconds, also where turns have used up the rest. */
const leastDrainMs = 2_000

/** Teams. */
export class TeamsPlatform implements Platform {
  readonly name = 'teams'
  readonly #options: TeamsPlatformOptions
  readonly #connector: BotFramework
  readonly #open = new OpenTurns()
  readonly #turns = new LiveTurns()
  readonly #outbox: Outbox
  readonly #identities: Identities
  readonly #places: Places
  readonly #messages: Messages
  readonly #intake: Intake
  /** What is kept of people here. */
  readonly keeper: Keeper
  #running = false

  /** @param options who we are there, and what to work with */
  constructor(options: TeamsPlatformOptions) {
    const {access, app, store, log, timer, random, lookUp, admins = [], listed = []} = options
    const onlyHere = access.type === 'anonymous' || access.apiUrl !== undefined
    this.#options = options
    this.#connector = new BotFramework(access)
    this.#outbox = new Outbox({timer, limits: {...teamsLimits, ...options.limits}, log, random})
    const references = new References(store, log, timer.now)
    this.keeper = references.keeper
    const calls = new TeamsCalls({connector: this.#connector, references})
    const keepsakes = new Keepsakes(store, log)
    const files = new Files(store, onlyHere)
    this.#places = new Places({
      calls,
      references,
      log,
      now: timer.now,
      admins: admins.map(name => name.toLowerCase()),
      listed,
      everybodyIsAdmin: access.type === 'anonymous',
    })
    this.#identities = new Identities({calls, references})
    const direct = (person: Person) => this.#places.direct(person)
    this.#messages = new Messages({calls, outbox: this.#outbox, keepsakes, files, direct})
    this.#intake = new Intake({
      turns: this.#turns,
      open: this.#open,
      references,
      keepsakes,
      messages: this.#messages,
      files,
      identities: this.#identities,
      lookUp,
      audit: options.audit,
      log,
      timer,
    })
    app.use(
      teamsRoute({
        isGenuine: (activity, header) =>
          quietly(
            () => this.#connector.isGenuine(activity, header),
            () => log.debug('botbuilder told the console why it refused a token'),
          ),
        take: activity => this.#intake.take(activity),
        isOpen: () => this.#running && this.#open.count < limits.openTurns,
        onlyHere,
        log,
      }),
    )
  }

  /**
   * Begins to listen, once it is sure that nobody is let in without proof.
   * @throws CounselorError `config-invalid` where a request without proof would be taken or Entra refuses us,
   * `platform-unreachable` where it does not answer
   */
  async start(receive: (activity: Activity) => Promise<void>): Promise<void> {
    const {access, log} = this.#options
    if (access.type !== 'anonymous') {
      await this.#refuseStrangers()
      await this.#connector.signIn()
    }
    this.#intake.receive = receive
    this.#running = true
    log.info('Teams is listened to', {type: access.type})
  }

  /** What waits to be sent, for the metrics. */
  get outbox(): OutboxFigures {
    return this.#outbox
  }

  async stop(): Promise<void> {
    const {timer, log, drainMs = 20_000} = this.#options
    const end = timer.now() + drainMs
    this.#running = false
    const left = await this.#open.drain(timer, drainMs)
    if (left > 0) log.warn('Teams was not waited for any longer', {left})
    await this.#outbox.drain(Math.max(leastDrainMs, end - timer.now()))
    this.#intake.receive = undefined
  }

  send(to: Conversation, card: Card, delivery?: Delivery): Promise<MessageRef> {
    return this.#messages.post(to, card, delivery)
  }

  async update(message: MessageRef, card: Card | undefined): Promise<void> {
    const turn = this.#turns.in(message.conversation)
    if (message.id === dialogMessage) {
      if (!turn || !canShowDialog(turn)) throw new CounselorError('message-gone', 'The dialog has been closed.')
      if (card) turn.shown = dialogOf(card)
      return
    }
    // Whoever pressed sees the change at once, without waiting for the message.
    const isShown = card !== undefined && turn !== undefined && canShowCard(turn) && turn.message === message.id
    if (isShown) turn.shown = {kind: 'card', card: toAdaptiveCard(card, {surface: 'message', filesBeside: true})}
    try {
      await this.#messages.update(message, card)
    } catch (error) {
      if (!isShown || !(error instanceof CounselorError) || error.code !== 'message-gone') throw error
    }
  }

  async whisper(to: Conversation, person: Person, card: Card): Promise<void> {
    const turn = this.#turns.in(to)
    if (turn && turn.activity.from.id === person.id && canShowDialog(turn)) turn.shown = dialogOf(card)
    else await this.#messages.whisper(to, person, card)
  }

  /** In a dialog where Teams lets us open one, in place of the card that was pressed, or else as a message. */
  async open(activity: Activity, asked: Form): Promise<void> {
    const form = await this.#identities.withAccounts(asked, activity.conversation.tenant)
    const turn = this.#turns.of(activity)
    if (turn && canShowDialog(turn)) turn.shown = cardDialog(form.title, toFormCard(form, 'dialog'))
    else if (turn && canShowCard(turn)) turn.shown = {kind: 'card', card: toFormCard(form, 'in-place')}
    else await this.#post(activity, form)
  }

  async place(whom: Person | NamedPlace): Promise<Conversation | undefined> {
    return 'name' in whom ? this.#places.named(whom) : this.#places.direct(whom)
  }

  people(of: Person | Conversation): Promise<readonly Profile[]> {
    return this.#places.people(of)
  }

  async #post({conversation, from}: Activity, form: Form): Promise<void> {
    const activity = contentActivity(toFormCard(form, 'message'), form.title)
    const {scope} = conversation
    if (scope !== 'personal' && (await this.#messages.whisperActivity(conversation, from, activity))) return
    const at = scope === 'personal' ? conversation : await this.#places.direct(from)
    await this.#messages.postActivity(at, activity)
  }

  /** Settings with a mistake can make the library take everything from everybody. */
  async #refuseStrangers(): Promise<void> {
    const stranger = {channelId: 'msteams', serviceUrl: 'https://probe'}
    if (await this.#connector.isGenuine(stranger, '')) {
      throw new CounselorError(
        'config-invalid',
        'A request without proof would be taken; check the MicrosoftApp… variables',
      )
    }
  }
}

function dialogOf(card: Card): ReturnType<typeof cardDialog> {
  return cardDialog(titleOf(card), toAdaptiveCard(card, {surface: 'dialog'}))
}
