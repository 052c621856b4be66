// One open stream of Server-Sent Events to one tab of a browser.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Response} from 'express'
import type {ChatEvent} from './wire.ts'

/** How long the browser waits before it connects again, in milliseconds. */
const retryMs = 1_500

/** How much a tab may leave unread before its stream is cut, in bytes; it gets the rest when it comes back. */
const unreadBytes = 4_194_304

/** A stream of events; over when the tab goes away or `end` is called. */
export class EventStream {
  readonly #response: Response

  /**
   * Opens the stream: headers, the time to wait before connecting again, and comments that keep proxies awake.
   * @param heartbeatMs milliseconds between two such comments
   */
  constructor(response: Response, heartbeatMs: number) {
    this.#response = response
    response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    })
    response.write(`retry: ${retryMs}\n\n`)
    const beat = setInterval(() => this.#write(': still here\n\n'), heartbeatMs)
    response.once('close', () => clearInterval(beat))
  }

  /**
   * Sends one event.
   * @param id what the browser sends as Last-Event-ID when it comes back; none leaves the id before it standing
   */
  send(event: ChatEvent, id?: string): void {
    const mark = id === undefined ? '' : `id: ${id}\n`
    this.#write(`${mark}data: ${JSON.stringify(event)}\n\n`)
  }

  /** Calls back once when the stream is over. */
  onEnd(ended: () => void): void {
    this.#response.once('close', ended)
  }

  /** Ends the stream; the browser will connect again. */
  end(): void {
    this.#response.end()
  }

  #write(chunk: string): void {
    if (this.#response.writableEnded || this.#response.destroyed) return
    this.#response.write(chunk)
    if (this.#response.writableLength > unreadBytes) this.#response.destroy()
  }
}
