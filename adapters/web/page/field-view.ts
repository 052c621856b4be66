// A field of text: the box to type in, and how much of its room is taken.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {TextInput} from '../../../src/chat/form.ts'
import {element} from './element.ts'
import type {FieldSetting, FormField, FormWords} from './field-frame.ts'
import {describedBy, hintView, labelView, wrongView} from './field-frame.ts'

/** One field of text. */
export class FieldView implements FormField {
  readonly input: TextInput
  readonly view: HTMLElement
  readonly #words: FormWords
  readonly #box: HTMLInputElement | HTMLTextAreaElement
  readonly #typed: HTMLElement
  readonly #wrong: HTMLElement

  /**
   * @param input what is asked for
   * @param setting where it stands, and what stands in it at first
   */
  constructor(input: TextInput, {name, value, words}: FieldSetting) {
    this.input = input
    this.#words = words
    this.#box = boxFor(input, name)
    this.#box.value = value
    this.#typed = element('span', {'aria-hidden': 'true'})
    this.#wrong = wrongView(name)
    const most = element('span', {class: 'sr-only', id: `${name}-most`}, words.atMost(input.most))
    const count = element('p', {class: 'count'}, this.#typed, most)
    const below = element('div', {class: 'below'}, this.#wrong, count)
    this.view = element(
      'div',
      {class: 'field'},
      labelView(input, name, words),
      ...hintView(input, name),
      this.#box,
      below,
    )
    this.#box.addEventListener('input', () => this.#changed())
    this.#count()
  }

  get value(): string {
    return this.#box.value
  }

  check(): boolean {
    const wrong = this.#fault()
    this.#wrong.textContent = wrong
    if (wrong === '') this.#box.removeAttribute('aria-invalid')
    else this.#box.setAttribute('aria-invalid', 'true')
    return wrong === ''
  }

  focus(): void {
    this.#box.focus()
  }

  lock(locked: boolean): void {
    this.#box.readOnly = locked
  }

  // Nobody is told of a mistake while still typing, but at once when it is mended.
  #changed(): void {
    this.#count()
    if (this.#box.hasAttribute('aria-invalid')) this.check()
  }

  #count(): void {
    const {most} = this.input
    this.#typed.textContent = `${this.value.length} / ${most}`
    this.#typed.classList.toggle('over', this.value.length > most)
  }

  #fault(): string {
    const {required, most} = this.input
    if (required && this.value.trim() === '') return this.#words.missing
    return this.value.length > most ? this.#words.tooLong(this.value.length - most, most) : ''
  }
}

// `required` would call an empty field invalid before anybody has typed, and `maxlength` would cut what is pasted.
function boxFor(input: TextInput, name: string): HTMLInputElement | HTMLTextAreaElement {
  const about = {id: name, class: 'typing', dir: 'auto', 'aria-describedby': describedBy(input, name, `${name}-most`)}
  const attributes = {...about, autocomplete: 'off', ...(input.required ? {'aria-required': 'true'} : {})}
  return input.multiline
    ? element('textarea', {...attributes, rows: '4'})
    : element('input', {...attributes, type: 'text'})
}
