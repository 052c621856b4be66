// Waves: one run of a pulse, the series that it belongs to, and what came of it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Conversation, Person} from '../chat/conversation.ts'
import type {Keep} from '../keep.ts'
import {usualKeep} from '../keep.ts'
import type {Language} from '../knowledge/passage.ts'
import type {Store} from '../store.ts'
import {storeKey, storePrefix} from '../store.ts'
import type {Words} from './definition.ts'
import type {Results} from './results.ts'

/** One organisation on one platform: its records are apart from those of all others. */
export interface Tenant {
  readonly platform: string
  readonly tenant: string
}

/** How often a pulse is taken. */
export const rhythms = ['once', 'six-weeks', 'quarterly'] as const

/** One of {@link rhythms}. */
export type Rhythm = (typeof rhythms)[number]

/** Who is asked: all members of a channel, or people by their ids. */
export type Audience =
  | {readonly kind: 'channel'; readonly channel: Conversation}
  | {readonly kind: 'people'; readonly people: readonly string[]}

/** People whose answers are also shown by themselves, where they are enough. */
export interface Group {
  readonly name: string
  /** Their ids. */
  readonly people: readonly string[]
}

/** What somebody set up; each of its waves is made from it. */
export interface Series extends Tenant {
  readonly id: string
  readonly owner: Person
  /** Who asks, in the owner's words, and why; shown in the invitation. */
  readonly asker: string
  readonly why: string
  readonly audience: Audience
  /** The name of the survey. */
  readonly survey: string
  readonly rhythm: Rhythm
  /** The IANA time zone of the team. */
  readonly zone: string
  readonly language: Language
  /** For how many working days a wave is open. */
  readonly days: number
  /** True where people are also asked for their own words. */
  readonly words: boolean
  readonly groups: readonly Group[]
  /** The number of its newest wave, from 1. */
  readonly waves: number
  /** What the owner says was done since the last wave; empty where nothing was said. */
  readonly done: string
  readonly state: 'running' | 'ended'
  /** True where its owner was forgotten: it goes as soon as its last wave is closed. */
  readonly forgotten?: true
}

/** One thing that is asked, as it stood when the wave began. */
export interface Statement {
  readonly id: string
  readonly text: Words
  /** The name of what it is about. */
  readonly area: Words
  /** The id of the passage to read about it. */
  readonly read: string
}

/** What can be answered, from the least to the most. */
export interface Scale {
  readonly options: readonly Words[]
  readonly unsure: Words
}

/**
 * One run. `planned` until everybody has been written down who is invited, `closing` while answers are added up; one
 * that is `closed` has been published or discarded.
 */
export interface Wave extends Tenant {
  readonly id: string
  readonly series: string
  /** From 1. */
  readonly number: number
  readonly state: 'planned' | 'open' | 'closing' | 'closed'
  /** In milliseconds since 1970. */
  readonly opensAt: number
  readonly closesAt: number
  readonly statements: readonly Statement[]
  readonly scale: Scale
  /** The open question; undefined where none is asked. */
  readonly comment: Words | undefined
}

/** What came of a wave: the published table, or that too few answered. */
export interface Outcome {
  /** The day on which it closed, `2026-12-04`, in the series' zone. */
  readonly day: string
  /** Undefined where too few answered. */
  readonly results: Results | undefined
  /** What was asked, by the id of the statement. */
  readonly wordings: Readonly<Record<string, string>>
  /** What the owner says was done before; empty where nothing was said. */
  readonly done: string
}

/** Keeps series, waves and outcomes; invitations and answers are kept apart, under seal. */
export class WaveBook {
  readonly #store: Store
  readonly #keep: Keep

  /**
   * @param store where they are kept
   * @param keep for how long what is over is kept
   */
  constructor(store: Store, keep: Keep = usualKeep) {
    this.#store = store
    this.#keep = keep
  }

  /** Keeps a new series: true where there was none of its id yet. */
  begin(series: Series): Promise<boolean> {
    return this.#store.create(storeKey('pulse-series', series.platform, series.tenant, series.id), series)
  }

  /** A series by its id. */
  series({platform, tenant}: Tenant, id: string): Promise<Series | undefined> {
    return this.#store.get<Series>(storeKey('pulse-series', platform, tenant, id))
  }

  /** Changes a series that is there. */
  changeSeries(series: Series, change: (old: Series) => Series): Promise<Series> {
    const key = storeKey('pulse-series', series.platform, series.tenant, series.id)
    return this.#store.update<Series>(key, old => change(old ?? series))
  }

  /** Keeps a new wave: true where there was none of its id yet. */
  plan(wave: Wave): Promise<boolean> {
    return this.#store.create(waveKey(wave), wave)
  }

  /** A wave by its id. */
  get({platform, tenant}: Tenant, id: string): Promise<Wave | undefined> {
    return this.#store.get<Wave>(waveKey({platform, tenant, id}))
  }

  /** Changes a wave; once it is closed it is kept for a while only. */
  change(wave: Wave, change: (old: Wave) => Wave): Promise<Wave> {
    const kept = change(wave).state === 'closed' ? this.#keep.pulses : undefined
    return this.#store.update<Wave>(waveKey(wave), old => change(old ?? wave), kept)
  }

  /** Ends a series; who was asked in it is forgotten, but for its owner. */
  endSeries(series: Series): Promise<Series> {
    const nobody = (old: Audience): Audience => (old.kind === 'people' ? {...old, people: []} : old)
    return this.changeSeries(series, old => ({...old, state: 'ended', audience: nobody(old.audience), groups: []}))
  }

  /** Deletes a series whose owner was forgotten; nothing happens to others. */
  async dropForgotten(tenant: Tenant, id: string): Promise<void> {
    const series = await this.series(tenant, id)
    if (series?.forgotten) await this.#store.delete(storeKey('pulse-series', series.platform, series.tenant, id))
  }

  /** Keeps what came of a wave, unless that is known already: it is never worked out twice. */
  async conclude(wave: Wave, outcome: Outcome): Promise<void> {
    await this.#store.create(outcomeKey(wave, wave.series, wave.number), outcome, this.#keep.results)
  }

  /** What came of a wave of a series; undefined where it is not over. */
  outcome({platform, tenant}: Tenant, series: string, number: number): Promise<Outcome | undefined> {
    return this.#store.get<Outcome>(outcomeKey({platform, tenant}, series, number))
  }

  /** What came of all waves of a series up to a number, oldest first. */
  async outcomes({platform, tenant}: Tenant, series: string, upTo: number): Promise<readonly Outcome[]> {
    const all: Outcome[] = []
    for await (const [key, outcome] of this.#store.list<Outcome>(
      storePrefix('pulse-outcome', platform, tenant, series),
    )) {
      if (key <= outcomeKey({platform, tenant}, series, upTo)) all.push(outcome)
    }
    return all
  }
}

/** What is asked, by the id of the statement. */
export function wordingsOf({statements}: Wave): Readonly<Record<string, string>> {
  return Object.fromEntries(statements.map(({id, text}) => [id, text.en]))
}

function waveKey({platform, tenant, id}: Pick<Wave, 'platform' | 'tenant' | 'id'>): string {
  return storeKey('pulse-wave', platform, tenant, id)
}

/** With five digits, so that the order of keys is that of time. */
function outcomeKey({platform, tenant}: Tenant, series: string, number: number): string {
  return storeKey('pulse-outcome', platform, tenant, series, String(number).padStart(5, '0'))
}
