// The event stream from the server: connects, connects again, and tells when the line is down.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {ChatEvent} from '../wire.ts'

/** What the stream reports. */
export interface StreamHands {
  readonly onEvent: (event: ChatEvent) => void
  /** True when the line has been down for a moment, false when it is back. */
  readonly onLost: (lost: boolean) => void
}

/** How long the line may be down before anybody is told, in milliseconds. */
const quietMs = 1_000

/** How long to wait where the browser itself gave up, in milliseconds. */
const againMs = 3_000

/** How long a hidden tab stays connected: browsers allow six connections to one server over all tabs. */
const hiddenMs = 300_000

/** The stream of this tab. */
export class Stream {
  readonly #hands: StreamHands
  #source: EventSource | undefined
  #lost: number | undefined
  #again: number | undefined
  #asleep: number | undefined

  /** Connects at once. */
  constructor(hands: StreamHands) {
    this.#hands = hands
    document.addEventListener('visibilitychange', () => this.#visibility())
    window.addEventListener('online', () => this.open())
    window.addEventListener('pageshow', event => {
      if (event.persisted) this.open()
    })
    this.open()
  }

  /** Connects anew; the server then tells everything from the start. */
  open(): void {
    this.#close()
    const source = new EventSource('/chat/events')
    this.#source = source
    source.onopen = () => this.#up()
    source.onmessage = message => this.#hands.onEvent(JSON.parse(message.data) as ChatEvent)
    source.onerror = () => this.#down(source)
  }

  #close(): void {
    window.clearTimeout(this.#again)
    this.#source?.close()
    this.#source = undefined
  }

  #up(): void {
    window.clearTimeout(this.#lost)
    this.#lost = undefined
    this.#hands.onLost(false)
  }

  #down(source: EventSource): void {
    this.#lost ??= window.setTimeout(() => this.#hands.onLost(true), quietMs)
    if (source.readyState !== EventSource.CLOSED) return
    window.clearTimeout(this.#again)
    this.#again = window.setTimeout(() => this.open(), againMs)
  }

  #visibility(): void {
    window.clearTimeout(this.#asleep)
    if (document.hidden) this.#asleep = window.setTimeout(() => this.#close(), hiddenMs)
    else if (this.#source === undefined) this.open()
  }
}
