// A world whose process dies at one call to its store after the other, and is started again by the next one.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Library} from '../../src/knowledge/library.ts'
import {MortalStore} from './mortal-store.ts'
import type {World} from './world.ts'
import {openWorld} from './world.ts'

/** What is told again for each call at which the process dies. */
export interface Death<Scene> {
  /** What happens before; the process lives. */
  readonly before: (world: World, calls: number) => Promise<Scene>
  /** How often the next process looks for what is due, and how much later each time, in milliseconds. */
  readonly again: readonly [times: number, apartMs: number]
  /** What must hold after all. */
  readonly after: (world: World, scene: Scene) => Promise<void>
}

/**
 * Lets the process die at the first call of what is due, then at the second, and so on until it lives to the end.
 * @returns how many times it was told
 */
export async function diesAtEachCall<Scene>(library: Library, {before, again, after}: Death<Scene>): Promise<number> {
  const stores: MortalStore[] = []
  const world = await openWorld({
    library,
    storeAround: inner => {
      const store = new MortalStore(inner)
      stores.push(store)
      return store
    },
  })
  const [store] = stores
  if (!store) throw new Error('the world has no store')
  const [times, apartMs] = again
  for (let calls = 0; ; calls += 1) {
    const scene = await before(world, calls)
    store.dieAfter(calls)
    await world.tick().catch(() => {})
    const died = store.dead
    store.revive()
    for (let each = 0; each < times; each += 1) {
      world.pass(apartMs)
      await world.tick()
    }
    await after(world, scene)
    if (!died) return calls + 1
  }
}
