// The jobs of the benchmark `pulse`: to take votes through the real handler, and to add up and erase.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {openStore} from '../adapters/store/open-store.ts'
import {AuditLog} from '../src/audit.ts'
import type {Activity} from '../src/chat/activity.ts'
import type {Card} from '../src/chat/card.ts'
import {cardText} from '../src/chat/card-text.ts'
import type {Platform} from '../src/chat/platform.ts'
import {Turn} from '../src/chat/turn.ts'
import {usualKeep} from '../src/keep.ts'
import {silentLog} from '../src/log.ts'
import {Roles} from '../src/roles.ts'
import {Agenda} from '../src/schedule/agenda.ts'
import {systemTimer} from '../src/schedule/timer.ts'
import type {Store} from '../src/store.ts'
import {pulseActions} from '../src/surveys/pulse-actions.ts'
import type {PulseParts} from '../src/surveys/pulse-parts.ts'
import {defaultPulseSettings, pulseParts} from '../src/surveys/pulse-parts.ts'
import {Responses} from '../src/surveys/responses.ts'
import {Tally} from '../src/surveys/tally.ts'
import {Vote} from '../src/surveys/vote.ts'
import type {Wave} from '../src/surveys/wave.ts'
import {Seals} from '../src/surveys/wave-seal.ts'
import type {Job} from './child.ts'
import {peak} from './child.ts'
import {quantile, randomFrom} from './statistics.ts'

/** What votes cost, in milliseconds. */
export interface Voted {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

/** What a close costs: milliseconds, and the most bytes that its process had. */
export interface Closed {
  readonly tally: number
  /** Of adding up, the time of the processor alone, which a busy machine changes little. */
  readonly busy: number
  readonly erase: number
  readonly peak: number
  readonly counted: number
}

/** As many are under way at once as in a busy hour of a large company. */
const atOnce = 64

const platformName = 'bench'
const words = {en: 'words'}
const statements = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

const wave: Wave = {
  platform: platformName,
  tenant: 'T',
  id: 'wave',
  series: 'series',
  number: 1,
  state: 'open',
  opensAt: 0,
  closesAt: 8.64e15,
  statements: statements.map(id => ({id, text: words, area: words, read: ''})),
  scale: {options: [words, words, words, words, words], unsure: words},
  comment: undefined,
}

/** The job `pulse-votes URL ANSWERS`. */
export const pulseVotesJob: Job = async ([url = '', count]): Promise<Voted> => {
  const answers = Number(count)
  const store = await openStore(url)
  const platform = new Listener()
  const parts = partsOn(store, platform)
  await parts.waves.plan(wave)
  await parts.responses.begin(wave)
  await inviteAll(parts, answers)
  const vote = new Vote(parts)
  const random = randomFrom(4711)
  const times: number[] = []
  let next = 0
  const lane = async () => {
    for (let i = next++; i < answers; i = next++) {
      const start = performance.now()
      await vote.handle(new Turn(submissionOf(i, random), platform))
      times.push(performance.now() - start)
    }
  }
  const start = performance.now()
  await Promise.all(Array.from({length: atOnce}, lane))
  const seconds = (performance.now() - start) / 1_000
  if (platform.saved < answers) throw new Error(`only ${platform.saved} of ${answers} votes were told to be saved`)
  await store.close()
  return {perSecond: answers / seconds, p50: quantile(times, 0.5), p99: quantile(times, 0.99)}
}

/** The job `pulse-close URL`. */
export const pulseCloseJob: Job = async ([url = '']): Promise<Closed> => {
  const store = await openStore(url)
  const responses = new Responses(store, new Seals(store))
  const start = performance.now()
  const before = process.cpuUsage()
  const tally = new Tally(statements, [''])
  for await (const {answer, group} of responses.all(wave)) tally.add(answer, group)
  const added = performance.now()
  const {user, system} = process.cpuUsage(before)
  await responses.erase(wave)
  const erased = performance.now()
  await store.close()
  return {
    tally: added - start,
    busy: (user + system) / 1_000,
    erase: erased - added,
    peak: peak(),
    counted: tally.all.answers,
  }
}

function partsOn(store: Store, platform: Platform): PulseParts {
  return pulseParts({
    store,
    agenda: new Agenda(store),
    platforms: [platform],
    surveys: {all: () => [], find: () => undefined},
    settings: defaultPulseSettings,
    roles: new Roles(),
    keep: usualKeep,
    audit: new AuditLog(store, Date.now),
    log: silentLog,
    now: Date.now,
    newId: () => 'id',
    timer: systemTimer,
  })
}

/** In lanes, so that writes that wait at the same time are committed together. */
async function inviteAll({invitations}: PulseParts, people: number): Promise<void> {
  const share = Math.ceil(people / atOnce)
  const lanes = Array.from({length: atOnce}, (_, lane) =>
    Array.from({length: Math.max(0, Math.min(share, people - lane * share))}, (__, i) => ({
      person: personOf(lane * share + i),
      group: '',
    })),
  )
  await Promise.all(lanes.map(each => invitations.invite(wave, each)))
}

function personOf(i: number): string {
  return `U${i}`
}

function submissionOf(i: number, random: () => number): Activity {
  const from = {platform: platformName, tenant: wave.tenant, id: personOf(i)}
  const conversation = {platform: platformName, tenant: wave.tenant, id: `D${i}`, scope: 'personal'} as const
  const values = Object.fromEntries(statements.map(id => [id, String(1 + Math.floor(random() * 5))]))
  const action = pulseActions.vote
  return {kind: 'submission', id: `E${i}`, at: i + 1, from, conversation, action, value: `${wave.id} en`, values}
}

/** A platform that only counts what people were told. */
class Listener implements Platform {
  readonly name = platformName
  saved = 0

  async start(): Promise<void> {}
  async stop(): Promise<void> {}
  async send(to: Parameters<Platform['send']>[0]): ReturnType<Platform['send']> {
    return {conversation: to, id: 'm'}
  }
  async update(): Promise<void> {}
  async whisper(_to: unknown, _person: unknown, card: Card): Promise<void> {
    if (cardText(card).startsWith('Saved')) this.saved += 1
  }
  async open(): Promise<void> {}
  async place(): Promise<undefined> {}
  async people(): ReturnType<Platform['people']> {
    return []
  }
}
