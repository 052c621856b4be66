// A terminal for tests: lines are typed into it, and what is printed is kept.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {randomUUID} from 'node:crypto'
import {PassThrough} from 'node:stream'
import {ConsolePlatform} from '../../../adapters/console/console-platform.ts'

const prompt = /^\n?> $/

/** A terminal with a console platform on it. */
export class Terminal {
  readonly platform: ConsolePlatform
  /** What was printed in one go, oldest first, prompts left out. */
  readonly printed: string[] = []
  /** What every new id is, where a test has set it. */
  sameId: string | undefined
  readonly #input = new PassThrough()
  #prompts = 0
  #prompted: () => void = () => undefined

  constructor() {
    this.platform = new ConsolePlatform({
      input: this.#input,
      write: text => this.#write(text),
      now: Date.now,
      newId: () => this.sameId ?? randomUUID(),
      colours: false,
    })
  }

  /** Types lines, one after the other, each when the one before has been dealt with. */
  async type(...lines: readonly string[]): Promise<void> {
    for (const line of lines) {
      const prompts = this.#prompts
      this.#input.write(`${line}\n`)
      while (this.#prompts === prompts) await new Promise<void>(resolve => (this.#prompted = resolve))
    }
  }

  /** Ends the input, as Ctrl and D do. */
  end(): void {
    this.#input.end()
  }

  #write(text: string): void {
    if (!prompt.test(text)) {
      this.printed.push(text.replace(/^\n|\n$/g, ''))
      return
    }
    this.#prompts += 1
    this.#prompted()
  }
}
