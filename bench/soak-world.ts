// The soak: three replicas on one storage, people, faults by a seed, and a recount that trusts nobody's own figures.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {setTimeout as pause} from 'node:timers/promises'
import {openStore} from '../adapters/store/open-store.ts'
import {Agenda} from '../src/schedule/agenda.ts'
import type {Store} from '../src/store.ts'
import {Responses} from '../src/surveys/responses.ts'
import {Seals} from '../src/surveys/wave-seal.ts'
import {Subscriptions} from '../src/tips/subscriptions.ts'
import {freePorts} from '../tests/doubles/free-port.ts'
import {numberIn, openBallot, voter} from '../tests/doubles/pulse-ballot.ts'
import type {StoreServer} from '../tests/doubles/store-servers.ts'
import {startPostgres, startRedis} from '../tests/doubles/store-servers.ts'
import {differentQuestions} from './slack-load.ts'
import type {Desk, Question} from './soak-people.ts'
import {ask, questionOf, soakBallot, vote} from './soak-people.ts'
import type {Held} from './soak-replicas.ts'
import {Balancer, Replica} from './soak-replicas.ts'
import {SoakSlack, soakTeam} from './soak-slack.ts'
import {seriesOf, tipChannel} from './soak-tips.ts'
import {randomFrom} from './statistics.ts'

/** How a soak goes. */
export interface SoakOptions {
  readonly store: 'postgres' | 'redis'
  /** How long people come, in seconds. */
  readonly seconds: number
  readonly questions: number
  readonly voters: number
  /** How often each of them votes. */
  readonly votesEach: number
  readonly tips: number
  /** SIGKILLs of replicas, and restarts of the storage. */
  readonly kills: number
  readonly restarts: number
  /** The most seconds to wait for what is still on its way at the end. */
  readonly drain: number
  readonly seed: number
  readonly tell: (text: string) => void
}

/** What a recount found. */
export interface Recount {
  readonly questions: number
  readonly answeredTwice: number
  /** Acknowledged and never answered, since whoever acknowledged it was killed; and those without such a reason. */
  readonly lostByKill: number
  readonly lost: number
  readonly votes: number
  /** How often people had to send a vote again. */
  readonly votedAgain: number
  /** People whose last vote that was told to be saved is not the one that is counted, and answers too many. */
  readonly votesLost: number
  readonly votesDoubled: number
  readonly tips: number
  readonly tipsTwice: number
  readonly tipsMissing: number
  readonly kills: number
  readonly restarts: number
  /** The longest that the storage answered nobody after a restart, in milliseconds. */
  readonly longestAway: number
  /** Of the replica that is never killed, by quarters of the time. */
  readonly held: readonly (readonly Held[])[]
}

/** Kills come for these; the first replica lives through all, so that what it holds tells something. */
const mortal = [1, 2]

/** How much later than it was sent an acknowledgement may be here, in milliseconds. */
const inFlight = 1_000

/** Runs a soak. */
export async function soak(options: SoakOptions): Promise<Recount> {
  const server = await (options.store === 'postgres' ? startPostgres() : startRedis())
  const slack = await SoakSlack.open()
  const storeUrl = await server.place()
  const shared = {storeUrl, apiUrl: slack.apiUrl}
  const ports = await freePorts(6)
  const replicas = [0, 1, 2].map(i => new Replica(shared, [ports[i] ?? 0, ports[i + 3] ?? 0]))
  const balancer = await Balancer.open(replicas)
  const store = await openStore(storeUrl)
  try {
    await openBallot(store, options.voters, soakBallot)
    await Promise.all(replicas.map(each => each.start()))
    options.tell('three replicas are ready')
    return await new Soak(options, {server, slack, replicas, balancer, store}).run()
  } finally {
    balancer.close()
    await Promise.all(replicas.map(each => each.kill()))
    await store.close().catch(() => {})
    slack.close()
    await server.stop()
  }
}

interface Parts {
  readonly server: StoreServer
  readonly slack: SoakSlack
  readonly replicas: readonly Replica[]
  readonly balancer: Balancer
  readonly store: Store
}

class Soak {
  readonly #options: SoakOptions
  readonly #parts: Parts
  readonly #random: () => number
  readonly #start = performance.now()
  readonly #held: Held[][] = [[], [], [], []]
  readonly #questions: Question[] = []
  /** The number that each person voted last, of those that were told to be saved. */
  readonly #voted = new Map<number, number>()
  #votedAgain = 0
  #restarts = 0
  #longestAway = 0

  constructor(options: SoakOptions, parts: Parts) {
    this.#options = options
    this.#parts = parts
    this.#random = randomFrom(options.seed)
  }

  async run(): Promise<Recount> {
    const {tell, drain} = this.#options
    await Promise.all([
      this.#ask(),
      this.#voteAll(),
      this.#subscribe(),
      this.#killAll(),
      this.#restartAll(),
      this.#weigh(),
    ])
    tell('everything was sent')
    await this.#drained(drain)
    tell('nothing is on its way any more')
    return this.#recount()
  }

  get #desk(): Desk {
    const {balancer, slack} = this.#parts
    return {port: balancer.port, slack, random: this.#random, twice: 0.1}
  }

  /** Waits for a moment, as a share of the time. */
  async #at(share: number): Promise<void> {
    const due = this.#start + share * this.#options.seconds * 1_000
    await pause(Math.max(0, due - performance.now()))
  }

  async #ask(): Promise<void> {
    const {questions, seed} = this.#options
    const texts = await differentQuestions(questions, seed)
    const asked: Promise<void>[] = []
    for (const [i, text] of texts.entries()) {
      await this.#at(i / questions)
      const question = questionOf(i, text)
      this.#questions.push(question)
      asked.push(ask(this.#desk, question))
    }
    await Promise.all(asked)
  }

  async #voteAll(): Promise<void> {
    const {voters, votesEach} = this.#options
    await Promise.all(Array.from({length: voters}, (_, person) => this.#voteOften(person, votesEach)))
  }

  async #voteOften(person: number, each: number): Promise<void> {
    const late = this.#random() / each
    for (let nth = 0; nth < each; nth += 1) {
      await this.#at(nth / each + late)
      const says = (person * 37 + nth * 1_009 + 1) % 78_125
      this.#votedAgain += (await vote(this.#desk, {person, nth, says})) - 1
      this.#voted.set(person, says)
    }
  }

  async #subscribe(): Promise<void> {
    const {tips} = this.#options
    const {store} = this.#parts
    const book = new Subscriptions(store, new Agenda(store), Date.now)
    for (let i = 0; i < tips; i += 1) {
      // The last ones early enough to be looked for before the end.
      await this.#at((0.95 * i) / tips)
      const series = seriesOf(i)
      while (
        !(await book.add(series).then(
          () => true,
          () => false,
        ))
      )
        await pause(200)
    }
  }

  async #killAll(): Promise<void> {
    const {kills} = this.#options
    const starting: Promise<void>[] = []
    for (let i = 0; i < kills; i += 1) {
      await this.#at(0.02 + (0.93 * (i + this.#random() * 0.9)) / kills)
      const replica = this.#parts.replicas[mortal[Math.floor(this.#random() * mortal.length)] ?? 1]
      await replica?.kill()
      // Not waited for, so one that is just starting may be killed too.
      if (replica) starting.push(replica.start())
    }
    await Promise.all(starting)
  }

  async #restartAll(): Promise<void> {
    const {restarts, tell} = this.#options
    for (let i = 0; i < restarts; i += 1) {
      await this.#at(0.05 + (0.9 * (i + this.#random() * 0.9)) / restarts)
      await this.#parts.server.kill()
      await this.#parts.server.restart()
      await this.#isBack(performance.now())
      this.#restarts += 1
      tell(`the storage was restarted, ${this.#restarts} of ${restarts}`)
    }
  }

  /** Postgres listens again before it answers. */
  async #isBack(from: number): Promise<void> {
    while (
      !(await this.#parts.store.get('soak').then(
        () => true,
        () => false,
      ))
    )
      await pause(50)
    this.#longestAway = Math.max(this.#longestAway, performance.now() - from)
  }

  async #weigh(): Promise<void> {
    const samples = Math.max(16, Math.floor(this.#options.seconds / 2))
    for (let i = 0; i < samples; i += 1) {
      await this.#at(i / samples)
      const held = await this.#parts.replicas[0]?.held()
      if (held) this.#held[Math.floor((4 * i) / samples)]?.push(held)
    }
  }

  /** Second answers would come late, so something is waited for in any case. */
  async #drained(seconds: number): Promise<void> {
    const until = performance.now() + seconds * 1_000
    await pause(5_000)
    while (performance.now() < until && (this.#lost().length > this.#lostByKill().length || this.#missingTips() > 0))
      await pause(500)
  }

  #answersTo({channel, thread}: Question): number {
    return this.#parts.slack.in(channel).filter(each => each.thread === thread).length
  }

  #lost(): Question[] {
    return this.#questions.filter(question => this.#answersTo(question) === 0)
  }

  /** Those of which a replica was killed after it acknowledged them; the others that did took them for a repetition. */
  #lostByKill(): Question[] {
    const isKilled = ({replica, at}: Question['taken'][number]) =>
      this.#parts.replicas[replica]?.killedAt.some(kill => kill > at - inFlight)
    return this.#lost().filter(({taken}) => taken.some(isKilled))
  }

  #missingTips(): number {
    const {tips} = this.#options
    return Array.from({length: tips}, (_, i) => this.#parts.slack.in(tipChannel(i)).length).filter(n => n === 0).length
  }

  async #recount(): Promise<Recount> {
    const {tips, voters, votesEach} = this.#options
    const {slack, replicas} = this.#parts
    const lostByKill = this.#lostByKill().length
    const marks = slack.messages.filter(({mark}) => mark !== undefined).map(({mark}) => mark)
    return {
      questions: this.#questions.length,
      answeredTwice: this.#questions.filter(question => this.#answersTo(question) > 1).length,
      lostByKill,
      lost: this.#lost().length - lostByKill,
      votes: voters * votesEach,
      votedAgain: this.#votedAgain,
      ...(await this.#recountVotes()),
      tips,
      tipsTwice: marks.length - new Set(marks).size,
      tipsMissing: this.#missingTips(),
      kills: replicas.reduce((sum, {killedAt}) => sum + killedAt.length, 0),
      restarts: this.#restarts,
      longestAway: this.#longestAway,
      held: this.#held,
    }
  }

  async #recountVotes(): Promise<{readonly votesLost: number; readonly votesDoubled: number}> {
    const {store} = this.#parts
    const responses = new Responses(store, new Seals(store))
    let votesLost = 0
    for (const [person, says] of this.#voted) {
      const from = {platform: soakBallot.platform, tenant: soakTeam, id: voter(person)}
      const answer = await responses.own(soakBallot, from)
      if (answer === undefined || numberIn(answer) !== says) votesLost += 1
    }
    let counted = 0
    for await (const _ of responses.all(soakBallot)) counted += 1
    return {votesLost, votesDoubled: Math.max(0, counted - this.#voted.size)}
  }
}
