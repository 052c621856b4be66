// What is round everything that Bolt gets: acknowledged in time, counted while it is worked on, and kept from failing.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {ReceiverEvent} from '@slack/bolt'
import type {Log} from '../../src/log.ts'
import {errorFacts} from '../../src/log.ts'
import type {OpenTurns} from '../../src/schedule/open-turns.ts'
import type {Timer} from '../../src/schedule/timer.ts'
import {HeldAck} from './held-ack.ts'
import type {LiveTurns} from './live-turns.ts'
import {isCommand, isInteraction, isSlackBody} from './payload.ts'
import {mayConcernUs} from './to-activity.ts'
import type {TurnQueue} from './turn-queue.ts'

/** What events are guarded with. */
export interface EventGuardParts {
  readonly open: OpenTurns
  readonly queue: TurnQueue
  readonly turns: LiveTurns
  readonly timer: Timer
  readonly log: Log
}

/**
 * Lets events through to Bolt. They are acknowledged at once, but for commands whose receiver says `takesMessage` in
 * its `customProperties`: their acknowledgement waits for the answer, as a {@link HeldAck}. Our own receiver
 * takes it as JSON `text`, that of the socket as an `object`.
 */
export class EventGuard {
  readonly #parts: EventGuardParts

  /** @param parts what events are guarded with */
  constructor(parts: EventGuardParts) {
    this.#parts = parts
  }

  /** Never rejects: what goes wrong is logged. */
  async during(event: ReceiverEvent, work: (event: ReceiverEvent) => Promise<void>): Promise<void> {
    if (isSlackBody(event.body)) this.#parts.turns.arrive(event.body)
    const guarded = this.#guarded(event, work)
    this.#parts.open.add(guarded)
    await guarded
  }

  async #guarded(event: ReceiverEvent, work: (event: ReceiverEvent) => Promise<void>): Promise<void> {
    const {queue, log} = this.#parts
    // Without an acknowledgement Slack sends it again.
    if (queue.isFull) return log.warn('too much waits to be answered, so Slack has to send again')
    const held = this.#held(event)
    try {
      if (!held) await event.ack()
      const body: unknown = event.body
      if (!isSlackBody(body) || !mayConcernUs(body)) return
      await queue.turn(isInteraction(body))
      await work({...event, ack: async () => {}})
    } catch (error) {
      log.error('what came in failed', errorFacts(error))
    } finally {
      await held?.end()
    }
  }

  #held({body, ack, customProperties}: ReceiverEvent): HeldAck | undefined {
    const takes: unknown = customProperties?.['takesMessage']
    if ((takes !== 'text' && takes !== 'object') || !isSlackBody(body) || !isCommand(body)) return undefined
    const given = (json?: string) => (takes === 'text' || json === undefined ? json : JSON.parse(json))
    const held = new HeldAck(async json => void (await ack(given(json))), this.#parts)
    this.#parts.turns.hold(body, held)
    return held
  }
}
