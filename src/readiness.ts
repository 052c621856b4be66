// Readiness: whether the process can serve at this moment, and if not, what it waits for.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Platform} from './chat/platform.ts'
import type {Log} from './log.ts'
import type {Timer, Wait} from './schedule/timer.ts'
import type {Store} from './store.ts'
import {storeKey} from './store.ts'

/** What is looked at. */
export interface ReadinessParts {
  readonly store: Store
  /** Those that can lose their connection have it as their member `connected`. */
  readonly platforms: readonly Platform[]
  readonly timer: Timer
  readonly log: Log
}

/** How long the storage may fail before nobody should send people here, in milliseconds. */
const patience = 10_000

/** How often the storage is asked, in milliseconds: without people nothing else would notice that it is back. */
const every = 3_000

/**
 * Says whether people should be sent here. Questions are answered without storage, too, but what people tell us would
 * be lost, so another replica is better.
 */
export class Readiness {
  readonly #parts: ReadinessParts
  #phase: 'starting' | 'serving' | 'stopping' = 'starting'
  #failingSince: number | undefined
  #wait: Wait | undefined
  #said = ''

  /** @param parts what is looked at */
  constructor(parts: ReadinessParts) {
    this.#parts = parts
  }

  /** What it waits for, a word each; empty where the process can serve. A change is logged. */
  waitsFor(): readonly string[] {
    const words = this.#phase === 'serving' ? [...this.#storage(), ...this.#lost()] : [this.#phase]
    this.#say(words.join(' '))
    return words
  }

  /** Everything has started: from now on the storage is watched. */
  serve(): void {
    this.#phase = 'serving'
    void this.#watch()
  }

  /** No more people should be sent here. */
  stop(): void {
    this.#phase = 'stopping'
    this.#wait?.cancel()
  }

  #storage(): string[] {
    const since = this.#failingSince
    return since !== undefined && this.#parts.timer.now() - since > patience ? ['storage'] : []
  }

  #lost(): string[] {
    return this.#parts.platforms
      .filter(platform => 'connected' in platform && platform.connected === false)
      .map(({name}) => name)
  }

  async #watch(): Promise<void> {
    const {store, timer} = this.#parts
    while (this.#phase === 'serving') {
      try {
        await store.get(storeKey('readiness'))
        this.#failingSince = undefined
      } catch {
        // The call itself may have taken two seconds; it counts from its end, since a slow answer is one.
        this.#failingSince ??= timer.now()
      }
      this.#wait = timer.wait(every)
      // Stopped meanwhile: nobody would call this wait off.
      if (this.#phase !== 'serving') this.#wait.cancel()
      await this.#wait.promise
    }
  }

  #say(words: string): void {
    if (words === this.#said) return
    this.#said = words
    const {log} = this.#parts
    if (this.#phase !== 'serving') return
    if (words === '') log.info('people can be sent here again')
    else log.warn('nobody should be sent here', {waitsFor: words})
  }
}
