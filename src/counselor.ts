// TABLE OF CONTENTS: everything that the counselor does, in the order in which it is tried.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {actions as answerActions} from './answers/actions.ts'
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
import type {Button} from './chat/card.ts'
import {paragraph} from './chat/card.ts'
import type {Platform} from './chat/platform.ts'
import type {Handler} from './chat/turn.ts'
import {Turn} from './chat/turn.ts'
import type {Library} from './knowledge/library.ts'
import type {Language} from './knowledge/passage.ts'
import type {Log} from './log.ts'
import {errorFacts} from './log.ts'
import {Agenda} from './schedule/agenda.ts'
import {Deliveries} from './schedule/delivery.ts'
import type {Job} from './schedule/scheduler.ts'
import {Scheduler} from './schedule/scheduler.ts'
import type {Timer} from './schedule/timer.ts'
import type {Store} from './store.ts'
import {storeKey} from './store.ts'
import {actions as tipActions} from './tips/actions.ts'
import {AnnounceToSubscribers, SendAnnouncement} from './tips/announce.ts'
import {ManageTips} from './tips/manage.ts'
import type {SubscribePolicy} from './tips/office.ts'
import {phrases as tipPhrases} from './tips/phrases.ts'
import {Reach} from './tips/reach.ts'
import {ReactToTip} from './tips/react.ts'
import {SendTip} from './tips/send-tip.ts'
import {SubscribeTips} from './tips/subscribe.ts'
import {Subscriptions} from './tips/subscriptions.ts'

/** What the counselor is assembled from; production and tests differ in nothing else. */
export interface CounselorParts {
  readonly library: Library
  readonly store: Store
  readonly platforms: readonly Platform[]
  readonly log: Log
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** A new id that nobody can guess. */
  readonly newId: () => string
  /** For the waits of what is scheduled. */
  readonly timer: Timer
  /** Who may say what comes into a channel without being asked. */
  readonly mayPlan: SubscribePolicy
}

/** How long an event is remembered so that its repetition is not answered again, in milliseconds. */
const eventMemory = 60 * 60_000

/** The buttons on a person's own page that lead to other rooms than answers. */
function doors(language: Language): Button[] {
  return [{label: tipPhrases[language].title, action: tipActions.list, value: language}]
}

/** The counselor: takes what comes in from all platforms and answers it. */
export class Counselor {
  readonly #parts: CounselorParts
  readonly #answers: Answers
  readonly #handlers: readonly Handler[]
  readonly #jobs: readonly Job[]
  readonly #scheduler: Scheduler
  #suggestions: Suggestions

  /** @param parts what it is assembled from */
  constructor(parts: CounselorParts) {
    const {library, store, platforms, log, now, newId, timer} = parts
    const answers = new Answers(library)
    const feedback = new FeedbackBook(store, now)
    const memory = new Memory(store)
    const handOvers = new HandOverBook(store)
    const agenda = new Agenda(store)
    const deliveries = new Deliveries(store, now)
    const subscriptions = new Subscriptions(store, agenda, now)
    const tips = {library, subscriptions, policy: parts.mayPlan, read: answerActions.read, now, newId}
    this.#parts = parts
    this.#answers = answers
    const find = (question: string) => answers.find(question)
    this.#suggestions = new Suggestions(library.knowledge, find)
    library.onChange(knowledge => {
      this.#suggestions = new Suggestions(knowledge, find)
    })
    this.#handlers = [
      new ReactToTip({...tips, reach: new Reach(store), log}),
      new Rate({answers, feedback}),
      new Read({answers, feedback, memory, log}),
      new HandOver({answers, feedback, handOvers, log, newId}),
      new Relay({answers, handOvers, now}),
      new Share({answers, feedback}),
      new Home({answers, feedback, doors}),
      new Forget({feedback, handOvers, memory, others: [subscriptions]}),
      new SubscribeTips(tips),
      new ManageTips(tips),
      new AnnounceToSubscribers({...tips, store, agenda}),
      new Guide(answers),
      new Ask({answers, feedback, memory, log, newId}),
    ]
    this.#jobs = [
      new SendTip({library, subscriptions, deliveries, platforms, read: answerActions.read, log}),
      new SendAnnouncement({store, deliveries, platforms, log}),
    ]
    this.#scheduler = new Scheduler({agenda, store, jobs: this.#jobs, timer, now, log})
  }

  /** Starts every platform, and then what is scheduled; rejects with the first platform that cannot. */
  async start(): Promise<void> {
    for (const platform of this.#parts.platforms) await platform.start(activity => this.#receive(platform, activity))
    this.#scheduler.start()
  }

  /** Stops every platform and what is scheduled after what is running is done; what a platform no longer takes fails. */
  async stop(): Promise<void> {
    await Promise.all([this.#scheduler.stop(), ...this.#parts.platforms.map(platform => platform.stop())])
  }

  /** Does all that is due now, without waiting for the next look. */
  async tick(): Promise<void> {
    await this.#scheduler.tick()
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
    try {
      if (!(await this.#claim(activity))) return
      for (const handler of this.#handlers) if (await handler.handle(turn)) return
      this.#parts.log.debug('nobody took the activity', {kind: activity.kind})
    } catch (error) {
      this.#parts.log.error('an activity failed', {...errorFacts(error), kind: activity.kind, platform: platform.name})
      await this.#apologise(turn)
    }
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
