// The reception: claims what comes in, offers it to one handler after the other, and says sorry when something fails.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Activity} from './chat/activity.ts'
import type {Card} from './chat/card.ts'
import type {Platform} from './chat/platform.ts'
import type {Handler} from './chat/turn.ts'
import {Turn} from './chat/turn.ts'
import type {Claims} from './claims.ts'
import type {Log} from './log.ts'
import {errorFacts} from './log.ts'
import type {Ending, Metrics} from './metrics.ts'
import type {Tracer} from './tracer.ts'

/** What a reception works with. */
export interface ReceptionParts {
  /** In the order in which they are tried. */
  readonly handlers: readonly Handler[]
  readonly claims: Claims
  readonly log: Log
  readonly metrics: Metrics
  readonly tracer: Tracer
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** What people are told when something has failed, in the language of what they said. */
  readonly apology: (said: string) => Card
}

/** Takes what comes in. */
export class Reception {
  readonly #parts: ReceptionParts

  /** @param parts what it works with */
  constructor(parts: ReceptionParts) {
    this.#parts = parts
  }

  /** Never rejects: what goes wrong is logged, and the person is told kindly. */
  async receive(platform: Platform, activity: Activity): Promise<void> {
    const {claims, tracer, log, now, metrics} = this.#parts
    const turn = new Turn(activity, platform)
    const from = now()
    let taker = 'nobody'
    let ending: Ending = 'done'
    const facts = {platform: platform.name, kind: activity.kind}
    try {
      await tracer.span('activity', facts, async () => {
        if (await claims.claim(activity)) {
          taker = await this.#offer(turn, name => {
            taker = name
          })
        } else taker = 'repeated'
      })
    } catch (error) {
      ending = 'failed'
      log.error('an activity failed', {...errorFacts(error), kind: activity.kind, platform: platform.name})
      await this.#apologise(turn)
    }
    const ms = Math.max(0, now() - from)
    // Presses and submissions of a pulse told apart would come near to a count of answers while it is open.
    const kind = taker === 'pulse' ? 'any' : activity.kind
    metrics.activity({platform: platform.name, kind, handler: taker, ending, ms})
  }

  /** Offers a turn to one handler after the other; the name of the one that took it. @param tell hears who has it now */
  async #offer(turn: Turn, tell: (name: string) => void): Promise<string> {
    const {handlers, tracer, log} = this.#parts
    for (const handler of handlers) {
      tell(handler.name)
      if (await tracer.span('handler', {handler: handler.name}, () => handler.handle(turn))) return handler.name
    }
    log.debug('nobody took the activity', {kind: turn.activity.kind})
    return 'nobody'
  }

  async #apologise(turn: Turn): Promise<void> {
    const {activity} = turn
    const said = activity.kind === 'message' || activity.kind === 'command' ? activity.text : ''
    try {
      await turn.whisper(this.#parts.apology(said))
    } catch (error) {
      this.#parts.log.error('the apology failed too', errorFacts(error))
    }
  }
}
