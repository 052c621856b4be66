// Averages: how an organisation stands by the results that people count in, sealed until their quarter is over.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {createHash} from 'node:crypto'
import type {Person} from '../chat/conversation.ts'
import type {RetentionRule} from '../retention.ts'
import {deleteWhere, storeKey, storePrefix} from '../store.ts'
import {canBeInvited, platformOf} from './audience.ts'
import type {Survey} from './definition.ts'
import type {PulseParts} from './pulse-parts.ts'
import type {AreaPoints, AverageTable, Quarter} from './quarter.ts'
import {endOf, quarterOf} from './quarter.ts'
import type {Kept} from './responses.ts'
import type {Tenant} from './wave.ts'
import {grace} from './wave-times.ts'

/** The names of the jobs that end a quarter. */
export const averageJobs = {close: 'average-close', sweep: 'average-sweep'} as const

/** What came of a quarter. */
export interface Average {
  /** As in {@link Quarter.name}. */
  readonly quarter: string
  readonly edition: string
  /** Undefined where too few counted theirs in. */
  readonly table: AverageTable | undefined
}

/** Keeps what people count in as answers to a pulse are kept: who did is found in no record. */
export class Averages {
  readonly #parts: PulseParts

  /** @param parts those of the pulses, whose rules hold here */
  constructor(parts: PulseParts) {
    this.#parts = parts
  }

  /** How many an average needs. */
  get minimum(): number {
    return this.#parts.minimums.score
  }

  /** True where a person's result can be counted in: a full member, as in a pulse, where people can be told apart. */
  async mayCount(person: Person): Promise<boolean> {
    const [profile] = (await platformOf(this.#parts.platforms, person)?.people(person)) ?? []
    return profile !== undefined && canBeInvited(profile) && profile.alone !== true
  }

  /** The quarter in which a result would be counted now. */
  current(tenant: Tenant, survey: Survey): Quarter {
    return quarterOf(tenant, survey, this.#parts.now())
  }

  /**
   * Counts a person's points in, instead of earlier ones of the same quarter. What ends the quarter is planned first.
   * @param at when the person acted, by the platform's clock
   */
  async count(person: Person, survey: Survey, {points, at}: {points: AreaPoints; at: number}): Promise<Kept> {
    const {store, agenda, responses, now} = this.#parts
    const quarter = this.current(person, survey)
    if (await store.get<Average>(averageKey(quarter))) return 'closed'
    await store.create(quarterKey(quarter), quarter)
    if (!(await agenda.find(averageJobs.close, taskId(quarter))))
      await this.plan('close', quarter, quarter.endsAt + grace)
    await responses.begin(quarter)
    const kept = await responses.save(quarter, {person, at, group: '', answer: {choices: points, words: ''}})
    // Adding up may have begun by then, without this one.
    return now() < quarter.endsAt + grace / 2 ? kept : 'closed'
  }

  /** True where just these points of the person count in the quarter that runs. */
  async isCounted(person: Person, survey: Survey, points: AreaPoints): Promise<boolean> {
    const own = await this.#parts.responses.own(this.current(person, survey), person)
    return own !== undefined && sameAs(own.choices, points)
  }

  /** What a person counts in quarters that are not over. */
  async countedBy(person: Person): Promise<readonly {readonly quarter: string; readonly counted: AreaPoints}[]> {
    const {store, responses} = this.#parts
    const prefix = storePrefix('average-quarter', person.platform, person.tenant)
    const found: {quarter: string; counted: AreaPoints}[] = []
    for await (const [, quarter] of store.list<Quarter>(prefix)) {
      const own = await responses.own(quarter, person)
      if (own) found.push({quarter: `${quarter.survey} ${quarter.name}`, counted: own.choices})
    }
    return found
  }

  /**
   * Takes out what a person counted in, of all quarters that are not over.
   * @param survey the name of one check, or undefined for all
   */
  async takeOut(person: Person, survey?: string): Promise<void> {
    const {store, responses, now} = this.#parts
    const prefix = storePrefix('average-quarter', person.platform, person.tenant)
    for await (const [, quarter] of store.list<Quarter>(prefix)) {
      if (survey === undefined || quarter.survey === survey) await responses.takeBack(quarter, person, now())
    }
  }

  /** The newest average of the same questions; undefined where there has been none with enough people. */
  async latest({platform, tenant}: Tenant, {name, edition}: Survey): Promise<Average | undefined> {
    let newest: Average | undefined
    for await (const [, average] of this.#parts.store.list<Average>(storePrefix('average', platform, tenant, name)))
      if (average.table && average.edition === edition) newest = average
    return newest
  }

  /** A quarter that people count in, until it has been swept. */
  quarter({platform, tenant}: Tenant, id: string): Promise<Quarter | undefined> {
    return this.#parts.store.get<Quarter>(quarterKey({platform, tenant, id}))
  }

  /** Forgets that a quarter was open. */
  async forget(quarter: Quarter): Promise<void> {
    await this.#parts.store.delete(quarterKey(quarter))
  }

  /** What came of a quarter; undefined while it runs. */
  of(quarter: Quarter): Promise<Average | undefined> {
    return this.#parts.store.get<Average>(averageKey(quarter))
  }

  /** Keeps what came of a quarter, unless that is known already: it is never worked out twice. */
  async conclude(quarter: Quarter, table: AverageTable | undefined): Promise<void> {
    const average: Average = {quarter: quarter.name, edition: quarter.edition, table}
    await this.#parts.store.create(averageKey(quarter), average, this.#parts.keep.averages)
  }

  /** Averages that have been kept for long enough. */
  get rule(): RetentionRule {
    const {store} = this.#parts
    const isOld = (before: number) => (average: Average) => endOf(average.quarter) < before
    return {kind: 'averages', sweep: before => deleteWhere<Average>(store, storePrefix('average'), isOld(before))}
  }

  /** Puts the end of a quarter on the agenda. */
  plan(job: keyof typeof averageJobs, quarter: Quarter, at: number): Promise<void> {
    const {platform, tenant, id} = quarter
    const data = {platform, tenant, quarter: id}
    return this.#parts.agenda.plan({job: averageJobs[job], id: taskId(quarter), at, data, group: tenant})
  }
}

function sameAs(one: AreaPoints, other: AreaPoints): boolean {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every(name => one[name] === other[name])
}

function quarterKey({platform, tenant, id}: Pick<Quarter, 'platform' | 'tenant' | 'id'>): string {
  return storeKey('average-quarter', platform, tenant, id)
}

/** By time among those of a check. */
function averageKey({platform, tenant, survey, name, edition}: Quarter): string {
  return storeKey('average', platform, tenant, survey, name, edition)
}

/** A hash, since ids on the agenda are short. */
function taskId({platform, tenant, id}: Quarter): string {
  return createHash('sha256')
    .update(JSON.stringify([platform, tenant, id]))
    .digest('base64url')
}
