// A world for stories of a pulse whose store is a real SQLite file, which a test can read as it lies on the disk.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {KeyvStore} from '../../adapters/store/keyv-store.ts'
import {openSqlite} from '../../adapters/store/sqlite-backend.ts'
import type {Store} from '../../src/store.ts'
import type {Outcome} from '../../src/surveys/wave.ts'
import {PulseTeam, pulseLibrary} from './pulse-team.ts'
import {temporaryFolder} from './temporary-folder.ts'
import type {World, WorldOptions} from './world.ts'
import {openWorld} from './world.ts'

/** The world, its store, and the file. */
export interface PulseFile {
  readonly world: World
  readonly store: Store
  /** All bytes of the store's files, while it is open. */
  bytes(): string
  /** All records of a kind. */
  records(kind: string): Promise<[string, unknown][]>
  /** What came of all waves. */
  outcomes(): Promise<Outcome[]>
  /** A team of seven at least, of which so many answer, with all that was published of it. */
  pulseOf(answers: readonly (number | readonly number[])[]): Promise<PulseTeam>
  /** Stops the counselor, closes the store and removes the file. */
  close(): Promise<void>
}

/** Opens a world on a new file. */
export async function openPulseFile(options: WorldOptions = {}): Promise<PulseFile> {
  const folder = temporaryFolder()
  let now = () => 0
  const store = new KeyvStore(await openSqlite(join(folder.path, 'counselor.db'), () => now()))
  const world = await openWorld({library: await pulseLibrary(), ...options, storeAround: () => store})
  now = () => world.platform.now()
  const records = async (kind: string) => {
    const all: [string, unknown][] = []
    for await (const [key, value] of store.list(`${kind}:`)) all.push([key, value])
    return all
  }
  return {
    world,
    store,
    records,
    bytes() {
      const files = readdirSync(folder.path).filter(name => !name.endsWith('-shm'))
      return files.map(name => readFileSync(join(folder.path, name), 'latin1')).join('\n')
    },
    outcomes: async () => (await records('pulse-outcome')).map(([, value]) => value as Outcome),
    async pulseOf(answers) {
      const team = new PulseTeam(world, Math.max(7, answers.length))
      await team.launch()
      for (const [i, each] of answers.entries()) await team.answer(team.people[i] ?? '', each)
      await team.close()
      return team
    },
    async close() {
      await world.counselor.stop()
      await store.close()
      folder.remove()
    },
  }
}
