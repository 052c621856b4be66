// Best: the few numbers with the highest scores out of very many, without sorting them all.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** Keeps the best so far in a heap whose root is the least of them. */
export class Best {
  readonly #most: number
  readonly #numbers: Uint32Array
  readonly #scores: Float64Array
  #size = 0

  /** @param most how many are kept, 1 or more */
  constructor(most: number) {
    this.#most = most
    this.#numbers = new Uint32Array(most)
    this.#scores = new Float64Array(most)
  }

  /** What a score must exceed to be kept: negative infinity while there is room for all. */
  get least(): number {
    return this.#size < this.#most ? Number.NEGATIVE_INFINITY : (this.#scores[0] ?? 0)
  }

  /** Adds a number, unless there are enough with scores as high or higher. */
  add(number: number, score: number): void {
    if (score <= this.least) return
    if (this.#size < this.#most) this.#rise(this.#size++, number, score)
    else this.#sink(number, score)
  }

  /** The numbers that were kept, in no order, and forgets them. */
  take(): number[] {
    const taken = Array.from(this.#numbers.subarray(0, this.#size))
    this.#size = 0
    return taken
  }

  /** From the end towards the root. */
  #rise(end: number, number: number, score: number): void {
    let at = end
    while (at > 0) {
      const parent = (at - 1) >> 1
      if ((this.#scores[parent] ?? 0) <= score) break
      this.#put(at, this.#numbers[parent] ?? 0, this.#scores[parent] ?? 0)
      at = parent
    }
    this.#put(at, number, score)
  }

  /** From the root, whose own number goes, towards the end. */
  #sink(number: number, score: number): void {
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= this.#size) break
      if (child + 1 < this.#size && (this.#scores[child + 1] ?? 0) < (this.#scores[child] ?? 0)) child++
      if ((this.#scores[child] ?? 0) >= score) break
      this.#put(at, this.#numbers[child] ?? 0, this.#scores[child] ?? 0)
      at = child
    }
    this.#put(at, number, score)
  }

  #put(at: number, number: number, score: number): void {
    this.#numbers[at] = number
    this.#scores[at] = score
  }
}
