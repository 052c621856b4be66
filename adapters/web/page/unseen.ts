// Counts in the title what came while the tab was hidden.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

/** The number of unseen messages, in front of the title of the page. */
export class Unseen {
  readonly #title = document.title
  #count = 0

  /** Starts at nothing, and again each time the tab is looked at. */
  constructor() {
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) this.#show(0)
    })
  }

  /** Counts a message, unless the visitor is looking. */
  add(): void {
    if (document.hidden) this.#show(this.#count + 1)
  }

  #show(count: number): void {
    this.#count = count
    document.title = count === 0 ? this.#title : `(${count}) ${this.#title}`
  }
}
