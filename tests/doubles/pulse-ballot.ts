// A ballot for tests with many processes: a wave, and what each person does, worked out from numbers alone.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Store} from '../../src/store.ts'
import {Invitations} from '../../src/surveys/invitations.ts'
import {Responses} from '../../src/surveys/responses.ts'
import type {Answer} from '../../src/surveys/tally.ts'
import type {Wave} from '../../src/surveys/wave.ts'
import {WaveBook} from '../../src/surveys/wave.ts'
import {Seals} from '../../src/surveys/wave-seal.ts'

/** The ids of the statements of the ballot. */
export const ballotStatements = ['s0', 's1', 's2', 's3', 's4', 's5', 's6'] as const

const words = {en: 'words'}

/** The wave that is voted on. */
export const ballot: Wave = {
  platform: 'recording',
  tenant: 'T1',
  id: 'ballot',
  series: 'ballot',
  number: 1,
  state: 'open',
  opensAt: 0,
  closesAt: 8.64e15,
  statements: ballotStatements.map(id => ({id, text: words, area: words, read: ''})),
  scale: {options: [words, words, words, words, words], unsure: words},
  comment: undefined,
}

/** The id of a person by number. */
export function voter(number: number): string {
  return `U-voter-${number}`
}

/** Opens the ballot, or one of a platform of its own, to so many people. */
export async function openBallot(store: Store, people: number, wave: Wave = ballot): Promise<void> {
  const seals = new Seals(store)
  await new WaveBook(store).plan(wave)
  await new Responses(store, seals).begin(wave)
  const everybody = Array.from({length: people}, (_, i) => ({person: voter(i), group: ''}))
  await new Invitations(store, seals).invite(wave, everybody)
}

/** The form's values that say a number from 0 to 78,124: a digit of base five for each statement. */
export function valuesOf(number: number): Record<string, string> {
  return Object.fromEntries(ballotStatements.map((id, i) => [id, String((Math.floor(number / 5 ** i) % 5) + 1)]))
}

/** The number that an answer says. */
export function numberIn({choices}: Answer): number {
  return ballotStatements.reduce((sum, id, i) => sum + ((choices[id] ?? 1) - 1) * 5 ** i, 0)
}

/** One thing that a person does: answers with a number, or withdraws; later ones have a larger `at`. */
export interface Deed {
  readonly person: number
  readonly at: number
  /** Undefined to withdraw. */
  readonly says: number | undefined
}

/** What everybody does, in the order of time; always the same. */
export function deedsOf(people: number, each: number): Deed[] {
  return Array.from({length: people * each}, (_, i): Deed => {
    const mixed = Math.imul(i + 1, 0x9e3779b1) >>> 0
    return {person: i % people, at: i + 1, says: mixed % 17 === 0 ? undefined : mixed % 78_125}
  })
}
