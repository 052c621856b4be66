// The questions that are offered while somebody types: a listbox that the arrow keys of the ask box move through.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {Suggestion} from '../wire.ts'
import {element} from './element.ts'
import {suggestionsFor} from './say.ts'

/** The pause of the keys after which suggestions are fetched, in milliseconds. */
const pauseMs = 150

/** Longer texts are told in full, nobody needs a suggestion any more. */
const longest = 200

/** The parts of the page that suggestions live in. */
export interface SuggestionParts {
  /** The ask box; the focus stays there, `aria-activedescendant` points into the list. */
  readonly words: HTMLTextAreaElement
  readonly list: HTMLElement
  /** Tells a screen reader how many there are: a textarea may not carry `aria-expanded`. */
  readonly status: HTMLElement
  readonly onChoose: (suggestion: Suggestion) => void
}

/** The list of suggestions. */
export class Suggestions {
  readonly #parts: SuggestionParts
  #offered: readonly Suggestion[] = []
  #active = -1
  #pause: number | undefined
  #fetching: AbortController | undefined

  /** @param parts where it lives, and what happens when one is chosen */
  constructor(parts: SuggestionParts) {
    this.#parts = parts
    parts.words.addEventListener('input', () => this.#typed())
    parts.words.addEventListener('blur', () => this.close())
    // A press must not take the focus from the ask box, or the list would close before the click arrives.
    parts.list.addEventListener('pointerdown', event => event.preventDefault())
    parts.list.addEventListener('click', event => this.#clicked(event))
  }

  /** Closes the list and forgets what was being fetched. */
  close(): void {
    window.clearTimeout(this.#pause)
    this.#fetching?.abort()
    this.#show([])
  }

  /** Takes a key that was pressed in the ask box; true where it was meant for the list. */
  takeKey(key: string): boolean {
    if (this.#offered.length === 0) return false
    if (key === 'ArrowDown') this.#move(1)
    else if (key === 'ArrowUp') this.#move(-1)
    else if (key === 'Escape') this.close()
    else if (key === 'Enter') return this.#choose(this.#active)
    else return false
    return true
  }

  #typed(): void {
    window.clearTimeout(this.#pause)
    this.#fetching?.abort()
    const text = this.#parts.words.value.trim()
    if (!worthAsking(text)) this.#show([])
    else this.#pause = window.setTimeout(() => void this.#fetch(text), pauseMs)
  }

  async #fetch(text: string): Promise<void> {
    const fetching = new AbortController()
    this.#fetching = fetching
    const found = await suggestionsFor(text, fetching.signal)
    if (!fetching.signal.aborted) this.#show(found)
  }

  #show(offered: readonly Suggestion[]): void {
    const {list, status} = this.#parts
    if (this.#offered.length === 0 && offered.length === 0) return
    this.#offered = offered
    list.replaceChildren(...offered.map(optionView))
    list.hidden = offered.length === 0
    status.textContent = offered.length === 0 ? '' : `${countOf(offered)}: up and down arrows choose, Enter asks.`
    this.#mark(-1)
  }

  // One place before the first and after the last stands for the typed text itself.
  #move(step: number): void {
    const places = this.#offered.length + 1
    this.#mark(((this.#active + 1 + step + places) % places) - 1)
  }

  #mark(active: number): void {
    const {words, list} = this.#parts
    this.#active = active
    ;[...list.children].forEach((option, i) => {
      option.setAttribute('aria-selected', String(i === active))
    })
    const option = list.children[active]
    if (option === undefined) words.removeAttribute('aria-activedescendant')
    else words.setAttribute('aria-activedescendant', option.id)
    option?.scrollIntoView({block: 'nearest'})
  }

  #clicked(event: Event): void {
    const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null
    if (option !== null) this.#choose([...this.#parts.list.children].indexOf(option))
  }

  #choose(at: number): boolean {
    const chosen = this.#offered[at]
    if (chosen === undefined) return false
    this.close()
    this.#parts.onChoose(chosen)
    return true
  }
}

function optionView(suggestion: Suggestion, i: number): HTMLElement {
  const attributes = {class: 'suggestion', role: 'option', id: `suggestion-${i}`, 'aria-selected': 'false', dir: 'auto'}
  return element('div', attributes, suggestion.label)
}

// One Chinese character says as much as a short word of letters.
function worthAsking(text: string): boolean {
  if (text.length > longest || text.includes('\n')) return false
  return text.length >= 2 || /\p{Script=Han}/u.test(text)
}

function countOf(offered: readonly Suggestion[]): string {
  return offered.length === 1 ? '1 suggested question' : `${offered.length} suggested questions`
}
