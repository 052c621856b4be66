// What pulses keep of people, how it is forgotten, and when what is over goes.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Person} from '../chat/conversation.ts'
import {dayOf} from '../keep.ts'
import type {Keeper} from '../keeper.ts'
import {recordKeeper} from '../keeper.ts'
import type {RetentionRule} from '../retention.ts'
import {deleteWhere, storePrefix} from '../store.ts'
import type {Draft} from './launch-draft.ts'
import type {PulseParts} from './pulse-parts.ts'
import type {Outcome, Series, Wave} from './wave.ts'
import {planFor, pulseJobs, waveId} from './wave-times.ts'

/** How long after its close a wave may still be open before its closing is planned once more, in milliseconds. */
const overdue = 2 * 86_400_000

/** Who keeps answers while a wave is open, drafts, and the series that somebody owns or is asked in. */
export function pulseKeepers(parts: PulseParts): readonly Keeper[] {
  return [answersKeeper(parts), draftsKeeper(parts), seriesKeeper(parts)]
}

/** Waves, series and tables that have been kept for long enough, and waves whose closing was lost. */
export function pulseRules(parts: PulseParts): readonly RetentionRule[] {
  return [
    {kind: 'pulses', sweep: async before => (await sweepWaves(parts, before)) + (await sweepSeries(parts))},
    {
      kind: 'results',
      sweep: before => deleteWhere<Outcome>(parts.store, storePrefix('pulse-outcome'), ({day}) => day < dayOf(before)),
    },
  ]
}

function answersKeeper(parts: PulseParts): Keeper {
  const {responses, now} = parts
  return {
    thing: 'pulse-answers',
    of: async person => (await answered(parts, person)).map(({wave, answer}) => ({wave: wave.id, answer})),
    forget: async person => {
      const all = await answered(parts, person)
      for (const {wave} of all) await responses.takeBack(wave, person, now())
      return all.length
    },
  }
}

async function answered({store, responses}: PulseParts, person: Person) {
  const found: {wave: Wave; answer: unknown}[] = []
  for await (const [, wave] of store.list<Wave>(storePrefix('pulse-wave', person.platform, person.tenant))) {
    const answer = wave.state === 'open' ? await responses.own(wave, person) : undefined
    if (answer) found.push({wave, answer})
  }
  return found
}

function draftsKeeper({store}: PulseParts): Keeper {
  return recordKeeper(store, 'pulse-drafts', async ({platform, tenant, id}) => {
    const found = new Map<string, Draft>()
    for await (const [key, draft] of store.list<Draft>(storePrefix('pulse-draft', platform, tenant)))
      if (draft.owner.id === id) found.set(key, draft)
    return found
  })
}

function seriesKeeper(parts: PulseParts): Keeper {
  const {store} = parts
  const of = async (person: Person) => {
    const found: Series[] = []
    for await (const [, series] of store.list<Series>(storePrefix('pulse-series', person.platform, person.tenant)))
      if (series.owner.id === person.id || isAskedIn(series, person)) found.push(series)
    return found
  }
  return {
    thing: 'pulses',
    // Whoever is asked in the series of others is shown that much, and not who else is.
    of: async person =>
      (await of(person)).map(series => (series.owner.id === person.id ? series : {id: series.id, asked: true})),
    forget: async person => {
      const all = await of(person)
      for (const series of all) await forgetIn(parts, series, person)
      return all.length
    },
  }
}

function isAskedIn({audience, groups}: Series, {id}: Person): boolean {
  const listed = audience.kind === 'people' && audience.people.includes(id)
  return listed || groups.some(({people}) => people.includes(id))
}

/** Nobody is left who could be asked about a series, or end it: it ends with its owner. */
async function forgetIn({waves, agenda}: PulseParts, series: Series, {id}: Person): Promise<void> {
  const others = (people: readonly string[]) => people.filter(each => each !== id)
  const without = (old: Series): Series => ({
    ...old,
    audience: old.audience.kind === 'people' ? {...old.audience, people: others(old.audience.people)} : old.audience,
    groups: old.groups.map(group => ({...group, people: others(group.people)})),
    ...(old.owner.id === id ? {state: 'ended', forgotten: true} : {}),
  })
  await waves.changeSeries(series, without)
  if (series.owner.id !== id) return
  await agenda.cancel(pulseJobs.open, series.id)
  const last = await waves.get(series, waveId(series.id, series.waves))
  if (last) await agenda.cancel(pulseJobs.ask, last.id)
  // A wave that is open still needs to know how it closes; its close does the rest.
  if (!last || last.state === 'closed') await waves.dropForgotten(series, series.id)
}

async function sweepWaves({store, waves, agenda, now}: PulseParts, before: number): Promise<number> {
  let count = 0
  for await (const [key, wave] of store.list<Wave>(storePrefix('pulse-wave'))) {
    const {state, closesAt} = wave
    const series = await waves.series(wave, wave.series)
    const isOver = state === 'closed' || (state === 'planned' && series?.state !== 'running')
    if (isOver && closesAt < before) {
      await store.delete(key)
      count += 1
    } else if (state !== 'closed' && state !== 'planned' && closesAt < now() - overdue) {
      if (!(await agenda.find(pulseJobs.close, wave.id))) await planFor(agenda, 'close', wave, now())
    }
  }
  return count
}

/** A series that has ended is of use as long as buttons of its waves are. */
async function sweepSeries({store}: PulseParts): Promise<number> {
  const used = new Set<string>()
  for await (const [, {series}] of store.list<Wave>(storePrefix('pulse-wave'))) used.add(series)
  const isOver = ({id, state}: Series) => state === 'ended' && !used.has(id)
  return deleteWhere(store, storePrefix('pulse-series'), isOver)
}
