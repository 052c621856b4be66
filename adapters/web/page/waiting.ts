// What the visitor waits for: activities that the counselor is still answering.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** A quicker answer needs no announcement, in milliseconds. */
const patienceMs = 150

/** The activities that are under way, and the line that says so. */
export class Waiting {
  readonly #line: HTMLElement
  readonly #ids = new Map<string, () => void>()
  #timer: number | undefined

  /** @param line an element with role="status" */
  constructor(line: HTMLElement) {
    this.#line = line
  }

  /** True while an answer is awaited. */
  get awaits(): boolean {
    return this.#ids.size > 0
  }

  /** Waits for an activity; resolves when it is over. */
  begin(id: string): Promise<void> {
    this.#timer ??= window.setTimeout(() => {
      this.#line.textContent = 'Looking it up'
    }, patienceMs)
    return new Promise(resolve => this.#ids.set(id, resolve))
  }

  /** An activity is over: answered, done without an answer, or not sent at all. */
  end(id: string): void {
    this.#ids.get(id)?.()
    this.#ids.delete(id)
    if (this.#ids.size === 0) this.hush()
  }

  /** Ends all but those that the server still knows, or that are on their way to it. */
  keepOnly(known: ReadonlySet<string>): void {
    for (const id of [...this.#ids.keys()]) if (!known.has(id)) this.end(id)
  }

  /** Takes the line away: an answer is there, even where more is to come. */
  hush(): void {
    window.clearTimeout(this.#timer)
    this.#timer = undefined
    this.#line.textContent = ''
  }
}
