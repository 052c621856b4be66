// What came in from Teams, led to whoever answers it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {AuditLog} from '../../src/audit.ts'
import type {Activity, Press} from '../../src/chat/activity.ts'
import type {Conversation} from '../../src/chat/conversation.ts'
import type {Log} from '../../src/log.ts'
import {errorFacts} from '../../src/log.ts'
import type {OpenTurns} from '../../src/schedule/open-turns.ts'
import type {Timer} from '../../src/schedule/timer.ts'
import type {Files} from './files.ts'
import {peopleFields} from './form-data.ts'
import type {Identities} from './identities.ts'
import {invokeAnswer, searchAnswer} from './invoke-answers.ts'
import type {Keepsakes} from './keepsakes.ts'
import {limits} from './limits.ts'
import type {LiveTurn, LiveTurns, Way} from './live-turns.ts'
import type {Messages} from './messages.ts'
import type {BotActivity, Payload} from './payload.ts'
import {partOf, partsIn, textOf} from './payload.ts'
import type {InvokeAnswer} from './receiver.ts'
import type {Reference, References} from './references.ts'
import type {TeamsPlatformOptions} from './teams-options.ts'
import {comesIn, dataOf, goesOut, referenceOf, toActivity} from './to-activity.ts'

/** What the intake works with. */
export interface IntakeParts {
  readonly turns: LiveTurns
  readonly open: OpenTurns
  readonly references: References
  readonly keepsakes: Keepsakes
  readonly messages: Messages
  readonly files: Files
  readonly identities: Identities
  readonly lookUp: TeamsPlatformOptions['lookUp']
  /** Where it is noted that we came or went; nowhere where it is left out. */
  readonly audit: AuditLog | undefined
  readonly log: Log
  readonly timer: Timer
}

/** Leads activities that Teams has sent to whoever answers them. */
export class Intake {
  /** Answers an activity; none while the platform is not running. */
  receive: ((activity: Activity) => Promise<void>) | undefined
  readonly #parts: IntakeParts

  /** @param parts what is round an activity */
  constructor(parts: IntakeParts) {
    this.#parts = parts
  }

  /**
   * Takes what Teams posted. An invoke is answered when the work on it is done, or in time for Teams; all else at once.
   * Never rejects: what fails is logged.
   */
  async take(posted: BotActivity): Promise<InvokeAnswer | undefined> {
    if (posted.type !== 'invoke') {
      this.#parts.open.add(this.#guarded(() => this.#event(posted)))
      return undefined
    }
    if (posted['name'] === 'composeExtension/query')
      return searchAnswer(this.#parts.lookUp(typedIn(posted)), posted.recipient.id)
    return this.#invoke(posted)
  }

  async #event(posted: BotActivity): Promise<void> {
    const {references, timer} = this.#parts
    const reference = referenceOf(posted)
    if (goesOut(posted)) {
      await this.#note('removed', reference)
      return references.leave(reference)
    }
    await this.#meet(posted)
    if (comesIn(posted)) {
      if (!(await references.isNew(reference))) return
      await this.#note('installed', reference)
    }
    const activity = toActivity(posted, timer.now())
    if (activity) await this.#run(liveTurn(await this.#withPeople(activity, posted), posted, 'message'), posted)
  }

  /** What cannot be noted has happened all the same: Teams has done it already. */
  async #note(act: 'installed' | 'removed', {tenant, conversation, scope}: Reference): Promise<void> {
    const {audit, log} = this.#parts
    try {
      await audit?.note(act, 'process', {at: {platform: 'teams', tenant, id: conversation, scope}})
    } catch (error) {
      log.warn('it could not be noted where we came or went', errorFacts(error))
    }
  }

  async #invoke(posted: BotActivity): Promise<InvokeAnswer> {
    const {timer, open} = this.#parts
    let turn: LiveTurn | undefined
    const work = this.#guarded(async () => {
      await this.#meet(posted)
      if (posted['name'] === 'fileConsent/invoke') return this.#file(posted)
      const activity = toActivity(posted, timer.now()) ?? (await this.#thumb(posted))
      if (!activity) return
      turn = liveTurn(await this.#withPeople(activity, posted), posted, wayOf(posted))
      await this.#run(turn, posted)
    })
    open.add(work)
    const limit = timer.wait(limits.invokeMs)
    await Promise.race([work, limit.promise])
    limit.cancel()
    if (turn) turn.over = true
    return invokeAnswer(posted, turn?.shown, turn !== undefined)
  }

  async #run(turn: LiveTurn, posted: BotActivity): Promise<void> {
    const {receive} = this
    if (!receive) return
    const {activity, message} = turn
    await this.#parts.turns.during(turn, () => receive(activity))
    const isOwnForm = activity.kind === 'submission' && dataOf(posted)['own'] === true
    if (isOwnForm) await this.#takeAway(activity.conversation, message)
  }

  /** Whom somebody picked, as we know them. */
  async #withPeople(activity: Activity, posted: BotActivity): Promise<Activity> {
    const fields = activity.kind === 'submission' ? peopleFields(dataOf(posted)) : []
    if (activity.kind !== 'submission' || fields.length === 0) return activity
    const {conversation, values} = activity
    const picked = fields.map(async id => {
      const people = await this.#parts.identities.fromAccounts(conversation, values[id] ?? '')
      return [id, people] as const
    })
    return {...activity, values: {...values, ...Object.fromEntries(await Promise.all(picked))}}
  }

  /** A form in a message of its own goes once it was submitted. */
  async #takeAway(conversation: Conversation, message: string | undefined): Promise<void> {
    if (message !== undefined) await this.#parts.messages.update({conversation, id: message}, undefined)
  }

  /** Whoever writes to us can be written to later; the message extension works where we are not, so it tells nothing. */
  async #meet(posted: BotActivity): Promise<void> {
    if (textOf(posted, 'name')?.startsWith('composeExtension/') === true) return
    const {references} = this.#parts
    const reference = referenceOf(posted)
    await references.see(reference)
    const zone = zoneIn(posted)
    const account = textOf(posted.from, 'aadObjectId')
    const person = {platform: 'teams', tenant: reference.tenant, id: posted.from.id}
    await references.meet(person, {
      ...(account === undefined ? {} : {account}),
      ...(zone === undefined ? {} : {zone}),
    })
  }

  /** A press on a thumb that Teams drew: it tells the message, and we know what stands below it. */
  async #thumb(posted: BotActivity): Promise<Press | undefined> {
    const value = partOf(posted, 'value')
    const feedback = posted['name'] === 'message/fetchTask' ? partOf(value, 'data') : value
    const message = textOf(posted, 'replyToId')
    const reaction = textOf(partOf(feedback, 'actionValue'), 'reaction')
    if (feedback['actionName'] !== 'feedback' || message === undefined) return undefined
    const pressed = toActivity(
      {...posted, value: {data: {c: 'press', a: '-'}}, name: 'task/fetch'},
      this.#parts.timer.now(),
    )
    if (pressed?.kind !== 'press') return undefined
    const thumbs = await this.#parts.keepsakes.thumbs(pressed.conversation, message)
    if (!thumbs) return undefined
    return {...pressed, action: thumbs.action, value: `${reaction === 'dislike' ? 'down' : 'up'}:${thumbs.value}`}
  }

  async #file(posted: BotActivity): Promise<void> {
    const {files, messages} = this.#parts
    const {tenant, conversation: id, scope} = referenceOf(posted)
    const conversation: Conversation = {platform: 'teams', tenant, id, scope}
    const shown = await files.decided(conversation, partOf(posted, 'value'))
    await this.#takeAway(conversation, textOf(posted, 'replyToId'))
    if (shown) await messages.postActivity(conversation, shown)
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#parts.log.error('what came in from Teams could not be dealt with', errorFacts(error))
    }
  }
}

function liveTurn(activity: Activity, posted: BotActivity, way: Way): LiveTurn {
  return {activity, way, message: textOf(posted, 'replyToId'), over: false}
}

function wayOf({name}: BotActivity): Way {
  if (name === 'adaptiveCard/action') return 'card'
  if (name === 'task/fetch' || name === 'task/submit') return 'dialog'
  return typeof name === 'string' && name.startsWith('composeExtension/') ? 'extension' : 'thumb'
}

/** What stands in the search so far; empty at its beginning. */
function typedIn(posted: BotActivity): string {
  const parameters = partsIn(partOf(posted, 'value'), 'parameters')
  const isInitial = parameters.some(({name, value}) => name === 'initialRun' && String(value) === 'true')
  return isInitial ? '' : (parameters.map(each => textOf(each, 'value')).find(value => value !== undefined) ?? '')
}

function zoneIn(posted: Payload): string | undefined {
  const client = partsIn(posted, 'entities').find(({type}) => type === 'clientInfo')
  return client && textOf(client, 'timezone')
}
