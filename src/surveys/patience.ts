// Patience: how long storing an answer may take before the person is told that it is not kept.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Timer} from '../schedule/timer.ts'

/** An answer has to be stored within this, in milliseconds; after it the person is told that it is not. */
const patience = 2_000

/** What the work yields, or `late` where it takes longer than anybody should wait; rejects as the work does. */
export async function inTime<T, L>(timer: Timer, work: Promise<T>, late: L): Promise<T | L> {
  const wait = timer.wait(patience)
  try {
    return await Promise.race([work, wait.promise.then(() => late)])
  } finally {
    wait.cancel()
  }
}
