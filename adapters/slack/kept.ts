// Values that are asked for once and kept for a while.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** What a {@link Kept} keeps to. */
export interface KeptOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** How long a value is kept, in milliseconds. */
  readonly ms: number
  /** How many are kept; the oldest go first. */
  readonly most: number
}

/** Values by key. Those who ask at the same time wait for the same answer; a failure is not kept. */
export class Kept<T> {
  readonly #options: KeptOptions
  readonly #values = new Map<string, {readonly value: Promise<T>; readonly until: number}>()

  /** @param options how long and how many */
  constructor(options: KeptOptions) {
    this.#options = options
  }

  /** The value of a key, asked for where it is not known. */
  get(key: string, ask: () => Promise<T>): Promise<T> {
    const {now, ms, most} = this.#options
    const known = this.#values.get(key)
    if (known && known.until > now()) return known.value
    const value = ask()
    this.#values.delete(key)
    this.#values.set(key, {value, until: now() + ms})
    value.catch(() => {
      if (this.#values.get(key)?.value === value) this.#values.delete(key)
    })
    const [oldest] = this.#values.keys()
    if (this.#values.size > most && oldest !== undefined) this.#values.delete(oldest)
    return value
  }

  /** Forgets the value of a key. */
  forget(key: string): void {
    this.#values.delete(key)
  }

  /** Forgets all values. */
  clear(): void {
    this.#values.clear()
  }
}
