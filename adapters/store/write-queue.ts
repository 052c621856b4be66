// The writes that wait for a file: those that wait at the same time share one transaction, and so one sync of the disk.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {setImmediate as nextTurn, setTimeout as sleep} from 'node:timers/promises'
import {CounselorError} from '../../src/errors.ts'

/** One write: runs its statement and tells whether a row was written. It may run more than once. */
export type Write = () => boolean

/** The file that the writes are for. */
export interface Transactions {
  /**
   * Does some work in one transaction, which is durable when this resolves; where the work or the file fails, nothing
   * of it was written.
   */
  run<T>(work: () => T): Promise<T>
  /** True for the error of a file that another process holds at the moment. */
  isBusy(error: unknown): boolean
}

interface Waiting {
  readonly write: Write
  /** Until when the file is waited for, by the clock of the queue. */
  readonly until: number
  readonly resolve: (written: boolean) => void
  readonly reject: (error: unknown) => void
}

// Some milliseconds of work: the process has other things to do between two transactions. Where the disk is slow, so
// many come meanwhile, and few transactions mean that none of them waits too long.
const mostTogether = 1_024

/**
 * How long a write waits while another process holds the file, in milliseconds: less than the deadline of keyv-store,
 * so that "busy" is a sure "not written".
 */
export const busyMs = 1_500

/**
 * Takes writes in their order. Each ends when its transaction is on the disk, with its own result. A write that fails
 * takes no other with it.
 */
export class WriteQueue {
  readonly #file: Transactions
  readonly #now: () => number
  #waiting: Waiting[] = []
  #isRunning = false

  /**
   * @param file where to write
   * @param now milliseconds since any moment
   */
  constructor(file: Transactions, now: () => number = () => performance.now()) {
    this.#file = file
    this.#now = now
  }

  /**
   * Writes.
   * @returns whether a row was written; rejects with the error of the write, or with `store-timeout` where the file
   * was held for {@link busyMs} and so surely nothing was written
   */
  add(write: Write): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({write, until: this.#now() + busyMs, resolve, reject})
      if (!this.#isRunning) void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#isRunning = true
    for (let wait = 1; this.#waiting.length > 0; ) {
      // The engine answers before it returns: without this, writes would keep the process from all its other work.
      // Whatever comes until then joins.
      await nextTurn()
      if (await this.#flush()) wait = 1
      else {
        this.#giveUp()
        await sleep(Math.random() * wait)
        wait = Math.min(wait * 2, 8)
      }
    }
    this.#isRunning = false
  }

  /** False where another process holds the file; then all still wait. */
  async #flush(): Promise<boolean> {
    const together = this.#waiting.splice(0, mostTogether)
    try {
      const results = await this.#file.run(() => together.map(({write}) => write()))
      for (const [i, {resolve}] of together.entries()) resolve(results[i] === true)
      return true
    } catch (error) {
      if (this.#file.isBusy(error)) {
        this.#waiting.unshift(...together)
        return false
      }
      return this.#eachAlone(together, error)
    }
  }

  /** Finds out whose error it was. */
  async #eachAlone(together: readonly Waiting[], error: unknown): Promise<boolean> {
    const [only, ...others] = together
    if (others.length === 0) {
      only?.reject(error)
      return true
    }
    for (const [i, {write, resolve, reject}] of together.entries()) {
      try {
        resolve(await this.#file.run(write))
      } catch (own) {
        if (this.#file.isBusy(own)) {
          this.#waiting.unshift(...together.slice(i))
          return false
        }
        reject(own)
      }
    }
    return true
  }

  #giveUp(): void {
    const now = this.#now()
    const late = this.#waiting.filter(({until}) => until < now)
    this.#waiting = this.#waiting.filter(({until}) => until >= now)
    for (const {reject} of late) {
      reject(new CounselorError('store-timeout', 'Another process holds the SQLite file, so nothing was done.'))
    }
  }
}
