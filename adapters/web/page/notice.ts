// What went wrong, in a sentence above the ask box, with a button to try again.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import {element} from './element.ts'

/** The notices above the ask box: at most one about the line and one about what the visitor did. */
export class Notices {
  readonly #place: HTMLElement
  #failure: HTMLElement | undefined
  #line: HTMLElement | undefined

  /** @param place an element with role="alert" */
  constructor(place: HTMLElement) {
    this.#place = place
  }

  /** Tells of a failure; `again` does the same thing once more. */
  fail(sentence: string, again: () => void): void {
    this.settle()
    const button = element('button', {type: 'button', class: 'button'}, 'Try again')
    button.addEventListener('click', () => {
      this.settle()
      again()
    })
    this.#failure = element('div', {class: 'notice'}, element('p', {}, sentence), button)
    this.#place.append(this.#failure)
  }

  /** Takes the failure away. */
  settle(): void {
    this.#failure?.remove()
    this.#failure = undefined
  }

  /** Tells that the line is down, or that it is back. */
  line(lost: boolean): void {
    if (!lost) this.#line?.remove()
    this.#line = lost ? (this.#line ?? this.#addLine()) : undefined
  }

  #addLine(): HTMLElement {
    const sentence = 'The line to the counselor is down. It connects again by itself; you can keep writing.'
    const notice = element('div', {class: 'notice'}, element('p', {}, sentence))
    this.#place.append(notice)
    return notice
  }
}
