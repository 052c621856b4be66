// Recent: what was made for a key, kept for those who ask for the same soon.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** Values by key, up to a number; the one that was longest not asked for goes first. */
export class Recent<Value> {
  readonly #most: number
  readonly #kept = new Map<string, Value>()

  /** @param most how many are kept */
  constructor(most: number) {
    this.#most = most
  }

  /** The value of a key, made where it is not kept. */
  of(key: string, make: () => Value): Value {
    const value = this.#kept.get(key) ?? make()
    // Put behind the others, as the one asked for last.
    this.#kept.delete(key)
    this.#kept.set(key, value)
    if (this.#kept.size > this.#most) {
      const [oldest = key] = this.#kept.keys()
      this.#kept.delete(oldest)
    }
    return value
  }
}
