// The run book: what people are answering now, and the last result of each.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {MessageRef, Person} from '../chat/conversation.ts'
import type {Keep} from '../keep.ts'
import {dayOf, usualKeep} from '../keep.ts'
import type {RetentionRule} from '../retention.ts'
import type {Store} from '../store.ts'
import {deleteWhere, storeKey, storePrefix} from '../store.ts'
import type {Survey} from './definition.ts'
import type {Run, Tap} from './run.ts'
import {isComplete, isOutdated, tapped} from './run.ts'
import type {Marks} from './score.ts'

/** What a person answered once they were through. */
export interface Outcome {
  /** The run that led to it. */
  readonly run: string
  readonly edition: string
  readonly marks: Marks
  /** The day in UTC, `2026-11-24`. */
  readonly day: string
}

/** The last result of a person, and the one before for the comparison. */
export interface Kept {
  readonly last: Outcome
  readonly before?: Outcome
}

/** How long a run waits for the next tap, in milliseconds. */
export const runKept = 30 * 86_400_000

/** Thrown out of a compare-and-set where there is no run to change. */
class NoRun extends Error {}

/** Keeps runs and results, by platform, workspace, person and survey. */
export class RunBook {
  readonly #store: Store
  readonly #now: () => number
  readonly #keptMs: number

  /**
   * @param store where they are kept
   * @param now milliseconds since 1970
   * @param keep for how long results are kept
   */
  constructor(store: Store, now: () => number, keep: Keep = usualKeep) {
    this.#store = store
    this.#now = now
    this.#keptMs = keep.checks
  }

  /**
   * The run to go on with: the one that waits, in the language that is spoken now, or else the new one; the same for
   * all who begin at once.
   * @param fresh a run that has just been made
   */
  begin(person: Person, survey: Survey, fresh: Run): Promise<Run> {
    const waits = (old: Run | undefined) => old !== undefined && !isComplete(old, survey) && !isOutdated(old, survey)
    const chosen = (old: Run | undefined) =>
      old !== undefined && waits(old) ? {...old, language: fresh.language} : fresh
    return this.#store.update<Run>(runKey(person, survey.name), chosen, runKept)
  }

  /** Begins anew, whatever waits. */
  async replace(person: Person, survey: Survey, fresh: Run): Promise<void> {
    await this.#store.put(runKey(person, survey.name), fresh, runKept)
  }

  /** The run of a person; undefined where there is none, or its time has passed. */
  find(person: Person, survey: string): Promise<Run | undefined> {
    return this.#store.get<Run>(runKey(person, survey))
  }

  /**
   * Takes a tap.
   * @param button the run and the move that the button carries
   * @returns the run after all taps so far; undefined where the run of the button is over
   */
  tap(person: Person, survey: Survey, button: {readonly run: string; readonly move: number}, tap: Tap) {
    return this.#change(person, survey.name, button.run, run => tapped(run, survey, button.move, tap))
  }

  /** Remembers which message shows the run; nothing happens where the run is over. */
  shownBy(person: Person, survey: string, run: string, message: MessageRef): Promise<Run | undefined> {
    return this.#change(person, survey, run, old => ({...old, message}))
  }

  async #change(person: Person, survey: string, id: string, change: (run: Run) => Run): Promise<Run | undefined> {
    const within = (old: Run | undefined) => {
      if (old?.id !== id) throw new NoRun()
      return change(old)
    }
    try {
      return await this.#store.update<Run>(runKey(person, survey), within, runKept)
    } catch (error) {
      if (error instanceof NoRun) return undefined
      throw error
    }
  }

  /** Keeps the result of a run that is complete, once for each run; what was last before it moves to `before`. */
  keep(person: Person, survey: Survey, run: Run): Promise<Kept> {
    const day = dayOf(this.#now())
    const last: Outcome = {run: run.id, edition: run.edition, marks: run.marks, day}
    const after = (old: Kept | undefined): Kept => {
      if (old?.last.run === run.id) return old
      return old === undefined ? {last} : {last, before: old.last}
    }
    return this.#store.update<Kept>(resultKey(person, survey.name), after, this.#keptMs)
  }

  /** The last result of a person; undefined where there is none. */
  result(person: Person, survey: string): Promise<Kept | undefined> {
    return this.#store.get<Kept>(resultKey(person, survey))
  }

  /** Deletes run and result of one survey. */
  async delete(person: Person, survey: string): Promise<void> {
    await this.#store.delete(runKey(person, survey))
    await this.#store.delete(resultKey(person, survey))
  }

  /**
   * Deletes everything of a person, also of surveys that are no longer there.
   * @returns the names of the surveys of which something was kept
   */
  async forget(person: Person): Promise<string[]> {
    const all = await this.of(person)
    for (const {key} of all) await this.#store.delete(key)
    return [...new Set(all.map(({survey}) => survey))]
  }

  /** All runs and results of a person, each with its key. */
  async of({platform, tenant, id}: Person): Promise<{key: string; survey: string; kept: Run | Kept}[]> {
    const found: {key: string; survey: string; kept: Run | Kept}[] = []
    for (const kind of ['check-run', 'check-result']) {
      const prefix = storePrefix(kind, platform, tenant, id)
      for await (const [key, kept] of this.#store.list<Run | Kept>(prefix))
        found.push({key, survey: decodeURIComponent(key.slice(prefix.length)), kept})
    }
    return found
  }

  /** Results that were kept under a longer period. */
  get rule(): RetentionRule {
    return {
      kind: 'checks',
      sweep: before =>
        deleteWhere<Kept>(this.#store, storePrefix('check-result'), ({last}) => last.day < dayOf(before)),
    }
  }
}

function runKey({platform, tenant, id}: Person, survey: string): string {
  return storeKey('check-run', platform, tenant, id, survey)
}

function resultKey({platform, tenant, id}: Person, survey: string): string {
  return storeKey('check-result', platform, tenant, id, survey)
}
