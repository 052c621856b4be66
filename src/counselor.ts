// TABLE OF CONTENTS: everything that the counselor does, in the order in which it is tried.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {actions as answerActions} from './answers/actions.ts'
import type {Answer} from './answers/answer.ts'
import {languageOf} from './answers/answer.ts'
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
import {MyData} from './answers/my-data.ts'
import {phrases} from './answers/phrases.ts'
import type {Before} from './answers/ranker.ts'
import {Rate} from './answers/rate.ts'
import {Read} from './answers/read.ts'
import {Relay} from './answers/relay.ts'
import {Share} from './answers/share.ts'
import type {Suggestion} from './answers/suggest.ts'
import {Suggestions} from './answers/suggest.ts'
import {AuditLog} from './audit.ts'
import type {Button, Card} from './chat/card.ts'
import {buttons, paragraph} from './chat/card.ts'
import type {Platform} from './chat/platform.ts'
import type {Turn} from './chat/turn.ts'
import {Claims} from './claims.ts'
import type {Keep} from './keep.ts'
import {usualKeep} from './keep.ts'
import type {Keeper} from './keeper.ts'
import type {Library} from './knowledge/library.ts'
import type {Language} from './knowledge/passage.ts'
import type {Log} from './log.ts'
import type {Metrics} from './metrics.ts'
import {noMetrics} from './metrics.ts'
import {Reception} from './reception.ts'
import {Retention} from './retention.ts'
import type {Policy, RoleLists} from './roles.ts'
import {nobodyNamed, Roles} from './roles.ts'
import {Agenda} from './schedule/agenda.ts'
import type {Unsure} from './schedule/delivery.ts'
import {Deliveries} from './schedule/delivery.ts'
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
import {pulseKeepers, pulseRules} from './surveys/pulse-keepers.ts'
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
import {Vote} from './surveys/vote.ts'
import {actions as tipActions} from './tips/actions.ts'
import {AnnounceToSubscribers, SendAnnouncement} from './tips/announce.ts'
import {ManageTips} from './tips/manage.ts'
import {phrases as tipPhrases} from './tips/phrases.ts'
import {Reach} from './tips/reach.ts'
import {ReactToTip} from './tips/react.ts'
import {SendTip} from './tips/send-tip.ts'
import {SubscribeTips} from './tips/subscribe.ts'
import {Subscriptions} from './tips/subscriptions.ts'
import {tracedPlatform, tracedStore} from './traced.ts'
import type {Tracer} from './tracer.ts'
import {noTracer} from './tracer.ts'

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
  readonly mayPlan?: Policy
  /** What becomes of a tip of which nobody can tell whether it arrived; it is left out where nothing is said. */
  readonly unsureTips?: Unsure
  /** How long an event waits for storage that is away before it is answered without, in milliseconds; ten seconds where it is left out. */
  readonly patience?: number
  /** Whom an organisation gave roles; nobody where it is left out. */
  readonly roles?: RoleLists
  /** For how long records are kept, where it is less than usual. */
  readonly keep?: Keep
  /** What adapters keep of people. */
  readonly keepers?: readonly Keeper[]
  /** Where is traced what takes time; nowhere where it is left out. */
  readonly tracer?: Tracer
}

/** How long an event waits to be claimed while the storage is away, in milliseconds: most restarts are over by then. */
const usualPatience = 10_000

/** What people are told when something has failed. */
function apology(said: string): Card {
  const language = languageOf(said)
  return {language, blocks: [paragraph(phrases[language].failed)]}
}

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
  readonly #answers: Answers
  readonly #platforms: readonly Platform[]
  readonly #reception: Reception
  readonly #retention: Retention
  readonly #scheduler: Scheduler
  #suggestions: Suggestions

  /** @param parts what it is assembled from */
  constructor(parts: CounselorParts) {
    const {library, log, now, newId, timer, keep = usualKeep, tracer = noTracer, metrics = noMetrics} = parts
    const store = tracedStore(parts.store, tracer)
    const platforms = parts.platforms.map(platform => tracedPlatform(platform, tracer))
    const surveys = new Surveys(library)
    const checks = () => surveys.all('check')
    const answers = new Answers(library, (passage, language) => offeredChecks(checks(), passage.id, language))
    const feedback = new FeedbackBook(store, now, keep)
    const memory = new Memory(store)
    const handOvers = new HandOverBook(store, now, keep)
    const agenda = new Agenda(store)
    const deliveries = new Deliveries(store, now, parts.unsureTips)
    const subscriptions = new Subscriptions(store, agenda, now)
    const settings = parts.pulse ?? defaultPulseSettings
    const lists = parts.roles ?? nobodyNamed
    const roles = new Roles({lists, launch: settings.launch, plan: parts.mayPlan ?? 'members'})
    const audit = new AuditLog(store, now, keep.audit)
    const tips = {library, subscriptions, roles, audit, read: answerActions.read, now, newId}
    this.#platforms = platforms
    this.#answers = answers
    const find = (question: string) => answers.find(question)
    this.#suggestions = new Suggestions(library.knowledge, find)
    library.onChange(knowledge => {
      this.#suggestions = new Suggestions(knowledge, find)
    })
    const runs = new RunBook(store, now, keep)
    const pulse = pulseParts({store, agenda, platforms, surveys, settings, roles, audit, keep, log, now, newId, timer})
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
    const keepers = [
      ...[...feedback.keepers, handOvers.keeper, results.keeper, ...pulseKeepers(pulse)],
      ...[subscriptions.keeper, memory.keeper, ...(parts.keepers ?? [])],
    ]
    const handlers = [
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
      new Relay({answers, handOvers, roles, audit, log, now}),
      new Share({answers, feedback}),
      new Home({answers, feedback, roles, audit, sections}),
      new Forget({memory, keepers, audit}),
      new MyData({keepers, audit, now}),
      new SubscribeTips(tips),
      new ManageTips(tips),
      new AnnounceToSubscribers({...tips, store, agenda}),
      new Guide(answers, ways),
      new Ask({answers, feedback, memory, log, newId, ways, metrics}),
    ]
    const rules = [
      ...[...feedback.rules, handOvers.rule, runs.rule],
      ...[...pulseRules(pulse), averages.rule, subscriptions.rule],
    ]
    this.#retention = new Retention({rules, keep, agenda, audit, log, now})
    const jobs = [
      this.#retention,
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
    this.#scheduler = new Scheduler({agenda, store, jobs, timer, now, log, metrics})
    const claims = new Claims({store, timer, log, patience: parts.patience ?? usualPatience})
    this.#reception = new Reception({handlers, claims, log, metrics, tracer, now, apology})
  }

  /** Starts every platform, and then what is scheduled; rejects with the first platform that cannot. */
  async start(): Promise<void> {
    for (const platform of this.#platforms)
      await platform.start(activity => this.#reception.receive(platform, activity))
    // Not waited for: storage that is away keeps nobody from being answered.
    void this.#retention.begin()
    this.#scheduler.start()
  }

  /** Stops every platform and what is scheduled after what is running is done; what a platform no longer takes fails. */
  async stop(): Promise<void> {
    await Promise.all([this.#scheduler.stop(), ...this.#platforms.map(platform => platform.stop())])
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
}
