// The acknowledgement of a command, held back for a moment so that it can carry the answer.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Log} from '../../src/log.ts'
import {errorFacts} from '../../src/log.ts'
import type {Timer} from '../../src/schedule/timer.ts'

/**
 * How long an acknowledgement is held back at most, in milliseconds. Slack tells the person that a command failed after
 * three seconds (docs.slack.dev/interactivity/implementing-slash-commands); the rest is for the way and a busy process.
 */
export const mostHeldMs = 1_000

/** Acknowledges; with a message, as JSON text, where the person is to see one. Rejects where nobody listens any more. */
export type Acknowledge = (json?: string) => Promise<void>

/** What an acknowledgement is held with. */
export interface HeldAckParts {
  readonly timer: Timer
  readonly log: Log
}

/** One acknowledgement, which is sent once: with a message, or empty at the end of the turn or of the time. */
export class HeldAck {
  readonly #log: Log
  readonly #cancel: () => void
  #acknowledge: Acknowledge | undefined

  /** @param acknowledge is called once, at the latest after {@link mostHeldMs} */
  constructor(acknowledge: Acknowledge, {timer, log}: HeldAckParts) {
    const {promise, cancel} = timer.wait(mostHeldMs)
    this.#acknowledge = acknowledge
    this.#cancel = cancel
    this.#log = log
    void promise.then(() => this.end())
  }

  /**
   * Acknowledges with a message that only the person sees.
   * @param json the object of the message as JSON text: most are written already when they are sent
   * @returns false where it was too late for that, so that the message has to go another way
   */
  answer(json: string): Promise<boolean> {
    return this.#send(`{"response_type":"ephemeral",${json.slice(1)}`)
  }

  /** Acknowledges without a message; nothing happens where it was acknowledged before. */
  async end(): Promise<void> {
    await this.#send()
  }

  async #send(json?: string): Promise<boolean> {
    const acknowledge = this.#acknowledge
    if (!acknowledge) return false
    this.#acknowledge = undefined
    this.#cancel()
    try {
      await acknowledge(json)
      return true
    } catch (error) {
      this.#log.debug('a command could not be acknowledged', errorFacts(error))
      return false
    }
  }
}
