// TABLE OF CONTENTS: everything that the counselor does, in the order in which it is tried.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Answer} from './answers/answer.ts'
import {Answers} from './answers/answers.ts'
import {Ask} from './answers/ask.ts'
import {FeedbackBook} from './answers/feedback.ts'
import {Forget} from './answers/forget.ts'
import {Guide} from './answers/guide.ts'
import {HandOver} from './answers/hand-over.ts'
import {HandOverBook} from './answers/hand-over-book.ts'
import {Home} from './answers/home.ts'
import {Memory} from './answers/memory.ts'
import {phrases} from './answers/phrases.ts'
import type {Before} from './answers/ranker.ts'
import {Rate} from './answers/rate.ts'
import {Read} from './answers/read.ts'
import {Relay} from './answers/relay.ts'
import {Share} from './answers/share.ts'
import type {Suggestion} from './answers/suggest.ts'
import {Suggestions} from './answers/suggest.ts'
import type {Activity} from './chat/activity.ts'
import {paragraph} from './chat/card.ts'
import type {Platform} from './chat/platform.ts'
import type {Handler} from './chat/turn.ts'
import {Turn} from './chat/turn.ts'
import type {Library} from './knowledge/library.ts'
import type {Log} from './log.ts'
import {errorFacts} from './log.ts'
import type {Ending, Metrics} from './metrics.ts'
import {noMetrics} from './metrics.ts'
import type {Store} from './store.ts'
import {storeKey} from './store.ts'

/** What the counselor is assembled from; production and tests differ in nothing else. */
export interface CounselorParts {
  readonly library: Library
  readonly store: Store
  readonly platforms: readonly Platform[]
  readonly log: Log
  /** Where is counted what happens; nowhere where it is left out. */
  readonly metrics?: Metrics
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** A new id that nobody can guess. */
  readonly newId: () => string
}

/** How long an event is remembered so that its repetition is not answered again, in milliseconds. */
const eventMemory = 60 * 60_000

/** The counselor: takes what comes in from all platforms and answers it. */
export class Counselor {
  readonly #parts: CounselorParts
  readonly #metrics: Metrics
  readonly #answers: Answers
  readonly #handlers: readonly Handler[]
  #suggestions: Suggestions

  /** @param parts what it is assembled from */
  constructor(parts: CounselorParts) {
    const {library, store, log, now, newId} = parts
    const answers = new Answers(library)
    const feedback = new FeedbackBook(store, now)
    const memory = new Memory(store)
    const handOvers = new HandOverBook(store)
    this.#parts = parts
    this.#metrics = parts.metrics ?? noMetrics
    this.#answers = answers
    const find = (question: string) => answers.find(question)
    this.#suggestions = new Suggestions(library.knowledge, find)
    library.onChange(knowledge => {
      this.#suggestions = new Suggestions(knowledge, find)
    })
    this.#handlers = [
      new Rate({answers, feedback}),
      new Read({answers, feedback, memory, log}),
      new HandOver({answers, feedback, handOvers, log, newId}),
      new Relay({answers, handOvers, now}),
      new Share({answers, feedback}),
      new Home({answers, feedback}),
      new Forget({feedback, handOvers, memory}),
      new Guide(answers),
      new Ask({answers, feedback, memory, log, newId, metrics: this.#metrics}),
    ]
  }

  /** Starts every platform; rejects with the first that cannot. */
  async start(): Promise<void> {
    for (const platform of this.#parts.platforms) await platform.start(activity => this.#receive(platform, activity))
  }

  /** Stops every platform after what is running is done. */
  async stop(): Promise<void> {
    await Promise.all(this.#parts.platforms.map(platform => platform.stop()))
  }

  /**
   * Answers a question outside of any chat, by the same path.
   * @param question as it was typed
   * @param before what was talked about, if anything
   */
  answer(question: string, before?: Before): Answer {
    return this.#answers.answer(question, before)
  }

  /** What a person who has typed this much could mean. */
  suggest(typed: string): Suggestion[] {
    return this.#suggestions.for(typed)
  }

  /** Never rejects: what goes wrong is logged, and the person is told kindly. */
  async #receive(platform: Platform, activity: Activity): Promise<void> {
    const turn = new Turn(activity, platform)
    const from = this.#parts.now()
    let taker = 'nobody'
    let ending: Ending = 'done'
    try {
      if (await this.#claim(activity)) {
        taker = await this.#offer(turn, name => {
          taker = name
        })
      } else taker = 'repeated'
    } catch (error) {
      ending = 'failed'
      this.#parts.log.error('an activity failed', {...errorFacts(error), kind: activity.kind, platform: platform.name})
      await this.#apologise(turn)
    }
    const ms = Math.max(0, this.#parts.now() - from)
    this.#metrics.activity({platform: platform.name, kind: activity.kind, handler: taker, ending, ms})
  }

  /** Offers a turn to one handler after the other; the name of the one that took it. @param tell hears who has it now */
  async #offer(turn: Turn, tell: (name: string) => void): Promise<string> {
    for (const handler of this.#handlers) {
      tell(handler.name)
      if (await handler.handle(turn)) return handler.name
    }
    this.#parts.log.debug('nobody took the activity', {kind: turn.activity.kind})
    return 'nobody'
  }

  /** True for the first of equal events, over all processes. Without storage an answer twice is better than none. */
  async #claim(activity: Activity): Promise<boolean> {
    const {platform, tenant} = activity.conversation
    try {
      return await this.#parts.store.create(
        storeKey('event', platform, tenant, activity.id),
        this.#parts.now(),
        eventMemory,
      )
    } catch (error) {
      this.#parts.log.warn('an event could not be claimed', errorFacts(error))
      return true
    }
  }

  async #apologise(turn: Turn): Promise<void> {
    try {
      await turn.whisper({language: 'en', blocks: [paragraph(phrases.en.failed)]})
    } catch (error) {
      this.#parts.log.error('the apology failed too', errorFacts(error))
    }
  }
}
