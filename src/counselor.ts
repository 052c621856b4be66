// TABLE OF CONTENTS: everything that the counselor does, in the order in which it is tried.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {actions as answerActions} from './answers/actions.ts'
import type {Answer} from './answers/answer.ts'
import {Answers} from './answers/answers.ts'
import {Ask} from './answers/ask.ts'
import {personDoor, readDoor} from './answers/doors.ts'
import {FeedbackBook} from './answers/feedback.ts'
import {Forget} from './answers/forget.ts'
import {Guide} from './answers/guide.ts'
import {HandOver} from './answers/hand-over.ts'
import {HandOverBook} from './answers/hand-over-book.ts'
import {Home} from './answers/home.ts'
import type {Found} from './answers/look-up.ts'
import {lookUp} from './answers/look-up.ts'
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
import {buttons, paragraph} from './chat/card.ts'
import type {Platform} from './chat/platform.ts'
import type {Handler} from './chat/turn.ts'
import {Turn} from './chat/turn.ts'
import {Claims} from './claims.ts'
import type {Library} from './knowledge/library.ts'
import type {Language} from './knowledge/passage.ts'
import type {Log} from './log.ts'
import {errorFacts} from './log.ts'
import type {Ending, Metrics} from './metrics.ts'
import {noMetrics} from './metrics.ts'
import {Agenda} from './schedule/agenda.ts'
import type {Unsure} from './schedule/delivery.ts'
import {Deliveries} from './schedule/delivery.ts'
import type {Job} from './schedule/scheduler.ts'
import {Scheduler} from './schedule/scheduler.ts'
import type {Timer} from './schedule/timer.ts'
import type {Store} from './store.ts'
import {Averages} from './surveys/averages.ts'
import {startButton as checkButton, checksBlocks, offeredChecks} from './surveys/check-card.ts'
import {CheckResults} from './surveys/check-results.ts'
import {CloseAverage, SweepAverage} from './surveys/close-average.ts'
import {CloseWave, SweepWave} from './surveys/close-wave.ts'
import {CountResult} from './surveys/count-result.ts'
import {Launch} from './surveys/launch.ts'
import {startButton} from './surveys/launch-form.ts'
import {OpenWave} from './surveys/open-wave.ts'
import type {PulseSettings} from './surveys/pulse-parts.ts'
import {defaultPulseSettings, pulseParts} from './surveys/pulse-parts.ts'
import {RemindCheck} from './surveys/remind-check.ts'
import {AskOwner, RemindWave} from './surveys/remind-wave.ts'
import {Report} from './surveys/report.ts'
import {ReviewResult} from './surveys/review-result.ts'
import {RunBook} from './surveys/run-book.ts'
import {ShareResult} from './surveys/share-result.ts'
import {Surveys} from './surveys/surveys.ts'
import {TakeCheck} from './surveys/take-check.ts'
import {forgetAnswers, Vote} from './surveys/vote.ts'
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
  /** Where is counted what happens; nowhere where it is left out. */
  readonly metrics?: Metrics
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** A new id that nobody can guess. */
  readonly newId: () => string
  /** For the waits of what is scheduled. */
  readonly timer: Timer
  /** What an organisation settled about pulses, where it is other than usual. */
  readonly pulse?: PulseSettings
  /** Who may say what comes into a channel without being asked; members where it is left out. */
  readonly mayPlan?: SubscribePolicy
  /** What becomes of a tip of which nobody can tell whether it arrived; it is left out where nothing is said. */
  readonly unsureTips?: Unsure
  /** How long an event waits for storage that is away before it is answered without, in milliseconds; ten seconds where it is left out. */
  readonly patience?: number
}

/** How long an event waits to be claimed while the storage is away, in milliseconds: most restarts are over by then. */
const usualPatience = 10_000

/** The button that leads to a person's own page. */
function homeButton(language: Language): Button {
  return {label: phrases[language].home.open, action: answerActions.home, value: language}
}

/** The button that leads to the tips. */
function tipsButton(language: Language): Button {
  return {label: tipPhrases[language].title, action: tipActions.list, value: language}
}

/** The counselor: takes what comes in from all platforms and answers it. */
export class Counselor {
  readonly #parts: CounselorParts
  readonly #metrics: Metrics
  readonly #answers: Answers
  readonly #handlers: readonly Handler[]
  readonly #jobs: readonly Job[]
  readonly #scheduler: Scheduler
  readonly #claims: Claims
  #suggestions: Suggestions

  /** @param parts what it is assembled from */
  constructor(parts: CounselorParts) {
    const {library, store, platforms, log, now, newId, timer} = parts
    const surveys = new Surveys(library)
    const checks = () => surveys.all('check')
    const answers = new Answers(library, (passage, language) => offeredChecks(checks(), passage.id, language))
    const feedback = new FeedbackBook(store, now)
    const memory = new Memory(store)
    const handOvers = new HandOverBook(store)
    const agenda = new Agenda(store)
    const deliveries = new Deliveries(store, now, parts.unsureTips)
    const subscriptions = new Subscriptions(store, agenda, now)
    const tips = {library, subscriptions, policy: parts.mayPlan ?? 'members', read: answerActions.read, now, newId}
    this.#parts = parts
    this.#metrics = parts.metrics ?? noMetrics
    this.#claims = new Claims({store, timer, log, patience: parts.patience ?? usualPatience})
    this.#answers = answers
    const find = (question: string) => answers.find(question)
    this.#suggestions = new Suggestions(library.knowledge, find)
    library.onChange(knowledge => {
      this.#suggestions = new Suggestions(knowledge, find)
    })
    const runs = new RunBook(store, now)
    const settings = parts.pulse ?? defaultPulseSettings
    const pulse = pulseParts({store, agenda, platforms, surveys, settings, log, now, newId, timer})
    const averages = new Averages(pulse)
    const results = new CheckResults({surveys, runs, agenda, averages, doors: {read: readDoor, person: personDoor}})
    const sections = [
      async (_: Turn, language: Language) => [
        ...checksBlocks(checks(), language),
        buttons([startButton(language), tipsButton(language)]),
      ],
    ]
    const ways = (language: Language) => [
      ...checks()
        .slice(0, 1)
        .map(check => checkButton(check, language)),
      startButton(language),
      tipsButton(language),
      homeButton(language),
    ]
    this.#handlers = [
      new TakeCheck({surveys, runs, results, log, newId}),
      new ReviewResult({surveys, runs, results, agenda, now}),
      new ShareResult({surveys, runs, log}),
      new CountResult({surveys, runs, results, averages, timer, log}),
      new Launch(pulse),
      new Vote(pulse),
      new Report(pulse),
      new ReactToTip({...tips, reach: new Reach(store), log}),
      new Rate({answers, feedback}),
      new Read({answers, feedback, memory, log}),
      new HandOver({answers, feedback, handOvers, log, newId}),
      new Relay({answers, handOvers, log, now}),
      new Share({answers, feedback}),
      new Home({answers, feedback, sections}),
      new Forget({
        feedback,
        handOvers,
        memory,
        others: [person => results.forget(person), person => forgetAnswers(pulse, person)],
        tips: person => subscriptions.forget(person),
      }),
      new SubscribeTips(tips),
      new ManageTips(tips),
      new AnnounceToSubscribers({...tips, store, agenda}),
      new Guide(answers, ways),
      new Ask({answers, feedback, memory, log, newId, ways, metrics: this.#metrics}),
    ]
    this.#jobs = [
      new RemindCheck({surveys, platforms, store, agenda, now, log}),
      new OpenWave(pulse),
      new RemindWave(pulse),
      new CloseWave(pulse),
      new SweepWave(pulse),
      new AskOwner(pulse),
      new CloseAverage({...pulse, averages}),
      new SweepAverage({...pulse, averages}),
      new SendTip({library, subscriptions, deliveries, platforms, read: answerActions.read, log}),
      new SendAnnouncement({store, deliveries, platforms, log}),
    ]
    this.#scheduler = new Scheduler({agenda, store, jobs: this.#jobs, timer, now, log, metrics: this.#metrics})
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

  /** What a person who looks something up may put before others: cards with nothing on them to be pressed. */
  lookUp(typed: string): Found[] {
    return lookUp(typed, this.#answers, text => this.suggest(text))
  }

  /** Never rejects: what goes wrong is logged, and the person is told kindly. */
  async #receive(platform: Platform, activity: Activity): Promise<void> {
    const turn = new Turn(activity, platform)
    const from = this.#parts.now()
    let taker = 'nobody'
    let ending: Ending = 'done'
    try {
      if (await this.#claims.claim(activity)) {
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
    // Presses and submissions of a pulse told apart would come near to a count of answers while it is open.
    const kind = taker === 'pulse' ? 'any' : activity.kind
    this.#metrics.activity({platform: platform.name, kind, handler: taker, ending, ms})
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

  async #apologise(turn: Turn): Promise<void> {
    try {
      await turn.whisper({language: 'en', blocks: [paragraph(phrases.en.failed)]})
    } catch (error) {
      this.#parts.log.error('the apology failed too', errorFacts(error))
    }
  }
}
