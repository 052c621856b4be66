// The log: an article for each message, labelled by who speaks, and scrolled so that an answer can be read from its start.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {LastingEvent} from '../wire.ts'
import type {Pressed} from './card-view.ts'
import {showCard} from './card-view.ts'
import {element} from './element.ts'

/** How far from the end of the page somebody still follows along, in pixels. */
const nearEnd = 120

/** The log and what stands in its place while it is empty. */
export interface LogParts {
  /** The element with role="log". */
  readonly log: HTMLElement
  readonly empty: HTMLElement
  /** Called with the id of the message whose button was pressed. */
  readonly onPress: (message: string, pressed: Pressed, button: HTMLButtonElement) => void
}

/** The conversation on the page. */
export class LogView {
  readonly #parts: LogParts
  readonly #articles = new Map<string, HTMLElement>()
  #replaying = false

  /** @param parts where it is shown */
  constructor(parts: LogParts) {
    this.#parts = parts
  }

  /** True while earlier messages come in, which nobody wants to hear read out. */
  get replaying(): boolean {
    return this.#replaying
  }

  /** Empties the log. */
  empty(): void {
    this.#articles.clear()
    this.#parts.log.replaceChildren()
    this.#parts.empty.hidden = false
  }

  /** Begins to take earlier messages, quietly. */
  beginReplay(): void {
    this.#replaying = true
    this.#parts.log.setAttribute('aria-live', 'off')
  }

  /** Ends it: from here on, what comes is announced. */
  endReplay(): void {
    this.#replaying = false
    this.#parts.log.setAttribute('aria-live', 'polite')
  }

  /**
   * Shows a message, or shows it anew where it is already there.
   * @param awaited true where it answers what the visitor just did
   */
  show(event: LastingEvent, awaited: boolean): void {
    const known = this.#articles.get(event.id)
    if (isGone(event)) this.#remove(event.id)
    else if (known === undefined) this.#add(event, awaited)
    else this.#fill(known, event)
  }

  #remove(id: string): void {
    const article = this.#articles.get(id)
    this.#articles.delete(id)
    // Whoever stood in it goes on from its neighbour.
    if (article?.contains(document.activeElement)) neighbour(article)?.focus({preventScroll: true})
    article?.remove()
  }

  #add(event: LastingEvent, awaited: boolean): void {
    const following = isNearEnd()
    const article = articleFor(event)
    this.#articles.set(event.id, article)
    this.#fill(article, event)
    this.#parts.log.append(article)
    this.#parts.empty.hidden = true
    if (this.#replaying || event.type === 'said') toEnd(this.#replaying)
    else if (awaited) scrollToStart(article)
    else if (following) article.scrollIntoView({block: 'nearest', behavior: manner()})
  }

  #fill(article: HTMLElement, event: LastingEvent): void {
    const body = article.querySelector<HTMLElement>('.body')
    if (body === null) return
    if (event.type === 'said') body.textContent = event.text
    else showCard(body, event.card, (pressed, button) => this.#parts.onPress(event.id, pressed, button))
  }
}

/** A message that was taken away has no blocks left. */
function isGone(event: LastingEvent): boolean {
  return event.type !== 'said' && event.card.blocks.length === 0
}

function neighbour(article: HTMLElement): HTMLElement | undefined {
  const next = article.nextElementSibling ?? article.previousElementSibling
  return next instanceof HTMLElement ? next : undefined
}

function articleFor(event: LastingEvent): HTMLElement {
  const said = event.type === 'said'
  const who = element('p', {class: 'who', id: `who-${event.id}`}, said ? 'You' : 'Counselor')
  const meta = element('header', {class: 'meta'}, who, timeView(event.at))
  if (event.type === 'whisper') meta.append(element('p', {class: 'whisper'}, 'Only you see this'))
  const body = element('div', said ? {class: 'body', dir: 'auto'} : {class: 'body'})
  const attributes = {class: said ? 'turn said' : 'turn answer', 'aria-labelledby': who.id, tabindex: '-1'}
  return element('article', attributes, meta, body)
}

function timeView(at: number): HTMLElement {
  const when = new Date(at)
  const today = when.toDateString() === new Date().toDateString()
  const day: Intl.DateTimeFormatOptions = today ? {} : {day: 'numeric', month: 'short'}
  const shown = when.toLocaleString(undefined, {...day, hour: 'numeric', minute: '2-digit'})
  return element('time', {class: 'time', datetime: when.toISOString(), title: when.toLocaleString()}, shown)
}

// The question stays above its answer where that costs little room: an answer reads better under what was asked.
function scrollToStart(article: HTMLElement): void {
  const before = article.previousElementSibling
  const isShort = before?.classList.contains('said') === true && before.clientHeight < window.innerHeight / 4
  const start = isShort ? before : article
  start.scrollIntoView({block: 'start', behavior: manner()})
}

function toEnd(atOnce: boolean): void {
  const top = document.documentElement.scrollHeight
  window.scrollTo({top, behavior: atOnce ? 'instant' : manner()})
}

function isNearEnd(): boolean {
  const {scrollHeight} = document.documentElement
  return window.scrollY + window.innerHeight > scrollHeight - nearEnd
}

function manner(): ScrollBehavior {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth'
}
