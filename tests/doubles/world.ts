// A world for stories: the real counselor with the real knowledge, a store in memory, and a platform that records.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {Counselor} from '../../src/counselor.ts'
import type {Keep} from '../../src/keep.ts'
import {Library} from '../../src/knowledge/library.ts'
import type {Policy, RoleLists} from '../../src/roles.ts'
import type {Timer} from '../../src/schedule/timer.ts'
import type {Store} from '../../src/store.ts'
import {storePrefix} from '../../src/store.ts'
import type {PulseSettings} from '../../src/surveys/pulse-parts.ts'
import {checkTips} from '../../src/tips/tip.ts'
import type {Tracer} from '../../src/tracer.ts'
import {MemoryStore} from './memory-store.ts'
import type {RecordingLog} from './recording-log.ts'
import {recordingLog} from './recording-log.ts'
import {RecordingPlatform} from './recording-platform.ts'

/** Everything that a story needs. */
export interface World {
  readonly counselor: Counselor
  readonly platform: RecordingPlatform
  readonly library: Library
  readonly record: RecordingLog
  /** Lets time pass, in milliseconds. */
  pass(ms: number): void
  /** Does all that is due by now. */
  tick(): Promise<void>
  /** What is stored, as `key value` lines: all of it, or the records of a kind, or those of them that belong to an id. */
  stored(kind?: string, id?: string): Promise<string[]>
}

/** What may be other than usual. */
export interface WorldOptions {
  /** Knowledge of the test's own, instead of that of the project. */
  readonly library?: Library
  /** Puts something round the store. */
  readonly storeAround?: (store: Store) => Store
  /** What the organisation settled about pulses. */
  readonly pulse?: PulseSettings
  /** Waits that end, instead of those of {@link leaping}. */
  readonly timer?: Timer
  /** Who may say what comes into a channel. */
  readonly mayPlan?: Policy
  /** What becomes of a tip of which nobody can tell whether it arrived. */
  readonly unsureTips?: 'skip' | 'send'
  /** Whom the organisation gave roles. */
  readonly roles?: RoleLists
  /** For how long records are kept. */
  readonly keep?: Keep
  /** Where is traced what takes time. */
  readonly tracer?: Tracer
}

/** The folder with the project's knowledge base. */
export const knowledgeFolder = new URL('../../knowledge', import.meta.url).pathname

let ours: Promise<Library> | undefined

/** The project's own knowledge base, loaded once for each test file. */
export function ourLibrary(): Promise<Library> {
  ours ??= Library.open({own: knowledgeFolder, overlays: []}, [checkTips])
  return ours
}

/** A counselor that has been started; indexing takes the better part of a second, so stories share their world. */
export async function openWorld({
  library,
  storeAround,
  pulse,
  timer,
  mayPlan = 'members',
  unsureTips = 'skip',
  roles,
  keep,
  tracer,
}: WorldOptions = {}): Promise<World> {
  let time = Date.UTC(2026, 10, 20, 9)
  const now = () => time
  let ids = 0
  const memory = new MemoryStore(now)
  const platform = new RecordingPlatform(now)
  const record = recordingLog(now)
  const known = library ?? (await ourLibrary())
  const counselor = new Counselor({
    library: known,
    store: storeAround?.(memory) ?? memory,
    platforms: [platform],
    log: record.log,
    now,
    newId: () => `answer-${++ids}`,
    timer: timer ?? leaping(now),
    ...(pulse ? {pulse} : {}),
    mayPlan,
    unsureTips,
    // In leaps nobody waits.
    patience: 0,
    ...(roles ? {roles} : {}),
    ...(keep ? {keep} : {}),
    ...(tracer ? {tracer} : {}),
  })
  await counselor.start()
  const pass = (ms: number) => {
    time += ms
  }
  const stored = async (kind?: string, id?: string) => {
    const lines: string[] = []
    for await (const [key, value] of memory.list(kind === undefined ? '' : storePrefix(kind))) {
      if (id === undefined || key.split(':').includes(id)) lines.push(`${key} ${JSON.stringify(value)}`)
    }
    return lines
  }
  return {counselor, platform, library: known, record, pass, tick: () => counselor.tick(), stored}
}

/** In a story time goes by in leaps, so no wait ends; what is due is done by {@link World.tick}. */
export function leaping(now: () => number): Timer {
  return {now, wait: () => ({promise: new Promise(() => {}), cancel: () => {}})}
}
