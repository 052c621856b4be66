// The rotation: which tip comes next in a channel.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Tip} from './tip.ts'

/** What a channel takes. */
export interface Taste {
  /** The ids of topics; empty for all. */
  readonly topics: readonly string[]
  /** The areas of a survey that it wants help with; empty for all. */
  readonly areas: readonly string[]
  /** How often somebody asked for fewer tips of a topic, by its id. */
  readonly fewer: Readonly<Record<string, number>>
}

/** What a channel has had. */
export interface Round {
  /** Counts the rounds through its list, from 0: each has an order of its own. */
  readonly number: number
  /** The ids of the tips of this round, the first sent first. */
  readonly seen: readonly string[]
}

/** What comes next, and the round that begins or goes on with it. */
export interface Choice {
  readonly tip: Tip
  readonly round: Round
}

/**
 * The tip that comes next: none twice before the list of the channel is used up, topics in turn by their share of it,
 * each channel and round in an order of its own. An organisation's tips for a time come first while it lasts.
 * @param tips all that there are
 * @param seed names the channel
 * @param date the local date, such as `2026-11-24`
 * @returns undefined where the channel's list is empty
 */
export function nextTip(
  tips: Iterable<Tip>,
  {seed, date, taste, round}: {seed: string; date: string; taste: Taste; round: Round},
): Choice | undefined {
  const list = listFor([...tips], {seed, date, taste})
  const fresh = list.filter(({id}) => !round.seen.includes(id))
  const now = fresh.length > 0 ? round : {number: round.number + 1, seen: []}
  const last = round.seen.at(-1)
  // A new round must not begin with what has just been said, if there is anything else.
  const open = fresh.length > 0 ? fresh : list.filter(({id}) => list.length === 1 || id !== last)
  const tip = urgent(open) ?? fairest(open, {list, seen: now.seen, seed: `${seed} ${now.number}`})
  return tip && {tip, round: {number: now.number, seen: [...now.seen, tip.id]}}
}

/** The list of a channel on a date: what fits its taste and the date, with part of the topics of which it wants fewer. */
export function listFor(
  tips: readonly Tip[],
  {seed, date, taste}: {seed: string; date: string; taste: Taste},
): readonly Tip[] {
  const {topics, areas} = taste
  return tips.filter(
    tip =>
      (topics.length === 0 || topics.includes(tip.topic.id)) &&
      (areas.length === 0 || tip.areas.some(area => areas.includes(area))) &&
      (tip.from === undefined || tip.from <= date) &&
      (tip.until === undefined || date <= tip.until) &&
      isKept(tip, seed, taste),
  )
}

/** Each time that somebody wants fewer of a topic, about half of what is left of it goes, the same half each time. */
function isKept(tip: Tip, seed: string, {fewer}: Taste): boolean {
  const times = fewer[tip.topic.id] ?? 0
  return numberOf(`fewer ${seed} ${tip.id}`) < 2 ** -times
}

/** Of tips that are sent until a date, that which ends first. */
function urgent(open: readonly Tip[]): Tip | undefined {
  const timed = open.filter(tip => tip.until !== undefined)
  return timed.sort((a, b) => (a.until ?? '').localeCompare(b.until ?? '') || a.id.localeCompare(b.id))[0]
}

/** The topic that is most behind its share of the list, and of that the tip whose turn it is in this order. */
function fairest(
  open: readonly Tip[],
  {list, seen, seed}: {list: readonly Tip[]; seen: readonly string[]; seed: string},
): Tip | undefined {
  const size = new Map<string, number>()
  const had = new Map<string, number>()
  for (const {id, topic} of list) {
    size.set(topic.id, (size.get(topic.id) ?? 0) + 1)
    if (seen.includes(id)) had.set(topic.id, (had.get(topic.id) ?? 0) + 1)
  }
  const place = new Map(
    [...size].map(([topic, of]) => [topic, ((had.get(topic) ?? 0) + 0.5 + 0.4 * numberOf(`${seed} ${topic}`)) / of]),
  )
  const [topic] = [...new Set(open.map(tip => tip.topic.id))].sort((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
  const turns = open.filter(tip => tip.topic.id === topic)
  const order = new Map(turns.map(({id}) => [id, numberOf(`${seed} ${id}`)]))
  return turns.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0))[0]
}

/** A number from 0 to below 1 that a text always has, spread evenly (FNV-1a, with the last step of MurmurHash3). */
export function numberOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
