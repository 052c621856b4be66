// Delivery: a card to a conversation, once for each date of a schedule, by a ledger in the store.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Card} from '../chat/card.ts'
import type {Conversation, MessageRef} from '../chat/conversation.ts'
import type {Platform} from '../chat/platform.ts'
import {CounselorError} from '../errors.ts'
import type {Store} from '../store.ts'
import {storeKey, storePrefix} from '../store.ts'

/** Something to be sent once. */
export interface Letter {
  /** The schedule that it belongs to. */
  readonly schedule: string
  /** The local date of its slot, or `once` where there is only one. */
  readonly date: string
  readonly to: Conversation
  /** When it was due, in milliseconds since 1970, and for how many milliseconds after that it is still of use. */
  readonly due: number
  readonly useful: number
  /** Chooses what is sent, by a name; asked once, before the first attempt. Undefined where there is nothing to send. */
  readonly choose: () => string | undefined
  /** The card of what was chosen; undefined where it is there no more. */
  readonly card: (what: string) => Card | undefined
}

/** Why something was not sent. */
export type Reason =
  /** It was too late. */
  | 'late'
  /** It may have arrived or not, and nobody can tell. */
  | 'unsure'
  /** There was nothing to send. */
  | 'nothing'
  /** We can no longer write there. */
  | 'place-closed'

/**
 * One row: `claimed` before it is sent, so that it may have arrived where it stays so; `due` where an attempt surely did
 * not arrive; the others are final.
 */
export interface LedgerRow {
  readonly state: 'claimed' | 'due' | 'sent' | 'skipped' | 'failed'
  /** What was chosen. */
  readonly what: string
  /** When it was due, when it was first tried and when the row was last written, in milliseconds since 1970. */
  readonly due: number
  readonly since: number
  readonly at: number
  readonly schedule: string
  readonly to: Conversation
  /** The message, where it was sent. */
  readonly message?: string
  /** Why it was not sent; `unsure` where it was, and perhaps twice. */
  readonly reason?: Reason
}

/** What becomes of a letter of which nobody can tell whether it arrived: it is left out, or sent once more. */
export type Unsure = 'skip' | 'send'

/** How a letter ended. */
export type Delivered =
  | {readonly kind: 'sent'; readonly what: string; readonly message: MessageRef}
  | {readonly kind: 'not-sent'; readonly reason: Reason}

/** One attempt, and what is done about an earlier one that may have arrived. */
interface Attempted {
  readonly row: LedgerRow
  readonly card: Card
  readonly platform: Platform
  readonly unsure: 'no' | 'look' | 'send'
}

/** How long rows are kept, in milliseconds: no slot can be asked for again after that. */
export const ledgerKept = 60 * 86_400_000

/**
 * Claims a row, sends, and marks the row. Whoever finds a row that was claimed and not marked lets the platform look for
 * the message before it is sent again. Only one process may be at a letter at a time; the scheduler's lease sees to it.
 */
export class Deliveries {
  readonly #store: Store
  readonly #now: () => number
  readonly #unsure: Unsure

  /**
   * @param store where the ledger is
   * @param now milliseconds since 1970
   * @param unsure what is done where a platform can never tell whether something arrived
   */
  constructor(store: Store, now: () => number, unsure: Unsure = 'skip') {
    this.#store = store
    this.#now = now
    this.#unsure = unsure
  }

  /**
   * Sends a letter, unless that was done. It is final where it returns.
   * @throws whatever hindered it, where it has to be tried again
   */
  async deliver(letter: Letter, platform: Platform): Promise<Delivered> {
    const key = keyOf(letter)
    const before = await this.#store.get<LedgerRow>(key)
    if (before && isFinal(before)) return endOf(before)
    // A claim that is older than this call may have been followed by a send.
    const unsure = before?.state === 'claimed'
    if (this.#now() - letter.due > letter.useful) return this.#skip(letter, before, unsure ? 'unsure' : 'late')
    const what = before?.what ?? letter.choose()
    const card = what === undefined ? undefined : letter.card(what)
    if (what === undefined || !card) return this.#skip(letter, before, unsure ? 'unsure' : 'nothing')
    const row = before && unsure ? before : await this.#claim(letter, what)
    return this.#send(letter, {row, card, platform, unsure: unsure ? 'look' : 'no'})
  }

  /** The rows of a date, or of all that is remembered. */
  async *rows(date?: string): AsyncGenerator<LedgerRow & {readonly date: string}, void, void> {
    const prefix = date === undefined ? storePrefix('ledger') : storePrefix('ledger', date)
    for await (const [key, row] of this.#store.list<LedgerRow>(prefix)) yield {...row, date: key.split(':')[1] ?? ''}
  }

  /** What was sent for a schedule on a date. */
  async sent(letter: Pick<Letter, 'schedule' | 'date' | 'to'>): Promise<LedgerRow | undefined> {
    return this.#store.get<LedgerRow>(keyOf(letter))
  }

  async #send(letter: Letter, {row, card, platform, unsure}: Attempted): Promise<Delivered> {
    const delivery = {bulk: true, mark: keyOf(letter), ...(unsure === 'look' ? {since: row.since} : {})}
    try {
      const message = await platform.send(letter.to, card, delivery)
      await this.#write(letter, {...row, state: 'sent', message: message.id})
      return {kind: 'sent', what: row.what, message}
    } catch (error) {
      switch (error instanceof CounselorError ? error.code : undefined) {
        case 'place-closed':
          return this.#end(letter, {...row, state: 'failed', reason: 'place-closed'})
        case 'delivery-unknowable':
          return this.#unknowable(letter, {row, card, platform})
        case 'delivery-failed':
        case 'outbox-full':
          // It did not go out this time; what an earlier attempt did is as unsure as before.
          if (unsure === 'no') await this.#write(letter, {...row, state: 'due'})
          throw error
        default:
          // It stays claimed, and the next attempt looks first.
          throw error
      }
    }
  }

  /** Left out, or sent once more where that is wished; the row says so first, so that it is never sent a third time. */
  async #unknowable(letter: Letter, {row, card, platform}: Omit<Attempted, 'unsure'>): Promise<Delivered> {
    if (this.#unsure === 'skip' || row.reason === 'unsure')
      return this.#end(letter, {...row, state: 'skipped', reason: 'unsure'})
    const again: LedgerRow = {...row, reason: 'unsure'}
    await this.#write(letter, again)
    return this.#send(letter, {row: again, card, platform, unsure: 'send'})
  }

  async #claim({due, schedule, to, ...letter}: Letter, what: string): Promise<LedgerRow> {
    const now = this.#now()
    const row: LedgerRow = {state: 'claimed', what, due, since: now, at: now, schedule, to}
    await this.#store.put(keyOf({schedule, to, date: letter.date}), row, ledgerKept)
    return row
  }

  #skip({due, schedule, to, date}: Letter, before: LedgerRow | undefined, reason: Reason): Promise<Delivered> {
    const now = this.#now()
    const row: LedgerRow = before ?? {state: 'skipped', what: '', due, since: now, at: now, schedule, to}
    return this.#end({schedule, to, date}, {...row, state: 'skipped', reason})
  }

  async #end(letter: Pick<Letter, 'schedule' | 'date' | 'to'>, row: LedgerRow): Promise<Delivered> {
    await this.#write(letter, row)
    return endOf(row)
  }

  #write(letter: Pick<Letter, 'schedule' | 'date' | 'to'>, row: LedgerRow): Promise<void> {
    return this.#store.put(keyOf(letter), {...row, at: this.#now()}, ledgerKept)
  }
}

/** The row of a letter: one for each schedule, local date and conversation. The date comes first, to list a day. */
function keyOf({schedule, date, to}: Pick<Letter, 'schedule' | 'date' | 'to'>): string {
  return storeKey('ledger', date, schedule, to.id)
}

function isFinal({state}: LedgerRow): boolean {
  return state !== 'claimed' && state !== 'due'
}

function endOf({state, what, message = '', reason = 'unsure', to}: LedgerRow): Delivered {
  if (state === 'sent') return {kind: 'sent', what, message: {conversation: to, id: message}}
  return {kind: 'not-sent', reason}
}
