// One send on its way: its attempts, each with a time-out, and the question whether it arrived.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Timer} from './timer.ts'

/** Who goes first: answers to people before what was scheduled. */
export const priorities = ['answer', 'bulk'] as const

/** A priority of {@link priorities}. */
export type Priority = (typeof priorities)[number]

/** The name of a lane: sends of one lane go out one after the other. */
export interface LaneName {
  /** The workspace or organisation. */
  readonly tenant: string
  /** The conversation, without its thread, since platforms count by channel. */
  readonly key: string
}

/** It arrived. */
export interface Sent<T> {
  readonly kind: 'sent'
  /** What the caller of the send gets. */
  readonly value: T
}

/** The platform asks to wait; it has not accepted the message. */
export interface MustWait {
  readonly kind: 'wait'
  /** Milliseconds, as the platform said them (Retry-After, RFC 9110, section 10.2.3). */
  readonly ms: number
  /** How far it reaches: this conversation, or all of the tenant. */
  readonly scope: 'lane' | 'tenant'
}

/**
 * It did not go well: `again` if it was surely not accepted and may be accepted later, `unsure` if it may have been
 * accepted, `refused` if it was not and never will be.
 */
export interface Trouble {
  readonly kind: 'again' | 'unsure' | 'refused'
  /** One word for the log, such as the platform's error code; never content, names or ids of people. */
  readonly reason: string
  /** The error underneath; becomes the cause of the error that the caller gets, and is not logged. */
  readonly cause?: unknown
}

/** How an attempt ended. */
export type Outcome<T> = Sent<T> | MustWait | Trouble

/**
 * Sends once and says how it ended; what it throws counts as unsure.
 * @param deadline the moment, on the timer's clock, after which it counts as unsure; the request should be given up then
 */
export type Attempt<T> = (deadline: number) => Promise<Outcome<T>>

/** What a send may have besides its attempt. */
export interface SendOptions<T> {
  /** `answer` unless told. */
  readonly priority?: Priority
  /**
   * Finds out whether an unsure attempt arrived after all: the value if it did, `false` if it surely did not, so that it
   * is tried again, `undefined` if nobody can tell. Throwing and taking longer than an attempt may count as `undefined`.
   */
  readonly reconcile?: () => Promise<{readonly value: T} | false | undefined>
}

/** A send as the queues see it, whatever it yields. */
export interface Pending {
  readonly lane: LaneName
  readonly priority: Priority
  /** The last moment at which an attempt may begin. */
  readonly expires: number
  /** The moment before which the next attempt must not begin. */
  notBefore: number
  /** How many attempts had to be made again; those that had to wait for the platform do not count. */
  failures: number
  /** How its last attempt ended, where it did not arrive. */
  last: MustWait | Trouble | undefined
  /** True once it arrived, even if that became known late. */
  readonly arrived: boolean
  /** True while an attempt is under way, one that went on after its time-out included: it may still arrive. */
  readonly isOut: boolean
  /** Makes one attempt. Never rejects; the caller of the send gets the value where it was sent. */
  run(timer: Timer, limitMs: number): Promise<Outcome<unknown>>
  /** Ends it with an error for the caller of the send. */
  reject(error: Error): void
}

/** What a {@link Sending} is made of. */
export interface SendingParts<T> {
  readonly lane: LaneName
  readonly attempt: Attempt<T>
  readonly options: SendOptions<T>
  /** As in {@link Pending.expires}. */
  readonly expires: number
}

/** A {@link Pending} with its value. */
export class Sending<T> implements Pending {
  /** What the caller of the send gets. */
  readonly done: Promise<T>
  readonly lane: LaneName
  readonly priority: Priority
  readonly expires: number
  notBefore = Number.NEGATIVE_INFINITY
  failures = 0
  last: MustWait | Trouble | undefined
  readonly #attempt: Attempt<T>
  readonly #reconcile: SendOptions<T>['reconcile']
  #arrival: Sent<T> | undefined
  #givenUp = false
  #out = 0
  #resolve: (value: T) => void = () => {}
  #reject: (error: Error) => void = () => {}

  /** @param parts what is sent, where, and until when */
  constructor({lane, attempt, options, expires}: SendingParts<T>) {
    this.lane = lane
    this.expires = expires
    this.priority = options.priority ?? 'answer'
    this.#attempt = attempt
    this.#reconcile = options.reconcile
    this.done = new Promise<T>((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
  }

  get arrived(): boolean {
    return this.#arrival !== undefined
  }

  get isOut(): boolean {
    return this.#out > 0
  }

  async run(timer: Timer, limitMs: number): Promise<Outcome<unknown>> {
    const outcome = this.#arrival ?? (await this.#try(timer, limitMs))
    const found = outcome.kind === 'unsure' && !this.#givenUp ? await this.#find(timer, limitMs) : undefined
    if (found) this.#arrive({kind: 'sent', value: found.value})
    // Even if an earlier attempt has arrived: the platform wants to be left alone.
    if (this.#arrival && outcome.kind !== 'wait') return this.#arrival
    return outcome.kind === 'unsure' && found === false ? {...outcome, kind: 'again'} : outcome
  }

  reject(error: Error): void {
    this.#givenUp = true
    this.#reject(error)
  }

  async #try(timer: Timer, limitMs: number): Promise<Outcome<T>> {
    try {
      const outcome = await within(timer, limitMs, () => this.#watched(timer.now() + limitMs))
      return outcome ?? {kind: 'unsure', reason: 'timed-out'}
    } catch (cause) {
      return {kind: 'unsure', reason: 'threw', cause}
    }
  }

  /** An attempt that ends after its time-out is heard all the same, so that what arrived is not sent again. */
  async #watched(deadline: number): Promise<Outcome<T>> {
    this.#out += 1
    try {
      const outcome = await this.#attempt(deadline)
      if (outcome.kind === 'sent') this.#arrive(outcome)
      return outcome
    } finally {
      this.#out -= 1
    }
  }

  async #find(timer: Timer, limitMs: number): Promise<{readonly value: T} | false | undefined> {
    try {
      return this.#reconcile && (await within(timer, limitMs, this.#reconcile))
    } catch {
      return undefined
    }
  }

  #arrive(arrival: Sent<T>): void {
    this.#arrival ??= arrival
    this.#resolve(arrival.value)
  }
}

/** What the work yields, or undefined if it takes longer than `ms` milliseconds. */
async function within<T>(timer: Timer, ms: number, work: () => Promise<T>): Promise<T | undefined> {
  const limit = timer.wait(ms)
  try {
    return await Promise.race([work(), limit.promise.then(() => undefined)])
  } finally {
    limit.cancel()
  }
}
