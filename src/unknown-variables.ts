// Variables that look like ours and are not: each with the one that was probably meant.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {settings} from './config-reference.ts'

/** A variable that nobody reads. */
export interface UnknownVariable {
  readonly name: string
  /** The variable that was probably meant; undefined where none is near. */
  readonly likely: string | undefined
}

/** How the names of our variables begin, whatever their case: any other name belongs to somebody else. */
const ours =
  /^(?:slack_|teams_|microsoft_?app|web_?chat|store_|knowledge_|encryption_|tips_|pulse_|metrics_|log_|ospo_|channel_owner|retention)/i

/** What Kubernetes and Docker set for a service that happens to be called like one of ours. */
const ofServices = /_SERVICE_(?:HOST|PORT)(?:_\w+)?$|_PORT_\d+_(?:TCP|UDP)(?:_\w+)?$/

/** Names shorter than this are near too many others. */
const shortest = 8

/** How many letters may be wrong, as in SLACK_BOT_TOKN or STORE_ULR. */
const slips = 2

const known = settings.map(({name}) => name)

/**
 * The variables that look like ours and that nobody reads, in the order in which they came.
 * @param names the names of all variables that are set
 */
export function unknownVariables(names: readonly string[]): UnknownVariable[] {
  return names
    .filter(name => !known.includes(name) && !ofServices.test(name))
    .map(name => ({name, likely: likelyFor(name)}))
    .filter(({name, likely}) => likely !== undefined || ours.test(name))
}

/** What to say of one, in a sentence. */
export function unknownSentence({name, likely}: UnknownVariable): string {
  return likely === undefined
    ? `${name} is not a variable of ours.`
    : `${name} is not read; perhaps ${likely} was meant.`
}

function likelyFor(name: string): string | undefined {
  const same = known.find(each => plain(each) === plain(name))
  if (same !== undefined) return same
  if (name.length < shortest) return undefined
  const [nearest] = known
    .filter(each => each.length >= shortest)
    .map(each => ({each, distance: distance(plain(each), plain(name))}))
    .filter(({distance}) => distance <= slips)
    .sort((one, other) => one.distance - other.distance)
  return nearest?.each
}

/** Case and underscores are what people get wrong most: MICROSOFT_APP_ID, slackBotToken. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll('_', '')
}

/** How many letters have to be put in, left out or exchanged to make one text of the other (Levenshtein 1966). */
function distance(one: string, other: string): number {
  let row = Array.from({length: other.length + 1}, (_, i) => i)
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const exchanged = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(exchanged, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
