// The outbox: everything that is sent to a chat platform goes through here, in order, paced, and never twice.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {ErrorCode} from '../errors.ts'
import {CounselorError} from '../errors.ts'
import type {Log} from '../log.ts'
import {FairQueue} from './fair-queue.ts'
import type {Lane} from './lane.ts'
import type {OutboxLimits} from './outbox-limits.ts'
import type {Attempt, LaneName, MustWait, Outcome, Pending, SendOptions, Trouble} from './sending.ts'
import {Sending} from './sending.ts'
import type {Timer} from './timer.ts'

/** What an outbox is made of. */
export interface OutboxParts {
  readonly timer: Timer
  readonly limits: OutboxLimits
  readonly log: Log
  /** A number from 0 to below 1, for the jitter of back-off. */
  readonly random: () => number
}

/** How many sends ended how since the start, and how often one had to be put off. For metrics. */
export interface OutboxCounts {
  sent: number
  /** May have arrived; reported, not sent again. */
  unsure: number
  /** The platform will never take it. */
  refused: number
  /** Attempts or time used up. */
  failed: number
  /** Not taken in: the outbox was full or stopping. */
  turnedAway: number
  /** Taken in, and not sent when the outbox stopped. */
  dropped: number
  /** Attempts that were surely not accepted and are made again. */
  retried: number
  /** Attempts that the platform answered by asking to wait. */
  waited: number
}

/** What an outbox tells of itself. For metrics. */
export interface OutboxFigures {
  /** How many sends wait or are on their way. */
  readonly depth: number
  readonly counts: Readonly<OutboxCounts>
}

/** What was left when an outbox had stopped. */
export interface Drained {
  /** Sends that did not go out. */
  readonly dropped: number
  /** Sends that became unsure meanwhile, those on their way at the end included; they may have arrived. */
  readonly unsure: number
}

type Ending = 'unsure' | 'refused' | 'failed' | 'dropped'

/**
 * Sends of one lane go out one after the other in the order of the calls, answers before bulk; lanes do not wait for
 * each other; tenants are served in turn. One outbox for each platform, which brings its limits.
 */
export class Outbox implements OutboxFigures {
  readonly #parts: OutboxParts
  readonly #queue: FairQueue
  readonly #counts: OutboxCounts = {
    sent: 0,
    unsure: 0,
    refused: 0,
    failed: 0,
    turnedAway: 0,
    dropped: 0,
    retried: 0,
    waited: 0,
  }
  #drained: Promise<Drained> | undefined
  #emptied: () => void = () => {}
  #over = false

  /** @param parts what it is made of */
  constructor(parts: OutboxParts) {
    const {timer, limits} = parts
    this.#parts = parts
    this.#queue = new FairQueue({
      timer,
      limits,
      start: (lane, sending) => void this.#run(lane, sending),
      late: sending => this.#late(sending),
    })
  }

  /** How many sends wait or are on their way. */
  get depth(): number {
    return this.#queue.size
  }

  /** How many lanes are remembered; those that are empty and rested are forgotten. */
  get lanes(): number {
    return this.#queue.lanes
  }

  /** How many tenants are remembered, in the same way. */
  get tenants(): number {
    return this.#queue.tenants
  }

  /** What has happened so far. */
  get counts(): Readonly<OutboxCounts> {
    return {...this.#counts}
  }

  /**
   * Sends something when it is its turn.
   * @param lane whose order and pace it keeps
   * @param attempt sends it once; called again only after it surely did not arrive
   * @returns what the platform returned; rejects with `delivery-failed` if it did not arrive, `delivery-unsure` if it
   * may have arrived, `outbox-full` if too much is waiting; the cause is that of the last attempt
   */
  async send<T>(lane: LaneName, attempt: Attempt<T>, options: SendOptions<T> = {}): Promise<T> {
    const {timer, limits} = this.#parts
    const {priority = 'answer'} = options
    if (this.#drained) throw this.#turnedAway('delivery-failed', 'The outbox is stopping and takes no more messages.')
    if (!this.#queue.hasRoom(lane, priority))
      throw this.#turnedAway('outbox-full', 'Too many messages wait to be sent.')
    const sending = new Sending({lane, attempt, options, expires: timer.now() + limits.withinMs[priority]})
    this.#queue.add(sending)
    return sending.done
  }

  /**
   * Takes no more sends, and stops for good when all are done or the time is up. What cannot go out in time rejects
   * with `delivery-failed`, what is on its way at the end with `delivery-unsure`. Later calls join the first.
   * @param ms how long it may take, in milliseconds
   */
  drain(ms: number): Promise<Drained> {
    this.#drained ??= this.#drain(Math.max(0, ms))
    return this.#drained
  }

  async #drain(ms: number): Promise<Drained> {
    const before = this.counts
    const limit = this.#parts.timer.wait(ms)
    const emptied = new Promise<void>(resolve => {
      this.#emptied = resolve
    })
    // Later, so that those that are dropped at once find this.#drained set.
    await Promise.resolve()
    this.#queue.close(this.#parts.timer.now() + ms)
    if (this.#queue.size > 0) await Promise.race([limit.promise, emptied])
    limit.cancel()
    return this.#stop(before)
  }

  #stop(before: OutboxCounts): Drained {
    this.#over = true
    const {waiting, running} = this.#queue.clear()
    for (const sending of waiting) this.#end(sending, 'dropped')
    for (const sending of running) this.#end(sending, 'unsure', {kind: 'unsure', reason: 'stopped'})
    const dropped = this.#counts.dropped - before.dropped
    if (dropped > 0) this.#parts.log.warn('messages were not sent before the outbox stopped', {dropped})
    return {dropped, unsure: this.#counts.unsure - before.unsure}
  }

  async #run(lane: Lane, sending: Pending): Promise<void> {
    const outcome = await sending.run(this.#parts.timer, this.#parts.limits.attemptMs)
    if (this.#over) return
    this.#queue.release(lane, this.#isToBeTriedAgain(lane, sending, outcome) ? sending : undefined)
    if (this.#queue.size === 0) this.#emptied()
  }

  #isToBeTriedAgain(lane: Lane, sending: Pending, outcome: Outcome<unknown>): boolean {
    if (outcome.kind !== 'sent') sending.last = outcome
    switch (outcome.kind) {
      case 'sent':
        this.#counts.sent += 1
        return false
      case 'wait':
        this.#pause(lane, outcome)
        return !this.#hasArrived(sending)
      case 'again':
        return this.#backOff(sending, outcome)
      case 'unsure':
      case 'refused':
        this.#end(sending, outcome.kind, outcome)
        return false
      default:
        outcome satisfies never
        return false
    }
  }

  #pause(lane: Lane, {ms, scope}: MustWait): void {
    const {timer, limits, log} = this.#parts
    // Not every platform says how long, and none may make us ask at once.
    const pause = ms > limits.backOff.firstMs && Number.isFinite(ms) ? ms : limits.backOff.firstMs
    this.#counts.waited += 1
    log.debug('the platform asks to wait', {ms: pause, scope, tenant: lane.tenant.name})
    this.#queue.pause(lane, timer.now() + pause, scope)
  }

  #backOff(sending: Pending, trouble: Trouble): boolean {
    const {timer, limits, random} = this.#parts
    sending.failures += 1
    if (sending.failures >= limits.attempts) {
      this.#end(sending, 'failed', trouble)
      return false
    }
    const {firstMs, longestMs} = limits.backOff
    const pause = Math.min(longestMs, firstMs * 2 ** (sending.failures - 1)) * (1 - random() / 2)
    sending.notBefore = timer.now() + pause
    this.#counts.retried += 1
    return true
  }

  #late(sending: Pending): void {
    const {last} = sending
    const reason = last?.kind === 'wait' ? 'told-to-wait' : 'too-late'
    this.#end(
      sending,
      this.#drained ? 'dropped' : 'failed',
      last && last.kind !== 'wait' ? last : {kind: 'again', reason},
    )
    if (this.#queue.size === 0) this.#emptied()
  }

  /** Whether it turned out that an earlier attempt has arrived; then it counts as sent. */
  #hasArrived(sending: Pending): boolean {
    if (sending.arrived) this.#counts.sent += 1
    return sending.arrived
  }

  /** The one place where a send ends badly, unless it has arrived; while an attempt is out, nobody can be sure. */
  #end(sending: Pending, wanted: Ending, trouble?: Trouble): void {
    if (this.#hasArrived(sending)) return
    const ending = sending.isOut ? 'unsure' : wanted
    this.#counts[ending] += 1
    const code = ending === 'unsure' ? 'delivery-unsure' : 'delivery-failed'
    const reason = wordOf(trouble?.reason ?? 'stopped')
    const what = ending === 'unsure' ? 'may not have arrived' : 'was not sent'
    sending.reject(new CounselorError(code, `A message ${what}: ${reason}.`, trouble?.cause))
    if (ending === 'dropped') return
    const {priority, failures, lane} = sending
    this.#parts.log.warn(`a message ${what}`, {code, reason, ending, priority, failures, tenant: lane.tenant})
  }

  #turnedAway(code: ErrorCode, what: string): CounselorError {
    this.#counts.turnedAway += 1
    this.#parts.log.warn('a message was turned away', {code})
    return new CounselorError(code, what)
  }
}

/** A reason if it is one word, so that no sentence with content gets into a log. */
function wordOf(reason: string): string {
  return /^[\w.:-]{1,60}$/.test(reason) ? reason : 'other'
}
