// The ask box: a text area that grows, sends by Enter, and never loses what was typed.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Suggestion} from '../wire.ts'
import {newId} from './say.ts'
import {Suggestions} from './suggestions.ts'

/** The parts of the page that the ask box is made of, and what it does. */
export interface AskBoxParts {
  readonly form: HTMLFormElement
  readonly words: HTMLTextAreaElement
  readonly send: HTMLButtonElement
  readonly list: HTMLElement
  readonly status: HTMLElement
  /** Sends a question; true where it was taken. The same question tried again has the same id. */
  readonly onAsk: (id: string, text: string) => Promise<boolean>
}

/** The ask box. */
export class AskBox {
  readonly #parts: AskBoxParts
  readonly #suggestions: Suggestions
  #busy = false
  #failed: {readonly id: string; readonly text: string} | undefined

  /** @param parts its elements, and where a question goes */
  constructor(parts: AskBoxParts) {
    this.#parts = parts
    const {form, words, list, status} = parts
    this.#suggestions = new Suggestions({words, list, status, onChoose: chosen => this.#choose(chosen)})
    words.addEventListener('keydown', event => this.#key(event))
    words.addEventListener('input', () => this.#grow())
    form.addEventListener('submit', event => {
      event.preventDefault()
      void this.submit()
    })
    new ResizeObserver(() => reportHeight(form)).observe(form)
    this.#grow()
  }

  /** Sends what stands in the box, if it holds more than spaces; the text leaves the box once it was taken. */
  async submit(): Promise<void> {
    const {words, onAsk} = this.#parts
    const text = words.value.trim()
    this.#suggestions.close()
    if (text === '' || this.#busy) return
    const id = this.#failed?.text === text ? this.#failed.id : newId()
    this.#setBusy(true)
    const taken = await onAsk(id, text)
    this.#failed = taken ? undefined : {id, text}
    if (taken) words.value = ''
    this.#setBusy(false)
    this.#grow()
  }

  /** Puts the focus into the box. */
  focus(): void {
    this.#parts.words.focus()
  }

  #choose(chosen: Suggestion): void {
    this.#parts.words.value = chosen.ask
    void this.submit()
  }

  #key(event: KeyboardEvent): void {
    // While an input method composes, Enter and the arrows belong to it.
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
    if (this.#suggestions.takeKey(event.key)) event.preventDefault()
    else if (event.key === 'Enter') {
      event.preventDefault()
      void this.submit()
    }
  }

  #setBusy(busy: boolean): void {
    this.#busy = busy
    this.#parts.words.readOnly = busy
    this.#parts.send.setAttribute('aria-disabled', String(busy))
  }

  #grow(): void {
    const {words} = this.#parts
    words.style.height = 'auto'
    words.style.height = `${words.scrollHeight}px`
  }
}

// The box floats above the log: what gets the focus must not hide behind it.
function reportHeight(form: HTMLElement): void {
  document.documentElement.style.setProperty('--ask-height', `${form.offsetHeight}px`)
}
