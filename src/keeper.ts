// PORT: whatever keeps something about people: it can show it to them, and forget it.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Person} from './chat/conversation.ts'
import type {Store} from './store.ts'

/** What may be kept about a person, in the order in which it is told. */
export const keptThings = [
  'ratings',
  'missed-questions',
  'hand-overs',
  'checks',
  'pulse-answers',
  'pulse-drafts',
  'pulses',
  'tips',
  'contexts',
  'places',
] as const

/** One of {@link keptThings}. */
export type KeptThing = (typeof keptThings)[number]

/** Keeps one kind of thing about people. Whatever keeps something about a person has one, so that nothing is left out. */
export interface Keeper {
  readonly thing: KeptThing
  /** All that is kept of a person, as plain JSON. */
  of(person: Person): Promise<readonly unknown[]>
  /**
   * Deletes what is kept of a person.
   * @returns how many things there were
   */
  forget(person: Person): Promise<number>
}

/**
 * Keeps records that go by their keys.
 * @param find the records of a person by their keys in the store
 */
export function recordKeeper(
  store: Store,
  thing: KeptThing,
  find: (person: Person) => Promise<ReadonlyMap<string, unknown>>,
): Keeper {
  return {
    thing,
    of: async person => [...(await find(person)).values()],
    forget: async person => {
      const found = await find(person)
      for (const key of found.keys()) await store.delete(key)
      return found.size
    },
  }
}
