// A field for a date or a time of day, with the browser's own picker.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

import type {MomentInput} from '../../../src/chat/form.ts'
import {element} from './element.ts'
import type {FieldSetting, FormField, FormWords} from './field-frame.ts'
import {describedBy, hintView, labelView, wrongView} from './field-frame.ts'

/** A date or a time. */
export class MomentView implements FormField {
  readonly input: MomentInput
  readonly view: HTMLElement
  readonly #words: FormWords
  readonly #box: HTMLInputElement
  readonly #wrong: HTMLElement

  /**
   * @param input what is asked for
   * @param setting where it stands, and what stands in it at first
   */
  constructor(input: MomentInput, {name, value, words}: FieldSetting) {
    this.input = input
    this.#words = words
    this.#wrong = wrongView(name)
    const about = {id: name, class: 'typing moment', 'aria-describedby': describedBy(input, name)}
    const needed = input.required ? {'aria-required': 'true'} : {}
    this.#box = element('input', {type: input.kind, ...about, ...needed})
    this.#box.value = value
    this.view = element('div', {class: 'field'}, labelView(input, name, words), ...hintView(input, name))
    this.view.append(this.#box, this.#wrong)
    this.#box.addEventListener('input', () => {
      if (this.#box.hasAttribute('aria-invalid')) this.check()
    })
  }

  get value(): string {
    return this.#box.value
  }

  check(): boolean {
    // The browser gives an empty value for what is half typed.
    const missing = (this.input.required && this.value === '') || this.#box.validity.badInput
    this.#wrong.textContent = missing ? this.#words.missing : ''
    if (missing) this.#box.setAttribute('aria-invalid', 'true')
    else this.#box.removeAttribute('aria-invalid')
    return !missing
  }

  focus(): void {
    this.#box.focus()
  }

  lock(locked: boolean): void {
    this.#box.readOnly = locked
  }
}
