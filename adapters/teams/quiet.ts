// Keeps a library from writing to the console by itself while it works for us.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {AsyncLocalStorage} from 'node:async_hooks'

/** Called for each line that was kept back. */
type Told = () => void

const working = new AsyncLocalStorage<Told>()

let guarded = false

/**
 * Does some work whose errors on the console are only counted. botbuilder 4.23.3 writes the key or a stack there for
 * each token that it refuses, so that anybody could fill the log with lines that are none of ours.
 */
export function quietly<T>(work: () => Promise<T>, told: Told): Promise<T> {
  guardConsole()
  return working.run(told, work)
}

/** Everything else on the console goes its way. */
function guardConsole(): void {
  if (guarded) return
  guarded = true
  const {error} = console
  console.error = (...parts: unknown[]) => {
    const told = working.getStore()
    if (told) told()
    else error.apply(console, parts)
  }
}
